"""Pure rules about a unit: who it says it is, what it is called, where it stands and what may become of it."""
