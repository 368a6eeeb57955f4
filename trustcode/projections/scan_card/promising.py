"""From the course of a unit's promises to what its card says: today's, the announced ones, and those of recent days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.queries.promises import SignedPromise, promises_by_id
from trustcode.commitments.rules.days import Span, Version, WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.moments import civil_day
from trustcode.projections.scan_card.card import (
    Assurance,
    Clause,
    Exclusion,
    Later,
    LaterSafe,
    ReturnsPromise,
    SafePromise,
    Window,
    Words,
)
from trustcode.storage.reading import Reader

_RECENT = timedelta(days=8)
"""How far back purchases are told apart on a card; a page lists those of a week."""


@dataclass(frozen=True)
class Promised:
    """What a card says of promises; the names are those of the card."""

    safe: SafePromise | None
    returns: ReturnsPromise | None
    safe_later: tuple[LaterSafe, ...]
    later: tuple[Later, ...]
    windows: tuple[Window, ...]


class Wording:
    """The words of promises. Each is said as the lists had it when it was signed; asks for each version once."""

    def __init__(self, reader: Reader, spans: Iterable[Span]) -> None:
        """Reads the versions of these spans."""
        self._reader = reader
        self._signed = promises_by_id(reader, {one.id for span in spans for one in _versions(span)})
        self._known: dict[date, Lists] = {}

    def safe(self, span: Span) -> SafePromise | None:
        """The safe promise of a span."""
        if span.safe is None:
            return None
        signed = self._signed[span.safe.id]
        return _safe(signed, self._lists([signed]))

    def returns(self, span: Span) -> ReturnsPromise | None:
        """The return promise of a span: its own version, or the first that it inherits, with the best terms of all."""
        signed = [self._signed[one.id] for one in (*span.enterprise, span.returns) if one is not None]
        if not signed or span.offered is None:
            return None
        own = signed[-1] if span.returns is not None else signed[0]
        return _returns(own, span.offered, self._lists(signed), paused=span.why_not is WhyNot.PAUSED)

    def _lists(self, signed: Sequence[SignedPromise]) -> Lists:
        """The wording in force when they were signed; of several, the last one's words come first."""
        days = [civil_day(one.signed_at) for one in signed]
        for day in days:
            if day not in self._known:
                self._known[day] = catalogues(self._reader, day)
        if len(set(days)) == 1:
            return self._known[days[0]]
        joined: dict[Catalogue, Mapping[str, TermWords]] = {}
        for day in days:
            for which, terms in self._known[day].items():
                joined[which] = {**joined.get(which, {}), **terms}
        return joined


def promised(reader: Reader, spans: Sequence[Span], on: date, *, is_in_force: bool) -> Promised:
    """What is promised on a day and later, by the whole course; of a unit out of force nothing is announced."""
    now = next((span for span in spans if span.holds(on)), None)
    after = [span for span in spans if span.from_on > on] if is_in_force else []
    wording = Wording(reader, [one for one in (now, *after) if one is not None])
    returns = _paused_since(wording.returns(now), spans, now) if now is not None else None
    if returns is not None and not is_in_force:
        returns = replace(returns, paused=True, paused_on=None)
    safe = wording.safe(now) if now is not None else None
    return Promised(
        safe,
        returns,
        _later_safe(safe, [(span.from_on, wording.safe(span)) for span in after]),
        _later(returns, [(span.from_on, _paused_since(wording.returns(span), spans, span)) for span in after]),
        windows(spans, on - _RECENT),
    )


def windows(spans: Sequence[Span], after: date) -> tuple[Window, ...]:
    """Days of purchase that have a promise and end after a day; neighbours with the same window are one."""
    found: list[Window] = []
    for span in spans:
        if span.terms is None or (span.end_on is not None and span.end_on <= after):
            continue
        one = Window(span.from_on, span.end_on, span.terms.window_days)
        if found and found[-1].end_on == one.from_on and found[-1].days == one.days:
            one = Window(found.pop().from_on, one.end_on, one.days)
        found.append(one)
    return tuple(found)


def _versions(span: Span) -> list[Version]:
    return [one for one in (span.safe, span.returns, *span.enterprise) if one is not None]


def _paused_since(promise: ReturnsPromise | None, spans: Sequence[Span], span: Span) -> ReturnsPromise | None:
    """The promise with the first day of the pause, which terms that changed meanwhile do not move."""
    if promise is None or not promise.paused:
        return promise
    since = span.from_on
    for one in reversed([earlier for earlier in spans if earlier.from_on < span.from_on]):
        if one.why_not is not WhyNot.PAUSED:
            break
        since = one.from_on
    return replace(promise, paused_on=since)


def _later(now: ReturnsPromise | None, coming: Iterable[tuple[date, ReturnsPromise | None]]) -> tuple[Later, ...]:
    found: list[Later] = []
    for from_on, promise in coming:
        if promise != (found[-1].returns if found else now):
            found.append(Later(from_on, promise))
    return tuple(found)


def _later_safe(now: SafePromise | None, coming: Iterable[tuple[date, SafePromise | None]]) -> tuple[LaterSafe, ...]:
    found: list[LaterSafe] = []
    for from_on, promise in coming:
        if promise is not None and promise != (found[-1].safe if found else now):
            found.append(LaterSafe(from_on, promise))
    return tuple(found)


def _safe(promise: SignedPromise, lists: Lists) -> SafePromise:
    assurances = tuple(_assurance(t) for t in lists[Catalogue.ASSURANCE].values())
    clauses = lists[Catalogue.CLAUSE].items()
    return SafePromise(
        version=promise.version,
        signed_on=civil_day(promise.signed_at),
        text_hash=promise.text_hash,
        assurances=assurances,
        clauses=tuple(Clause(code, code.split(".")[0], Words(t.zh, t.en)) for code, t in clauses),
        extra=promise.safe.extra if promise.safe else "",
    )


def _returns(promise: SignedPromise, terms: ReturnTerms, lists: Lists, *, paused: bool) -> ReturnsPromise:
    def many(which: Catalogue, codes: Collection[str]) -> tuple[Words, ...]:
        return tuple(in_words(lists[which].get(code), code) for code in codes)

    def single(which: Catalogue, code: str) -> Words:
        return in_words(lists[which].get(code), code)

    return ReturnsPromise(
        version=promise.version,
        signed_on=civil_day(promise.signed_at),
        text_hash=promise.text_hash,
        paused=paused,
        window_days=terms.window_days,
        categories=many(Catalogue.GOODS_CATEGORY, terms.categories),
        exclusions=tuple(_exclusion(lists[Catalogue.EXCLUSION][code]) for code in terms.exclusions),
        conditions=many(Catalogue.GOODS_CONDITION, terms.conditions),
        bring=many(Catalogue.BRING_ITEM, terms.bring),
        gifts=single(Catalogue.GIFT, terms.gift),
        freight=single(Catalogue.FREIGHT, terms.freight),
        refund_method=single(Catalogue.REFUND_METHOD, terms.refund_method),
        refund_days=terms.refund_days,
        cross_store=single(Catalogue.CROSS_STORE, terms.cross_store),
        extra=terms.extra,
    )


def in_words(term: TermWords | None, code: str) -> Words:
    """A term in both languages; one that is on no list any more is its code."""
    return Words(term.zh, term.en, term.code) if term else Words(code, code, code)


def _assurance(term: TermWords) -> Assurance:
    line = Words(term.detail.get("line_zh", ""), term.detail.get("line_en", ""))
    return Assurance(term.code, Words(term.zh, term.en), line)


def _exclusion(term: TermWords) -> Exclusion:
    return Exclusion(term.code, Words(term.zh, term.en), Words(term.short_zh, term.short_en))
