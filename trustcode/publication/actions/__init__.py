"""Acts of publication."""
