"""Two versions of a promise held side by side, judged for the consumer: what gets better, what gets worse.

Whatever cannot be shown to be better counts as worse, since a weaker promise needs notice and a better one does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms


class Direction(StrEnum):
    """What a change means for the consumer."""

    BETTER = "better"
    WORSE = "worse"
    SAME_WORTH = "same_worth"


@dataclass(frozen=True)
class Change:
    """One field that differs. `before` and `after` are its values: a number, a code, a text, or a tuple of codes."""

    field: str
    before: Any
    after: Any
    direction: Direction


BEATS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "gift": {"keep": frozenset({"return_or_pay", "no_gifts"})},
    "freight": {"shop_pays": frozenset({"shopper_pays", "in_person"})},
    "refund_method": {"shopper_chooses": frozenset({"original_route", "cash_or_transfer"})},
    "cross_store": {
        "nationwide": frozenset({"same_province", "same_city", "this_shop"}),
        "same_province": frozenset({"same_city", "this_shop"}),
        "same_city": frozenset({"this_shop"}),
        "service_desk": frozenset({"this_shop"}),
    },
}
"""For each field with one code: which codes are surely better for the consumer than which others. A pair that is not
here cannot be compared, and then neither is better: sending back at one's own cost against bringing it in person, cash
against the way it was paid, the mall's desk against the other shops of the city."""

DEMANDS = frozenset({"intact", "labels_on", "no_use_marks"})
"""Conditions that ask something of the consumer; one fewer is better."""

GRANTS = frozenset({"opened_to_inspect"})
"""Conditions that grant the consumer something; one more is better."""

LIMITING = (
    "除外", "除了", "以外", "但", "仅", "只限", "限于", "不含", "不包括", "不退", "不换", "不予", "不支持", "不适用",
    "不参加", "不参与", "不享受", "概不", "恕不", "须", "需", "否则",
)  # fmt: skip
"""Words by which an added sentence may take back what the promise gives, its fields or what stood before it."""

_LIMITING_EN = re.compile(r"\b(?:except|only|unless|however|but|not|no|never|must|without|exclud\w*)\b")

_BLANK = re.compile(r"\s+")
_SENTENCE_ENDS = "。！；.!;\n"


def compare(old: ReturnTerms | SafeTerms, new: ReturnTerms | SafeTerms) -> tuple[Change, ...]:
    """Every field that differs between two versions of the same commitment, in the order of the text."""
    if isinstance(old, SafeTerms) and isinstance(new, SafeTerms):
        return tuple(_extra(old.extra, new.extra))
    if isinstance(old, ReturnTerms) and isinstance(new, ReturnTerms):
        return tuple(_returns(old, new))
    raise TypeError("versions of one commitment are compared, not two commitments")


def is_weaker(changes: Iterable[Change]) -> bool:
    """Whether anything gets worse; then the whole needs notice."""
    return any(change.direction is Direction.WORSE for change in changes)


def below(floor: ReturnTerms, own: ReturnTerms) -> tuple[Change, ...]:
    """The fields in which terms fall short of a floor. Free text is not among them: `improved` keeps both texts."""
    return tuple(c for c in compare(floor, own) if c.direction is Direction.WORSE and c.field != "extra")


def improved(base: ReturnTerms, own: ReturnTerms) -> ReturnTerms:
    """Field by field what is best for the consumer. Where two codes cannot be compared that of the base stays."""
    return replace(
        base,
        window_days=max(base.window_days, own.window_days),
        refund_days=min(base.refund_days, own.refund_days),
        categories=_union(base.categories, own.categories),
        exclusions=_both(base.exclusions, own.exclusions),
        conditions=_union(
            tuple(c for c in base.conditions if c not in DEMANDS or c in own.conditions),
            tuple(c for c in own.conditions if c in GRANTS),
        ),
        bring=_both(base.bring, own.bring),
        extra=_joined(base.extra, own.extra),
        **{name: _better_code(name, getattr(base, name), getattr(own, name)) for name in BEATS},
    )


def best(several: Iterable[ReturnTerms]) -> ReturnTerms | None:
    """Field by field the best of several, the first of them as the base; None of none."""
    found: ReturnTerms | None = None
    for terms in several:
        found = terms if found is None else improved(found, terms)
    return found


def _returns(old: ReturnTerms, new: ReturnTerms) -> Iterable[Change]:
    if old.window_days != new.window_days:
        yield Change("window_days", old.window_days, new.window_days, _better(old.window_days < new.window_days))
    for name, more_is_better in (("categories", True), ("exclusions", False)):
        yield from _codes(name, getattr(old, name), getattr(new, name), more_is_better=more_is_better)
    yield from _conditions(old.conditions, new.conditions)
    yield from _codes("bring", old.bring, new.bring, more_is_better=False)
    for name in ("gift", "freight", "refund_method"):
        yield from _code(name, getattr(old, name), getattr(new, name))
    if old.refund_days != new.refund_days:
        yield Change("refund_days", old.refund_days, new.refund_days, _better(new.refund_days < old.refund_days))
    yield from _code("cross_store", old.cross_store, new.cross_store)
    yield from _extra(old.extra, new.extra)


def _better(yes: bool) -> Direction:  # noqa: FBT001 - a verdict in, a word out
    return Direction.BETTER if yes else Direction.WORSE


def _codes(name: str, old: tuple[str, ...], new: tuple[str, ...], *, more_is_better: bool) -> Iterable[Change]:
    before, after = frozenset(old), frozenset(new)
    if before != after:
        yield Change(name, old, new, _better(after > before if more_is_better else after < before))


def _conditions(old: tuple[str, ...], new: tuple[str, ...]) -> Iterable[Change]:
    gone, come = frozenset(old) - frozenset(new), frozenset(new) - frozenset(old)
    if gone or come:
        yield Change("conditions", old, new, _better(gone <= DEMANDS and come <= GRANTS))


def _code(name: str, old: str, new: str) -> Iterable[Change]:
    if old != new:
        yield Change(name, old, new, _better(_beats(name, new, old)))


def _beats(name: str, one: str, other: str) -> bool:
    return other in BEATS[name].get(one, frozenset())


def _extra(old: str, new: str) -> Iterable[Change]:
    if old == new:
        return
    if _BLANK.sub("", old) == _BLANK.sub("", new):
        yield Change("extra", old, new, Direction.SAME_WORTH)
        return
    yield Change("extra", old, new, _better(_only_adds(old, new)))


def _only_adds(old: str, new: str) -> bool:
    """Whether all that stood there still stands and a sentence that limits nothing follows; first words are added too."""
    if not new.startswith(old):
        return False
    added = new[len(old) :]
    begins_anew = not old or old[-1] in _SENTENCE_ENDS or added.lstrip(" ")[:1] in _SENTENCE_ENDS
    return begins_anew and not _limits(added)


def _limits(added: str) -> bool:
    plain = unicodedata.normalize("NFKC", added).casefold()
    bare = _BLANK.sub("", plain)
    return any(word in bare for word in LIMITING) or bool(_LIMITING_EN.search(plain))


def _better_code(name: str, base: str, own: str) -> str:
    return own if _beats(name, own, base) else base


def _union(base: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*base, *own)))


def _both(base: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in base if code in own)


def _joined(base: str, own: str) -> str:
    if own in base:
        return base
    return own if base in own else f"{base}\n{own}"
