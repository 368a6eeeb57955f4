"""Signatures of messages: which keys, which moments, which bytes; against a signer written apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.peer import KEY, signed
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.exchange.rules.signing import require_signed, signature
from trustcode.kernel.refusals import Refusal

NOW = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
BODY = b'{"external_no":"A-1"}'
KEYS = {"k1": KEY, "k0": b"\x07" * 32}


def refusal(headers: dict[str, str], body: bytes = BODY, now: datetime = NOW) -> str:
    """Why a message is not taken; empty when it is."""
    try:
        require_signed(KEYS, headers, body, now)
    except Refusal as refused:
        return refused.code.value
    return ""


def test_what_the_other_side_signs_is_taken_and_each_of_its_keys_counts() -> None:
    assert refusal(signed(BODY, NOW.timestamp())) == ""
    older = signed(BODY, NOW.timestamp(), KEYS["k0"])
    assert refusal({**older, "X-TrustCode-Key": "k0"}) == ""
    assert refusal(older) == ExchangeRefusal.NOT_SIGNED


@pytest.mark.parametrize(("seconds", "taken"), [(-300, True), (300, True), (-301, False), (301, False)])
def test_five_minutes_either_way_and_not_a_second_more(seconds: int, *, taken: bool) -> None:
    at = NOW + timedelta(seconds=seconds)

    assert refusal(signed(BODY, at.timestamp())) == ("" if taken else ExchangeRefusal.TOO_OLD)


def test_nobody_signs_with_a_key_that_is_not_there() -> None:
    """A peer that is unknown gets no key to guess: neither zeros nor nothing stand in for it."""
    for key in (b"\0" * 32, b""):
        assert refusal({**signed(BODY, NOW.timestamp(), key), "X-TrustCode-Key": "k9"}) == ExchangeRefusal.NOT_SIGNED
        assert refusal(signed(BODY, NOW.timestamp(), key)) == ExchangeRefusal.NOT_SIGNED


def test_one_byte_of_the_body_or_one_second_of_the_time_makes_it_another_message() -> None:
    right = signed(BODY, NOW.timestamp())
    for place in range(len(BODY)):
        changed = BODY[:place] + bytes([BODY[place] ^ 1]) + BODY[place + 1 :]
        assert refusal(right, changed) == ExchangeRefusal.NOT_SIGNED
    assert refusal({**right, "X-TrustCode-Time": str(int(NOW.timestamp()) + 1)}) == ExchangeRefusal.NOT_SIGNED


@pytest.mark.parametrize("time", ["", "-1", "1e9", "１７９５３９８１２０", "9" * 13, "9" * 5_000, " 1795398120", "x"])
def test_a_time_that_is_no_plain_number_is_not_signed(time: str) -> None:
    assert refusal({**signed(BODY, NOW.timestamp()), "X-TrustCode-Time": time}) == ExchangeRefusal.NOT_SIGNED


@pytest.mark.parametrize("missing", ["X-TrustCode-Key", "X-TrustCode-Time", "X-TrustCode-Signature"])
def test_every_header_is_needed(missing: str) -> None:
    headers = signed(BODY, NOW.timestamp())
    del headers[missing]

    assert refusal(headers) == ExchangeRefusal.NOT_SIGNED


def test_body_and_time_cannot_slide_into_each_other() -> None:
    assert signature(KEY, 1, b"2\nx") != signature(KEY, 12, b"x")
    assert refusal({**signed(BODY, NOW.timestamp()), "X-TrustCode-Signature": "签" * 64}) == ExchangeRefusal.NOT_SIGNED
