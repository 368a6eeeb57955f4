"""Two numbers, one case: work orders exchanged with the hotline 12345 and the national platform 12315."""
