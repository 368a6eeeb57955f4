"""What another system says later of an order that it sent: read strictly, every fault by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trustcode.complaints.rules.saying import LONGEST_MESSAGE, LONGEST_WHY, read_text
from trustcode.exchange.rules.orders import is_number, wrong
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.kernel.refusals import Fault, Refusal, refuse_if_any

FIELDS = frozenset({"external_no", "update_no", "kind", "text"})


class UpdateKind(StrEnum):
    """The shopper told the other system more, or took the complaint back there."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"


LONGEST_TEXT = {UpdateKind.ADDED: LONGEST_MESSAGE, UpdateKind.WITHDRAWN: LONGEST_WHY}
"""Characters of what the shopper said: a message, or a word why."""


@dataclass(frozen=True, kw_only=True)
class Update:
    """One message about an order that came before. `update_no` is theirs, by which it is known when it comes twice."""

    external_no: str
    update_no: str
    kind: UpdateKind
    text: str


def read_update(found: Any) -> Update:
    """The update in a JSON object. Raises Refusal NOT_AN_ORDER, or FIELD_WRONG for every field that is not right."""
    if not isinstance(found, Mapping):
        raise Refusal(ExchangeRefusal.NOT_AN_ORDER)
    refuse_if_any(_faults(found))
    return Update(**{**found, "kind": UpdateKind(found["kind"])})


def _faults(found: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(set(found) ^ FIELDS):
        yield wrong(name[:40])
    for name in ("external_no", "update_no"):
        if name in found and not is_number(found[name]):
            yield wrong(name)
    kinds = {kind.value: kind for kind in UpdateKind}
    kind = found.get("kind")
    if "kind" in found and (not isinstance(kind, str) or kind not in kinds):
        yield wrong("kind")
    most = LONGEST_TEXT[kinds.get(kind, UpdateKind.ADDED) if isinstance(kind, str) else UpdateKind.ADDED]
    if "text" in found and not _is_said(found["text"], most):
        yield wrong("text")


def _is_said(text: Any, most: int) -> bool:
    try:
        return isinstance(text, str) and bool(read_text(text, "text", most=most))
    except Refusal:
        return False
