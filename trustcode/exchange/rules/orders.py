"""A work order as another system sends it: read strictly, every fault by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from trustcode.complaints.rules.words import Wish
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.kernel.refusals import Fault, Refusal, refuse_if_any

LONGEST = {
    "external_no": 40, "credit_code": 18, "shop_name": 80, "shop_address": 120, "region_code": 6, "category": 40,
    "problem": 40, "facts": 2_000, "clue": 2_000, "name": 40, "phone": 20, "address": 120, "receipt_no": 60,
}  # fmt: skip
"""Characters of each text."""

NEEDED = frozenset({"external_no", "kind", "received_at", "region_code", "category", "problem", "name", "phone"})
WHO = frozenset({"name", "phone", "address"})
"""Who complains or reports; of an anonymous report nothing of it is kept, though it were sent."""
KINDS = ("complaint", "report", "both")
FIELDS = frozenset(LONGEST) | {
    "kind",
    "received_at",
    "bought_on",
    "happened_on",
    "amount_fen",
    "wishes",
    "may_publish",
    "anonymous",
}

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLACK = timedelta(minutes=5)
OLDEST = timedelta(days=3 * 366)
"""Who knew for three years is not heard any more (Order 121, article 16); a time of receipt before that is a slip."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the hotline or the platform has written down; `anonymous` concerns a report alone. `received_at` is when they had it: the first receipt time.

    Money is fen, days are civil days in China.
    """

    external_no: str
    kind: str
    received_at: datetime
    region_code: str
    category: str
    problem: str
    name: str = ""
    phone: str = ""
    credit_code: str = ""
    shop_name: str = ""
    shop_address: str = ""
    facts: str = ""
    clue: str = ""
    address: str = ""
    receipt_no: str = ""
    bought_on: date | None = None
    happened_on: date | None = None
    amount_fen: int | None = None
    wishes: tuple[Wish, ...] = ()
    may_publish: bool = False
    anonymous: bool = False


def read_order(found: Any, now: datetime) -> Order:
    """The order in a JSON object. Raises Refusal NOT_AN_ORDER, or FIELD_WRONG for every field that is not right."""
    if not isinstance(found, Mapping):
        raise Refusal(ExchangeRefusal.NOT_AN_ORDER)
    refuse_if_any(_faults(found, now))
    kept = (FIELDS - WHO if _is_anonymous(found) else FIELDS) - {"received_at", "bought_on", "happened_on", "wishes"}
    plain = {name: found[name] for name in found if name in kept}
    return Order(
        **plain,
        received_at=_moment(found["received_at"]) or now,
        bought_on=_day(found.get("bought_on")),
        happened_on=_day(found.get("happened_on")),
        wishes=tuple(Wish(one) for one in found.get("wishes", ())),
    )


def _faults(found: Mapping[str, Any], now: datetime) -> Iterator[Fault]:
    for name in sorted(set(found) - FIELDS):
        yield wrong(name[:40])
    passed_over = WHO if _is_anonymous(found) else frozenset()
    for name in sorted(NEEDED - passed_over - set(found)):
        yield wrong(name)
    if found.get("anonymous") is True and found.get("kind") == "complaint":
        yield wrong("anonymous")
    for name, value in found.items():
        if name in FIELDS - passed_over and not _is_plausible(name, value):
            yield wrong(name)
    received = _moment(found.get("received_at"))
    if received is not None and not now - OLDEST <= received <= now + _SLACK:
        yield wrong("received_at")
    if not found.get("credit_code") and not (found.get("shop_name") and found.get("shop_address")):
        yield wrong("shop_name")


def _is_anonymous(found: Mapping[str, Any]) -> bool:
    return found.get("anonymous") is True and found.get("kind") == "report"


def _is_plausible(name: str, value: Any) -> bool:
    if name == "external_no":
        return is_number(value)
    if name in LONGEST:
        return isinstance(value, str) and len(value) <= LONGEST[name] and (bool(value.strip()) or name not in NEEDED)
    if name == "kind":
        return value in KINDS
    if name == "received_at":
        return _moment(value) is not None
    if name in {"bought_on", "happened_on"}:
        return value is None or _day(value) is not None
    if name == "amount_fen":
        return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    if name == "wishes":
        known = {wish.value for wish in Wish}
        return isinstance(value, list | tuple) and all(isinstance(one, str) and one in known for one in value)
    return isinstance(value, bool)


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else None
    except ValueError:
        return None


def is_number(value: Any) -> bool:
    """Whether a value may be a number of another system: letters, digits and a few signs."""
    return isinstance(value, str) and bool(_NUMBER.fullmatch(value))


def wrong(name: str) -> Fault:
    """The fault of a field that is missing or not right."""
    return Fault(ExchangeRefusal.FIELD_WRONG, name, {"field": name})
