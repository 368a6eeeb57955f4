"""Pure: the permission table, passwords, one-time codes, sessions, wrong tries."""
