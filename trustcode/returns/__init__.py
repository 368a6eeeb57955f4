"""The returns ledger: what came back, who confirmed it, and what each month was reported."""
