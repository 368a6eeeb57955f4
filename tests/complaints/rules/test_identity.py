"""Phones and papers as typed: what is one, what is not, and how little of it is shown."""

from __future__ import annotations

import pytest

from trustcode.complaints.rules.identity import id_card_holds, mask_paper, read_mobile, read_paper_number

CARD = "430103199003071230"
"""Made up, with the right check character."""


def check_character(first: str) -> str:
    """ISO 7064 MOD 11-2 by its definition, not by a table of weights."""
    total = 0
    for digit in first:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]


def test_every_single_wrong_character_is_found() -> None:
    assert id_card_holds(CARD)
    for place, right in enumerate(CARD):
        for other in "0123456789X":
            if other != right:
                assert not id_card_holds(CARD[:place] + other + CARD[place + 1 :])


def test_the_check_character_is_that_of_the_standard() -> None:
    for serial in range(0, 1000, 7):
        first = f"43010319900307{serial:03d}"
        assert id_card_holds(first + check_character(first))


@pytest.mark.parametrize("birth", ["19900229", "19901301", "19900300", "00000101"])
def test_a_day_of_birth_that_never_was_is_no_card(birth: str) -> None:
    first = f"430103{birth}123"

    assert not id_card_holds(first + check_character(first))


def test_a_leap_day_is_a_day_of_birth() -> None:
    first = "43010320000229123"

    assert id_card_holds(first + check_character(first))


@pytest.mark.parametrize("text", ["", CARD[:17], CARD + "0", f" {CARD}", "0" + CARD[1:], CARD.replace("4", "４", 1)])
def test_what_has_another_form_is_no_card(text: str) -> None:
    assert not id_card_holds(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("13900005678", "13900005678"),
        ("+86 139-0000-5678", "13900005678"),
        ("8613900005678", "13900005678"),
        ("１３９００００５６７８", "13900005678"),
        ("19900005678", "19900005678"),
        ("12900005678", ""),
        ("23900005678", ""),
        ("1390000567", ""),
        ("139000056789", ""),
        ("8513900005678", ""),
        ("", ""),
    ],
)
def test_a_mobile_number_of_the_mainland(text: str, read: str) -> None:
    assert read_mobile(text) == read


def test_a_paper_is_compared_without_blanks_width_or_case() -> None:
    assert read_paper_number(" ｇ12-34 5678x ") == "G12345678X"


@pytest.mark.parametrize(
    ("number", "shown"), [(CARD, f"4{'*' * 16}0"), ("AB", "AB"), ("A", "*"), ("", ""), ("ABC", "A*C")]
)
def test_of_a_paper_the_ends_are_shown(number: str, shown: str) -> None:
    assert mask_paper(number) == shown
