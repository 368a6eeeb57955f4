"""The shop and its standing: who it is, how it came to be a commitment unit, and what became of it."""
