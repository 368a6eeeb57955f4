"""A house with nothing but its terminal: the office and the commands, without the doors of a web.

As a program it runs one command on a database in a folder: `python -m tests.doors.console.small_house FOLDER sweep`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.cli import FlaskGroup
from flask_migrate import Migrate

from tests.conftest import AT, VAULT
from tests.settings_for_tests import settings_for
from trustcode.codes.rules.keyring import keyring_to_json, ring_of, signing_key_of
from trustcode.doors.console import commands
from trustcode.doors.lobby.present import EXTENSION, Office
from trustcode.kernel.moments import Moment
from trustcode.projections.register import attach_projections
from trustcode.settings import DEMO, ROOT, write_secret
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import connect, db

RING = ring_of(signing_key_of(1, b"t" * 32))


def small_house(url: str, folder: Path, *, mode: str = DEMO, clock: Callable[[], Moment] = lambda: AT) -> Flask:
    """The app on a database; what it writes besides lies in a folder."""
    settings = settings_for(
        url, folder, mode=mode, public_url="http://127.0.0.1:8000", signing_keys=folder / "signing-keys.json"
    )
    if not settings.signing_keys.exists():
        write_secret(settings.signing_keys, keyring_to_json(RING))
    app = Flask("small-house", root_path=str(folder))
    store = connect(app, url, VAULT, Blobs(settings.files))
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    attach_projections()
    app.extensions[EXTENSION] = Office(settings, store, RING, clock)
    commands.register(app)
    return app


if __name__ == "__main__":
    place = Path(sys.argv[1])
    group = FlaskGroup(create_app=lambda: small_house(f"sqlite:///{place / 'trustcode.db'}", place))
    group.main(["trustcode", *sys.argv[2:]], prog_name="flask")
