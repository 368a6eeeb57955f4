"""Reads: the one-time code of a line for the merchant's screen, and the line for the shopper who holds the code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from trustcode.kernel.identifiers import digits_of as digits_in
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.ledger import LedgerEntry, entry
from trustcode.returns.rules.confirming import (
    CODE_PURPOSE,
    digits_hold,
    digits_of,
    digits_until,
    link_until,
    may_be_answered,
    token_holds,
    token_of,
)
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Origin
from trustcode.storage.reading import Reader

_MOST_TRIED = 2_000
"""Lines of one unit that typed digits are tried on; far more than a day at the busiest counter."""


@dataclass(frozen=True)
class ConfirmationCode:
    """How a shopper can answer for a line, and until when each way holds."""

    return_id: str
    token: str
    digits: str
    link_until: datetime
    digits_until: datetime


@dataclass(frozen=True)
class ReturnReceipt:
    """A line for whoever holds its code. `is_open`: it may be answered now."""

    entry: LedgerEntry
    code: ConfirmationCode
    is_open: bool


def code_of(reader: Reader, entry: LedgerEntry, scheme: SchemeRules) -> ConfirmationCode:
    """The code of a line, for the screen of the shop that logged it."""
    index = reader.vault.index(CODE_PURPOSE, entry.id)
    until = (link_until(entry.logged_at, scheme), digits_until(entry.logged_at, scheme))
    return ConfirmationCode(entry.id, token_of(index), digits_of(index), *until)


def receipt(reader: Reader, return_id: str, token: str, at: Moment, scheme: SchemeRules) -> ReturnReceipt:
    """The line behind a link. Raises NotFound for a wrong one, as for a line that is not there or has no code."""
    if not token_holds(reader.vault.index(CODE_PURPOSE, return_id), token):
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    found = entry(reader, return_id)
    if not may_be_answered(found.line.origin):
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    code = code_of(reader, found, scheme)
    return ReturnReceipt(found, code, found.answer is None and at < code.link_until)


def found_by_digits(
    reader: Reader, merchant_id: str, typed: str, at: Moment, scheme: SchemeRules
) -> ConfirmationCode | None:
    """The code of the line whose digits these are, unanswered ones first; None for none. One query.

    Only typed digits count: blanks and full-width forms are understood.
    """
    bare = digits_in(typed)
    since = at - timedelta(hours=scheme.confirmation_digits_hours)
    fresh = (
        select(Return.id, Return.logged_at)
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .where(Return.merchant_id == merchant_id, Return.logged_at > since, Return.origin != Origin.IMPORTED)
        .order_by(ReturnAnswer.id.is_not(None), Return.number.desc())
    )
    for return_id, logged_at in reader.rows(fresh.limit(_MOST_TRIED)):
        index = reader.vault.index(CODE_PURPOSE, return_id)
        if digits_hold(index, bare):
            until = (link_until(logged_at, scheme), digits_until(logged_at, scheme))
            return ConfirmationCode(return_id, token_of(index), digits_of(index), *until)
    return None
