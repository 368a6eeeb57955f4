"""A line of the ledger from what was typed: read field by field, with a fault by the name that the page gives the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import TypeVar

from trustcode.doors.desk.ledger.filled import EARLIER
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.present import the_office
from trustcode.imaging.photos import clean_photo
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.returns.rules.amounts import fen_of
from trustcode.returns.rules.lines import LONGEST_NOTE, LONGEST_WHY, MOST_PHOTOS, Line
from trustcode.returns.rules.receipts import LONGEST_RECEIPT, receipt_purpose, tidied_receipt
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.verdicts import Asked
from trustcode.returns.rules.words import Basis, Condition, Gift, Origin, Outcome, ReturnKind

T = TypeVar("T")

ON_THE_PAGE = {"goods_value_fen": "goods_value", "refund_fen": "refund", "has_proof": "no_proof", "evidence": "photos"}
"""Fields that the page calls otherwise than the line does."""

OLDEST = date(2000, 1, 1)
"""Before that nothing is judged while typing; the line itself knows a closer limit."""

_TO_CUT = 200
"""Characters that are taken of texts whose own limit is the line's to judge."""


def typed_line(form: Form, today: date) -> Line:
    """The line that was typed. Raises one Refusal with every fault of shape, by the names of the page."""
    kind = ReturnKind(form.choice("kind", list(ReturnKind)) or ReturnKind.RETURN)
    outcome = Outcome(form.choice("outcome", list(Outcome)) or Outcome.ACCEPTED)
    value = _amount(form, "goods_value", needed=True)
    line = Line(
        kind=kind,
        basis=Basis(form.choice("basis", list(Basis)) or Basis.NO_REASON),
        bought_on=_bought(form, today),
        requested_on=form.day("requested_on", needed=False) or today,
        category=form.text("category", most=40, needed=False),
        quantity=_quantity(form),
        goods_value_fen=value,
        refund_fen=_refund(form, kind, outcome, value),
        outcome=outcome,
        goods_name=form.text("goods_name", most=_TO_CUT, needed=False),
        refund_method=form.text("refund_method", most=40, needed=False) if outcome is Outcome.ACCEPTED else _none(form),
        refunded_on=form.day("refunded_on", needed=False),
        elsewhere=form.yes("elsewhere"),
        purchase_store=form.text("purchase_store", most=_TO_CUT, needed=False),
        gift=Gift(form.choice("gift", list(Gift), needed=False) or Gift.NONE),
        condition=Condition(form.choice("condition", list(Condition), needed=False) or Condition.INTACT),
        refusal_code=_if_refused(outcome, form.text("refusal_code", most=40, needed=False)),
        refusal_note=_if_refused(outcome, form.lines("refusal_note", most=LONGEST_NOTE, needed=False)),
        receipt_no=form.text("receipt_no", most=LONGEST_RECEIPT, needed=False),
        receipt_again=form.yes("receipt_again"),
        has_proof=not form.yes("no_proof"),
        evidence=_photos_kept(form),
        origin=Origin(form.choice("origin", (Origin.TYPED, Origin.OFFLINE), needed=False) or Origin.TYPED),
    )
    form.check()
    return line


def typed_asked(form: Form, today: date) -> Asked | None:
    """What a judgement looks at, as far as it is typed; None until day and goods are there."""
    category = form.text("category", most=40, needed=False)
    bought = form.body.text("bought")
    asked_on = form.day("bought_on" if bought in {"", EARLIER} else "bought", needed=False)
    requested_on = form.day("requested_on", needed=False) or today
    if asked_on is None or not category or not OLDEST <= asked_on <= min(today, requested_on) or requested_on > today:
        return None
    return Asked(
        kind=ReturnKind(form.choice("kind", list(ReturnKind), needed=False) or ReturnKind.RETURN),
        basis=Basis(form.choice("basis", list(Basis), needed=False) or Basis.NO_REASON),
        bought_on=asked_on,
        requested_on=requested_on,
        category=category,
        condition=Condition(form.choice("condition", list(Condition), needed=False) or Condition.INTACT),
        has_proof=form.body.text("no_proof") != "yes",
        elsewhere=form.body.text("elsewhere") == "yes",
    )


def typed_why(form: Form) -> str:
    """Why a line is corrected; the act asks for it where it is missing."""
    return form.text("why", most=LONGEST_WHY, needed=False)


def kept_body(line: Line, merchant_id: str) -> dict[str, object]:
    """A line as the body of a keyed request: the receipt number as its keyed hash, and not by which way it came."""
    receipt = the_office().store.vault.index(receipt_purpose(merchant_id), tidied_receipt(line.receipt_no)).hex()
    return {**asdict(line), "receipt_no": receipt, "origin": ""}


def photos_sent(form: Form) -> tuple[str, ...]:
    """Digests of the photos that came along, cleaned and kept. Raises Refusal naming the field."""
    files = [one for one in form.body.files.get("photos", ()) if one.content]
    if len(files) > MOST_PHOTOS:
        raise Refusal(ReturnRefusal.TOO_MANY_PHOTOS, "photos", most=MOST_PHOTOS)
    blobs = the_office().store.blobs
    return tuple(blobs.keep(clean_photo(one.content, where="photos").full) for one in files)


def by_the_page(act: Callable[[], T]) -> T:
    """Do something; its refusal names the fields as the page does."""
    try:
        return act()
    except Refusal as refusal:
        refusal.faults = tuple(_named(refusal.faults))
        raise


def _named(faults: Iterable[Fault]) -> Iterable[Fault]:
    return (replace(fault, where=ON_THE_PAGE.get(fault.where, fault.where)) for fault in faults)


def _photos_kept(form: Form) -> tuple[str, ...]:
    """Photos that were sent before and are kept; a digest of nothing is no photo."""
    digests = form.many("evidence", form.body.texts("evidence"))
    blobs = the_office().store.blobs
    for digest in digests[:MOST_PHOTOS]:
        if blobs.read(digest) is None:
            form.faults.append(Fault(ReturnRefusal.UNKNOWN_CHOICE, "evidence"))
            return ()
    return digests


def _bought(form: Form, today: date) -> date:
    """The day on the key that was pressed; with none, or with “earlier”, the day in the field beside it."""
    if form.body.text("bought") in {"", EARLIER}:
        form.text("bought", most=10, needed=False)
        return form.day("bought_on") or today
    form.day("bought_on", needed=False)
    return form.day("bought") or today


def _quantity(form: Form) -> int:
    if not form.text("quantity", most=20, needed=False):
        return 1
    return form.whole("quantity", least=-(10**9)) or 0


def _amount(form: Form, name: str, *, needed: bool) -> int:
    text = form.text(name, most=_TO_CUT, needed=False)
    if not text and not needed:
        return 0
    return form.tried(fen_of, text, name) or 0


def _refund(form: Form, kind: ReturnKind, outcome: Outcome, value: int) -> int:
    """What was paid back; left empty all of it, and nothing where goods were exchanged or not taken back."""
    text = form.text("refund", most=_TO_CUT, needed=False)
    if text:
        return form.tried(fen_of, text, "refund") or 0
    return value if outcome is Outcome.ACCEPTED and kind is ReturnKind.RETURN else 0


def _none(form: Form) -> str:
    form.text("refund_method", most=40, needed=False)
    return ""


def _if_refused(outcome: Outcome, text: str) -> str:
    return text if outcome is Outcome.REFUSED else ""
