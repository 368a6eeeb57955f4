"""What stands in the fields of an entry: before anything is typed, as it was typed, or from an earlier line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trustcode.doors.lobby.bodies import Body
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Basis, Condition, Gift, Origin, Outcome, ReturnKind

EARLIER = "earlier"
"""The answer to the day of purchase that opens the date field."""

NEAR_DAYS = 4
"""Days that have a key of their own: today and the three before."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Every field as text, as the template shows it; amounts in yuan, days as a browser writes them."""

    kind: str = ReturnKind.RETURN.value
    basis: str = Basis.NO_REASON.value
    bought: str = ""
    bought_on: str = ""
    requested_on: str = ""
    category: str = ""
    goods_name: str = ""
    quantity: str = "1"
    goods_value: str = ""
    refund: str = ""
    refund_method: str = ""
    refunded_on: str = ""
    elsewhere: bool = False
    purchase_store: str = ""
    gift: str = Gift.NONE.value
    condition: str = Condition.INTACT.value
    outcome: str = Outcome.ACCEPTED.value
    refusal_code: str = ""
    refusal_note: str = ""
    receipt_no: str = ""
    receipt_again: bool = False
    no_proof: bool = False
    evidence: tuple[str, ...] = ()
    origin: str = Origin.TYPED.value
    why: str = ""

    @property
    def has_a_case(self) -> bool:
        """Whether something beside the usual is said of the goods."""
        plain = self.condition == Condition.INTACT and self.gift == Gift.NONE
        return not plain or self.no_proof or self.elsewhere


_AS_THEY_ARE = (
    "kind", "basis", "category", "goods_name", "quantity", "refund_method", "purchase_store", "gift", "condition",
    "outcome", "refusal_code", "refusal_note",
)  # fmt: skip
_BOXES = frozenset({"elsewhere", "receipt_again", "no_proof"})
_TEXTS = tuple(name for name in Filled.__dataclass_fields__ if name not in _BOXES | {"evidence"})


def usual(today: date, category: str, refund_method: str) -> Filled:
    """What stands there before anything is typed: the usual answers, the goods that came back last."""
    return Filled(
        bought=today.isoformat(), requested_on=today.isoformat(), category=category, refund_method=refund_method
    )


def sent(body: Body) -> Filled:
    """What was typed, as it was typed. Raises BadBody when a field came twice."""
    plain = Filled()
    texts = {name: body.text(name, getattr(plain, name)) for name in _TEXTS}
    boxes = {name: body.text(name) == "yes" for name in _BOXES}
    return Filled(**texts, **boxes, evidence=body.texts("evidence"))  # type: ignore[arg-type]


def from_line(line: Line, today: date) -> Filled:
    """What a line says, as it would be typed `today`; its receipt number is not known any more."""
    texts: dict[str, Any] = {name: str(getattr(line, name)) for name in _AS_THEY_ARE}
    return Filled(
        **texts,
        bought=line.bought_on.isoformat() if line.bought_on in day_keys(today) else EARLIER,
        bought_on=line.bought_on.isoformat(),
        requested_on=line.requested_on.isoformat(),
        refunded_on=line.refunded_on.isoformat() if line.refunded_on else "",
        goods_value=yuan(line.goods_value_fen),
        refund=yuan(line.refund_fen) if line.outcome is Outcome.ACCEPTED else "",
        elsewhere=line.elsewhere,
        receipt_again=line.receipt_again,
        no_proof=not line.has_proof,
        evidence=line.evidence,
    )


def day_keys(today: date) -> tuple[date, ...]:
    """The days with a key of their own, today first."""
    return tuple(today - timedelta(days=back) for back in range(NEAR_DAYS))


def yuan(fen: int) -> str:
    """Whole fen as an amount is typed: `159.00`."""
    return f"{fen // 100}.{fen % 100:02d}"
