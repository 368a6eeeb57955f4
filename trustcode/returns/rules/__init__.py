"""Pure rules of the returns ledger."""
