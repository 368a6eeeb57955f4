"""`import …`: files from elsewhere."""

from __future__ import annotations

from flask.cli import AppGroup

import_group = AppGroup("import", help="Take in files from elsewhere.")
