"""Acts of the commitments."""
