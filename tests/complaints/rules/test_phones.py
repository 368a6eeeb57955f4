"""Codes to phones by the rules alone: each cap to the message, each limit to the second and the try."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trustcode.complaints.rules.phones import SentCode, may_be_tried, new_digits, read_digits, require_room, wrong
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
SCHEME = replace(SchemeRules(), phone_codes_a_day=3, phone_codes_in_all_a_day=7, phone_code_tries=2)


@pytest.mark.parametrize(
    ("to_phone", "in_all", "refusal"),
    [
        (2, 6, None),
        (0, 0, None),
        (3, 6, ComplaintRefusal.PHONE_CODES_ENOUGH),
        (2, 7, ComplaintRefusal.PHONE_CODES_ALL),
        (3, 7, ComplaintRefusal.PHONE_CODES_ENOUGH),
    ],
)
def test_each_cap_holds_to_the_message(to_phone: int, in_all: int, refusal: ComplaintRefusal | None) -> None:
    if refusal is None:
        require_room(to_phone, in_all, SCHEME)
        return
    with pytest.raises(Refusal) as refused:
        require_room(to_phone, in_all, SCHEME)
    assert refused.value.code is refusal


def test_a_code_counts_for_its_minutes_and_tries_and_once() -> None:
    code, last = SentCode(AT, 0, is_used=False), AT + timedelta(minutes=SCHEME.phone_code_minutes)

    assert may_be_tried(code, AT, SCHEME)
    assert may_be_tried(replace(code, tries=1), last, SCHEME)
    assert not may_be_tried(code, last + timedelta(seconds=1), SCHEME)
    assert not may_be_tried(replace(code, tries=2), AT, SCHEME)
    assert not may_be_tried(replace(code, is_used=True), AT, SCHEME)
    assert not may_be_tried(None, AT, SCHEME)


def test_a_wrong_try_says_how_many_are_left_and_then_that_it_is_over() -> None:
    assert (wrong(1, SCHEME).code, wrong(1, SCHEME).facts) == (ComplaintRefusal.PHONE_CODE_WRONG, {"left": 1})
    assert wrong(2, SCHEME).code is ComplaintRefusal.PHONE_CODE_OVER
    assert wrong(3, SCHEME).code is ComplaintRefusal.PHONE_CODE_OVER


def test_digits_are_six_and_read_as_they_were_meant() -> None:
    made = {new_digits() for _ in range(200)}

    assert all(len(one) == 6 and one.isascii() and one.isdigit() for one in made)
    assert len(made) > 190
    assert read_digits(" １２３-４５ 6 ") == "123456"
    assert len(read_digits("1" * 100)) == 40
