"""Dates, amounts, codes and phone numbers as people read them. Nothing here reads a clock: the day is passed in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.moments import civil_day, in_china

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HAN_WEEKDAYS = "一二三四五六日"
_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_HAN_RUN = re.compile(f"{_HAN.pattern}(?:[0-9A-Za-z ]*{_HAN.pattern})*")
_LATIN = re.compile(r"[A-Za-z]{2}")


def day(language: str, value: date, today: date | None = None) -> str:
    """A civil day: `11 月 30 日`, `30 November`. The year is left out only when `today` is given and falls in it."""
    with_year = today is None or value.year != today.year
    if language == "zh":
        return (f"{value.year} 年 " if with_year else "") + f"{value.month} 月 {value.day} 日"
    return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if with_year else "")


def weekday(language: str, value: date) -> str:
    """The day of the week: `周一`, `Monday`."""
    return "周" + _HAN_WEEKDAYS[value.weekday()] if language == "zh" else _WEEKDAYS[value.weekday()]


def weekday_short(language: str, value: date) -> str:
    """The day of the week where room is short: `周一`, `Mon`."""
    return weekday(language, value) if language == "zh" else _WEEKDAYS[value.weekday()][:3]


def day_weekday(language: str, value: date, today: date | None = None) -> str:
    """A civil day with its weekday: `11 月 30 日 周一`, `30 November, Monday`."""
    return f"{day(language, value, today)}{' ' if language == 'zh' else ', '}{weekday(language, value)}"


def month(language: str, value: date) -> str:
    """The month with its year: `2026 年 11 月`, `November 2026`."""
    return f"{value.year} 年 {value.month} 月" if language == "zh" else f"{MONTHS[value.month - 1]} {value.year}"


def month_short(language: str, value: date) -> str:
    """The month where room is short: `11 月`, `Nov`."""
    return f"{value.month} 月" if language == "zh" else MONTHS[value.month - 1][:3]


def month_long(language: str, value: date) -> str:
    """A month with its year: `2026 年 11 月`, `November 2026`."""
    if language == "zh":
        return f"{value.year} 年 {value.month} 月"
    return f"{MONTHS[value.month - 1]} {value.year}"


def hour(value: datetime) -> str:
    """The time of day in China, `09:42`. Raises ValueError for a moment without a time zone."""
    return f"{in_china(value):%H:%M}"


def moment(language: str, value: datetime, today: date | None = None) -> str:
    """A moment in China: `2026 年 11 月 23 日 09:42`, `23 November 2026, 09:42`. Raises ValueError without a zone."""
    joint = " " if language == "zh" else ", "
    return day(language, in_china(value).date(), today) + joint + hour(value)


def china_day(value: datetime) -> date:
    """The civil day in China of a moment, to pass on as `today`. Raises ValueError without a time zone."""
    return civil_day(value)


def count(value: int) -> str:
    """A whole number with thousands commas, for tables: `608,100`."""
    return f"{value:,}"


def big_count(language: str, value: int) -> str:
    """A whole number for a headline: `60.81 万` from ten thousand up in Chinese, `608,100` in English."""
    if language == "zh" and abs(value) >= 10_000:
        return f"{_halved(Decimal(value) / 10_000)} 万"
    return count(value)


def money(fen: int) -> str:
    """Whole fen as yuan: `¥159.00`, `−¥1,590.00`."""
    return f"{'−' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def big_money(language: str, fen: int) -> str:
    """Whole fen for a headline: `6192.79 万元`, `¥61.93 million`; smaller sums in full."""
    yuan = Decimal(fen) / 100
    if language == "zh" and abs(yuan) >= 10_000:
        return f"{_halved(yuan / 10_000)} 万元"
    if language == "en" and abs(yuan) >= 1_000_000:
        return f"{'−' if fen < 0 else ''}¥{_halved(abs(yuan) / 1_000_000)} million"
    return money(fen)


def _halved(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def short_code(digits: str) -> str:
    """A short code in groups of four, as it is read out: `3071 8264 0959`."""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def mask_phone(number: str) -> str:
    """A phone number that is not for everyone: `138****1234`, `0731****0142`; a very short one is hidden whole."""
    digits = re.sub(r"\D", "", tidy(number))
    if len(digits) < 8:
        return "*" * len(digits)
    keep = 3 if digits.startswith("1") else 4
    return digits[:keep] + "*" * max(1, len(digits) - keep - 4) + digits[-4:]


def mask_name(name: str) -> str:
    """A person's name that is not for everyone: first character, then stars."""
    return name[:1] + "*" * max(0, len(name) - 1)


def tel(number: str) -> str:
    """The address behind a phone number: `tel:073155500142`."""
    return "tel:" + re.sub(r"[^\d+]", "", tidy(number))


def nb(value: object) -> Markup:
    """Keep on one line what is one thing: a date, a phone number, a code."""
    return Markup(f'<span class="nb">{escape(value)}</span>')  # noqa: S704  the value is escaped; `format` is slower


def tongue(language: str, value: object) -> Markup:
    """Mark text from data as the other language when it is: Han on an English page, Latin words on a Chinese one."""
    text = escape(value)
    if language == "en" and _HAN.search(text):
        return Markup('<span lang="zh-Hans">{}</span>').format(text)
    if language == "zh" and _LATIN.search(text) and not _HAN.search(text):
        return Markup('<span lang="en">{}</span>').format(text)
    return text


def tongues(language: str, value: object) -> Markup:
    """A sentence of ours with data in it: on an English page each run of Han is marked as Chinese, the rest is not."""
    text = escape(value)
    if language != "en":
        return text
    return Markup(_HAN_RUN.sub(r'<span lang="zh-Hans">\g<0></span>', str(text)))  # noqa: S704  escaped above


def data_block(value: Any) -> Markup:
    """A value as JSON that is safe inside a data script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  every character that could end the element was replaced above


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """Every filter under its template name, in one language."""
    spoken = (
        day,
        weekday,
        weekday_short,
        day_weekday,
        month,
        month_short,
        moment,
        big_count,
        big_money,
        tongue,
        tongues,
    )
    plain = (china_day, hour, count, money, short_code, mask_phone, mask_name, tel, nb, data_block)
    found: dict[str, Callable[..., Any]] = {f.__name__: partial(f, language) for f in spoken}
    return found | {f.__name__: f for f in plain}
