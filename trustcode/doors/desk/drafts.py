"""A draft of an application: what was typed, field by field, right or wrong, and which steps have been seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from trustcode.commitments.queries.promises import SignedPromise, promises
from trustcode.commitments.rules.terms import Reach
from trustcode.kernel.actors import Actor
from trustcode.merchants.queries.sheets import MerchantSheet, contact, draft_of
from trustcode.storage.reading import Reader

Typed = Mapping[str, Sequence[str]]


class Step(StrEnum):
    """The steps of an application, in their order."""

    BUSINESS = "business"
    SHOP = "shop"
    SAFETY = "safety"
    RETURNS = "returns"
    SIGN = "sign"


@dataclass(frozen=True)
class Draft:
    """All that was typed so far. `saved_at` is None before the first step; `seen` are the steps that were sent."""

    typed: Typed = field(default_factory=dict)
    seen: frozenset[Step] = frozenset()
    saved_at: datetime | None = None

    def first(self, name: str) -> str:
        """The only value of a field, or nothing."""
        values = self.typed.get(name) or ("",)
        return values[0]

    def single(self) -> dict[str, str]:
        """Every field with its first value, as the profile wants them."""
        return {name: self.first(name) for name in self.typed}

    def with_step(self, step: Step, typed: Typed) -> Draft:
        """The same draft after a step was sent."""
        return Draft({**self.typed, **typed}, self.seen | {step}, self.saved_at)

    def plain(self) -> dict[str, Any]:
        """As JSON-ready values, for keeping."""
        return {"typed": {k: list(v) for k, v in self.typed.items()}, "seen": sorted(self.seen)}


def draft(reader: Reader, actor: Actor, sheet: MerchantSheet) -> Draft:
    """The kept draft; for a unit that came in another way, what it has declared and signed."""
    kept, saved_at = draft_of(reader, sheet.id)
    if kept:
        return Draft(kept["typed"], frozenset(Step(s) for s in kept["seen"]), saved_at)
    if sheet.submitted_at is None:
        return Draft()
    return Draft(declared(reader, actor, sheet), frozenset(Step) - {Step.SIGN})


def declared(reader: Reader, actor: Actor, sheet: MerchantSheet) -> Typed:
    """What a unit declared and signed when it was last handed in, field by field."""
    name, phone = contact(reader, actor, sheet.id)
    same = ("credit_code", "licence_name", "shop_name", "branch_name", "unit_kind", "industry", "region_code", "street")
    typed = {key: [str(getattr(sheet, key))] for key in (*same, "returns_phone", "photo", "thumb")}
    typed |= {"contact_name": [name], "contact_phone": [phone], "established_on": [str(sheet.established_on or "")]}
    return {
        **typed,
        **_promised([p for p in promises(reader, sheet.id) if p.ended_on is None and p.reach is Reach.UNIT]),
    }


def _promised(standing: Sequence[SignedPromise]) -> dict[str, list[str]]:
    typed = {"offers_returns": ["no"]}
    for promise in standing:
        if promise.safe is not None:
            typed["safe_extra"] = [promise.safe.extra]
        if promise.returns is not None:
            typed["offers_returns"] = ["yes"]
            for key, value in promise.returns.plain().items():
                typed[key] = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
    return typed
