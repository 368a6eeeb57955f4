"""Copies made for fast reading. They hear of every entry inside its transaction, and can be dropped and rebuilt."""
