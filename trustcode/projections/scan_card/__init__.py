"""What a shopper sees: one row a merchant, found by the number in the code, by the short code, or by the merchant's id."""
