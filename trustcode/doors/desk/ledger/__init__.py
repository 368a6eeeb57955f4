"""The returns ledger at the desk: typing an entry, showing it to the shopper, the list, corrections."""
