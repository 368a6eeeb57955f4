"""What a shop promised for a purchase on any day: one row a unit, its whole course in stretches of days."""
