"""Reads of the returns ledger."""
