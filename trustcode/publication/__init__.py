"""Publication of results: which complaints may be shown, with which fields, and who may take one out of sight."""
