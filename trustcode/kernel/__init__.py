"""Pure Python on the standard library alone: the words that every floor shares."""
