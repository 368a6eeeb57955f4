"""What is due for goods that came back, and why: the promise of the day of purchase, or what the law gives anyway.

Sources: Consumer Rights Protection Law art. 23 to 25; Civil Code art. 201 and 203; the terms that the shop displayed.
A refusal needs a reason that the shop had displayed, so each judgement names the reasons that may be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trustcode.commitments.rules.coverage import Coverage, coverage
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.last_day import last_day
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.workdays import Calendar, Reckoning, Why
from trustcode.returns.rules.verdicts import Asked, Judged, Reason, Step, Verdict
from trustcode.returns.rules.words import Basis, Condition, ReturnKind

LAW_DAYS = 7
"""Days after the purchase (faults, art. 24) or after the goods arrived (goods that were sent, art. 25)."""

EXCEPTIONS_OF_LAW = ("E01", "E02", "E03", "E04")
"""Exclusions for goods that were sent by the law itself (art. 25); they need no display."""

AGREED_ONLINE = ("E05", "E06", "E07")
"""Exclusions for goods that were sent which the buyer has confirmed at the purchase; only the shop can say so."""

DEMANDS_INTACT = frozenset({"intact", "labels_on", "no_use_marks"})
"""Conditions of the list that damaged or used goods do not meet."""

ONLY_HERE = frozenset({"this_shop", "service_desk"})
"""Answers to where goods may be brought that leave out purchases at other shops."""

NEARBY = frozenset({"same_city", "same_province"})
"""Answers that take purchases at some other shops; whether at this one, only the shop can say."""

WHY_NOT = {
    WhyNot.NOT_PROMISED: Reason.NEVER_PROMISED,
    WhyNot.NOT_IN_FORCE: Reason.NOT_IN_FORCE,
    WhyNot.PAUSED: Reason.PAUSED,
}


def judge(asked: Asked, terms: ReturnTerms | None, why_not: WhyNot | None, calendar: Calendar) -> Judged:
    """What is due for goods brought back, by the terms that bind for the day of purchase (None: why not)."""
    if asked.basis is Basis.QUALITY:
        return _quality(asked, calendar)
    if asked.basis is Basis.ONLINE:
        return _online(asked, calendar)
    if asked.basis is Basis.GOODWILL:
        return _goodwill(asked, terms, calendar)
    if terms is None:
        reason = WHY_NOT[why_not or WhyNot.NOT_PROMISED]
        return Judged(Verdict.NOT_PROMISED, None, None, (Step(reason, {"bought": asked.bought_on}),), ())
    return _no_reason(asked, terms, calendar)


class _Findings:
    """What was found so far: sentences in order, and reasons that may be used."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.settled: list[str] = []
        self.possible: list[str] = []

    def say(self, reason: Reason, **facts: Any) -> None:
        self.steps.append(Step(reason, facts))

    def settle(self, codes: Sequence[str], reason: Reason, **facts: Any) -> None:
        """These reasons are given by the facts."""
        self.settled += codes
        self.say(reason, **facts)

    def allow(self, codes: Sequence[str], reason: Reason) -> None:
        """These exclusions may be named if the shop knows that they are so."""
        if codes:
            self.possible += codes
            self.say(reason, exclusions=tuple(codes))

    def judged(self, verdict: Verdict, reckoning: Reckoning | None) -> Judged:
        last_on = reckoning.due if reckoning else None
        codes = tuple(dict.fromkeys([*self.settled, *self.possible]))
        return Judged(verdict, last_on, reckoning, tuple(self.steps), codes, tuple(self.settled))


def _no_reason(asked: Asked, terms: ReturnTerms, calendar: Calendar) -> Judged:
    found = _Findings()
    reckoning = last_day(terms.window_days, asked.bought_on, calendar)
    found.say(Reason.PROMISED_DAYS, days=terms.window_days, bought=asked.bought_on, last=reckoning.due)
    _in_time(found, asked, reckoning)
    goods = coverage(terms.categories, terms.exclusions, asked.category, opened=_is_opened(asked))
    if goods.in_range:
        found.say(Reason.COVERED, category=asked.category)
    else:
        found.settle(["not_covered"], Reason.NOT_COVERED, category=asked.category)
    _excluded(found, goods)
    _condition(found, asked, demands_intact=not DEMANDS_INTACT.isdisjoint(terms.conditions))
    _proof(found, asked, terms)
    _store(found, asked, terms)
    _due(found, terms)
    return found.judged(Verdict.MAY_REFUSE if found.settled else Verdict.DUE, reckoning)


def _quality(asked: Asked, calendar: Calendar) -> Judged:
    """Faulty goods: within seven days the buyer may give them back, later have them changed or mended (art. 24)."""
    found = _Findings()
    reckoning = last_day(LAW_DAYS, asked.bought_on, calendar)
    found.say(Reason.LAW_QUALITY, days=LAW_DAYS, bought=asked.bought_on, last=reckoning.due)
    if asked.requested_on > reckoning.due and asked.kind is ReturnKind.RETURN:
        found.settle(["exchange_or_repair"], Reason.LAW_PASSED, last=reckoning.due)
    _rolled(found, reckoning)
    found.say(Reason.SHOP_PAYS_FREIGHT)
    found.possible += ["no_fault_found", "fault_was_told"]
    if asked.condition is Condition.DAMAGED:
        found.possible.append("misused")
    if not asked.has_proof:
        found.possible.append("no_proof")
    if asked.elsewhere:
        found.possible.append("not_this_store")
    return found.judged(Verdict.BY_LAW, reckoning)


def _online(asked: Asked, calendar: Calendar) -> Judged:
    """Goods that were sent: seven days after they arrived, save for the exceptions of the law (art. 25)."""
    found = _Findings()
    reckoning = last_day(LAW_DAYS, asked.bought_on, calendar)
    found.say(Reason.LAW_ONLINE, days=LAW_DAYS, bought=asked.bought_on, last=reckoning.due)
    _in_time(found, asked, reckoning)
    _excluded(found, coverage((asked.category,), EXCEPTIONS_OF_LAW, asked.category, opened=_is_opened(asked)))
    agreed = coverage((asked.category,), AGREED_ONLINE, asked.category, opened=_is_opened(asked))
    found.allow([*agreed.excluded, *agreed.ask, *agreed.unless], Reason.EXCLUDED_IF_AGREED)
    _condition(found, asked, demands_intact=True)
    if asked.elsewhere:
        found.possible.append("not_this_store")
    found.say(Reason.REFUND_WITHIN, days=LAW_DAYS)
    return found.judged(Verdict.MAY_REFUSE if found.settled else Verdict.BY_LAW, reckoning)


def _goodwill(asked: Asked, terms: ReturnTerms | None, calendar: Calendar) -> Judged:
    """Nothing is owed, so the shop may say no; but not to what its own promise covers."""
    found = _Findings()
    promised = _no_reason(asked, terms, calendar) if terms else None
    if promised is not None and promised.verdict is Verdict.DUE:
        found.say(Reason.PROMISE_COVERS_IT, last=promised.last_on)
        return found.judged(Verdict.DUE, promised.reckoning)
    found.say(Reason.FREE_TO_DECIDE)
    found.possible.append("not_owed")
    return found.judged(Verdict.FREE, promised.reckoning if promised else None)


def _in_time(found: _Findings, asked: Asked, reckoning: Reckoning) -> None:
    _rolled(found, reckoning)
    if asked.requested_on > reckoning.due:
        found.settle(["window_passed"], Reason.PASSED, last=reckoning.due, requested=asked.requested_on)
    else:
        found.say(Reason.IN_TIME, last=reckoning.due, requested=asked.requested_on)


def _rolled(found: _Findings, reckoning: Reckoning) -> None:
    counted = [step.day for step in reckoning.steps if step.counted]
    if any(step.why is Why.ROLLED for step in reckoning.steps):
        found.say(Reason.ROLLED, was=counted[-1], last=reckoning.due)
    if reckoning.provisional:
        found.say(Reason.PROVISIONAL, year=reckoning.due.year)


def _excluded(found: _Findings, goods: Coverage) -> None:
    if goods.excluded:
        found.settle(goods.excluded, Reason.EXCLUDED, exclusions=goods.excluded)
    found.allow([*goods.ask, *goods.unless], Reason.EXCLUDED_IF)


def _is_opened(asked: Asked) -> bool:
    return asked.condition is not Condition.INTACT


def _condition(found: _Findings, asked: Asked, *, demands_intact: bool) -> None:
    if asked.condition is Condition.OPENED:
        found.say(Reason.OPENED_IS_FINE)
    if asked.condition is not Condition.DAMAGED:
        return
    if demands_intact:
        found.settle(["not_intact"], Reason.NOT_INTACT)
    else:
        found.say(Reason.DAMAGE_NOT_NAMED)


def _proof(found: _Findings, asked: Asked, terms: ReturnTerms) -> None:
    if asked.has_proof:
        return
    if "proof" in terms.bring:
        found.settle(["no_proof"], Reason.NO_PROOF)
    else:
        found.say(Reason.PROOF_NOT_ASKED)


def _store(found: _Findings, asked: Asked, terms: ReturnTerms) -> None:
    if not asked.elsewhere:
        return
    if terms.cross_store in ONLY_HERE:
        found.settle(["not_this_store"], Reason.NOT_THIS_STORE)
    elif terms.cross_store in NEARBY:
        found.possible.append("not_this_store")
        found.say(Reason.STORES_NEARBY, cross_store=terms.cross_store)
    else:
        found.say(Reason.ANY_STORE)


def _due(found: _Findings, terms: ReturnTerms) -> None:
    """What the shop owes once it takes the goods back."""
    if terms.refund_days:
        found.say(Reason.REFUND_WITHIN, days=terms.refund_days)
    else:
        found.say(Reason.REFUND_AT_ONCE)
    if terms.gift == "return_or_pay":
        found.say(Reason.GIFTS_BACK)
