"""What may be done about accounts (with a pen) and sessions (with a jotter)."""
