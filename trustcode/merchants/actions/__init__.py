"""Acts on a unit: applying, deciding, moving; each notes what it did on the record."""
