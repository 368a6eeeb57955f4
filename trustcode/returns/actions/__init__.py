"""Acts of the returns ledger."""
