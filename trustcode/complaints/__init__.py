"""Complaints and reports: filed by a shopper, settled first, mediated by the office within the clocks of the law."""
