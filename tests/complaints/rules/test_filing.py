"""What a filing must hold, and what a paper or a phone must look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.complaints.builders import ID_CARD, a_filing
from tests.conftest import AT
from trustcode.complaints.rules.filing import FilingChoices, filing_faults, identity_faults, tidied
from trustcode.complaints.rules.identity import id_card_holds, mask_paper, read_mobile
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind
from trustcode.kernel.moments import civil_day

TODAY = civil_day(AT)
CHOICES = FilingChoices({"clothing"}, {"quality"})


def faults(**changes: Any) -> dict[str, ComplaintRefusal]:
    found = filing_faults(tidied(a_filing(AT, **changes)), CHOICES, TODAY, names_shop=False)
    return {fault.where: fault.code for fault in found}


def test_a_plain_complaint_has_no_fault() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"is_complaint": False}, "kind", ComplaintRefusal.MISSING),
        ({"facts": "  "}, "facts", ComplaintRefusal.MISSING),
        ({"facts": "长" * 2_001}, "facts", ComplaintRefusal.TOO_LONG),
        ({"facts": "长" * 100_000}, "facts", ComplaintRefusal.TOO_LONG),
        ({"facts": "响\u0007铃"}, "facts", ComplaintRefusal.STRANGE_CHARACTERS),
        ({"facts": "半\ud800个"}, "facts", ComplaintRefusal.STRANGE_CHARACTERS),
        ({"category": "weapons"}, "category", ComplaintRefusal.MISSING),
        ({"problem": ""}, "problem", ComplaintRefusal.MISSING),
        ({"bought_on": TODAY + timedelta(days=1)}, "bought_on", ComplaintRefusal.IN_THE_FUTURE),
        ({"bought_on": date(1990, 1, 1)}, "bought_on", ComplaintRefusal.MISSING),
        ({"happened_on": TODAY - timedelta(days=9)}, "happened_on", ComplaintRefusal.BEFORE_PURCHASE),
        ({"amount_fen": -1}, "amount_fen", ComplaintRefusal.AMOUNT_RANGE),
        ({"amount_fen": 2**63}, "amount_fen", ComplaintRefusal.AMOUNT_RANGE),
        ({"wishes": ()}, "wishes", ComplaintRefusal.NO_WISH),
        ({"evidence": ("ab" * 32,) * 7}, "evidence", ComplaintRefusal.TOO_MANY_FILES),
        ({"evidence": ("../etc",)}, "evidence", ComplaintRefusal.MISSING),
        ({"name": ""}, "name", ComplaintRefusal.MISSING),
        ({"phone": "12345"}, "phone", ComplaintRefusal.NOT_A_PHONE),
        ({"phone": "12345678901"}, "phone", ComplaintRefusal.NOT_A_PHONE),
        (
            {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD[:-1] + "1"},
            "paper_number",
            ComplaintRefusal.NOT_AN_ID_CARD,
        ),
        ({"paper_number": "G1234567"}, "paper", ComplaintRefusal.MISSING),
        ({"paper": PaperKind.PASSPORT}, "paper_number", ComplaintRefusal.MISSING),
        ({"is_report": True}, "clue", ComplaintRefusal.MISSING),
    ],
)
def test_every_fault_is_named_at_its_field(changes: dict[str, Any], where: str, code: ComplaintRefusal) -> None:
    assert faults(**changes).get(where) is code


def test_marks_that_nobody_sees_are_taken_out_and_emoji_stay() -> None:
    assert tidied(a_filing(AT, facts="反\u202e转😀\u200b")).facts == "反转😀"


def test_an_anonymous_report_needs_no_person_but_an_anonymous_complaint_does() -> None:
    nobody = {"name": "", "phone": "", "anonymous": True, "clue": "秤不准", "is_report": True}

    assert faults(**nobody, is_complaint=False) == {}
    assert set(faults(**nobody)) == {"name", "phone"}


def test_without_a_code_the_shop_must_be_named() -> None:
    found = filing_faults(tidied(a_filing(AT)), CHOICES, TODAY, names_shop=True)

    assert {fault.where for fault in found} == {"respondent_name", "respondent_address"}


def test_the_office_needs_paper_and_address() -> None:
    given = replace(a_filing(AT), paper=PaperKind.ID_CARD, paper_number=ID_CARD, address="解放西路 9 号")

    assert list(identity_faults(given, needed=True)) == []
    assert {f.where for f in identity_faults(a_filing(AT), needed=True)} == {"address", "paper", "paper_number"}


@pytest.mark.parametrize("typed", ["13900005678", "139 0000 5678", "+86 139-0000-5678", "１３９００００５６７８"])
def test_a_mobile_is_understood_as_people_type_it(typed: str) -> None:
    assert read_mobile(typed) == "13900005678"


@pytest.mark.parametrize("typed", ["", "1390000567", "139000056789", "23900005678", "12900005678"])
def test_what_is_no_mobile_is_none(typed: str) -> None:
    assert read_mobile(typed) == ""


def test_an_identity_card_number_catches_every_wrong_digit() -> None:
    wrong = [ID_CARD[:i] + d + ID_CARD[i + 1 :] for i in range(17) for d in "0123456789" if d != ID_CARD[i]]

    assert id_card_holds(ID_CARD)
    assert [number for number in wrong if id_card_holds(number)] == []
    assert not id_card_holds("430103199013071230")


def test_a_paper_number_is_shown_by_its_ends_alone() -> None:
    assert mask_paper(ID_CARD) == "4" + "*" * 16 + "0"
    assert mask_paper("A") == "*"
