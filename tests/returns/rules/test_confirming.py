"""The one-time code and the marks of answers."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from trustcode.kernel.moments import Moment
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.confirming import (
    digits_hold,
    digits_of,
    digits_until,
    link_until,
    mark_of,
    token_holds,
    token_of,
)
from trustcode.returns.rules.words import AnswerMark

INDEX = hashlib.sha256(b"a line").digest()
SCHEME = SchemeRules()


def test_a_token_is_26_letters_and_the_digits_come_from_other_bytes() -> None:
    other = INDEX[:16] + bytes(16)

    assert len(token_of(INDEX)) == 26
    assert set(token_of(INDEX)) <= set("0123456789abcdefghjkmnpqrstvwxyz")
    assert token_of(INDEX) == token_of(other)
    assert digits_of(INDEX) != digits_of(other) == "00000000"
    assert len({token_of(hashlib.sha256(bytes([n])).digest()) for n in range(256)}) == 256


def test_only_the_right_code_holds() -> None:
    assert token_holds(INDEX, token_of(INDEX))
    assert digits_hold(INDEX, digits_of(INDEX))
    for wrong in ("", "x" * 26, token_of(INDEX)[:-1], token_of(INDEX).upper(), "é\ud800", digits_of(INDEX)):
        assert not token_holds(INDEX, wrong)
    assert not digits_hold(INDEX, "")


def test_each_way_holds_for_its_time(at: Moment) -> None:
    assert link_until(at, SCHEME) == at + timedelta(days=30)
    assert digits_until(at, SCHEME) == at + timedelta(hours=24)


def test_one_new_device_too_many_on_the_network_of_the_desk_is_marked() -> None:
    fresh = {"is_known": True, "was_at_desk": False, "answered_lately": False, "is_one_too_many": True}

    assert mark_of(**fresh) is AnswerMark.OWN_NETWORK
    assert mark_of(**{**fresh, "answered_lately": True}) is AnswerMark.REPEATED
    assert mark_of(**{**fresh, "was_at_desk": True}) is AnswerMark.OWN_DEVICE


@pytest.mark.parametrize(
    ("known", "desk", "lately", "mark"),
    [
        (True, False, False, AnswerMark.FRESH),
        (True, False, True, AnswerMark.REPEATED),
        (False, False, False, AnswerMark.REPEATED),
        (True, True, False, AnswerMark.OWN_DEVICE),
        (True, True, True, AnswerMark.OWN_DEVICE),
    ],
)
def test_an_answer_is_marked_by_its_device(*, known: bool, desk: bool, lately: bool, mark: AnswerMark) -> None:
    assert mark_of(is_known=known, was_at_desk=desk, answered_lately=lately) is mark
