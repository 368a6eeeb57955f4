"""The working-day calendar: one holiday notice a year, as data, with every version kept."""
