"""Whatever stands in an address, in every place where something may: it is found, or not, and nothing breaks."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import AT, ENGINES, database_url
from tests.doors.access.world import Guest, World, make_world
from trustcode.doors.lobby.present import EXTENSION
from trustcode.doors.scan.app import create_scan_app
from trustcode.factory import scan_office

ODD = ["%00", "%ff", "9" * 20, "9" * 5000, "%EF%BC%91", "0" * 15 + "%00"]
PEOPLE = ["stranger", "owner of active", "inspector of the county"]
ARGUMENT = re.compile(r"<[^>]+>")
QUERIES = ["/search?kind={}", "/search?q={}", "/search?region={}", "/search?page={}", "/code?code={}"]
QUERIES += [
    f"/counter/{what}?{query}" for what in ("sign", "wrong-shop") for query in ("shop={}", "shop=SHOP&print={}")
]
USUAL = {"serial": "1", "piece": "x", "step": "shop", "what": "recall"}


@pytest.fixture(scope="module", params=ENGINES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all questions, on each engine at hand."""
    folder: Path = tmp_path_factory.mktemp("odd")
    made = make_world(database_url(request.param, request, folder), folder, AT)
    yield made
    made.store.close()


def shopper_app(world: World) -> Flask:
    office = world.app.extensions[EXTENSION]
    return create_scan_app(scan_office(office.settings, office.store, office.keyring, office.clock))


def odd_paths(world: World, odd: str) -> set[tuple[str, str]]:
    """Method and path: each variable part of each address odd in turn, the others as they should be."""
    rules = [*world.app.url_map.iter_rules(), *shopper_app(world).url_map.iter_rules()]
    shop = world.shops["active"].id
    found = {("GET", query.replace("SHOP", shop).format(odd)) for query in QUERIES}
    for rule in rules:
        parts = ARGUMENT.findall(rule.rule)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            found |= {(method, _with(rule.rule, odd_part, odd, shop)) for odd_part in parts}
    return found


def _with(rule: str, odd_part: str, odd: str, shop: str) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[0].strip("<>").rpartition(":")[2]
        return odd if match[0] == odd_part else USUAL.get(name, shop)

    return ARGUMENT.sub(value, rule)


def broken(guest: Guest, paths: set[tuple[str, str]]) -> list[tuple[str, str, int]]:
    asked = [(method, path[:80], guest.ask(method, path).status_code) for method, path in sorted(paths)]
    return [one for one in asked if one[2] >= 500]


@pytest.mark.parametrize("odd", ODD, ids=["nul", "byte", "twenty", "thousands", "full-width", "nearly-an-id"])
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_in_an_address_breaks_a_page(
    world: World, name: str, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "trustcode.requests")  # thousands of lines that nobody reads; undone afterwards

    assert broken(world.guests[name], odd_paths(world, odd)) == []


@pytest.mark.parametrize("serial", ["%EF%BC%91", "01", "0", "65536", "9" * 20, "9" * 5000])
def test_a_serial_has_one_form(world: World, serial: str) -> None:
    shop = world.shops["active"].id
    owner, officer = world.guests["owner of active"], world.guests["inspector of the county"]

    assert owner.ask("GET", f"/desk/{shop}/code/{serial}/revocation").status_code == 404
    assert officer.ask("GET", f"/field/merchants/{shop}/prints/{serial}").status_code == 404


@pytest.mark.parametrize(
    "until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59+00:00", "no moment"]
)
def test_a_moment_beyond_the_calendar_breaks_nothing(world: World, until: str) -> None:
    officer, shop = world.guests["inspector of the county"], world.shops["active"].id
    fields = {"csrf_token": officer._token(), "unit": shop, "serial": "1", "kind": "not_ours", "until": until}

    assert officer.client.post("/field/reports/seen", data=fields).status_code < 500
