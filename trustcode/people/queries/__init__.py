"""What may be asked about people."""
