"""Who comes in by which door: HTTP and the terminal, and nothing that is not about them."""
