"""What goes out of the house: a line to a mail server, and a short message to a phone."""
