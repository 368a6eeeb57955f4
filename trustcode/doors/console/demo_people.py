"""The people of the demonstration: those one can sign in as, and officers of every county who act and never sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from trustcode.doors.console.demo_notes import SignIn
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment
from trustcode.people.actions import accounts, officials
from trustcode.people.queries.accounts import person_id_of
from trustcode.people.rules.handles import Handle, read_handle
from trustcode.people.rules.hashing import Argon2
from trustcode.people.rules.one_time import new_secret
from trustcode.people.rules.roles import is_official
from trustcode.record.pen import pen
from trustcode.storage.reading import Reader, reading

HOME = "430103"
"""The county whose officers one can sign in as: Tianxin District of Changsha."""

LONG_AGO = timedelta(days=1_500)
"""How long before the present the demonstration's accounts were opened; its oldest unit came later."""

_PEOPLE: tuple[tuple[str, str, Role, str], ...] = (
    ("inspector", "刘敏", Role.INSPECTOR, HOME),
    ("inspector2", "王昕", Role.INSPECTOR, HOME),
    ("supervisor", "陈立", Role.SUPERVISOR, "430100"),
    ("province", "何岳", Role.PROVINCE, "430000"),
    ("security", "宋平", Role.SECURITY, ""),
    ("auditor", "曹明", Role.AUDITOR, ""),
    ("operator", "唐工", Role.OPERATOR, ""),
    ("owner", "周建国", Role.OWNER, ""),
    ("newcomer", "李晓兰", Role.OWNER, ""),
)
"""Name before the @ of the sign-in name, the person's name, role, scope."""


@dataclass(frozen=True)
class Officers:
    """Two inspectors of a county and the supervisor of its city."""

    first: Actor
    second: Actor
    above: Actor


def fresh_sign_ins() -> list[SignIn]:
    """Sign-ins with random passwords (80 bits, in groups that a person can type), for accounts not opened yet."""
    return [
        SignIn(role.value, name, scope, f"{key}@demo.example", _password(), new_secret() if is_official(role) else "")
        for key, name, role, scope in _PEOPLE
    ]


def open_sign_ins(office: Office, at: Moment, sign_ins: list[SignIn]) -> dict[str, Actor]:
    """Open the accounts that are not there yet; returns everybody by sign-in name."""
    return {one.sign_in: _open(office, at - LONG_AGO, one) for one in sign_ins}


def is_opened(reader: Reader) -> bool:
    """Whether the first of these accounts is there, whatever its password."""
    return bool(person_id_of(reader, read_handle(f"{_PEOPLE[0][0]}@demo.example")))


def officers_of(office: Office, at: Moment) -> Callable[[str], Officers]:
    """Officers of any county, made when first needed."""

    @cache
    def supervisor(city: str) -> Actor:
        return _official(office, at - LONG_AGO, "赵衡", Role.SUPERVISOR, city, 1)

    @cache
    def of(county: str) -> Officers:
        first, second = (
            _official(office, at - LONG_AGO, name, Role.INSPECTOR, county, number)
            for number, name in ((1, "孙宁"), (2, "吴桐"))
        )
        return Officers(first, second, supervisor(f"{county[:4]}00"))

    return of


def owner_account(office: Office, at: Moment, name: str, number: int) -> Actor:
    """The owner of the n-th unit, who never signs in."""
    handle = read_handle(f"owner{number}@demo.example")
    with pen(office.store, SYSTEM, at) as p:
        person = person_id_of(p, handle) or accounts.sign_up(p, name=name, handle=handle, password_hash="")
    return Actor(person, Role.OWNER)


def _open(office: Office, at: Moment, one: SignIn) -> Actor:
    handle, role = read_handle(one.sign_in), Role(one.role)
    person = _known(office, handle)
    if not person:
        hashed = Argon2().hash(one.password)
        with pen(office.store, SYSTEM, at) as p:
            if is_official(role):
                person, _ = officials.bootstrap(
                    p, name=one.name, handle=handle, role=role, scope=one.region, is_demo=True, password_hash=hashed
                )
            else:
                person = accounts.sign_up(p, name=one.name, handle=handle, password_hash=hashed)
        if one.one_time_secret:
            with pen(office.store, accounts.as_person(person), at) as p:
                accounts.enrol_codes(p, secret=one.one_time_secret)
    return Actor(person, role, one.region)


def _official(office: Office, at: Moment, name: str, role: Role, scope: str, number: int) -> Actor:
    handle = read_handle(f"{role.value}{number}-{scope}@demo.example")
    person = _known(office, handle)
    if not person:
        with pen(office.store, SYSTEM, at) as p:
            person, _ = officials.bootstrap(p, name=name, handle=handle, role=role, scope=scope, is_demo=True)
    return Actor(person, role, scope)


def _known(office: Office, handle: Handle) -> str:
    with reading(office.store) as reader:
        return person_id_of(reader, handle)


def _password() -> str:
    letters = new_id()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))
