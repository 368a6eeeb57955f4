"""Acts on complaints and reports."""
