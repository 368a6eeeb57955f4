"""The window: what everybody may read, for programs. The open API, and the open data as files. Nothing is changed here."""
