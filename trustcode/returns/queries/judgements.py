"""Reads: what is due for goods brought back to a unit, by its promise on the day of purchase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.returns.rules.judging import judge
from trustcode.returns.rules.lines import LineChoices
from trustcode.returns.rules.verdicts import Asked, Judged
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Judgement:
    """A judgement and the promise that it leans on; `commitment_id` is empty where none held."""

    judged: Judged
    terms: ReturnTerms | None
    why_not: WhyNot | None
    commitment_id: str


def judgement(reader: Reader, merchant_id: str, asked: Asked) -> Judgement:
    """What is due for goods brought back, and why; for a page before anything is logged, and for the act itself."""
    promise = promise_on(reader, merchant_id, asked.bought_on)
    judged = judge(asked, promise.terms, promise.why_not, calendar(reader))
    version = promise.returns.id if promise.returns is not None and promise.terms is not None else ""
    return Judgement(judged, promise.terms, promise.why_not, version)


def line_choices(reader: Reader, on: date) -> LineChoices:
    """The codes that a line may be written with on a day."""
    return LineChoices(
        catalogue(reader, Catalogue.GOODS_CATEGORY, on).keys(), catalogue(reader, Catalogue.REFUND_METHOD, on).keys()
    )


def refusal_words(reader: Reader, on: date) -> Mapping[str, TermWords]:
    """Every reason for a refusal in words, by code: the plain ones and the exclusions."""
    return {**catalogue(reader, Catalogue.RETURN_REFUSAL, on), **catalogue(reader, Catalogue.EXCLUSION, on)}
