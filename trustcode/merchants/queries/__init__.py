"""Reads about units: the sheet, queues, what the system found, what is due."""
