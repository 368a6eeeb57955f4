"""The last day to bring something back: whole days after the day of purchase, rolled over a rest day.

Civil Code art. 201 (the first day is not counted) and 203 (a last day on a rest day moves to the next working day;
it ends at midnight, or when the shop closes).
"""

from __future__ import annotations

from datetime import date

from trustcode.kernel.workdays import Calendar, Reckoning


def last_day(window_days: int, bought_on: date, calendar: Calendar) -> Reckoning:
    """The reckoning for something bought on a day, with a window in calendar days."""
    return calendar.days_after(bought_on, window_days, roll=True)
