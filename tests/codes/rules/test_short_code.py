"""Twelve digits to say aloud: slips are caught, habits are forgiven."""

from __future__ import annotations

import pytest

from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.short_code import SHORT_CODE_DIGITS, new_short_code, read_short_code, spoken
from trustcode.kernel.refusals import Refusal

CODES = [new_short_code() for _ in range(40)]


def refusal_of(text: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_short_code(text)
    return refused.value


def test_a_new_code_is_twelve_digits_and_reads_back() -> None:
    assert all(len(code) == SHORT_CODE_DIGITS and read_short_code(code) == code for code in CODES)


def test_a_new_code_never_begins_with_zero() -> None:
    assert not any(code.startswith("0") for code in CODES)


def test_new_codes_differ() -> None:
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", CODES[:10], ids=range(10))
def test_every_single_wrong_digit_is_caught(code: str) -> None:
    slips = [code[:i] + d + code[i + 1 :] for i in range(12) for d in "0123456789" if d != code[i]]

    assert {refusal_of(slip).code for slip in slips} == {CodeRefusal.SHORT_CODE_CHECK}


@pytest.mark.parametrize("code", CODES[10:30], ids=range(20))
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(11) if code[i] != code[i + 1]]

    assert all(refusal_of(swap).code is CodeRefusal.SHORT_CODE_CHECK for swap in swaps)


@pytest.mark.parametrize(
    "typed",
    [
        "{0} {1} {2}",
        "{0}-{1}-{2}",
        "{0}—{1}—{2}",
        "  {0}{1}\t{2}\n",
        "{0}\u3000{1}\u3000{2}",
        "{0}.{1}，{2}",
    ],
)
def test_blanks_and_strokes_between_groups_are_forgiven(typed: str) -> None:
    code = CODES[0]

    assert read_short_code(typed.format(code[:4], code[4:8], code[8:])) == code


def test_full_width_digits_are_read() -> None:
    code = CODES[0]

    assert read_short_code(code.translate({ord("0") + i: 0xFF10 + i for i in range(10)})) == code


@pytest.mark.parametrize(("text", "found"), [("3071 8264 O957", "O"), ("短码3071", "短码"), ("٣" * 12, "٣")])
def test_what_is_no_digit_is_named(text: str, found: str) -> None:
    refused = refusal_of(text)

    assert refused.code is CodeRefusal.SHORT_CODE_CHARACTERS
    assert refused.facts["found"] == "".join(sorted(found))


@pytest.mark.parametrize(("text", "digits"), [("", 0), ("3071 8264", 8), ("1" * 13, 13), ("1" * 179, 179)])
def test_too_few_or_too_many_digits_are_counted(text: str, digits: int) -> None:
    refused = refusal_of(text)

    assert refused.code is CodeRefusal.SHORT_CODE_LENGTH
    assert refused.facts == {"digits": digits, "wanted": 12}


def test_it_is_said_in_groups_of_four() -> None:
    assert spoken("307182640959") == "3071 8264 0959"
