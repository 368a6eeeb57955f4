"""Words of the rooms, one file a subject: English message ids by enum member."""
