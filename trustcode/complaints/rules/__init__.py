"""Pure rules of complaints and reports."""
