"""The shopper: reads only, no cookie."""
