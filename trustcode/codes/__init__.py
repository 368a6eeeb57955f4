"""The signed QR code of a shop: its token, its short code, its symbol, and every print of it."""
