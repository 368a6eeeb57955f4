"""Following a complaint or report by its number and secret, without an account: where it stands, and the shopper's word."""
