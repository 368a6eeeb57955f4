"""`serve`: the product on one port, ready to be looked at."""

from __future__ import annotations

import os
import socket
from dataclasses import replace

import click
from granian import Granian
from granian.constants import Interfaces

from trustcode.doors.console.demo import announcement, make_ready
from trustcode.doors.console.output import Answer, Failed, answers
from trustcode.doors.lobby.gate import THREADS
from trustcode.doors.lobby.present import Office, the_office
from trustcode.settings import PREFIX
from trustcode.storage.engines import fault_of

PUBLIC_URL = f"{PREFIX}PUBLIC_URL"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}  # noqa: S104 - what an operator may type


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@answers
def serve(port: int, host: str, workers: int) -> Answer:
    """Serve with granian until Ctrl-C. In demo mode the database, the facts and the demo set are made first, once."""
    office = the_office()
    fault = fault_of(office.store, processes=workers)
    if fault:
        raise Failed(fault)
    _require_free(host, port)
    if office.settings.is_demo:
        _make_demo(office, host, port)
    office.store.close()
    # A worker is a fork, where the module `app` is loaded already, with the address of before: it makes its own app.
    Granian(
        "trustcode.factory:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    ).serve()
    return Answer({"stopped": True}, "Stopped.")


def _make_demo(office: Office, host: str, port: int) -> None:
    """The demonstration at the address it is served on, unless the environment names another."""
    url = os.environ.setdefault(PUBLIC_URL, f"http://{_EVERYWHERE.get(host, host)}:{port}")
    here = replace(office, settings=replace(office.settings, public_url=url.rstrip("/")))
    try:
        said = announcement(here, make_ready(here)).sentence
    except Failed as lost:
        said = f"{lost}\nServing what is there: {here.settings.public_url}/"
    click.echo(said)


def _require_free(host: str, port: int) -> None:
    """Raises Failed when somebody listens on the port already, or the address is not of this machine."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        said = f"Cannot listen on {host}, port {port}: {error.strerror}. Another one: `make run PORT=8080`."
        raise Failed(said, host=host, port=port) from None
