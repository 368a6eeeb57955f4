"""Reads of what is published; the one gate through which anything of a complaint becomes public."""
