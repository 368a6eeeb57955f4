"""Notices to people: always kept at their door, by e-mail where a server for it is configured."""
