"""When a delivery that failed is tried again, and what goes out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trustcode.exchange.rules.delivering import MATTERS, MOST_TRIES, message, next_try

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(0, 1), (1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 720), (7, 720), (39, 720)]
)
def test_the_next_try_comes_later_and_later_up_to_half_a_day(tries: int, minutes: int) -> None:
    assert next_try(tries, AT) == AT + timedelta(minutes=minutes)


def test_it_is_given_up_after_some_three_weeks() -> None:
    at = AT
    for tries in range(1, MOST_TRIES):
        at = next_try(tries, at)

    assert timedelta(days=14) < at - AT < timedelta(days=21)


def test_what_goes_out_has_these_fields_and_nothing_that_was_written() -> None:
    facts = {"act": "refuse", "was": "received", "now": "refused", "ground": "not_consumption", "text_hash": "ab" * 32}
    for kind, matter in MATTERS.items():
        said = message(delivery="r-7", external_no="A-1", number="100000000078", kind=kind, at=AT, facts=facts)
        assert said == {
            "id": "r-7",
            "external_no": "A-1",
            "number": "100000000078",
            "matter": matter,
            "act": "refuse",
            "state": "refused",
            "ground": "not_consumption",
            "at": AT.isoformat(),
        }
