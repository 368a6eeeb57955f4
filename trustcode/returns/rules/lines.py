"""A line of the ledger as typed, and everything that can be wrong with it by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trustcode.kernel.identifiers import has_controls, tidy
from trustcode.kernel.refusals import Fault, RefusalCode
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.amounts import MOST_FEN
from trustcode.returns.rules.receipts import LONGEST_RECEIPT
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Basis, Condition, Gift, Origin, Outcome, ReturnKind

MOST_ITEMS = 999
MOST_PHOTOS = 4
LONGEST_NOTE = 500
LONGEST_WHY = 200
LONGEST_NAMES = {"goods_name": 60, "purchase_store": 60}
"""Characters."""
OLDEST_PURCHASE = timedelta(days=20 * 366)
"""A purchase before that is a slip: no warranty that the law knows of lasts longer."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Line:
    """Everything that is typed. Money is whole fen, days are civil days in China.

    For goods that were sent (`Basis.ONLINE`) `bought_on` is the day on which they arrived, since the law counts from
    there. `receipt_no` is the number in clear and is never kept; `evidence` are digests of photos; an empty `handler`
    is whoever logs it.
    """

    kind: ReturnKind
    basis: Basis
    bought_on: date
    requested_on: date
    category: str
    quantity: int = 1
    goods_value_fen: int
    refund_fen: int
    outcome: Outcome = Outcome.ACCEPTED
    goods_name: str = ""
    refund_method: str = ""
    refunded_on: date | None = None
    elsewhere: bool = False
    purchase_store: str = ""
    gift: Gift = Gift.NONE
    condition: Condition = Condition.INTACT
    refusal_code: str = ""
    refusal_note: str = ""
    receipt_no: str = ""
    receipt_again: bool = False
    has_proof: bool = True
    evidence: tuple[str, ...] = ()
    handler: str = ""
    origin: Origin = Origin.TYPED


@dataclass(frozen=True)
class LineChoices:
    """The codes that may be chosen on the day."""

    categories: Collection[str]
    refund_methods: Collection[str]


def tidied(line: Line) -> Line:
    """The same line with its texts as a person meant them."""
    return replace(
        line,
        goods_name=tidy(line.goods_name),
        purchase_store=tidy(line.purchase_store),
        refusal_note=line.refusal_note.strip(),
    )


def line_faults(line: Line, choices: LineChoices, today: date, oldest: date) -> list[Fault]:
    """Every fault of a line, by field. `oldest` is the first day of request that may still be logged."""
    return [*_amounts(line), *_days(line, today, oldest), *_texts(line), *_chosen(line, choices)]


def oldest_request(today: date, scheme: SchemeRules) -> date:
    """The first day of request that may still be logged."""
    return today - timedelta(days=scheme.latest_entry_days)


def is_late(line: Line, logged_on: date, scheme: SchemeRules) -> bool:
    """Whether a line is logged more than `late_entry_days` after the refund, or after the request where none was given."""
    return (logged_on - (line.refunded_on or line.requested_on)).days > scheme.late_entry_days


def _amounts(line: Line) -> Iterator[Fault]:
    if not 1 <= line.quantity <= MOST_ITEMS:
        yield _fault(ReturnRefusal.QUANTITY, "quantity", most=MOST_ITEMS)
    yield from _amount("goods_value_fen", line.goods_value_fen)
    if line.goods_value_fen == 0:
        yield _fault(ReturnRefusal.AMOUNT_ZERO, "goods_value_fen")
    yield from _amount("refund_fen", line.refund_fen)
    if line.refund_fen > line.goods_value_fen >= 0:
        yield _fault(ReturnRefusal.REFUND_ABOVE_VALUE, "refund_fen")
    if line.outcome is not Outcome.ACCEPTED:
        yield from _nothing_given(line)
    elif line.kind is ReturnKind.RETURN and line.refund_fen == 0:
        yield _fault(ReturnRefusal.REFUND_MISSING, "refund_fen")


def _amount(name: str, fen: int) -> Iterator[Fault]:
    if fen < 0:
        yield _fault(ReturnRefusal.AMOUNT_NEGATIVE, name)
    if fen > MOST_FEN:
        yield _fault(ReturnRefusal.AMOUNT_TOO_LARGE, name, most_yuan=MOST_FEN // 100)


def _nothing_given(line: Line) -> Iterator[Fault]:
    if line.refund_fen > 0:
        yield _fault(ReturnRefusal.REFUND_NOT_GIVEN, "refund_fen")
    if line.refunded_on is not None:
        yield _fault(ReturnRefusal.REFUND_NOT_GIVEN, "refunded_on")


def _days(line: Line, today: date, oldest: date) -> Iterator[Fault]:
    if line.requested_on > today:
        yield _fault(ReturnRefusal.DAY_IN_FUTURE, "requested_on", today=today)
    elif line.requested_on < oldest:
        yield _fault(ReturnRefusal.TOO_LONG_AGO, "requested_on", earliest=oldest)
    if line.bought_on > today:
        yield _fault(ReturnRefusal.DAY_IN_FUTURE, "bought_on", today=today)
    elif line.bought_on > line.requested_on:
        yield _fault(ReturnRefusal.BOUGHT_LATER, "bought_on", requested=line.requested_on)
    elif line.bought_on < today - OLDEST_PURCHASE:
        yield _fault(ReturnRefusal.TOO_LONG_AGO, "bought_on", earliest=today - OLDEST_PURCHASE)
    if line.refunded_on is not None and line.refunded_on > today:
        yield _fault(ReturnRefusal.DAY_IN_FUTURE, "refunded_on", today=today)
    elif line.refunded_on is not None and line.refunded_on < line.requested_on:
        yield _fault(ReturnRefusal.REFUNDED_EARLIER, "refunded_on", requested=line.requested_on)


def _texts(line: Line) -> Iterator[Fault]:
    limits = {**LONGEST_NAMES, "refusal_note": LONGEST_NOTE, "receipt_no": LONGEST_RECEIPT}
    for name, most in limits.items():
        text = getattr(line, name)
        if len(text) > most:
            yield _fault(ReturnRefusal.TOO_LONG, name, most=most)
        elif has_controls(text) or not _is_text(text):
            yield _fault(ReturnRefusal.STRANGE_CHARACTERS, name)
    if len(line.evidence) > MOST_PHOTOS:
        yield _fault(ReturnRefusal.TOO_MANY_PHOTOS, "evidence", most=MOST_PHOTOS)
    elif not all(_DIGEST.fullmatch(one) for one in line.evidence):
        yield _fault(ReturnRefusal.UNKNOWN_CHOICE, "evidence")


def _chosen(line: Line, choices: LineChoices) -> Iterator[Fault]:
    if line.category not in choices.categories:
        yield _fault(ReturnRefusal.UNKNOWN_CHOICE, "category")
    if line.refund_method and line.refund_method not in choices.refund_methods:
        yield _fault(ReturnRefusal.UNKNOWN_CHOICE, "refund_method")
    if line.outcome is Outcome.REFUSED and not line.refusal_code:
        yield _fault(ReturnRefusal.REASON_NEEDED, "refusal_code")
    if line.outcome is not Outcome.REFUSED and line.refusal_code:
        yield _fault(ReturnRefusal.REASON_WITHOUT_REFUSAL, "refusal_code")


def _is_text(text: str) -> bool:
    """Half a character (a lone surrogate) has no bytes and cannot be kept."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _fault(code: RefusalCode, where: str, **facts: object) -> Fault:
    return Fault(code, where, dict(facts))
