"""The merchant: signing a shop up, following it, its code and posters."""
