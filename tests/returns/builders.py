"""Lines of the ledger made by the real acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.merchants.builders import DAY, SCHEME, Shop, a_person, an_active_merchant
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.returns.actions.answering import answer
from trustcode.returns.actions.logging import log
from trustcode.returns.queries.ledger import LedgerEntry, entry
from trustcode.returns.queries.receipts import ConfirmationCode, code_of
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Answer, AnswerMark, Basis, DisputeReason, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PHONE = b"p" * 32
"""The keyed hash of a shopper's device."""


def a_shop(store: Store, at: Moment, **pledge: Any) -> Shop:
    """A shop in force for sixty days that takes food back within seven days (E01 and E05 left out)."""
    return an_active_merchant(store, at - 60 * DAY, **pledge)


def a_member_of_staff(store: Store, at: Moment, shop: Shop) -> Actor:
    """Somebody who works in a shop."""
    return a_person(store, at - DAY, role=Role.STAFF, scope=shop.id, name="李小妹")


def a_line(at: Moment, **changes: Any) -> Line:
    """A return without a reason as typed today: one thing for 159 yuan, bought two days ago, money back."""
    today = civil_day(at)
    facts: dict[str, Any] = {
        "kind": ReturnKind.RETURN,
        "basis": Basis.NO_REASON,
        "bought_on": today - timedelta(days=2),
        "requested_on": today,
        "category": "food",
        "goods_value_fen": 15_900,
        "refund_fen": 15_900,
        **changes,
    }
    if facts.get("outcome", Outcome.ACCEPTED) is not Outcome.ACCEPTED:
        facts["refund_fen"] = changes.get("refund_fen", 0)
    return Line(**facts)


def a_return(store: Store, at: Moment, shop: Shop, actor: Actor | None = None, **changes: Any) -> str:
    """A line that was logged at `at`, by the owner unless another is named; returns its id."""
    with pen(store, actor or shop.owner, at) as p:
        return log(p, merchant_id=shop.id, line=a_line(at, **changes), scheme=SCHEME)


def the_entry(store: Store, return_id: str) -> LedgerEntry:
    """A line as pages get it."""
    with reading(store) as reader:
        return entry(reader, return_id)


def the_code(store: Store, return_id: str) -> ConfirmationCode:
    """The one-time code of a line."""
    with reading(store) as reader:
        return code_of(reader, entry(reader, return_id), SCHEME)


def answered(
    store: Store,
    at: Moment,
    return_id: str,
    said: Answer = Answer.CONFIRMED,
    reason: DisputeReason | None = None,
    **changes: Any,
) -> AnswerMark:
    """A shopper's answer to a line, with the right code, from a phone of their own."""
    facts = {"token": the_code(store, return_id).token, "device_index": PHONE, **changes}
    with pen(store, PUBLIC, at) as p:
        return answer(p, return_id=return_id, answer=said, reason=reason, scheme=SCHEME, **facts)
