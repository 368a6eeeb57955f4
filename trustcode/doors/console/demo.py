"""`demo`: about two hundred invented units over all fourteen cities, in every standing, and people to sign in as."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click

from trustcode.codes.rules.symbol import printed_address
from trustcode.doors.console.demo_names import CLUSTERS
from trustcode.doors.console.demo_units import SHARES, Maker, Officers
from trustcode.doors.console.facts import load_shipped
from trustcode.doors.console.output import fail, progress
from trustcode.doors.lobby.office import Office, the_office
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day, now
from trustcode.merchants.queries.lists import has_units
from trustcode.merchants.rules.standing import Standing
from trustcode.people.actions import accounts, officials
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.hashing import Argon2
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.regions.queries import places
from trustcode.regions.rules import LOCAL
from trustcode.settings import ROOT, write_secret
from trustcode.storage.reading import reading

HOME = "430103"
"""The county whose officers one can sign in as: Tianxin District of Changsha."""

SIGN_INS: tuple[tuple[str, str, Role, str], ...] = (
    ("inspector", "刘敏", Role.INSPECTOR, HOME),
    ("inspector2", "王昕", Role.INSPECTOR, HOME),
    ("supervisor", "陈立", Role.SUPERVISOR, "430100"),
    ("province", "何岳", Role.PROVINCE, "430000"),
    ("security", "宋平", Role.SECURITY, ""),
    ("auditor", "曹明", Role.AUDITOR, ""),
    ("operator", "唐工", Role.OPERATOR, ""),
)


def notes_file() -> Path:
    """Where the demo keeps its sign-ins and sample addresses."""
    return ROOT / "var" / "demo.json"


@click.command("demo")
def demo() -> None:
    """Load the demo set once; safe to run again."""
    office = the_office()
    if not office.settings.is_demo:
        fail("This is not a demonstration: set TRUSTCODE_MODE=demo to load invented units.")
    load_shipped(office.store, now())
    prepare(office)
    announce(office)


def prepare(office: Office) -> None:
    """Make the demo set, unless the database has units already."""
    with reading(office.store) as reader:
        if has_units(reader):
            return
    click.echo("Making the demo set, once: about two hundred invented shops …", err=True)
    at = now()
    notes: dict[str, Any] = {"sign_ins": [_official(office, at, *row) for row in SIGN_INS]}
    maker = Maker(office, at, _officers_of(office, at))
    owner, note = _owner(office, at, "owner", "周建国")
    _newcomer, new_note = _owner(office, at, "newcomer", "李晓兰")
    notes["sign_ins"] += [note, new_note]
    notes["scan"] = _units(office, maker, at, owner)
    write_secret(notes_file(), json.dumps(notes, ensure_ascii=False, indent=1))


def announce(office: Office) -> None:
    """Print the sign-ins and one sample address."""
    try:
        notes = json.loads(notes_file().read_text())
    except (OSError, ValueError):
        return
    click.echo("\nTrustCode 放心码 · 演示 (demonstration)\n")
    for one in notes["sign_ins"]:
        click.echo(f"  {one['role']:<11} {one['sign_in']:<26} {one['password']}   {one['name']}")
    sample = notes["scan"].get("active", "")
    click.echo(
        f"\n  Officers prove themselves with a one-time code; the demo shows it on the page.\n\n  Scan: {sample}"
    )
    click.echo(f"  Home: {office.settings.public_url}/\n  Sign in: {office.settings.public_url}/sign-in\n")


def _official(office: Office, at: Moment, key: str, name: str, role: Role, scope: str) -> dict[str, str]:
    password = _password()
    handle = read_handle(f"{key}@demo.example")
    with pen(office.store, SYSTEM, at) as p:
        person, _ = officials.bootstrap(
            p, name=name, handle=handle, role=role, scope=scope, is_demo=True, password_hash=Argon2().hash(password)
        )
    return {
        "role": role.value,
        "name": name,
        "region": scope,
        "sign_in": handle.text,
        "password": password,
        "person": person,
    }


def _password() -> str:
    """Random (80 bits), in groups that a person can type."""
    letters = new_id()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def _owner(office: Office, at: Moment, key: str, name: str) -> tuple[Actor, dict[str, str]]:
    password = _password()
    handle = read_handle(f"{key}@demo.example")
    with pen(office.store, SYSTEM, at) as p:
        person = accounts.sign_up(p, name=name, handle=handle, password_hash=Argon2().hash(password))
    note = {"role": key, "name": name, "region": "", "sign_in": handle.text, "password": password, "person": person}
    return Actor(person, Role.OWNER), note


def _officers_of(office: Office, at: Moment) -> Any:
    """Officers of any county, made when first needed; nobody signs in as these."""

    def make(name: str, role: Role, scope: str, number: int) -> Actor:
        handle = read_handle(f"{role.value}{number}-{scope}@demo.example")
        with pen(office.store, SYSTEM, at) as p:
            person, _ = officials.bootstrap(p, name=name, handle=handle, role=role, scope=scope, is_demo=True)
        return Actor(person, role, scope)

    @cache
    def supervisor(city: str) -> Actor:
        return make("市局 赵衡", Role.SUPERVISOR, city, 1)

    @cache
    def of(county: str) -> Officers:
        first = make("县局 孙宁", Role.INSPECTOR, county, 1)
        second = make("县局 吴桐", Role.INSPECTOR, county, 2)
        return Officers(first, second, supervisor(f"{county[:4]}00"))

    return of


def _units(office: Office, maker: Maker, at: Moment, owner: Actor) -> dict[str, str]:
    """Make all units; returns one public address for each standing."""
    samples: dict[str, str] = {}
    plan = [(HOME, Standing.ACTIVE, owner), (HOME, Standing.SUBMITTED, None), (HOME, Standing.SUBMITTED, None)]
    plan += [(county, standing, None) for county, standing in _spread(office, at)]
    with progress("Shops", len(plan) + len(CLUSTERS)) as bar:
        for county, standing, who in plan:
            unit = maker.unit(county, standing, who)
            samples.setdefault(standing.value, _address(office, unit))
            bar.update(1)
        for county in CLUSTERS:
            maker.unit(county, Standing.REVIEWED, kind="market" if "市场" in CLUSTERS[county] else "circle")
            bar.update(1)
    samples["forged"] = _forged(samples["active"])
    return {key: address for key, address in samples.items() if address}


def _spread(office: Office, at: Moment) -> Iterator[tuple[str, Standing]]:
    """Counties in turn over all cities, so that each city has units."""
    with reading(office.store) as reader:
        local = [code for code, place in places(reader, civil_day(at)).items() if place.kind in LOCAL]
    by_city: dict[str, list[str]] = {}
    for code in local:
        by_city.setdefault(code[:4], []).append(code)
    wanted = [standing for standing, count in SHARES.items() for _ in range(count)]
    cities = list(by_city.values())
    for turn, standing in enumerate(wanted):
        counties = cities[turn % len(cities)]
        yield counties[(turn // len(cities)) % len(counties)], standing


def _address(office: Office, unit: str) -> str:
    with reading(office.store) as reader:
        card = card_of_merchant(reader, unit)
    if card is None:
        return ""
    if not card.prints:
        return f"{office.settings.public_url}/m/{card.merchant_id}"
    return printed_address(office.settings.public_url, card.prints[-1].token).lower()


def _forged(address: str) -> str:
    """The same address with one digit changed near the end."""
    at = len(address) - 20
    return address[:at] + str((int(address[at]) + 1) % 10) + address[at + 1 :]
