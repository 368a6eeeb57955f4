"""Pure: what a shop promised for a purchase on a day, and whether that purchase may still come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trustcode.commitments.rules.calculator import Because, Purchase, Step, reckon
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.terms import returns_view
from trustcode.doors.scan.views.promise import OnView, SignedView
from trustcode.doors.scan.views.search import Choice
from trustcode.doors.wording import labels
from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.filters import day as said_day
from trustcode.doors.wording.words.answers import ANSWERS
from trustcode.kernel.scheme import SchemeRules
from trustcode.projections.promise_days.course import DaysAlike
from trustcode.projections.scan_card.card import ReturnsPromise

_DAY = timedelta(days=1)
labels.register(ANSWERS)


@dataclass(frozen=True)
class Form:
    """What was asked: the day as typed, and `yes` or nothing for each question; `goods` is a code."""

    day: str = ""
    goods: str = ""
    opened: bool = False
    gift: bool = False
    elsewhere: bool = False


def known_until(course: Sequence[DaysAlike], today: date, scheme: SchemeRules) -> date:
    """The last day of purchase of which anything can be said: a weaker promise needs so many days of notice.

    An announced change stands, and nothing weaker can follow it sooner than its own notice.
    """
    announced = [one.from_on for one in course if one.from_on > today]
    return max([today, *announced]) + scheme.promise_notice_days * _DAY


def on_view(
    asked: Asked,
    course: Sequence[DaysAlike],
    form: Form,
    bought_on: date,
    goods: Mapping[str, str],
    reckoning: Reckoning,
    scheme: SchemeRules,
) -> OnView:
    """The whole page for a day that is a day. `goods` are the words of all categories, by their codes."""
    today = reckoning.today
    if bought_on > known_until(course, today, scheme):
        return _bare(asked, form, goods, bought_on=bought_on, known_until=known_until(course, today, scheme))
    span = next((one for one in course if one.holds(bought_on)), None)
    why_not = span.why_not if span else WhyNot.NOT_IN_FORCE
    offered = span.returns if span else None
    terms = terms_of(offered) if offered and why_not is None else None
    purchase = Purchase(
        bought_on=bought_on, category=form.goods, opened=form.opened, gift=form.gift, elsewhere=form.elsewhere
    )
    answer = reckon(purchase, terms, why_not, reckoning.calendar, max(today, bought_on))
    begins = [one.from_on for one in course if one.why_not is not WhyNot.NOT_IN_FORCE]
    return _bare(
        asked,
        form,
        goods,
        bought_on=bought_on,
        can=answer.can.value,
        last_on=answer.last_on,
        is_over=any(step.because is Because.OVER for step in answer.steps),
        cells=day_ruler(bought_on, answer.last_on) if answer.last_on else (),
        reasons=tuple(_sentence(asked, step, offered, goods) for step in answer.steps),
        begins_on=begins[0] if begins and bought_on < begins[0] else None,
        terms=returns_view(asked, offered, bought_on, reckoning) if offered and terms else None,
        returns=_signed(offered) if offered and why_not is not WhyNot.NOT_IN_FORCE else None,
        safe=_signed(span.safe) if span and span.safe and why_not is not WhyNot.NOT_IN_FORCE else None,
        from_on=span.from_on if span else None,
        to_on=span.end_on - _DAY if span and span.end_on else None,
        is_future=bought_on > today,
    )


def unread_view(asked: Asked, form: Form, goods: Mapping[str, str], error: str) -> OnView:
    """The page when there is no day yet, or what was typed is none; then with a sentence why."""
    return _bare(asked, form, goods, error=error)


def terms_of(promise: ReturnsPromise) -> ReturnTerms:
    """The terms behind the words; each word carries the code of the list that it comes from."""
    return ReturnTerms(
        window_days=promise.window_days,
        categories=tuple(one.code for one in promise.categories),
        exclusions=tuple(one.code for one in promise.exclusions),
        conditions=tuple(one.code for one in promise.conditions),
        bring=tuple(one.code for one in promise.bring),
        gift=promise.gifts.code,
        freight=promise.freight.code,
        refund_method=promise.refund_method.code,
        refund_days=promise.refund_days,
        cross_store=promise.cross_store.code,
        extra=promise.extra,
    )


def _bare(asked: Asked, form: Form, goods: Mapping[str, str], **facts: Any) -> OnView:
    card = asked.card
    return OnView(
        shop_name=f"{card.shop_name} {card.branch_name}".strip(),
        shop_path=asked.to(asked.path),
        form_path=asked.to(f"{asked.path}/on"),
        day=facts["bought_on"].isoformat() if "bought_on" in facts else form.day,
        goods=form.goods,
        opened=form.opened,
        gift=form.gift,
        elsewhere=form.elsewhere,
        choices=tuple(Choice(code, words) for code, words in goods.items()),
        **facts,
    )


def _signed(one: Any) -> SignedView:
    return SignedView(version=one.version, signed_on=one.signed_on, text_hash=one.text_hash)


def _sentence(asked: Asked, step: Step, promise: ReturnsPromise | None, goods: Mapping[str, str]) -> str:
    return labels.label(asked.language, step.because, **dict(_facts(asked, step, promise, goods)))


def _facts(
    asked: Asked, step: Step, promise: ReturnsPromise | None, goods: Mapping[str, str]
) -> Iterable[tuple[str, Any]]:
    """The facts of a step in words: days as days, codes as the words of the promise of that day."""
    for name, value in step.facts.items():
        if isinstance(value, date):
            yield name, said_day(asked.language, value)
        elif name == "codes" and promise is not None:
            words = {one.code: asked.words(one.short) for one in promise.exclusions}
            joint = "、" if asked.language == "zh" else ", "
            yield name, joint.join(words.get(code, code) for code in value)
        elif name == "code" and promise is not None:
            yield name, asked.words(promise.cross_store)
        elif name == "category":
            yield name, goods.get(value, value)
        else:
            yield name, value
