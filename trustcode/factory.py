"""Puts the house together: the office app, the scan app beside it, the projections. The only file that knows everyone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.codes.rules.keyring import KeyRing, keyring_from_json, keyring_to_json, new_signing_key, ring_of
from trustcode.codes.rules.symbol import host_fits
from trustcode.doors.console import commands
from trustcode.doors.counter import door as counter
from trustcode.doors.desk import door as desk
from trustcode.doors.exchange.app import create_exchange_app
from trustcode.doors.field import door as field
from trustcode.doors.lobby import install as lobby
from trustcode.doors.lobby.office import Office
from trustcode.doors.scan.app import create_scan_app
from trustcode.doors.scan.office import Published, ScanOffice, Sources
from trustcode.doors.window import door as window
from trustcode.kernel.moments import Moment, now
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.territory import PROVINCE
from trustcode.posting.phones import sender_of
from trustcode.projections.register import attach_projections
from trustcode.publication.queries import gate, log, rates
from trustcode.publication.rules.showing import ModerationLine, PublicationRate, ShownComplaint, Tombstone
from trustcode.regions.queries import office_name, places
from trustcode.settings import BadSettings, Settings, from_env, write_secret
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import Store, connect, db
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault

WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]

OFFICE_PATHS = frozenset(
    {"/desk", "/field", "/counter", "/sign-in", "/sign-up", "/sign-out", "/patterns", "/api", "/open-data"}
)
"""First parts of addresses that belong to the office app; all others are the shopper's."""

EXCHANGE_PATH = "/exchange"
"""Other systems, signed."""


def create_app(settings: Settings | None = None, clock: Callable[[], Moment] = now) -> Flask:
    """The whole product as one WSGI app. Raises BadSettings with a sentence for the operator."""
    settings = settings or from_env(os.environ)
    if not host_fits(settings.host):
        raise BadSettings(f"The host {settings.host} is too long for a code: 30 characters at most, port included.")
    app = Flask("trustcode", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False  # an address has one form, and nothing redirects to it
    keyring = load_keyring(settings)
    vault = Vault(settings.vault_keys, max(settings.vault_keys), settings.index_key)
    store = connect(app, settings.database_url, vault, Blobs(settings.files))
    Migrate(app, db, directory="migrations", render_as_batch=True)
    attach_projections()
    office = Office(settings, store, keyring, clock, phones=sender_of(settings))
    lobby.install(app, office)
    for door in (desk, field, counter, window):
        app.register_blueprint(door.blueprint)
    commands.register(app)
    scan = create_scan_app(scan_office(settings, store, keyring, clock))
    app.wsgi_app = front(app.wsgi_app, scan.wsgi_app, create_exchange_app(office))  # type: ignore[assignment, method-assign]
    return app


def scan_office(settings: Settings, store: Store, keyring: KeyRing, clock: Callable[[], Moment]) -> ScanOffice:
    """What the shopper's door is given: public keys only, and reads of shared facts."""
    return ScanOffice(
        settings, store, keyring.without_private(), Sources(calendar, places, _kinds, _goods, PUBLISHED), clock
    )


def front(office: WSGI, scan: WSGI, exchange: WSGI) -> WSGI:
    """Chooses the app by the first part of the path; `/en` in front means English and is taken off."""

    def choose(environ: Any, start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"
        language = "zh"
        if path == "/en" or path.startswith("/en/"):
            language, path = "en", path[3:] or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
            environ["PATH_INFO"] = path
        environ["trustcode.language"] = language
        first = "/" + path[1:].partition("/")[0]
        if first == EXCHANGE_PATH:
            return exchange(environ, start_response)
        return (office if first in OFFICE_PATHS else scan)(environ, start_response)

    return choose


def load_keyring(settings: Settings) -> KeyRing:
    """The key ring that signs codes; the demo makes its own on first use. Raises BadSettings when there is none."""
    if settings.signing_keys_text:
        return _ring(settings.signing_keys_text, "TRUSTCODE_SIGNING_KEYS")
    path = settings.signing_keys
    if not path.exists():
        if not settings.is_demo:
            raise BadSettings(
                f"There is no key ring at {path}: make one with `python -m trustcode.doors.console keys make`."
            )
        write_secret(path, keyring_to_json(ring_of(new_signing_key(1))))
    if path.stat().st_mode & 0o077:
        raise BadSettings(f"The key ring {path} can be read by others: set its mode to 600.")
    return _ring(path.read_text(), str(path))


def _ring(text: str, source: str) -> KeyRing:
    try:
        return keyring_from_json(text)
    except Refusal as refusal:
        raise BadSettings(f"{source} holds no key ring: {refusal.facts.get('problem', refusal.code)}.") from refusal


def _kinds(reader: Reader, on: date) -> Mapping[str, TermWords]:
    return catalogue(reader, Catalogue.UNIT_KIND, on)


def _goods(reader: Reader, on: date) -> Mapping[str, TermWords]:
    return catalogue(reader, Catalogue.GOODS_CATEGORY, on)


def _classes(reader: Reader, on: date) -> Mapping[str, TermWords]:
    return {**catalogue(reader, Catalogue.SERVICE_CATEGORY, on), **_goods(reader, on)}


def _problems(reader: Reader, on: date) -> Mapping[str, TermWords]:
    return catalogue(reader, Catalogue.PROBLEM_CATEGORY, on)


def _results(
    reader: Reader, merchant_id: str, on: date, limit: int, skip: int
) -> tuple[int, Sequence[ShownComplaint | Tombstone]]:
    return gate.count_of(reader, merchant_id, on), gate.results_of(reader, merchant_id, on, limit=limit, skip=skip)


def _log(reader: Reader, limit: int, skip: int) -> tuple[int, Sequence[ModerationLine]]:
    return log.lines_in_all(reader), log.moderation_log(reader, limit=limit, skip=skip)


def _rate(reader: Reader, year: int) -> PublicationRate:
    return rates.publication_rate(reader, PROVINCE, year)


PUBLISHED = Published(_results, _classes, _problems, office_name, _log, _rate)
"""What the shopper's door may read of complaints: what came through the gate."""
