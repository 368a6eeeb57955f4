"""The returns of a shop in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.doors.wording.month_bars import MonthBars


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """One month of a record in numbers; `first` is its first day."""

    first: date
    confirmed: int
    logged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """Returns and exchanges that nobody had to give a reason for, in the months from `from_on` to `to_on` (their first
    days). Counts are of requests.

    confirmed, logged: accepted ones that a shopper confirmed, and that the shop alone wrote down.
    disputed: requests of which the shopper said that it was not so.
    few: so few that nothing can be read from them; then `bars` is nothing.
    refused_by: reasons with their counts, in words. refunded_within: days within which half of the refunds came.
    apart: requests for other reasons, in words, never added to the rest.
    """

    from_on: date
    to_on: date
    requests: int = 0
    accepted: int = 0
    confirmed: int = 0
    logged: int = 0
    refused: int = 0
    withdrawn: int = 0
    disputed: int = 0
    returns: int = 0
    exchanges: int = 0
    few: bool = False
    refused_by: str = ""
    refunded_within: int | None = None
    apart: str = ""
    bars: MonthBars | None = None
    rows: tuple[MonthRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MonthsView:
    """The returns of a shop month by month, in numbers."""

    shop_name: str
    shop_path: str
    record: RecordView
