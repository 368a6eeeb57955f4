"""Pure: the promise of returns as a page shows it on a day: its terms, a pause, and what is announced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.reckoning import Reckoning, earlier_purchases, last_day
from trustcode.doors.scan.views.promise import ChangeView, ExclusionView, PauseView, PurchaseDay, ReturnsView
from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.msgids import N_, say
from trustcode.projections.scan_card.card import Card, Exclusion, ReturnsPromise, Words

_REFUND_DAYS = {0: N_("On the spot. %(method)s"), 1: N_("Within a day. %(method)s")}
_REFUND_LATER = N_("Within %(days)s days. %(method)s")
_DAY = timedelta(days=1)


def returns_view(asked: Asked, terms: ReturnsPromise, bought_on: date, reckoning: Reckoning) -> ReturnsView:
    """The terms, reckoned for a purchase on a day."""
    last = last_day(bought_on, terms.window_days, reckoning.calendar)
    return ReturnsView(
        window_days=terms.window_days,
        bought_on=bought_on,
        last_on=last.last_on,
        cells=day_ruler(bought_on, last.last_on),
        rolled_from=last.rolled_from,
        provisional=last.provisional,
        goods=_joined(asked, terms.categories),
        bring=_joined(asked, terms.bring),
        condition=_joined(asked, terms.conditions, clauses=True),
        gifts=asked.words(terms.gifts),
        refund=_refund(asked, terms),
        freight=asked.words(terms.freight),
        where=asked.words(terms.cross_store),
        extra=terms.extra,
        exclusions=tuple(_exclusion(asked, one) for one in terms.exclusions),
    )


def earlier(card: Card, terms: ReturnsPromise, reckoning: Reckoning) -> tuple[PurchaseDay, ...]:
    """Purchases of the days before that may still come back, each by the promise of its own day, the latest first.

    None is from before the shop had promised anything.
    """
    start = card.since or terms.signed_on
    return earlier_purchases(
        reckoning.today, lambda day: card.window_on(day) if day >= start else None, reckoning.calendar
    )


def kept_last_on(card: Card, last_bought_on: date, reckoning: Reckoning) -> date | None:
    """The last day for a purchase of the promise's last day; None when there is none or all are over."""
    window = card.window_on(last_bought_on) or (card.returns.window_days if card.returns else None)
    if window is None:
        return None
    last_on = last_day(last_bought_on, window, reckoning.calendar).last_on
    return last_on if last_on >= reckoning.today else None


def pause_view(card: Card, reckoning: Reckoning) -> PauseView | None:
    """The pause of a shop whose other promise holds; or the end of its return promise, while purchases still keep it."""
    terms = card.returns_on(reckoning.today)
    if terms is not None and terms.paused:
        since = terms.paused_on or card.standing_on
        coming = card.change_after(reckoning.today)
        again = coming.from_on if coming and coming.returns and not coming.returns.paused else None
        return PauseView(since=since, until=again, kept_last_on=kept_last_on(card, since - _DAY, reckoning))
    if terms is None and card.windows:
        ended = [one.end_on for one in card.windows if one.end_on is not None and one.end_on <= reckoning.today]
        kept = kept_last_on(card, max(ended) - _DAY, reckoning) if ended else None
        return PauseView(since=max(ended), kept_last_on=kept, ended=True) if kept else None
    return None


def change_view(asked: Asked, reckoning: Reckoning) -> ChangeView | None:
    """The next change that the shop has announced, against what it promises now."""
    now, coming = asked.card.returns_on(reckoning.today), asked.card.change_after(reckoning.today)
    if coming is None or (now is None and coming.returns is None):
        return None
    return ChangeView(
        what=_what(now, coming.returns),
        from_on=coming.from_on,
        days=coming.returns.window_days if coming.returns else 0,
        days_now=now.window_days if now else 0,
        path=asked.to(addresses.on_path(asked.card.merchant_id, coming.from_on)),
    )


def _what(now: ReturnsPromise | None, then: ReturnsPromise | None) -> str:
    if then is None:
        return "ended"
    if then.paused:
        return "paused"
    if now is None or now.paused:
        return "resumed" if now else "begins"
    if then.window_days == now.window_days:
        return "terms"
    return "shorter" if then.window_days < now.window_days else "longer"


def _refund(asked: Asked, terms: ReturnsPromise) -> str:
    method = asked.words(terms.refund_method)
    when = _REFUND_DAYS.get(terms.refund_days, _REFUND_LATER)
    return say(asked.language, when, {"days": terms.refund_days, "method": method})


def _joined(asked: Asked, items: Iterable[Words], *, clauses: bool = False) -> str:
    """Items in one line; with a heavier sign between them when one has a sign of its own, or is a whole clause."""
    found = [asked.words(item) for item in items]
    if asked.language == "zh":
        return ("；" if any("、" in one or "，" in one for one in found) else "、").join(found)
    later = [one[:1].lower() + one[1:] for one in found[1:]]
    return ("; " if clauses or any("," in one for one in found) else ", ").join(found[:1] + later)


def _exclusion(asked: Asked, one: Exclusion) -> ExclusionView:
    short, full = asked.words(one.short), asked.words(one.words)
    if asked.language == "en":
        short = short[:1].upper() + short[1:]
    return ExclusionView(code=one.code, words=short, detail=full if full != short else "")
