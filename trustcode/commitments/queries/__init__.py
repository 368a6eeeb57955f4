"""Reads of the commitments."""
