"""Numbers catch slips, tell nothing, and open nothing without their secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.complaints.rules.numbers import (
    check_digits,
    new_number,
    number_holds,
    read_number,
    secret_holds,
    secret_of,
    spoken,
)
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import Refusal

bodies = st.integers(10**9, 10**10 - 1)
indexes = st.binary(min_size=32, max_size=32)


def whole(body: int) -> str:
    return f"{body}{check_digits(body):02d}"


@given(bodies)
def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_caught(body: int) -> None:
    right = whole(body)
    assert number_holds(right)
    wrong = [right[:i] + d + right[i + 1 :] for i in range(12) for d in "0123456789" if d != right[i]]
    swaps = [right[:i] + right[i + 1] + right[i] + right[i + 2 :] for i in range(11) if right[i] != right[i + 1]]

    assert [text for text in wrong + swaps if number_holds(text)] == []


def test_new_numbers_are_whole_and_differ() -> None:
    made = {new_number() for _ in range(500)}

    assert len(made) == 500
    assert all(number_holds(number) for number in made)


@given(bodies)
def test_a_number_is_read_back_as_it_is_spoken_with_full_width_digits_and_hyphens(body: int) -> None:
    number = whole(body)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)

    assert read_number(f" {spoken(number)} ") == read_number(wide) == read_number("-".join(number)) == number


@given(bodies)
def test_digits_of_other_scripts_hold_nothing_until_they_are_tidied(body: int) -> None:
    number = whole(body)

    for zero in (0x0660, 0xFF10):
        assert not number_holds("".join(chr(zero + int(digit)) for digit in number))
    assert not number_holds(number[:-1])
    assert not number_holds(number + "0")


def test_no_number_begins_with_nought() -> None:
    with_nought = [f"0{n:09d}{check_digits(n):02d}" for n in range(1, 400)]

    assert [text for text in with_nought if number_holds(text)] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ComplaintRefusal.NUMBER_LENGTH),
        ("1234", ComplaintRefusal.NUMBER_LENGTH),
        ("1234567890ab", ComplaintRefusal.NUMBER_CHARACTERS),
        ("一二三", ComplaintRefusal.NUMBER_CHARACTERS),
        ("123456789012", ComplaintRefusal.NUMBER_CHECK),
        ("٣" * 12, ComplaintRefusal.NUMBER_CHARACTERS),
    ],
)
def test_what_is_no_number_gets_a_reason(typed: str, code: ComplaintRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(typed)

    assert refused.value.code is code


@given(indexes, st.text(max_size=60))
def test_only_the_secret_itself_holds(index: bytes, other: str) -> None:
    secret = secret_of(index)

    assert len(secret) == 26
    assert secret_holds(index, secret)
    assert secret_holds(index, f"{secret[:13].upper()} {secret[13:]}")
    assert not secret_holds(index, secret[:-1])
    assert not secret_holds(index, other)
