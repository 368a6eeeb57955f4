"""What logging and correcting share: a line is checked, judged, numbered and written down whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.people.queries.accounts import actors_of
from trustcode.record.pen import Pen
from trustcode.returns.models import Return
from trustcode.returns.queries.judgements import Judgement, judgement, line_choices, refusal_words
from trustcode.returns.queries.lines import effective, is_reported
from trustcode.returns.rules.lines import Line, LineChoices, is_late, line_faults, oldest_request, tidied
from trustcode.returns.rules.receipts import receipt_purpose, tidied_receipt
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.refusing import in_words, judgement_faults
from trustcode.returns.rules.verdicts import asked_of
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault

_JUDGED_BY = {"bought_on", "requested_on", "category"}
_AS_TYPED = (
    "kind", "basis", "bought_on", "requested_on", "category", "goods_name", "quantity", "goods_value_fen",
    "refund_fen", "refund_method", "refunded_on", "elsewhere", "purchase_store", "gift", "condition", "has_proof",
    "outcome", "refusal_code", "refusal_note", "handler", "origin",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A checked line, and everything about it that nobody types."""

    merchant_id: str
    line: Line
    judgement: Judgement
    receipt_index: bytes = b""
    receipt_again: bool = False
    is_late: bool = False
    booked_on: date
    corrects: str | None = None
    why: str = ""


def checked(
    pen: Pen,
    merchant_id: str,
    line: Line,
    scheme: SchemeRules,
    *,
    receipt_index: bytes,
    earlier: Return | None = None,
    why: str = "",
) -> Entered:
    """A line that may be written, `earlier` being the one that it takes the place of.

    Raises one Refusal with every fault by field.
    """
    today = civil_day(pen.at)
    line = tidied(replace(line, handler=line.handler or (earlier.handler if earlier else pen.actor.person_id)))
    twin = known_receipt(pen, merchant_id, receipt_index, earlier)
    faults = [
        *line_faults(line, _choices(pen, today, earlier), today, _oldest(today, scheme, earlier)),
        *_handler_faults(pen, merchant_id, line, earlier),
        *([] if twin is None or line.receipt_again else [_receipt_fault(twin)]),
    ]
    judged = None
    if not any(fault.where in _JUDGED_BY for fault in faults):
        judged = judgement(pen, merchant_id, asked_of(line))
        found = judgement_faults(line, judged.judged, judged.terms, judged.why_not)
        faults += _worded(pen, found, today)
    refuse_if_any(faults)
    assert judged is not None
    is_locked = is_reported(pen, merchant_id, line.requested_on)
    first_logged = civil_day(_first_of(pen, earlier).logged_at) if earlier else today
    return Entered(
        merchant_id=merchant_id,
        line=line,
        judgement=judged,
        receipt_index=receipt_index,
        receipt_again=twin is not None,
        is_late=is_locked or is_late(line, first_logged, scheme),
        booked_on=today if is_locked else line.requested_on,
        corrects=earlier.id if earlier else None,
        why=why,
    )


def written(pen: Pen, entered: Entered) -> Return:
    """The new row, numbered and added; the caller notes it. The unit must be held, so that numbers have no holes."""
    last = pen.scalar(select(func.max(Return.number)).where(Return.merchant_id == entered.merchant_id))
    row = row_of(pen, entered, int(last or 0) + 1)
    pen.add(row)
    return row


def row_of(pen: Pen, entered: Entered, number: int) -> Return:
    """A whole row of the ledger, not added yet; lists that are taken in whole make theirs with it too."""
    line, judged = entered.line, entered.judgement
    return Return(
        id=new_id(),
        merchant_id=entered.merchant_id,
        number=number,
        **{name: getattr(line, name) for name in _AS_TYPED},
        evidence=json.dumps(list(line.evidence)),
        receipt_index=entered.receipt_index,
        receipt_again=entered.receipt_again,
        commitment_id=judged.commitment_id,
        last_on=judged.judged.last_on,
        verdict=judged.judged.verdict.value,
        is_late=entered.is_late,
        booked_on=entered.booked_on,
        corrects=entered.corrects,
        correction_why=entered.why,
        logged_by=pen.actor.person_id,
        logged_at=pen.at,
    )


def noted(pen: Pen, row: Return) -> dict[str, Any]:
    """What the record says of a row, whichever act wrote it; amounts and names stand in its hash alone."""
    return {
        "subject": row.merchant_id,
        "entry": row.id,
        "number": row.number,
        "which": row.kind.value,
        "basis": row.basis.value,
        "outcome": row.outcome.value,
        "refusal": row.refusal_code,
        "quantity": row.quantity,
        "requested_on": row.requested_on,
        "is_late": row.is_late,
        "line_hash": hash_of(pen.vault, row),
    }


def receipt_index_of(vault: Vault, merchant_id: str, receipt_no: str) -> bytes:
    """The keyed hash of a receipt number; empty for none."""
    bare = tidied_receipt(receipt_no)
    return vault.index(receipt_purpose(merchant_id), bare) if bare else b""


def hash_of(vault: Vault, row: Return) -> str:
    """A keyed hash in hex over the whole row; what the record keeps of amounts and names."""
    values = {c.key: getattr(row, c.key) for c in Return.__table__.columns if c.key != "entry_id"}
    values["receipt_index"] = row.receipt_index.hex()
    return vault.index("return.line", canonical(values).decode()).hex()


def known_receipt(reader: Reader, merchant_id: str, receipt_index: bytes, earlier: Return | None) -> Return | None:
    """The latest line that counts and has the same receipt, apart from the one that is corrected; or None."""
    if not receipt_index:
        return None
    same = select(Return).where(Return.merchant_id == merchant_id, Return.receipt_index == receipt_index, effective())
    if earlier is not None:
        same = same.where(Return.id != earlier.id)
    return reader.one(same.order_by(Return.number.desc()).limit(1))


def _receipt_fault(twin: Return) -> Fault:
    return Fault(ReturnRefusal.RECEIPT_KNOWN, "receipt_no", {"on": twin.requested_on, "number": twin.number})


def _choices(reader: Reader, today: date, earlier: Return | None) -> LineChoices:
    """What may be chosen today; a correction may keep what has left the list since."""
    choices = line_choices(reader, today)
    if earlier is None:
        return choices
    return LineChoices({*choices.categories, earlier.category}, {*choices.refund_methods, earlier.refund_method})


def _oldest(today: date, scheme: SchemeRules, earlier: Return | None) -> date:
    oldest = oldest_request(today, scheme)
    return min(oldest, earlier.requested_on) if earlier else oldest


def _handler_faults(reader: Reader, merchant_id: str, line: Line, earlier: Return | None) -> list[Fault]:
    """Whoever took the goods is of the shop; somebody who has left stays on lines of old."""
    if earlier is not None and line.handler == earlier.handler:
        return []
    if any(actor.scope == merchant_id for actor in actors_of(reader, line.handler)):
        return []
    return [Fault(ReturnRefusal.NOT_ONE_OF_YOURS, "handler")]


def _worded(reader: Reader, faults: Sequence[Fault], today: date) -> list[Fault]:
    """The reasons that may be used, in the words of the lists, since a sentence names them."""
    if not any("may" in fault.facts for fault in faults):
        return list(faults)
    return in_words(faults, refusal_words(reader, today))


def _first_of(reader: Reader, row: Return) -> Return:
    """The first line of a chain of corrections."""
    while row.corrects is not None:
        earlier = reader.get(Return, row.corrects)
        assert earlier is not None
        row = earlier
    return row
