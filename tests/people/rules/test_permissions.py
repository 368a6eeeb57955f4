"""The permission table, held against the hand-written matrix of the scheme in `matrix.txt`.

The oracle below reads that matrix in its own words and shares no code with the table that the product uses.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import (
    FILE,
    TABLE,
    Permissions,
    UnknownAction,
    may_confirm,
    read_cell,
    read_table,
    require,
    require_second,
)

MATRIX = {
    row[0].strip(): [cell.strip() for cell in row[1:]]
    for line in (Path(__file__).parent / "matrix.txt").read_text().splitlines()
    if (row := line.rsplit(" | ", 9))
}
COLUMNS = ["public", "owner", "staff", "inspector", "supervisor", "province", "auditor", "operator", "security"]
WHOLE_PROVINCE = {"change rules, limits, holiday table", "declare breach, send notices"}
"""Matters without a region: who may only propose there may do so whatever their region."""

NEW_MATTERS = {"apply as merchant", "file a complaint or fake-sticker report"}
SCOPES = {
    "inspector": "430102",
    "supervisor": "430100",
    "province": "430000",
    "public": "receipt000000001",
    "owner": "merchant00000001",
    "staff": "merchant00000001",
}
REGIONS = {
    "430102": {
        "own": True,
        "parent": False,
        "sibling": False,
        "city next": False,
        "other province": False,
        "none": False,
    },
    "430100": {
        "own": True,
        "parent": True,
        "sibling": True,
        "city next": False,
        "other province": False,
        "none": False,
    },
    "430000": {"own": True, "parent": True, "sibling": True, "city next": True, "other province": False, "none": False},
}
PLACES = {
    "own": "430102",
    "parent": "430100",
    "sibling": "430103",
    "city next": "430200",
    "other province": "440103",
    "none": "",
}
OWN, OTHER = "own", "other"


@dataclass(frozen=True)
class Question:
    """One thing that may be asked of the table."""

    action: str
    role: str
    place: str
    whose: str
    stage: str

    def actor(self, own_merchants: frozenset[str] = frozenset()) -> Actor:
        return Actor("person0000000001", Role(self.role), SCOPES.get(self.role, ""), own_merchants)

    def subject(self) -> str:
        if self.whose == OWN:
            return (
                SCOPES.get(self.role, "merchant00000001")
                if self.role in {"public", "owner", "staff"}
                else "m0000000000000001"
            )
        return "" if self.whose == "new" else "merchant00000002"


def expected(question: Question) -> bool:
    """What the matrix says, worked out by hand-written rules."""
    cell = MATRIX[question.action][COLUMNS.index(question.role)]
    if cell == "-" or (cell.startswith("p") and question.stage == "confirm"):
        return False
    if cell.endswith(")"):
        return False
    if question.role in {"auditor", "operator", "security"} or cell[0] == "A":
        return True
    if question.role in {"public", "owner", "staff"}:
        return question.whose == OWN or (question.whose == "new" and question.action in NEW_MATTERS)
    if question.action in WHOLE_PROVINCE:
        return True
    return REGIONS[SCOPES[question.role]][question.place]


QUESTIONS = [
    Question(*facts) for facts in product(MATRIX, COLUMNS, PLACES, [OWN, OTHER, "new"], ["propose", "confirm"])
]


def allowed(table: Permissions, question: Question) -> bool:
    try:
        table.require(
            question.actor(),
            question.action,
            region=PLACES[question.place],
            merchant_id=question.subject(),
            stage=question.stage,
        )
    except NotFound:
        return False
    return True


def test_the_matrix_has_39_actions_and_nine_roles():
    assert len(MATRIX) == len(TABLE.actions) == 39
    assert all(len(row) == 9 for row in MATRIX.values())


def test_the_table_has_exactly_the_actions_of_the_matrix():
    assert list(TABLE.actions) == list(MATRIX)


@pytest.mark.parametrize("action", MATRIX)
def test_every_cell_allows_what_the_matrix_allows_and_nothing_else(action):
    wrong = [q for q in QUESTIONS if q.action == action and allowed(TABLE, q) is not expected(q)]

    assert wrong == []


@pytest.mark.parametrize(("mark", "field"), [("2", "needs_second"), ("r", "redacted"), ("+", "recorded")])
def test_the_marks_of_every_cell_are_those_of_the_matrix(mark, field):
    for action, cells in MATRIX.items():
        for role, cell in zip(COLUMNS, cells, strict=True):
            said = mark in cell.split("(")[0]
            assert getattr(TABLE.cell(action, Role(role)), field) is said, (action, role)


def test_flipping_any_single_cell_is_noticed():
    rows = list(csv.reader(io.StringIO(FILE.read_text())))
    unnoticed = []
    for action, column in product(range(1, 40), range(1, 10)):
        flipped = [list(row) for row in rows]
        flipped[action][column] = "A" if rows[action][column] == "-" else "-"
        table = read_table("\n".join(_line(row) for row in flipped))
        mine = [q for q in QUESTIONS if q.action == rows[action][0] and q.role == rows[0][column]]
        if all(allowed(table, q) is expected(q) for q in mine) and not rows[action][column].startswith(("O:", "A:")):
            unnoticed.append((rows[action][0], rows[0][column]))

    assert unnoticed == []


def _line(row: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(row)
    return out.getvalue().strip()


def test_an_owner_ends_the_sessions_of_staff_and_of_nobody_else():
    owner = Actor("p", Role.OWNER, "m1")

    assert require(owner, "unlock account, end sessions", merchant_id="m1", about_role=Role.STAFF)
    for about in [None, Role.OWNER, Role.SECURITY]:
        with pytest.raises(NotFound):
            require(owner, "unlock account, end sessions", merchant_id="m1", about_role=about)


def test_the_security_officer_reads_the_trail_of_everybody_but_the_auditor():
    security = Actor("p", Role.SECURITY)

    assert require(security, "read audit trail", about_role=Role.INSPECTOR)
    for about in [None, Role.AUDITOR]:
        with pytest.raises(NotFound):
            require(security, "read audit trail", about_role=about)


def test_an_officer_with_a_part_in_a_business_is_nobody_there():
    officer = Actor("p", Role.SUPERVISOR, "430100", frozenset({"m1"}))

    with pytest.raises(NotFound):
        require(officer, "approve merchant", region="430102", merchant_id="m1")
    assert require(officer, "approve merchant", region="430102", merchant_id="m2").needs_second


def test_everybody_may_look_at_their_own_public_page():
    officer = Actor("p", Role.SUPERVISOR, "430100", frozenset({"m1"}))

    assert require(officer, "scan page, public ledger, open data, proofs", merchant_id="m1")


def test_nobody_acts_on_their_own_account():
    security = Actor("p1", Role.SECURITY)

    with pytest.raises(NotFound):
        require(security, "create, disable official accounts", about_person="p1")
    assert require(security, "create, disable official accounts", about_person="p2").needs_second


def test_a_denial_tells_no_more_than_not_found():
    with pytest.raises(NotFound) as denied:
        require(Actor("p", Role.INSPECTOR, "430102"), "approve merchant", region="430103", merchant_id="m1")

    assert denied.value.facts == {}


def test_the_system_has_no_column():
    assert not any(
        allowed_system for action in TABLE.actions if (allowed_system := TABLE.may_ever(SYSTEM.role, action))
    )


@pytest.mark.parametrize("stage", ["", "PROPOSE", "anything"])
def test_an_unknown_stage_is_denied(stage):
    with pytest.raises(NotFound):
        require(Actor("p", Role.INSPECTOR, "430102"), "approve merchant", region="430102", stage=stage)


def test_an_unknown_action_is_a_fault_of_the_program():
    with pytest.raises(UnknownAction):
        require(Actor("p", Role.INSPECTOR, "430102"), "approve merchants", region="430102")


def test_only_another_person_confirms():
    one, other = Actor("p1", Role.INSPECTOR, "430102"), Actor("p2", Role.INSPECTOR, "430102")

    assert may_confirm(other, "p1")
    assert not may_confirm(one, "p1")
    assert not may_confirm(Actor("p1", Role.SUPERVISOR, "430100"), "p1")
    assert not may_confirm(SYSTEM, "p1")
    with pytest.raises(Refusal):
        require_second(one, "p1")


@pytest.mark.parametrize("text", ["", "X", "J3", "J2+x", "JJ", "-extra:what", "A:nobody"])
def test_a_cell_that_cannot_be_read_stops_the_start(text):
    with pytest.raises(ValueError, match=r".*"):
        read_cell(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("public,owner", "owner,public"),
        lambda text: text + text.splitlines()[-1] + "\n",
        lambda text: text.rstrip().rsplit(",", 1)[0],
    ],
)
def test_a_table_that_is_not_whole_stops_the_start(spoil):
    with pytest.raises(ValueError, match=r".*"):
        read_table(spoil(FILE.read_text()))
