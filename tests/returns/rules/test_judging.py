"""What is due for goods brought back, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.workdays import Calendar, Why, YearDays
from trustcode.returns.rules.judging import judge
from trustcode.returns.rules.verdicts import Asked, Judged, Reason, Verdict
from trustcode.returns.rules.words import Basis, Condition, ReturnKind

Y26 = YearDays(
    2026,
    rest=frozenset(date(2026, 10, d) for d in range(1, 8)) | {date(2026, 2, d) for d in range(15, 24)},
    makeup=frozenset({date(2026, 2, 28), date(2026, 10, 10)}),
    official=True,
)
Y24 = YearDays(2024, official=True)
CALENDAR = Calendar([Y24, Y26])


def terms(**changes: Any) -> ReturnTerms:
    facts: dict[str, Any] = {
        "window_days": 7,
        "categories": ("food", "clothing", "cosmetics", "medicines", "fresh"),
        "exclusions": (),
        "conditions": ("intact",),
        "bring": ("item", "proof"),
        "gift": "no_gifts",
        "freight": "in_person",
        "refund_method": "original_route",
        "refund_days": 0,
        "cross_store": "this_shop",
        **changes,
    }
    return ReturnTerms(**facts)


def judged(
    promise: ReturnTerms | None = None, why_not: WhyNot | None = None, *, unpromised: bool = False, **changes: Any
) -> Judged:
    """A judgement of food bought on Monday 9 November 2026 and brought back the next day."""
    facts: dict[str, Any] = {
        "basis": Basis.NO_REASON,
        "bought_on": date(2026, 11, 9),
        "requested_on": date(2026, 11, 10),
        "category": "clothing",
        **changes,
    }
    return judge(Asked(**facts), None if unpromised else promise or terms(), why_not, CALENDAR)


def said(found: Judged) -> set[Reason]:
    return {step.reason for step in found.reasons}


@pytest.mark.parametrize(
    ("bought", "days", "last", "rolled", "provisional"),
    [
        (date(2026, 11, 9), 7, date(2026, 11, 16), False, False),
        (date(2026, 11, 14), 7, date(2026, 11, 23), True, False),
        (date(2026, 1, 31), 28, date(2026, 2, 28), False, False),
        (date(2024, 2, 22), 7, date(2024, 2, 29), False, False),
        (date(2024, 2, 29), 365, date(2025, 2, 28), False, True),
        (date(2026, 9, 24), 7, date(2026, 10, 8), True, False),
        (date(2026, 12, 28), 7, date(2027, 1, 4), False, True),
        (date(2026, 12, 26), 7, date(2027, 1, 4), True, True),
        (date(2026, 11, 30), 1, date(2026, 12, 1), False, False),
    ],
)
def test_the_last_day_is_reckoned_day_by_day(
    bought: date, days: int, last: date, *, rolled: bool, provisional: bool
) -> None:
    found = judged(terms(window_days=days), bought_on=bought, requested_on=bought)

    assert found.last_on == found.reckoning.due == last
    assert any(step.why is Why.ROLLED for step in found.reckoning.steps) is rolled
    assert (Reason.ROLLED in said(found)) is rolled
    assert (Reason.PROVISIONAL in said(found)) is provisional
    assert found.verdict is Verdict.DUE


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2026, 11, 16), Verdict.DUE), (date(2026, 11, 17), Verdict.MAY_REFUSE)]
)
def test_the_last_day_itself_is_in_time(day: date, verdict: Verdict) -> None:
    found = judged(requested_on=day)

    assert found.verdict is verdict
    assert ("window_passed" in found.may_refuse) is (verdict is Verdict.MAY_REFUSE)


@pytest.mark.parametrize(
    ("promise", "asked", "settled", "possible"),
    [
        ({}, {}, (), ()),
        ({}, {"category": "toys"}, ("not_covered",), ()),
        ({"exclusions": ("E08",)}, {"category": "medicines"}, ("E08",), ()),
        ({"exclusions": ("E08",)}, {"category": "clothing"}, (), ()),
        ({"exclusions": ("E05",)}, {"category": "cosmetics"}, (), ()),
        ({"exclusions": ("E05",)}, {"category": "cosmetics", "condition": Condition.OPENED}, ("E05",), ()),
        ({"exclusions": ("E05",)}, {"condition": Condition.OPENED}, (), ("E05",)),
        ({"exclusions": ("E01", "E07")}, {}, (), ("E01", "E07")),
        ({}, {"condition": Condition.OPENED}, (), ()),
        ({}, {"condition": Condition.DAMAGED}, ("not_intact",), ()),
        ({"conditions": ("labels_on",)}, {"condition": Condition.DAMAGED}, ("not_intact",), ()),
        ({"conditions": ("opened_to_inspect",)}, {"condition": Condition.DAMAGED}, (), ()),
        ({}, {"has_proof": False}, ("no_proof",), ()),
        ({"bring": ("item",)}, {"has_proof": False}, (), ()),
        ({}, {"elsewhere": True}, ("not_this_store",), ()),
        ({"cross_store": "service_desk"}, {"elsewhere": True}, ("not_this_store",), ()),
        ({"cross_store": "same_city"}, {"elsewhere": True}, (), ("not_this_store",)),
        ({"cross_store": "nationwide"}, {"elsewhere": True}, (), ()),
    ],
)
def test_reasons_follow_from_what_was_displayed(
    promise: dict[str, Any], asked: dict[str, Any], settled: tuple[str, ...], possible: tuple[str, ...]
) -> None:
    found = judged(terms(**promise), **asked)

    assert found.settled == settled
    assert found.may_refuse == settled + possible
    assert found.verdict is (Verdict.MAY_REFUSE if settled else Verdict.DUE)


def test_what_the_shop_owes_is_said() -> None:
    at_once, later = judged(), judged(terms(refund_days=3, gift="return_or_pay"))

    assert Reason.REFUND_AT_ONCE in said(at_once)
    assert {Reason.REFUND_WITHIN, Reason.GIFTS_BACK} <= said(later)


@pytest.mark.parametrize(
    ("why_not", "reason"),
    [
        (WhyNot.NOT_PROMISED, Reason.NEVER_PROMISED),
        (WhyNot.NOT_IN_FORCE, Reason.NOT_IN_FORCE),
        (WhyNot.PAUSED, Reason.PAUSED),
        (None, Reason.NEVER_PROMISED),
    ],
)
def test_without_a_promise_nothing_is_due_without_a_reason(why_not: WhyNot | None, reason: Reason) -> None:
    found = judged(None, why_not, unpromised=True)

    assert (found.verdict, found.last_on, found.may_refuse) == (Verdict.NOT_PROMISED, None, ())
    assert said(found) == {reason}


@pytest.mark.parametrize("unpromised", [True, False])
def test_faults_are_the_laws_business_whatever_was_promised(*, unpromised: bool) -> None:
    found = judged(basis=Basis.QUALITY, unpromised=unpromised)

    assert (found.verdict, found.last_on) == (Verdict.BY_LAW, date(2026, 11, 16))
    assert found.may_refuse == ("no_fault_found", "fault_was_told")
    assert {Reason.LAW_QUALITY, Reason.SHOP_PAYS_FREIGHT} <= said(found)


def test_after_seven_days_faulty_goods_are_changed_or_mended() -> None:
    late = {"basis": Basis.QUALITY, "requested_on": date(2026, 11, 17)}

    money, other = judged(**late), judged(**late, kind=ReturnKind.EXCHANGE)

    assert money.settled == ("exchange_or_repair",)
    assert other.settled == ()
    assert money.verdict is other.verdict is Verdict.BY_LAW


def test_faulty_goods_that_were_used_without_proof_from_elsewhere() -> None:
    found = judged(basis=Basis.QUALITY, condition=Condition.DAMAGED, has_proof=False, elsewhere=True)

    assert found.may_refuse[2:] == ("misused", "no_proof", "not_this_store")


@pytest.mark.parametrize(
    ("asked", "verdict", "codes"),
    [
        ({}, Verdict.BY_LAW, {"E01", "E07"}),
        ({"category": "fresh"}, Verdict.MAY_REFUSE, {"E01", "E02", "E07"}),
        ({"category": "cosmetics", "condition": Condition.OPENED}, Verdict.BY_LAW, {"E01", "E05", "E07"}),
        ({"requested_on": date(2026, 11, 17)}, Verdict.MAY_REFUSE, {"window_passed", "E01", "E07"}),
        ({"condition": Condition.DAMAGED}, Verdict.MAY_REFUSE, {"not_intact", "E01", "E05", "E07"}),
        ({"elsewhere": True}, Verdict.BY_LAW, {"E01", "E07", "not_this_store"}),
    ],
)
def test_goods_that_were_sent_have_the_laws_seven_days(
    asked: dict[str, Any], verdict: Verdict, codes: set[str]
) -> None:
    found = judged(basis=Basis.ONLINE, unpromised=True, **asked)

    assert (found.verdict, found.last_on) == (verdict, date(2026, 11, 16))
    assert set(found.may_refuse) == codes


def test_goodwill_is_free_but_not_a_way_around_the_promise() -> None:
    free = judged(basis=Basis.GOODWILL, unpromised=True)
    too_late = judged(basis=Basis.GOODWILL, requested_on=date(2026, 12, 1))
    due = judged(basis=Basis.GOODWILL)

    assert (free.verdict, free.may_refuse, free.last_on) == (Verdict.FREE, ("not_owed",), None)
    assert (too_late.verdict, too_late.may_refuse, too_late.last_on) == (
        Verdict.FREE,
        ("not_owed",),
        date(2026, 11, 16),
    )
    assert (due.verdict, due.may_refuse) == (Verdict.DUE, ())
    assert said(due) == {Reason.PROMISE_COVERS_IT}
