"""The bars of a record: what was confirmed, what was only logged, what was refused, month by month, as plain paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SLOT, _BAR, _LEFT = 29, 19, 5
_BASE, _TALLEST = 110, 88
_LEAST = 3
"""Height of a part that counts one where others count many; less cannot be seen."""


@dataclass(frozen=True, kw_only=True)
class BarMonth:
    """What is drawn of one month: its year and number, and three counts that stand on each other."""

    year: int
    month: int
    confirmed: int = 0
    logged: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """What the number above the bar says."""
        return self.confirmed + self.logged + self.refused


@dataclass(frozen=True)
class Mark:
    """A text in the picture with the place of its middle and its line."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, kw_only=True)
class MonthBars:
    """A finished picture in units of its own: one path a kind, numbers above the bars, months and years below."""

    width: int
    height: int
    base: int
    confirmed: str
    logged: str
    refused: str
    marks: tuple[Mark, ...]


def month_bars(months: Sequence[BarMonth]) -> MonthBars:
    """The picture of some months in their order."""
    most = max((month.total for month in months), default=0)
    paths: dict[str, list[str]] = {"confirmed": [], "logged": [], "refused": []}
    marks: list[Mark] = []
    for place, month in enumerate(months):
        left, floor = _LEFT + place * _SLOT, _BASE
        for kind, path in paths.items():
            tall = _height(getattr(month, kind), most)
            if tall:
                path.append(f"M{left} {floor}v-{tall}h{_BAR}v{tall}z")
                floor -= tall
        middle = left + _BAR // 2
        if month.total:
            marks.append(Mark(middle, floor - 5, str(month.total)))
        marks.append(Mark(middle, _BASE + 16, str(month.month)))
        if _shows_year(months, place):
            marks.append(Mark(max(middle, 18), _BASE + 31, str(month.year)))
    return MonthBars(
        width=2 * _LEFT + len(months) * _SLOT - (_SLOT - _BAR),
        height=_BASE + 34,
        base=_BASE,
        marks=tuple(marks),
        **{kind: "".join(path) for kind, path in paths.items()},
    )


def _shows_year(months: Sequence[BarMonth], place: int) -> bool:
    """Every January, and the first month unless the next is one: two years side by side would run into each other."""
    return months[place].month == 1 or (place == 0 and (len(months) == 1 or months[1].month != 1))


def _height(count: int, most: int) -> int:
    return max(_LEAST, count * _TALLEST // most) if count else 0
