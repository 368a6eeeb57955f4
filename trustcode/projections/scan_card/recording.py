"""The returns on record, as a card keeps them: thirteen months, and the words of the reasons that occur in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.text import Lists
from trustcode.projections.scan_card.card import Words
from trustcode.returns.queries.figures import figures
from trustcode.returns.rules.figures import MONTHS_KEPT, MonthFigures, first_day, months_up_to
from trustcode.storage.reading import Reader

_LISTS = (Catalogue.RETURN_REFUSAL, Catalogue.EXCLUSION)


def record_of(reader: Reader, merchant_id: str, today: date) -> tuple[MonthFigures, ...]:
    """The months with returns up to a day."""
    return figures(reader, merchant_id, first_day(months_up_to(today, MONTHS_KEPT)[0]), today)


def refusals_of(months: Iterable[MonthFigures], lists: Lists) -> tuple[Words, ...]:
    """The short words of the reasons, by their codes; a reason on no list has none."""
    codes = sorted({code for month in months for code in month.refused_by})
    found = (next((lists[which][code] for which in _LISTS if code in lists[which]), None) for code in codes)
    return tuple(Words(term.short_zh, term.short_en, term.code) for term in found if term is not None)
