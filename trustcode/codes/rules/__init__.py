"""Pure: the seal of a token, the keys behind it, the short code one can say aloud, the symbol one can scan."""
