"""The card: all that a shopper may know of a merchant, as frozen plain facts. No HTML, no language chosen.

A card is right on every day, not only on the one when it was made: it holds what was announced and from when, and by
which window recent purchases are judged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from trustcode.complaints.rules.silence import Case
from trustcode.kernel.canonical import canonical, plain
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.publication.rules.figures import ComplaintFact, Way
from trustcode.returns.rules.figures import MonthFigures


@dataclass(frozen=True)
class Words:
    """The same words in both languages, and the code of the list that they come from, if they do."""

    zh: str
    en: str
    code: str = ""


@dataclass(frozen=True)
class Exclusion:
    """Goods that a promise leaves out: the code, the full wording and a short one."""

    code: str
    words: Words
    short: Words


@dataclass(frozen=True)
class Assurance:
    """One of the five assurances: A1 to A5, its name, and what it means in one line."""

    code: str
    words: Words
    line: Words


@dataclass(frozen=True)
class Clause:
    """One clause of the safe-consumption promise; `assurance` is A1 to A5."""

    code: str
    assurance: str
    words: Words


@dataclass(frozen=True)
class SafePromise:
    """The safe-consumption commitment in force."""

    version: int
    signed_on: date
    text_hash: str
    assurances: tuple[Assurance, ...]
    clauses: tuple[Clause, ...]
    extra: str


@dataclass(frozen=True)
class ReturnsPromise:
    """The no-reason-return commitment. `paused` while the unit or the promise is suspended. Days are calendar days.

    `paused_on`: the first day of a pause of this commitment alone, while the unit itself is in force.
    """

    version: int
    signed_on: date
    text_hash: str
    paused: bool
    window_days: int
    categories: tuple[Words, ...]
    exclusions: tuple[Exclusion, ...]
    conditions: tuple[Words, ...]
    bring: tuple[Words, ...]
    gifts: Words
    freight: Words
    refund_method: Words
    refund_days: int
    cross_store: Words
    extra: str
    paused_on: date | None = None


@dataclass(frozen=True)
class Later:
    """What is announced: from a day on, this is what is promised of returns, or nothing."""

    from_on: date
    returns: ReturnsPromise | None


@dataclass(frozen=True)
class LaterSafe:
    """What is announced of the safe-consumption promise: from a day on, this version holds."""

    from_on: date
    safe: SafePromise


@dataclass(frozen=True)
class Window:
    """Days of purchase, from the first (counted) to the end (not counted, or None), with so many days to return."""

    from_on: date
    end_on: date | None
    days: int

    def holds(self, day: date) -> bool:
        """Whether a day of purchase lies in it."""
        return self.from_on <= day and (self.end_on is None or day < self.end_on)


@dataclass(frozen=True)
class Print:
    """One paper copy of the code. A revoked one says why, as a code."""

    serial: int
    short_code: str
    token: str
    issued_on: date
    revoked_on: date | None
    revoked_why: str


@dataclass(frozen=True)
class CardResult:
    """One published result, on display until and including `until`; the reply of the shop is masked and shortened."""

    until: date
    came_on: date
    category: Words
    problem: Words
    result: str
    reply: str


@dataclass(frozen=True)
class CardStone:
    """What is left of a hidden result until and including `until`: the day on which it was hidden, and why."""

    until: date
    hidden_on: date
    ground: str


@dataclass(frozen=True)
class Card:
    """A merchant as the public sees it. Days are civil days in China; `thumb` is the hash of the door photo or empty.

    `safe` and `returns` are the promises of the day on which the card was made, `later` and `safe_later` what is
    announced, in order;
    `windows` are those of purchases in the week before and of all later ones, None where a card is too old to know.
    `record` are the months with returns, `refusals` the words of the reasons that occur in them.
    `complaints` are those that count, `results` the latest published, `stones` the hidden ones, `on_display` how many
    results and stones there are in all, `cases` what the shop had to answer first; `complaints` is None where a card is too old to know of complaints.
    """

    merchant_id: str
    number: int
    version: int
    standing: str
    standing_on: date
    ground: Words | None
    due_on: date | None
    since: date | None
    valid_to: date | None
    shop_name: str
    branch_name: str
    licence_name: str
    credit_code: str
    unit_kind: Words
    industry: Words
    street: str
    region_code: str
    region: Words
    office: Words
    returns_phone: str
    thumb: str
    position: tuple[int, int] | None
    safe: SafePromise | None
    returns: ReturnsPromise | None
    prints: tuple[Print, ...]
    later: tuple[Later, ...] = ()
    safe_later: tuple[LaterSafe, ...] = ()
    windows: tuple[Window, ...] | None = None
    record: tuple[MonthFigures, ...] = ()
    refusals: tuple[Words, ...] = ()
    complaints: tuple[ComplaintFact, ...] | None = None
    results: tuple[CardResult, ...] = ()
    stones: tuple[CardStone, ...] = ()
    on_display: int = 0
    cases: tuple[Case, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether the standing is one that everybody may see; a unit that applies anew has none."""
        return self.standing in PUBLIC

    def returns_on(self, day: date) -> ReturnsPromise | None:
        """What is promised of returns on a day, not earlier than the one on which the card was made."""
        begun = [one.returns for one in self.later if one.from_on <= day]
        return begun[-1] if begun else self.returns

    def safe_on(self, day: date) -> SafePromise | None:
        """The safe-consumption promise on a day, not earlier than the one on which the card was made."""
        begun = [one.safe for one in self.safe_later if one.from_on <= day]
        return begun[-1] if begun else self.safe

    def change_after(self, day: date) -> Later | None:
        """The next announced change after a day, or None."""
        return next((one for one in self.later if one.from_on > day), None)

    def window_on(self, day: date) -> int | None:
        """Days to return what was bought on a day, or None where nothing was promised for it."""
        if self.windows is None:
            return self.returns.window_days if self.returns else None
        return next((one.days for one in self.windows if one.holds(day)), None)

    def print_of(self, serial: int) -> Print | None:
        """The print with this serial, or None."""
        return next((p for p in self.prints if p.serial == serial), None)


def offered_days(card: Card, today: date) -> Window | None:
    """The days from today on, or from the first to come, on which a purchase may be returned; windows left aside."""
    coming = [one for one in card.windows or () if one.end_on is None or one.end_on > today]
    run = coming[:1]
    for one in coming[1:]:
        if run[-1].end_on == one.from_on:
            run.append(one)
    return Window(run[0].from_on, run[-1].end_on, run[0].days) if run else None


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
        # A card from before these fields is read as one that knows nothing of them, until it is made again.
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
