"""Which terms may be promised. A promise may go beyond the scheme and never below it.

Sources: Consumer Rights Protection Law art. 24-26; the province's guideline on no-reason returns in physical shops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from trustcode.kernel.identifiers import has_controls
from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.naming import skeleton


class CommitmentKind(StrEnum):
    """The two commitments."""

    SAFE = "safe"
    RETURNS = "returns"


class Reach(StrEnum):
    """For whom a promise is made: one unit, or every shop of the licence holder."""

    UNIT = "unit"
    ENTERPRISE = "enterprise"


class CommitmentRefusal(RefusalCode):
    """Why a term is not accepted."""

    CHOOSE_ONE = "choose_one"
    NOT_ON_THE_LIST = "not_on_the_list"
    NOT_A_NUMBER = "not_a_number"
    WINDOW_TOO_SHORT = "window_too_short"
    WINDOW_TOO_LONG = "window_too_long"
    REFUND_TOO_LATE = "refund_too_late"
    FORBIDDEN_WORDING = "forbidden_wording"
    TOO_LONG = "commitment_too_long"
    CONTROL_CHARACTERS = "control_characters"
    SERVICES_ONLY = "services_only"
    TEXT_CHANGED = "text_changed"
    NOT_AGREED = "not_agreed"
    NOT_IN_FORCE = "promises_not_in_force"
    NOTHING_CHANGED = "nothing_changed"
    CHANGE_ANNOUNCED = "change_announced"
    NOTHING_ANNOUNCED = "nothing_announced"
    NO_RETURNS = "no_returns"
    BELOW_ENTERPRISE = "below_enterprise"
    PAUSED_ALREADY = "paused_already"
    NOT_PAUSED = "not_paused"
    PAUSED_BY_OFFICERS = "paused_by_officers"
    PAUSE_PROPOSED = "pause_proposed"
    PAUSE_CLOSED = "pause_closed"


LONGEST_EXTRA = 300
"""Characters of what a shop may add in its own words."""

FORBIDDEN = (
    "最终解释权",
    "解释权归",
    "保留解释",
    "概不退",
    "恕不退换",
    "不退不换",
    "不予退换",
    "售出不退",
    "一经售出",
    "离柜概不负责",
    "离店不认",
    "以实际为准",
    "以店内解释为准",
    "特价商品不退",
    "打折商品不退",
    "finalinterpretation",
    "norefund",
    "noreturn",
    "allsalesfinal",
    "nonrefundable",
    "nonreturnable",
)
"""Wordings that take back what the law or the scheme gives (Consumer Rights Protection Law art. 26), blanks left out.

What looks the same is the same: traditional characters and look-alikes are found too."""


@dataclass(frozen=True)
class SafeTerms:
    """The safe-consumption commitment: the base clauses, which nobody may drop, and what the shop adds."""

    extra: str = ""


@dataclass(frozen=True)
class ReturnTerms:
    """The no-reason-return commitment. Lists hold codes of the catalogues; days are calendar days."""

    window_days: int
    categories: tuple[str, ...]
    exclusions: tuple[str, ...]
    conditions: tuple[str, ...]
    bring: tuple[str, ...]
    gift: str
    freight: str
    refund_method: str
    refund_days: int
    cross_store: str
    extra: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON-ready values."""
        return asdict(self)


Terms = ReturnTerms | SafeTerms


def terms_from(plain: Mapping[str, Any]) -> ReturnTerms:
    """Terms again from stored values."""
    many: dict[str, Any] = {k: tuple(plain[k]) for k in ("categories", "exclusions", "conditions", "bring")}
    rest = {k: v for k, v in plain.items() if k not in many}
    return ReturnTerms(**many, **rest)


@dataclass(frozen=True)
class TermChoices:
    """Codes in force today, by field of `ReturnTerms`."""

    categories: Collection[str]
    exclusions: Collection[str]
    conditions: Collection[str]
    bring: Collection[str]
    gift: Collection[str]
    freight: Collection[str]
    refund_method: Collection[str]
    cross_store: Collection[str]


def read_return_terms(typed: Mapping[str, Sequence[str]], choices: TermChoices, scheme: SchemeRules) -> ReturnTerms:
    """Terms from what was typed (every field a list of texts). Raises one Refusal that names every fault."""
    refuse_if_any(return_faults(typed, choices, scheme))
    many: dict[str, Any] = {
        k: tuple(dict.fromkeys(typed.get(k, ()))) for k in ("categories", "exclusions", "conditions", "bring")
    }
    single: dict[str, Any] = {k: _first(typed, k) for k in ("gift", "freight", "refund_method", "cross_store")}
    return ReturnTerms(
        window_days=int(_number(typed, "window_days")),
        refund_days=int(_number(typed, "refund_days")),
        extra=_first(typed, "extra"),
        **many,
        **single,
    )


def return_faults(typed: Mapping[str, Sequence[str]], choices: TermChoices, scheme: SchemeRules) -> list[Fault]:
    """Every fault of what was typed, by field."""
    return [
        *_window(_number(typed, "window_days"), scheme),
        *_at_least_one("categories", typed, choices.categories),
        *_listed("exclusions", typed, choices.exclusions),
        *_listed("conditions", typed, choices.conditions),
        *_listed("bring", typed, choices.bring),
        *[f for k in ("gift", "freight", "refund_method", "cross_store") for f in _one(k, typed, choices)],
        *_refund(_number(typed, "refund_days"), scheme),
        *extra_faults(_first(typed, "extra")),
    ]


def read_safe_terms(typed: Mapping[str, Sequence[str]]) -> SafeTerms:
    """The safe-consumption terms from what was typed. Raises Refusal."""
    extra = _first(typed, "safe_extra")
    refuse_if_any(extra_faults(extra, "safe_extra"))
    return SafeTerms(extra)


def extra_faults(text: str, where: str = "extra") -> list[Fault]:
    """Faults of what a shop adds in its own words: too long, or wording that takes a right back."""
    if not text:
        return []
    if len(text) > LONGEST_EXTRA:
        return [Fault(CommitmentRefusal.TOO_LONG, where, {"most": LONGEST_EXTRA})]
    if has_controls(text):
        return [Fault(CommitmentRefusal.CONTROL_CHARACTERS, where)]
    bare = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()
    looks = skeleton(text)
    found = [phrase for phrase in FORBIDDEN if phrase in bare or skeleton(phrase) in looks]
    return [Fault(CommitmentRefusal.FORBIDDEN_WORDING, where, {"phrase": found[0]})] if found else []


def _first(typed: Mapping[str, Sequence[str]], name: str) -> str:
    values = typed.get(name) or ("",)
    return values[0].strip()


def _number(typed: Mapping[str, Sequence[str]], name: str) -> str:
    return unicodedata.normalize("NFKC", _first(typed, name))


def _window(text: str, scheme: SchemeRules) -> list[Fault]:
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return [Fault(CommitmentRefusal.NOT_A_NUMBER, "window_days")]
    if int(text) < scheme.minimum_window_days:
        return [Fault(CommitmentRefusal.WINDOW_TOO_SHORT, "window_days", {"least": scheme.minimum_window_days})]
    if int(text) > scheme.longest_window_days:
        return [Fault(CommitmentRefusal.WINDOW_TOO_LONG, "window_days", {"most": scheme.longest_window_days})]
    return []


def _refund(text: str, scheme: SchemeRules) -> list[Fault]:
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return [Fault(CommitmentRefusal.NOT_A_NUMBER, "refund_days")]
    if int(text) > scheme.longest_refund_days:
        return [Fault(CommitmentRefusal.REFUND_TOO_LATE, "refund_days", {"most": scheme.longest_refund_days})]
    return []


def _listed(name: str, typed: Mapping[str, Sequence[str]], known: Collection[str]) -> list[Fault]:
    strange = [value for value in typed.get(name, ()) if value not in known]
    return [Fault(CommitmentRefusal.NOT_ON_THE_LIST, name)] if strange else []


def _at_least_one(name: str, typed: Mapping[str, Sequence[str]], known: Collection[str]) -> list[Fault]:
    if not typed.get(name):
        return [Fault(CommitmentRefusal.CHOOSE_ONE, name)]
    return _listed(name, typed, known)


def _one(name: str, typed: Mapping[str, Sequence[str]], choices: TermChoices) -> list[Fault]:
    if not _first(typed, name):
        return [Fault(CommitmentRefusal.CHOOSE_ONE, name)]
    return _listed(name, typed, getattr(choices, name))
