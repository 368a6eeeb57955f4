"""Days in words, for upright lines, where digits would lie on their side: 七天, 十五天, 六十天, 一年."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_YEAR = 365


def days_in_words(days: int) -> str:
    """A number of days (1 to 9999) in Chinese words; whole years of 365 days as years. Raises ValueError outside."""
    if not 1 <= days <= 9999:
        raise ValueError("1 to 9999 days")
    if days % _YEAR == 0:
        return _counted(days // _YEAR) + "年"
    return _counted(days) + "天"


def _counted(number: int) -> str:
    """As spoken before a measure word: two alone is 两."""
    return "两" if number == 2 else _spoken(number)


def _spoken(number: int) -> str:
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            front = "" if unit == 10 and head == 1 else _DIGITS[head]
            gap = "零" if rest and rest < unit // 10 else ""
            return front + name + gap + (_within(rest) if rest else "")
    return _DIGITS[number]


def _within(rest: int) -> str:
    """After a higher unit 十 keeps its 一: 一百一十."""
    return "一" + _spoken(rest) if 10 <= rest < 20 else _spoken(rest)
