"""The lists that the scheme speaks in: kinds of unit, industries, assurances, exclusions, grounds; versioned, in two languages."""
