"""Reads: one line of the ledger, a page of it, a chain of corrections, totals, and what waits for the owner."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from trustcode.kernel.refusals import NotFound
from trustcode.returns.models import CorrectionProposal, Return, ReturnAnswer
from trustcode.returns.queries.lines import line_of
from trustcode.returns.queries.totals import Total, Totals, today_and_month, totals
from trustcode.returns.rules.kept import kept, line_from
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Answer, DisputeReason
from trustcode.storage.reading import Reader

__all__ = [
    "LedgerEntry",
    "LedgerPage",
    "OpenCorrection",
    "Total",
    "Totals",
    "chain",
    "differences",
    "entry",
    "open_correction",
    "open_corrections",
    "page",
    "remembered",
    "today_and_month",
    "totals",
]

REMEMBERED = 6
"""Categories that a form offers first."""
_LOOKED_AT = 200
"""Latest lines in which they are looked for."""

_OF_LINE = ("id", "merchant_id", "number", "commitment_id", "last_on", "verdict", "is_late", "booked_on",
            "receipt_again", "corrects", "correction_why", "logged_by", "logged_at")  # fmt: skip

_Later = aliased(Return)
"""The line that took the place of another."""


@dataclass(frozen=True)
class LedgerEntry:
    """A line with everything that is known of it; codes of lists stand for words.

    `line` is what was typed (without the receipt number: `has_receipt` says whether there was one). `answer` is what
    the shopper said, None while nobody has; from what device is for the officers alone. `replaced_by` and
    `replaced_by_number` name the line that took its place.
    """

    id: str
    merchant_id: str
    number: int
    line: Line
    has_receipt: bool
    receipt_again: bool
    commitment_id: str
    last_on: date | None
    verdict: str
    is_late: bool
    booked_on: date
    corrects: str | None
    correction_why: str
    replaced_by: str | None
    replaced_by_number: int | None
    logged_by: str
    logged_at: datetime
    answer: Answer | None
    answered_at: datetime | None
    dispute_reason: DisputeReason | None

    @property
    def is_effective(self) -> bool:
        """Whether it counts: no later line took its place."""
        return self.replaced_by is None


@dataclass(frozen=True)
class LedgerPage:
    """Some lines, the newest first; `before` asks for the next page, None at the end."""

    entries: tuple[LedgerEntry, ...]
    before: int | None


@dataclass(frozen=True)
class OpenCorrection:
    """A correction that waits for the owner: the line as it is, as it would be, and the fields that differ."""

    id: str
    entry: LedgerEntry
    line: Line
    differs: tuple[str, ...]
    receipt_changes: bool
    why: str
    proposed_by: str
    proposed_at: datetime


def entry(reader: Reader, return_id: str, merchant_id: str = "") -> LedgerEntry:
    """One line. Raises NotFound, also when it is of another unit than the one asked for."""
    found = reader.rows(_lines().where(Return.id == return_id))
    if not found or merchant_id not in {"", found[0][0].merchant_id}:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    return _entry(found[0])


def page(
    reader: Reader,
    merchant_id: str,
    *,
    before: int | None = None,
    limit: int = 30,
    from_on: date | None = None,
    to_on: date | None = None,
    only_unconfirmed: bool = False,
    only_effective: bool = False,
) -> LedgerPage:
    """Lines of a unit, the newest first, from below the number `before`; days are those of the request, both counted.

    `only_unconfirmed`: lines that count and that nobody has answered.
    """
    wanted = _lines().where(Return.merchant_id == merchant_id)
    if before is not None:
        wanted = wanted.where(Return.number < before)
    if from_on is not None:
        wanted = wanted.where(Return.requested_on >= from_on)
    if to_on is not None:
        wanted = wanted.where(Return.requested_on <= to_on)
    if only_unconfirmed:
        wanted = wanted.where(ReturnAnswer.id.is_(None))
    if only_effective or only_unconfirmed:
        wanted = wanted.where(_Later.id.is_(None))
    rows = reader.rows(wanted.order_by(Return.number.desc()).limit(limit + 1))
    found = tuple(_entry(row) for row in rows[:limit])
    return LedgerPage(found, found[-1].number if len(rows) > limit else None)


def chain(reader: Reader, return_id: str) -> tuple[LedgerEntry, ...]:
    """A line with all it took the place of and all that took its place, the first one first. Raises NotFound."""
    asked = entry(reader, return_id)
    found = [asked]
    while found[0].corrects is not None:
        found.insert(0, entry(reader, found[0].corrects))
    while (later := found[-1].replaced_by) is not None:
        found.append(entry(reader, later))
    return tuple(found)


def remembered(reader: Reader, merchant_id: str) -> tuple[str, ...]:
    """The categories of a unit's latest lines, the last used first."""
    latest = select(Return.category, Return.number).where(Return.merchant_id == merchant_id)
    some = latest.order_by(Return.number.desc()).limit(_LOOKED_AT).subquery()
    grouped = select(some.c.category).group_by(some.c.category).order_by(func.max(some.c.number).desc())
    return tuple(reader.all(grouped.limit(REMEMBERED)))


def open_corrections(reader: Reader, merchant_id: str) -> tuple[OpenCorrection, ...]:
    """Corrections that wait for the owner, the oldest first."""
    waiting = select(CorrectionProposal).where(
        CorrectionProposal.merchant_id == merchant_id, CorrectionProposal.closed_at.is_(None)
    )
    rows = reader.all(waiting.order_by(CorrectionProposal.proposed_at, CorrectionProposal.id))
    return tuple(_correction(reader, row) for row in rows)


def open_correction(reader: Reader, proposal_id: str, merchant_id: str) -> OpenCorrection:
    """One of them. Raises NotFound, also for one that was decided."""
    row = reader.get(CorrectionProposal, proposal_id)
    if row is None or row.closed_at is not None or row.merchant_id != merchant_id:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    return _correction(reader, row)


def _lines() -> Select[Any]:
    columns = (ReturnAnswer.answer, ReturnAnswer.answered_at, ReturnAnswer.reason)
    whole = (
        select(Return, *columns, _Later.id.label("later_id"), _Later.number.label("later_number"))
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .outerjoin(_Later, _Later.corrects == Return.id)
    )
    return cast(Select[Any], whole)


def _entry(found: Any) -> LedgerEntry:
    row: Return = found[0]
    return LedgerEntry(
        **{name: getattr(row, name) for name in _OF_LINE},
        line=line_of(row),
        has_receipt=bool(row.receipt_index),
        replaced_by=found.later_id,
        replaced_by_number=found.later_number,
        answer=found.answer,
        answered_at=found.answered_at,
        dispute_reason=found.reason,
    )


def _correction(reader: Reader, row: CorrectionProposal) -> OpenCorrection:
    values = json.loads(row.fields)
    now, proposed = entry(reader, row.return_id), line_from(values)
    stands = reader.one(select(Return.receipt_index).where(Return.id == row.return_id)) or b""
    return OpenCorrection(
        id=row.id,
        entry=now,
        line=proposed,
        differs=differences(now.line, proposed),
        receipt_changes=values["receipt_index"] != stands.hex(),
        why=row.why,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
    )


def differences(before: Line, after: Line) -> tuple[str, ...]:
    """Names of the fields that two lines differ in, in the order of the form."""
    unseen = {"receipt_again", "origin"}
    was, now = kept(before), kept(after)
    return tuple(name for name in was if name not in unseen and was[name] != now[name])
