"""Every address, asked by everybody: in the own region, a sibling's, a parent's and a stranger's; before and after a role ended.

Who should get through is worked out from the hand-written matrix of the scheme and from where people stand, not from
the table that the product uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.routing import Rule

from tests.conftest import AT, database_url
from tests.doors.access.world import Guest, World, make_world
from tests.people.rules.test_permissions import COLUMNS, MATRIX
from trustcode.doors.desk.posters import PIECES
from trustcode.doors.lobby.guards import ANYONE, SIGNED_IN, access_list
from trustcode.people.models import Denial
from trustcode.storage.reading import reading

DOORS = {"desk": {"owner", "staff"}, "field": {"inspector", "supervisor", "province"}}
PROGRAMS = "window"
"""Answers everybody alike and in JSON; tests/doors/window has what it says of what is not there."""
WITH_A_PART = "inspector with a part in the shops"
NEEDS_A_SECOND_READER = ("read complainant contact (reason, logged)", "province")
"""The matrix wants a second person here and no page asks for one yet: so nobody of the province reads it alone."""

HERE = {"inspector of the county", "supervisor of the city", "province"}
DRAFT, SUBMITTED, PUBLICISED = "draft", "submitted", "publicised"
SHOP_OF = {
    "desk.step_page": DRAFT,
    "desk.save_step": DRAFT,
    "desk.resume": DRAFT,
    "desk.sign_page": DRAFT,
    "desk.sign": DRAFT,
    "desk.photo": DRAFT,
    "desk.receipt": SUBMITTED,
    "field.proposal": SUBMITTED,
    "field.confirmation": SUBMITTED,
    "field.rejection": SUBMITTED,
    "field.objection": PUBLICISED,
    "field.objection_contact": PUBLICISED,
    "field.objection_contact_reading": PUBLICISED,
    "field.objection_decision": PUBLICISED,
}
WITHOUT_AN_OBJECT = {"desk.photo", "field.photo", "desk.return_photo", "desk.return_slip", "desk.complaint_photo"}
WITHOUT_AN_OBJECT |= {"field.complaint_photo", "field.clue_photo", "field.clue_paper"}
WITHOUT_AN_OBJECT |= {"desk.objection_photo", "field.objection_photo", "field.bundle_deed"}
"""Photos, refusals, chosen complaints: this world has none, so that even those whom it concerns find nothing."""

ARGUMENTS = {
    "serial": 1,
    "piece": next(iter(PIECES)),
    "step": "shop",
    "name": "C1",
    "what": "recall",
    "digest": "ab" * 32,
    "period": "2026-11",
    "which": "returns",
    "deed": "pause",
    "pause_id": "0" * 16,
    "measure": "removal",
    "answer_id": "0" * 16,
    "extension_id": "0" * 16,
    "bundle_id": "0" * 16,
    "paper": "registration",
}
NOBODYS = {"merchant_id": "0000000000000000", "proposal_id": "0000000000000000", "objection_id": "0000000000000000"}
NOBODYS |= {"return_id": "0000000000000000", "correction_id": "0000000000000000"}
NOBODYS |= {"person_id": "0000000000000000", "complaint_id": "0000000000000000", "report_id": "0000000000000000"}
MATTERS = {"complaint_id", "report_id"}
"""What a complaint and a report are found by; those of this world are about the active shop."""


@dataclass(frozen=True)
class Address:
    """One method of one address, for a real object and for one that does not exist."""

    endpoint: str
    method: str
    path: str
    nowhere: str
    shop: str
    action: str

    @property
    def door(self) -> str:
        return self.endpoint.partition(".")[0]

    def lets_in(self, guest: Guest) -> bool:
        """Whether the matrix and the place where a guest stands let them through."""
        if self.door not in DOORS:
            return True
        if guest.role not in DOORS[self.door] or guest.name.startswith("former"):
            return False
        if (self.action, guest.role) == NEEDS_A_SECOND_READER:
            return False
        if self.action in MATRIX and MATRIX[self.action][COLUMNS.index(guest.role)] == "-":
            return False
        if not self.shop:
            return True
        if self.door == "desk":
            return guest.name in {f"owner of {self.shop}", f"staff of {self.shop}"}
        return guest.name in HERE


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all questions, since nobody here may change it."""
    folder: Path = tmp_path_factory.mktemp("access")
    made = make_world(database_url("sqlite", request, folder), folder, AT)
    yield made
    made.store.close()


def addresses(world: World) -> list[Address]:
    actions = access_list(world.app)
    return [
        _address(world, rule, method, actions[rule.endpoint])
        for rule in world.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def _address(world: World, rule: Rule, method: str, action: str) -> Address:
    has_shop = "merchant_id" in rule.arguments or (rule.endpoint.startswith("field.") and rule.arguments & MATTERS)
    shop = SHOP_OF.get(rule.endpoint, "active") if has_shop else ""
    values = {**ARGUMENTS, "proposal_id": world.proposal, "objection_id": world.objection}
    values |= {"return_id": world.entry, "token": world.token, "correction_id": world.correction}
    values |= {"person_id": world.assistant, "complaint_id": world.complaint, "report_id": world.report}
    values |= {"number": world.matter[0], "secret": world.matter[1], "place": 1}
    if shop:
        values["merchant_id"] = world.shops[shop].id
    if rule.endpoint.startswith("counter."):
        values |= {"what": "sign", "deed": "withdraw"}
    if rule.endpoint.startswith("field.bundle"):
        values |= {"deed": "refuse"}
    if rule.endpoint.startswith("window."):
        values |= {"what": "complaints", "form": "csv"}
    used = {name: values[name] for name in rule.arguments}
    empty = {**used, **{name: NOBODYS[name] for name in rule.arguments if name in NOBODYS}}
    with world.app.test_request_context():
        path, nowhere = (_build(world, rule.endpoint, given, method) for given in (used, empty))
    return Address(rule.endpoint, method, path, nowhere, shop, action)


def _build(world: World, endpoint: str, values: dict[str, object], method: str) -> str:
    return str(world.app.url_map.bind("localhost").build(endpoint, values, method=method))


def denials(world: World) -> int:
    with reading(world.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Denial)))


def outside(world: World) -> list[tuple[Address, Guest]]:
    """Every guest before every address that is not for them; of the people of other shops, those of one suffice."""
    found = []
    for address in addresses(world):
        for guest in world.guests.values():
            theirs = guest.name.partition(" of ")[2] if guest.role in {"owner", "staff"} else ""
            is_spare = theirs in world.shops and theirs not in {address.shop, "elsewhere"}
            if guest.role and guest.name != WITH_A_PART and not is_spare and not address.lets_in(guest):
                found.append((address, guest))
    return found


def inside(world: World, method: str) -> list[tuple[Address, Guest]]:
    """Every address with those it is for; of those open to all, with a stranger, an owner and an officer."""
    few = {"stranger", "owner of active", "inspector of the county"}
    return [
        (address, guest)
        for address in addresses(world)
        for guest in world.guests.values()
        if address.method == method and address.lets_in(guest) and (address.door in DOORS or guest.name in few)
    ]


def test_every_address_declares_a_row_of_the_table(world):
    found = access_list(world.app)

    assert {name for name, action in found.items() if not action} == set()
    assert set(found.values()) <= {*MATRIX, ANYONE, SIGNED_IN}


def test_only_the_sign_in_pages_are_open_to_anyone(world):
    named = {name for name, action in access_list(world.app).items() if action in {ANYONE, SIGNED_IN}}

    assert {name for name in named if not name.startswith("lobby.")} <= {"desk.home", "desk.worker"}


@pytest.mark.slow
def test_denied_is_not_found_byte_for_byte_and_changes_nothing(world):
    """Slow because it asks several hundred questions, each of which is written down."""
    before, wrong = world.fingerprint(), []
    canonical = {guest.name: guest.ask("GET", "/field/no/such/page") for guest in world.guests.values()}
    kept, asked = denials(world), outside(world)
    for address, guest in asked:
        answer, nothing = guest.ask(address.method, address.path), canonical[guest.name]
        if (answer.status_code, answer.data) != (404, nothing.data) or answer.headers != nothing.headers:
            wrong.append((guest.name, address.method, address.path, answer.status_code))

    assert wrong == []
    assert denials(world) == kept + len(asked)
    assert world.fingerprint() == before


def test_denied_is_not_found_for_programs_too(world):
    asked = [
        (a, g) for a, g in outside(world) if a.endpoint in {"field.sheet", "field.review", "desk.shop", "desk.sign"}
    ]

    answers = {guest.ask(a.method, a.path, accept="application/json").data for a, guest in asked}

    assert answers == {world.guests["auditor"].ask("GET", "/field/no/such/page", accept="application/json").data}


def test_what_does_not_exist_is_answered_like_what_is_not_for_them(world):
    nothing, wrong = world.guests["auditor"].ask("GET", "/field/no/such/page").data, []
    for address in addresses(world):
        for guest in world.guests.values():
            if address.shop and address.door != PROGRAMS and address.lets_in(guest) and guest.name != WITH_A_PART:
                answer = guest.ask(address.method, address.nowhere)
                if (answer.status_code, answer.data) != (404, nothing):
                    wrong.append((guest.name, address.method, address.nowhere, answer.status_code))

    assert wrong == []


def test_a_stranger_is_led_to_the_sign_in_page_by_every_door(world):
    before, stranger = world.fingerprint(), world.guests["stranger"]

    answers = {(a.method, a.path): stranger.ask(a.method, a.path) for a in addresses(world) if a.door in DOORS}

    assert {a.status_code for a in answers.values()} == {303}
    assert {a.location.partition("?")[0] for a in answers.values()} == {"/sign-in"}
    assert world.fingerprint() == before
    assert len(answers) > 30


def test_those_whom_it_concerns_get_through(world):
    wrong = []
    for address in addresses(world):
        if address.method == "GET" and address.door in DOORS and address.endpoint not in WITHOUT_AN_OBJECT:
            for guest in world.guests.values():
                if address.lets_in(guest):
                    answer = guest.ask("GET", address.path)
                    if answer.status_code not in {200, 303} or "/sign-in" in (answer.location or ""):
                        wrong.append((guest.name, address.path, answer.status_code))

    assert wrong == []


def test_asking_for_pages_changes_nothing(world):
    before = world.fingerprint()

    for address, guest in inside(world, "GET"):
        guest.ask("GET", address.path)

    assert world.fingerprint() == before


def test_an_empty_form_breaks_nothing_anywhere(world):
    ends = {"lobby.sign_out", "desk.begin", "desk.reprint", "desk.confirm_correction", "desk.decline_correction"}
    ends |= {"desk.replace_print", "desk.take_measure", "desk.leave"}

    found = [
        (guest.name, address.path)
        for address, guest in inside(world, "POST")
        if address.endpoint not in ends and guest.ask("POST", address.path).status_code >= 500
    ]

    assert found == []


def test_an_officer_with_a_part_in_a_shop_moves_nothing_there(world):
    before, partner = world.fingerprint(), world.guests[WITH_A_PART]

    statuses = {partner.ask("POST", a.path).status_code for a in addresses(world) if a.shop and a.method == "POST"}

    assert statuses <= {404, 422}
    assert world.fingerprint() == before


def test_lists_name_no_shop_of_another_region(world):
    shops = {shop.id for name, shop in world.shops.items() if name != "elsewhere"}
    wrong = []
    for path in (
        "/field",
        "/field/units",
        "/field/units?q=青禾",
        "/field/reports",
        "/field/returns",
        "/field/returns?list=marks",
        "/field/complaints",
        "/field/clues",
    ):
        for name in ("inspector of the next county", "inspector in another city", "supervisor of another city"):
            page = world.guests[name].ask("GET", path).text
            wrong += [(name, path, shop) for shop in shops if shop in page]

    assert wrong == []
    assert world.shops["submitted"].id in world.guests["inspector of the county"].ask("GET", "/field/units").text


def test_every_other_method_is_405(world):
    client = world.app.test_client()
    paths = {
        _address(world, r, "GET" if "GET" in (r.methods or ()) else "POST", "").path
        for r in world.app.url_map.iter_rules()
    }

    statuses = {client.open(path, method=m).status_code for path in paths for m in ("PUT", "DELETE", "PATCH", "TRACE")}

    assert statuses == {405}
