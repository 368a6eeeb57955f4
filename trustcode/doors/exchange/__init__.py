"""The door of other systems: orders of 12345 and 12315 come in, signed; no session, no page, no form."""
