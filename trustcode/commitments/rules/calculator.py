"""May this come back, until when, and why: one answer for a purchase, with every step of the way to it.

Pure, and the only place where a shopper's question is answered: the page, the data for machines and the tests agree
through it. What the law gives beside the promise (faulty goods, Consumer Rights Protection Law art. 24) is a last step
of every no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from trustcode.commitments.rules.coverage import Covered, coverage
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.workdays import Calendar

THIS_SHOP = frozenset({"this_shop", "service_desk"})
"""Codes of the list of places under which only what was bought here comes back here."""
EVERY_SHOP = frozenset({"nationwide"})
"""Codes under which it does not matter in which shop of the brand something was bought."""


class Can(StrEnum):
    """The answer in one word; ASK when it hangs on something that only the shop can see."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Because(StrEnum):
    """A step on the way to an answer."""

    NOT_IN_FORCE = "not_in_force"
    NOT_PROMISED = "not_promised"
    PAUSED = "paused"
    NOT_IN_RANGE = "not_in_range"
    EXCLUDED = "excluded"
    EXCLUDED_PERHAPS = "excluded_perhaps"
    OPENED_IS_FINE = "opened_is_fine"
    NOT_THIS_SHOP = "not_this_shop"
    OTHER_SHOP_PERHAPS = "other_shop_perhaps"
    OTHER_SHOP_IS_FINE = "other_shop_is_fine"
    DAYS = "days"
    ROLLED = "rolled"
    PROVISIONAL = "provisional"
    OVER = "over"
    GIFT_COMES_BACK = "gift_comes_back"
    GIFT_IS_KEPT = "gift_is_kept"
    GIFT_NOT_FORESEEN = "gift_not_foreseen"
    UNLESS = "unless"
    BY_LAW = "by_law"


_WHY_NOT = {
    WhyNot.NOT_IN_FORCE: Because.NOT_IN_FORCE,
    WhyNot.NOT_PROMISED: Because.NOT_PROMISED,
    WhyNot.PAUSED: Because.PAUSED,
}
_GIFTS = {"return_or_pay": Because.GIFT_COMES_BACK, "keep": Because.GIFT_IS_KEPT}
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """What somebody bought. `category` is a code of the list of goods, or empty when nobody said.

    `elsewhere`: bought in another shop of the brand, to be returned in this one.
    """

    bought_on: date
    category: str = ""
    opened: bool = False
    gift: bool = False
    elsewhere: bool = False


@dataclass(frozen=True)
class Step:
    """One step with its facts: days as `date`, codes as tuples, numbers as `int`."""

    because: Because
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """May it come back; the last day on which it may (None when it may not at all); and the steps in their order.

    `rolled_from` is the plain last day when it fell on a day off (Civil Code 203). An answer of no because the days
    are over still says which the last one was.
    """

    can: Can
    last_on: date | None
    steps: tuple[Step, ...]
    rolled_from: date | None = None
    provisional: bool = False


def reckon(
    purchase: Purchase, terms: ReturnTerms | None, why_not: WhyNot | None, calendar: Calendar, asked_on: date
) -> Answer:
    """The answer for a purchase under the terms of its day, asked on a day that is not earlier than the purchase."""
    if terms is None:
        return _no(Step(_WHY_NOT[why_not or WhyNot.NOT_PROMISED]))
    goods = _goods(purchase, terms)
    place = _place(purchase, terms)
    found = (goods[0], place[0])
    if Can.NO in found:
        return _no(*(step for can, steps in (goods, place) if can is Can.NO for step in steps))
    days, last_on, rolled_from, provisional = _days(purchase, terms, calendar)
    over = asked_on > last_on
    steps = (*goods[1], *place[1], *days, *((Step(Because.OVER, {"day": last_on}),) if over else ()))
    if over:
        return Answer(Can.NO, last_on, (*steps, Step(Because.BY_LAW)), rolled_from, provisional)
    can = Can.ASK if Can.ASK in found else Can.YES
    return Answer(can, last_on, (*steps, *_gift(purchase, terms), *_unless(purchase, terms)), rolled_from, provisional)


def _no(*steps: Step) -> Answer:
    return Answer(Can.NO, None, (*steps, Step(Because.BY_LAW)))


def _goods(purchase: Purchase, terms: ReturnTerms) -> tuple[Can, tuple[Step, ...]]:
    found = coverage(terms.categories, terms.exclusions, purchase.category, opened=purchase.opened)
    if not found.in_range:
        return Can.NO, (Step(Because.NOT_IN_RANGE, {"category": purchase.category}),)
    if found.covered is Covered.NO:
        return Can.NO, (Step(Because.EXCLUDED, {"codes": found.excluded}),)
    fine = (Step(Because.OPENED_IS_FINE),) if purchase.opened else ()
    if found.covered is Covered.ASK:
        return Can.ASK, (Step(Because.EXCLUDED_PERHAPS, {"codes": found.ask}),)
    return Can.YES, fine


def _place(purchase: Purchase, terms: ReturnTerms) -> tuple[Can, tuple[Step, ...]]:
    if not purchase.elsewhere:
        return Can.YES, ()
    if terms.cross_store in THIS_SHOP:
        return Can.NO, (Step(Because.NOT_THIS_SHOP, {"code": terms.cross_store}),)
    if terms.cross_store in EVERY_SHOP:
        return Can.YES, (Step(Because.OTHER_SHOP_IS_FINE, {"code": terms.cross_store}),)
    return Can.ASK, (Step(Because.OTHER_SHOP_PERHAPS, {"code": terms.cross_store}),)


def _days(
    purchase: Purchase, terms: ReturnTerms, calendar: Calendar
) -> tuple[tuple[Step, ...], date, date | None, bool]:
    """The reckoning in at most three steps: the same day that `last_day` reaches one by one."""
    plain = purchase.bought_on + terms.window_days * _DAY
    last_on = calendar.next_workday(plain)
    provisional = calendar.is_provisional(plain) or calendar.is_provisional(last_on)
    steps = [Step(Because.DAYS, {"days": terms.window_days, "first": purchase.bought_on + _DAY, "plain": plain})]
    if last_on != plain:
        steps.append(Step(Because.ROLLED, {"plain": plain, "day": last_on}))
    if provisional:
        steps.append(Step(Because.PROVISIONAL, {"year": last_on.year}))
    return tuple(steps), last_on, plain if last_on != plain else None, provisional


def _gift(purchase: Purchase, terms: ReturnTerms) -> tuple[Step, ...]:
    return (Step(_GIFTS.get(terms.gift, Because.GIFT_NOT_FORESEEN)),) if purchase.gift else ()


def _unless(purchase: Purchase, terms: ReturnTerms) -> tuple[Step, ...]:
    found = coverage(terms.categories, terms.exclusions, purchase.category, opened=purchase.opened).unless
    return (Step(Because.UNLESS, {"codes": found}),) if found else ()
