"""The last day to bring something back: Civil Code 201 and 203."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.commitments.rules.last_day import last_day
from trustcode.kernel.workdays import Calendar, YearDays

CALENDAR = Calendar(
    [
        YearDays(
            2026, frozenset({date(2026, 10, d) for d in range(1, 8)}), frozenset({date(2026, 10, 10)}), official=True
        )
    ]
)


@pytest.mark.parametrize(
    ("bought", "window", "last"),
    [
        (date(2026, 11, 23), 7, date(2026, 11, 30)),
        (date(2026, 11, 21), 7, date(2026, 11, 30)),
        (date(2026, 11, 22), 7, date(2026, 11, 30)),
        (date(2026, 9, 24), 7, date(2026, 10, 8)),
        (date(2026, 10, 3), 7, date(2026, 10, 10)),
        (date(2026, 11, 23), 15, date(2026, 12, 8)),
    ],
)
def test_the_day_of_purchase_is_not_counted_and_a_rest_day_moves_on(bought: date, window: int, last: date) -> None:
    assert last_day(window, bought, CALENDAR).due == last
