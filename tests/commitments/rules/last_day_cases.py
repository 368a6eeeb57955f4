"""The written cases of the last day, one a line of `last_day_cases.csv`, reckoned by hand with the notices in the hand.

Empty columns: not opened, no gift, bought here, every category, no exclusions, `this_shop`, `return_or_pay`, promised,
asked on the day of purchase.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trustcode.calendars.rules import read_notice
from trustcode.commitments.rules.calculator import Purchase
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.workdays import Calendar

NOTICES = sorted((Path(__file__).resolve().parents[3] / "trustcode" / "calendars" / "data").glob("20*.json"))
CALENDAR = Calendar([read_notice(path.read_text()).days for path in NOTICES])
EVERYTHING = (
    "food", "health_food", "alcohol_drinks", "fresh", "clothing", "shoes_bags", "home_textiles", "daily_goods",
    "cosmetics", "jewellery", "phones", "computers", "furniture", "books_stationery", "medicines",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One line: what was bought under which terms, when it is asked, and what has to come out."""

    note: str
    purchase: Purchase
    terms: ReturnTerms
    why_not: WhyNot | None
    asked_on: date
    can: str
    last_on: date | None
    because: tuple[str, ...]

    @property
    def binding(self) -> ReturnTerms | None:
        """The terms, where they bind."""
        return None if self.why_not else self.terms


def terms(
    window: int = 7,
    *,
    categories: tuple[str, ...] = EVERYTHING,
    exclusions: tuple[str, ...] = (),
    place: str = "this_shop",
    gift: str = "return_or_pay",
) -> ReturnTerms:
    """Terms of a return promise that say nothing beyond what is asked for."""
    return ReturnTerms(
        window, categories, exclusions, ("intact",), ("item",), gift, "in_person", "original_route", 0, place
    )


def _case(row: dict[str, str]) -> Case:
    bought_on = date.fromisoformat(row["bought_on"])
    return Case(
        note=f"{row['bought_on']} {row['note']}",
        purchase=Purchase(
            bought_on=bought_on,
            category=row["goods"],
            opened=row["opened"] == "yes",
            gift=row["gift"] == "yes",
            elsewhere=row["elsewhere"] == "yes",
        ),
        terms=terms(
            int(row["window"]),
            categories=tuple(row["range"].split()) or EVERYTHING,
            exclusions=tuple(row["excluded"].split()),
            place=row["place"] or "this_shop",
            gift=row["gifts"] or "return_or_pay",
        ),
        why_not=WhyNot(row["why_not"]) if row["why_not"] else None,
        asked_on=date.fromisoformat(row["asked_on"]) if row["asked_on"] else bought_on,
        can=row["can"],
        last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
        because=tuple(row["because"].split()),
    )


with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as _lines:
    CASES = [_case(row) for row in csv.DictReader(_lines)]
