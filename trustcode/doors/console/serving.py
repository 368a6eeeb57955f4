"""`serve`: the product on one port, ready to be looked at."""

from __future__ import annotations

import click
import flask_migrate
from granian import Granian
from granian.constants import Interfaces

from trustcode.doors.console import demo, facts
from trustcode.doors.console.output import fail
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.moments import now
from trustcode.storage.engines import fault_of


@click.command("serve")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes.")
def serve(port: int, host: str, workers: int) -> None:
    """Serve with granian. In demo mode the database, the facts and the demo set are made first, once."""
    office = the_office()
    fault = fault_of(office.store, processes=workers)
    if fault:
        fail(fault)
    if office.settings.is_demo:
        flask_migrate.upgrade()
        facts.load_shipped(office.store, now())
        demo.prepare(office)
        demo.announce(office)
    office.store.close()
    server = Granian(
        "app:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        log_access=False,
    )
    server.serve()
