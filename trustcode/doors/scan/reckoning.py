"""Pure: what a page takes from the day: the last day to return something, and until when its words may be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from trustcode.doors.scan.views.promise import PurchaseDay
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.workdays import Calendar

MOST_EARLIER = 7
"""Earlier days of purchase that a page lists."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reckoning:
    """What holds at one moment: when the facts were checked, and the working days as known then."""

    checked_at: Moment
    calendar: Calendar

    @property
    def today(self) -> date:
        """The civil day in China on which the facts were checked."""
        return civil_day(self.checked_at)


@dataclass(frozen=True)
class LastDay:
    """The last day for one purchase; `rolled_from` is the plain one when it fell on a day off (Civil Code 203)."""

    last_on: date
    rolled_from: date | None
    provisional: bool


def last_day(bought_on: date, window_days: int, calendar: Calendar) -> LastDay:
    """Until when something may come back; the day of purchase is not counted (Civil Code 201).

    The same answer as `Calendar.days_after` gives, without the day-by-day account that no page shows.
    """
    plain = bought_on + window_days * _DAY
    last_on = calendar.next_workday(plain)
    provisional = calendar.is_provisional(plain) or calendar.is_provisional(last_on)
    return LastDay(last_on, plain if last_on != plain else None, provisional)


def earlier_purchases(
    today: date, window_of: Callable[[date], int | None], calendar: Calendar
) -> tuple[PurchaseDay, ...]:
    """Purchases of the days before today that may still come back, the latest first, seven at most.

    `window_of` gives the days to return what was bought on a day, or None where nothing was promised for it.
    """
    days = (today - n * _DAY for n in range(1, MOST_EARLIER + 1))
    windows = ((day, window) for day in days if (window := window_of(day)) is not None)
    found = (PurchaseDay(bought_on=day, last_on=last_day(day, window, calendar).last_on) for day, window in windows)
    return tuple(one for one in found if one.last_on >= today)
