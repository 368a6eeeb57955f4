"""A small world made by real acts: shops in four standings, everybody who may or may not have to do with them, the whole app."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.complaints.builders import filed, the_complaint, the_report
from tests.merchants.builders import (
    COUNTY,
    SCHEME,
    Shop,
    a_draft_merchant,
    a_ground,
    a_person,
    a_publicised_merchant,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
)
from tests.returns.builders import a_line, a_member_of_staff, a_return, the_code
from tests.settings_for_tests import settings_for
from trustcode.complaints.actions import settling
from trustcode.factory import create_app
from trustcode.kernel.actors import PUBLIC, SYSTEM, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Act
from trustcode.people.actions import accounts, sessions
from trustcode.people.models import Grant
from trustcode.people.rules.one_time import code_at
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.returns.actions import correcting
from trustcode.storage.base import Base
from trustcode.storage.engines import Store

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SCRATCH = {"denial", "sign_in", "desk_device"}
"""Tables that a visit may touch: its own session, the note that it was denied, the device that was at a desk."""

OFFICIALS = {
    "inspector of the county": (Role.INSPECTOR, COUNTY),
    "inspector of the next county": (Role.INSPECTOR, "430102"),
    "inspector of a zone beside it": (Role.INSPECTOR, "430171"),
    "inspector in another city": (Role.INSPECTOR, "430202"),
    "supervisor of the city": (Role.SUPERVISOR, "430100"),
    "supervisor of another city": (Role.SUPERVISOR, "430200"),
    "province": (Role.PROVINCE, "430000"),
    "auditor": (Role.AUDITOR, ""),
    "operator": (Role.OPERATOR, ""),
    "security officer": (Role.SECURITY, ""),
}


@dataclass
class Guest:
    """Somebody in front of the pages, with their cookie; `role` is empty for a stranger."""

    name: str
    role: str
    client: FlaskClient
    forms: str = ""
    asked: int = 0

    def ask(self, method: str, path: str, *, accept: str = "text/html") -> TestResponse:
        """One request; a form carries its token and nothing else."""
        headers = {"Accept": accept}
        if method == "GET":
            return self.client.get(path, headers=headers)
        data, self.asked = {"csrf_token": self._token()}, self.asked + 1
        somewhere = {"REMOTE_ADDR": f"10.{self.asked >> 16 & 255}.{self.asked >> 8 & 255}.{self.asked & 255}"}
        return self.client.open(path, method=method, data=data, headers=headers, environ_overrides=somewhere)

    def _token(self) -> str:
        if not self.forms:
            page = self.client.get("/sign-in/invitation").text
            self.forms = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.forms


@dataclass
class World:
    """The app, its people and what lies behind its addresses."""

    app: Flask
    store: Store
    at: Moment
    shops: dict[str, Shop] = field(default_factory=dict)
    guests: dict[str, Guest] = field(default_factory=dict)
    proposal: str = ""
    objection: str = ""
    entry: str = ""
    token: str = ""
    correction: str = ""
    complaint: str = ""
    matter: tuple[str, str] = ("", "")
    assistant: str = ""
    report: str = ""

    def fingerprint(self) -> str:
        """One hash of all that is kept, but for sessions and denials."""
        seen = hashlib.sha256()
        with self.store.read_engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                if table.name not in SCRATCH:
                    seen.update(table.name.encode())
                    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                        seen.update(repr(tuple(row)).encode())
        return seen.hexdigest()

    def add_guest(self, name: str, role: str, person_id: str = "") -> None:
        """Somebody signed in (with both factors where they are owed), or a stranger."""
        client = self.app.test_client()
        if person_id:
            client.set_cookie("trustcode", self._session(person_id, is_official=role not in {"owner", "staff"}))
        self.guests[name] = Guest(name, role, client)

    def _session(self, person_id: str, *, is_official: bool) -> str:
        token = sessions.new_token()
        with jotting(self.store, self.at) as jotter:
            sessions.begin(jotter, person_id=person_id, epoch=0, token=token)
            if is_official:
                code = code_at(SECRET, self.at)
                sessions.prove(jotter, token=token, fresh_token=f"p{token}", secret=SECRET, code=code)
        return f"p{token}" if is_official else token


def make_world(url: str, folder: Path, at: Moment) -> World:
    """The whole world over a fresh database."""
    settings = settings_for(url, folder)
    app = create_app(settings, clock=lambda: at)
    world = World(app, app.extensions["trustcode"].store, at)
    _shops(world)
    _people(world)
    return world


def _shops(world: World) -> None:
    store, at = world.store, world.at
    world.shops = {
        "active": an_active_merchant(store, at),
        "submitted": a_submitted_merchant(store, at - timedelta(days=1)),
        "publicised": a_publicised_merchant(store, at),
        "draft": a_draft_merchant(store, at),
        "elsewhere": an_active_merchant(store, at, region_code="430202"),
    }
    with pen(store, an_officer(store, at), at) as p:
        world.proposal = moving.propose(
            p,
            merchant_id=world.shops["submitted"].id,
            act=Act.APPROVE,
            ground=a_ground(store, at, Act.APPROVE),
            reason="看过了",
        )
    with pen(store, PUBLIC, at) as p:
        world.objection = deciding.object_to(p, merchant_id=world.shops["publicised"].id, text="门口没有贴承诺")
    _ledger(world, world.shops["active"])
    _complained(world, world.shops["active"])


def _ledger(world: World, shop: Shop) -> None:
    """One line of the active shop's ledger, and a correction of it that waits for the owner."""
    store, at = world.store, world.at
    world.entry = a_return(store, at, shop, bought_on=civil_day(at))
    world.token = the_code(store, world.entry).token
    with pen(store, a_member_of_staff(store, at, shop), at) as p:
        line = a_line(at, bought_on=civil_day(at), quantity=2)
        world.correction = correcting.propose(p, return_id=world.entry, line=line, why="少记一件", scheme=SCHEME)


def _complained(world: World, shop: Shop) -> None:
    """A complaint about the active shop, which settles first, and a report in the same message; both with a name."""
    with pen(world.store, shop.owner, world.at) as p:
        settling.join(p, merchant_id=shop.id)
    receipt = filed(world.store, world.at, shop, is_report=True, clue="价签与收银台不一致。")
    assert receipt.complaint
    assert receipt.report
    world.matter = receipt.complaint
    world.complaint = the_complaint(world.store, receipt.complaint[0]).id
    world.report = the_report(world.store, receipt.report[0]).id


def _people(world: World) -> None:
    store, at = world.store, world.at
    world.add_guest("stranger", "")
    for shop_name, shop in world.shops.items():
        world.add_guest(f"owner of {shop_name}", "owner", shop.owner.person_id)
        staff = a_person(store, at, role=Role.STAFF, scope=shop.id)
        world.add_guest(f"staff of {shop_name}", "staff", staff.person_id)
        world.assistant = staff.person_id if shop_name == "active" else world.assistant
    for name, (role, scope) in OFFICIALS.items():
        world.add_guest(name, role.value, an_officer(store, at, role=role, scope=scope).person_id)
    _former(world, "former inspector of the county", Role.INSPECTOR, COUNTY)
    _former(world, "former staff of active", Role.STAFF, world.shops["active"].id)
    _partner(world)


def _former(world: World, name: str, role: Role, scope: str) -> None:
    """Somebody whose role ended while they were signed in."""
    person = a_person(world.store, world.at, role=role, scope=scope)
    world.add_guest(name, role.value, person.person_id)
    with pen(world.store, SYSTEM, world.at) as p:
        grant = p.one(select(Grant.id).where(Grant.person_id == person.person_id))
        accounts.end_grant(p, grant_id=grant)


def _partner(world: World) -> None:
    """An inspector of the county who has a part in every shop there."""
    officer = an_officer(world.store, world.at)
    with pen(world.store, officer, world.at) as p:
        for merchant_id in p.all(select(Merchant.id)):
            accounts.declare_own_business(p, merchant_id=merchant_id)
    world.add_guest("inspector with a part in the shops", "inspector", officer.person_id)


__all__ = ["SCHEME", "Guest", "World", "make_world"]
