"""How bytes are kept: two engines on SQLite or PostgreSQL, one that writes and one that cannot; files by their hash."""
