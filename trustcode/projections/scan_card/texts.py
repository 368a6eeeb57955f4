"""A card as text and back: canonical JSON, with what may be thousands (months, complaints, cases) packed into short lists.

A text from before a field was there is read as a card that knows nothing of it, until it is made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from trustcode.complaints.rules.silence import Case
from trustcode.kernel.canonical import canonical, plain
from trustcode.projections.scan_card.card import (
    Assurance,
    Card,
    CardResult,
    CardStone,
    Clause,
    Exclusion,
    Later,
    LaterSafe,
    Print,
    ReturnsPromise,
    SafePromise,
    Window,
    Words,
)
from trustcode.publication.rules.figures import ComplaintFact, Way
from trustcode.returns.rules.figures import MonthFigures


def to_text(card: Card) -> str:
    """A card as canonical JSON."""
    raw = asdict(replace(card, record=(), complaints=None, cases=()))  # they may be thousands, and are packed instead
    raw["record"] = [_packed(month) for month in card.record]
    raw["complaints"] = None if card.complaints is None else [_packed_complaint(one) for one in card.complaints]
    raw["cases"] = [_packed_case(one) for one in card.cases]
    return canonical(raw).decode()


def retold(text: str, version: int, parts: Mapping[str, Any]) -> str | None:
    """The text of a card of another version with some of what it says of complaints, by field; None when that is as it was."""
    raw = json.loads(text)
    fresh = plain({name: _RETOLD[name](value) for name, value in parts.items()})
    if all(raw.get(name) == value for name, value in fresh.items()):
        return None
    return canonical({**raw, **fresh, "version": version}).decode()


def _packed_case(one: Case) -> list[date | None]:
    return [one.due_on, one.answered_on]


_RETOLD: Mapping[str, Callable[[Any], Any]] = {
    "complaints": lambda facts: [_packed_complaint(one) for one in facts],
    "results": lambda results: [asdict(one) for one in results],
    "stones": lambda stones: [asdict(one) for one in stones],
    "on_display": int,
    "cases": lambda cases: [_packed_case(one) for one in cases],
}


def from_text(text: str) -> Card:
    """A card again."""
    return _card(json.loads(text))


def _card(raw: dict[str, Any]) -> Card:
    plain: dict[str, Any] = {k: raw[k] for k in _PLAIN}
    days: dict[str, Any] = {k: _day(raw[k]) for k in ("due_on", "since", "valid_to")}
    words: dict[str, Any] = {k: _words(raw[k]) for k in ("unit_kind", "industry", "region", "office")}
    return Card(
        **plain,
        **days,
        **words,
        standing_on=date.fromisoformat(raw["standing_on"]),
        ground=_words(raw["ground"]) if raw["ground"] else None,
        position=(raw["position"][0], raw["position"][1]) if raw["position"] else None,
        safe=_safe(raw["safe"]) if raw["safe"] else None,
        returns=returns_from(raw["returns"]) if raw["returns"] else None,
        prints=tuple(_print(p) for p in raw["prints"]),
        later=tuple(_later(one) for one in raw.get("later", ())),
        safe_later=tuple(_later_safe(one) for one in raw.get("safe_later", ())),
        windows=tuple(_window(one) for one in raw["windows"]) if raw.get("windows") is not None else None,
        record=tuple(_month(one) for one in raw.get("record", ())),
        refusals=tuple(_words(one) for one in raw.get("refusals", ())),
        complaints=tuple(map(_complaint, raw["complaints"])) if raw.get("complaints") is not None else None,
        results=tuple(_result(one) for one in raw.get("results", ())),
        stones=tuple(_stone(one) for one in raw.get("stones", ())),
        on_display=raw.get("on_display", 0),
        cases=tuple(Case(date.fromisoformat(due), _day(answered)) for due, answered in raw.get("cases", ())),
    )


_PLAIN = (
    "merchant_id",
    "number",
    "version",
    "standing",
    "shop_name",
    "branch_name",
    "licence_name",
    "credit_code",
    "street",
    "region_code",
    "returns_phone",
    "thumb",
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _words(raw: dict[str, str]) -> Words:
    return Words(raw["zh"], raw["en"], raw["code"])


def _safe(raw: dict[str, Any]) -> SafePromise:
    return SafePromise(
        version=raw["version"],
        signed_on=date.fromisoformat(raw["signed_on"]),
        text_hash=raw["text_hash"],
        assurances=tuple(Assurance(a["code"], _words(a["words"]), _words(a["line"])) for a in raw["assurances"]),
        clauses=tuple(Clause(c["code"], c["assurance"], _words(c["words"])) for c in raw["clauses"]),
        extra=raw["extra"],
    )


def returns_from(raw: dict[str, Any]) -> ReturnsPromise:
    """A return promise again, from its plain values."""
    many: dict[str, Any] = {k: tuple(_words(w) for w in raw[k]) for k in ("categories", "conditions", "bring")}
    single: dict[str, Any] = {k: _words(raw[k]) for k in ("gifts", "freight", "refund_method", "cross_store")}
    plain: dict[str, Any] = {
        k: raw[k] for k in ("version", "text_hash", "paused", "window_days", "refund_days", "extra")
    }
    return ReturnsPromise(
        **plain,
        **many,
        **single,
        signed_on=date.fromisoformat(raw["signed_on"]),
        paused_on=_day(raw.get("paused_on")),
        exclusions=tuple(Exclusion(e["code"], _words(e["words"]), _words(e["short"])) for e in raw["exclusions"]),
    )


def _print(raw: dict[str, Any]) -> Print:
    return Print(
        serial=raw["serial"],
        short_code=raw["short_code"],
        token=raw["token"],
        issued_on=date.fromisoformat(raw["issued_on"]),
        revoked_on=_day(raw["revoked_on"]),
        revoked_why=raw["revoked_why"],
    )


def _later(raw: dict[str, Any]) -> Later:
    return Later(date.fromisoformat(raw["from_on"]), returns_from(raw["returns"]) if raw["returns"] else None)


def _later_safe(raw: dict[str, Any]) -> LaterSafe:
    return LaterSafe(date.fromisoformat(raw["from_on"]), _safe(raw["safe"]))


def _window(raw: dict[str, Any]) -> Window:
    return Window(date.fromisoformat(raw["from_on"]), _day(raw["end_on"]), raw["days"])


def _packed(month: MonthFigures) -> dict[str, Any]:
    """A month with what is not nothing; most of a month mostly is. Days are keys of JSON, which are texts."""
    raw = {name: value for name, value in asdict(month).items() if value}
    if month.refund_days:
        raw["refund_days"] = {str(days): count for days, count in month.refund_days.items()}
    return raw


def _month(raw: dict[str, Any]) -> MonthFigures:
    refund_days = {int(days): count for days, count in raw.get("refund_days", {}).items()}
    return MonthFigures(**{**raw, "refund_days": refund_days})


def _packed_complaint(one: ComplaintFact) -> list[Any]:
    """A complaint as a short list, since a shop may have many."""
    return [one.came_on, one.way, one.days, one.in_time, one.satisfaction]


def _complaint(raw: list[Any]) -> ComplaintFact:
    return ComplaintFact(date.fromisoformat(raw[0]), Way(raw[1]), raw[2], raw[3], raw[4])


def _result(raw: dict[str, Any]) -> CardResult:
    days = {name: date.fromisoformat(raw[name]) for name in ("until", "came_on")}
    return CardResult(
        **days,
        category=_words(raw["category"]),
        problem=_words(raw["problem"]),
        result=raw["result"],
        reply=raw["reply"],
    )


def _stone(raw: dict[str, Any]) -> CardStone:
    return CardStone(date.fromisoformat(raw["until"]), date.fromisoformat(raw["hidden_on"]), raw["ground"])
