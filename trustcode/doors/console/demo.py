"""`demo`: about two hundred invented units over all fourteen cities, in every standing, and people to sign in as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import click
import flask_migrate

from trustcode.codes import actions as codes
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.codes.rules.symbol import printed_address
from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.console.demo_notes import Notes, moved_to, notes_file, read_notes, write_notes
from trustcode.doors.console.demo_people import HOME, Officers, fresh_sign_ins, is_opened, officers_of, open_sign_ins
from trustcode.doors.console.demo_plan import SHARES, Planned, Shares, plan
from trustcode.doors.console.demo_units import Maker
from trustcode.doors.console.facts import load_shipped
from trustcode.doors.console.output import Answer, Failed, answers, progress
from trustcode.doors.lobby.present import Office, the_office
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.queries.lists import has_units
from trustcode.merchants.rules.standing import Standing
from trustcode.people.rules.one_time import code_at
from trustcode.projections.scan_card.reading import card_by_number, card_of_merchant
from trustcode.record.pen import pen
from trustcode.regions.queries import places
from trustcode.storage.reading import reading


@click.group("demo", invoke_without_command=True)
@click.pass_context
@answers
def demo(context: click.Context) -> Answer | None:
    """Make the demonstration once, and say how to sign in; safe to run again."""
    if context.invoked_subcommand is not None:
        return None
    office = the_office()
    _require_demo(office)
    return announcement(office, make_ready(office))


@demo.command("codes")
@answers
def codes_now() -> Answer:
    """The one-time codes of this moment for the demonstration's officers, as their authenticator apps would show them."""
    office = the_office()
    _require_demo(office)
    notes = read_notes(office.settings)
    if notes is None:
        raise Failed("There is no demonstration yet: run `flask trustcode demo`.")
    at = office.clock()
    now = {one.sign_in: code_at(one.one_time_secret, at) for one in notes.sign_ins if one.one_time_secret}
    return Answer({"codes": now}, "\n".join(f"  {sign_in:<26} {code}" for sign_in, code in now.items()))


def make_ready(office: Office, shares: Shares = SHARES) -> Notes:
    """Tables, facts and the demonstration, each made unless it is there. Raises Failed when its notes were lost."""
    flask_migrate.upgrade()
    load_shipped(office.store, office.clock())
    return prepare(office, shares)


def prepare(office: Office, shares: Shares = SHARES) -> Notes:
    """The demonstration in a database that has the facts; one that was interrupted goes on where it stopped."""
    notes, begun = read_notes(office.settings), _is_begun(office)
    if begun and notes is None:
        raise Failed(
            f"The database is in use, but {notes_file(office.settings)} with the sign-ins is gone. "
            "To begin anew, delete the folder var."
        )
    if notes is None or (notes.made and not begun):
        notes = Notes(fresh_sign_ins())
    if not notes.finished:
        write_notes(office.settings, notes)
        _make(office, notes, shares)
    return notes


def announcement(office: Office, notes: Notes) -> Answer:
    """The sign-ins and one sample address, for this public address."""
    url = office.settings.public_url
    moved = moved_to(notes, url)
    if moved != notes:
        write_notes(office.settings, moved)
    people = [f"  {one.role:<11} {one.sign_in:<26} {one.password}   {one.name}" for one in moved.sign_ins]
    lines = [
        "",
        "TrustCode 放心码 · 演示 (demonstration)",
        "",
        *people,
        "",
        "  Officers are also asked for a one-time code: `.venv/bin/flask trustcode demo codes` shows those of this moment.",
        "",
        f"  Scan      {moved.scan.get(Standing.ACTIVE.value, '')}",
        *([f"  Follow    {moved.follow}"] if moved.follow else []),
        f"  Home      {url}/",
        f"  Sign in   {url}/sign-in",
        f"  All this  {notes_file(office.settings)}",
        "",
    ]
    return Answer(asdict(moved), "\n".join(lines))


def _is_begun(office: Office) -> bool:
    """Whether the database holds units, or the first account of a demonstration."""
    with reading(office.store) as reader:
        return has_units(reader) or is_opened(reader)


def _require_demo(office: Office) -> None:
    if not office.settings.is_demo:
        raise Failed("This is not a demonstration: set TRUSTCODE_MODE=demo to make invented units.")


@dataclass(frozen=True)
class _Making:
    """Who and what is at hand while units are made."""

    office: Office
    at: Moment
    maker: Maker
    people: Mapping[str, Actor]
    planned: tuple[Planned, ...]


def _make(office: Office, notes: Notes, shares: Shares) -> None:
    making = _begin(office, notes, shares)
    total = len(making.planned)
    click.echo(f"Making the demonstration, once: {total} invented shops, a few minutes …", err=True)
    with progress("Shops", total) as bar:
        bar.update(notes.made)
        for number, planned in list(enumerate(making.planned, 1))[notes.made :]:
            notes.made = number  # first: a unit that was interrupted stays as it is, and the next one follows
            write_notes(office.settings, notes)
            address = _address(office, making.maker.unit(number, planned, making.people.get(planned.owner)))
            if address:
                notes.scan.setdefault((planned.turn or planned.standing).value, address)
            notes.follow = notes.follow or making.maker.follow
            bar.update(1)
    notes.scan |= _special(making, notes.scan[Standing.ACTIVE.value])
    notes.finished = True
    write_notes(office.settings, notes)


def _begin(office: Office, notes: Notes, shares: Shares) -> _Making:
    at = office.clock()
    people = open_sign_ins(office, at, notes.sign_ins)
    home = Officers(*(people[f"{who}@demo.example"] for who in ("inspector2", "inspector", "supervisor")))
    others = officers_of(office, at)
    with reading(office.store) as reader:
        known, lists = places(reader, civil_day(at)), lists_on(reader, civil_day(at))
    maker = Maker(office, at, lambda county: home if county == HOME else others(county), places=known, lists=lists)
    return _Making(office, at, maker, people, plan(shares, known))


def _address(office: Office, unit: str) -> str:
    """Where a shopper finds a unit: its newest print, or its page without a code; empty when nothing is public."""
    with reading(office.store) as reader:
        card = card_of_merchant(reader, unit)
    if card is None:
        return ""
    if not card.prints:
        return f"{office.settings.public_url}/m/{card.merchant_id}"
    return printed_address(office.settings.public_url, card.prints[-1].token).lower()


def _special(making: _Making, genuine: str) -> dict[str, str]:
    """Codes that no standing shows: a print that was replaced, one of no shop, one with a digit changed."""
    url, keyring = making.office.settings.public_url, making.office.keyring
    unknown = seal(CodeFacts(keyring.signing_id, _unused(making.office), 1, civil_day(making.at)), keyring)
    return {
        "revoked": _replaced_print(making),
        "unknown": printed_address(url, unknown).lower(),
        "forged": _forged(genuine),
    }


def _replaced_print(making: _Making) -> str:
    """One more unit, about which many complain and whose damaged sign was replaced; returns the address on the old print."""
    number = len(making.planned) + 1
    unit = making.maker.unit(number, Planned(HOME, Standing.ACTIVE, is_flooded=True))
    address = _address(making.office, unit)
    officer = making.maker.officers(HOME).first
    with pen(making.office.store, officer, making.at) as p:
        codes.reprint(p, merchant_id=unit, press=making.maker.press)
        codes.revoke(p, merchant_id=unit, serial=1, why="damaged")
    return address


def _unused(office: Office) -> int:
    """A number that no unit has."""
    with reading(office.store) as reader:
        return next(n for n in range(1, 2**32) if card_by_number(reader, n) is None)


def _forged(address: str) -> str:
    """The same address with one digit changed near the end."""
    at = len(address) - 20
    return address[:at] + str((int(address[at]) + 1) % 10) + address[at + 1 :]
