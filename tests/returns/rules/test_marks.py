"""Marks: padding is seen, honest shops are left in peace, and every mark has its numbers."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from trustcode.kernel.moments import Moment, start_of
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.marks import Mark, MarkKind, MarkLine, marks
from trustcode.returns.rules.words import AnswerMark, Basis, Origin, Outcome

SCHEME = SchemeRules()
NOON = datetime(2026, 11, 10, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def a_line(at: Moment = NOON, **changes: object) -> MarkLine:
    plain = {
        "basis": Basis.NO_REASON,
        "outcome": Outcome.ACCEPTED,
        "refund_fen": 100 + int((at - NOON) / MINUTE) % 9_999,
        "origin": Origin.TYPED,
        "is_late": False,
        "receipt_again": False,
        "logged_at": at,
    }
    return MarkLine(**{**plain, **changes})  # type: ignore[arg-type]


def kinds(found: tuple[Mark, ...]) -> list[MarkKind]:
    return [mark.kind for mark in found]


def test_an_empty_ledger_has_no_mark():
    assert marks([], {}, SCHEME) == ()


def test_five_hundred_padded_lines_in_an_hour_are_seen():
    padded = [a_line(NOON + n * timedelta(seconds=7), refund_fen=9_900) for n in range(500)]

    found = {mark.kind: mark for mark in marks(padded, {}, SCHEME)}

    assert found[MarkKind.BURST].numbers == {"count": 500}
    assert found[MarkKind.BURST].period == "2026-11"
    assert found[MarkKind.IDENTICAL].numbers == {"count": 500, "of": 500, "amount_fen": 9_900}


@pytest.mark.parametrize(("within", "seen"), [(timedelta(minutes=60), True), (timedelta(minutes=61), False)])
def test_a_burst_is_so_many_lines_within_sixty_minutes(within, seen):
    lines = [a_line(NOON + n * within / 29) for n in range(30)]

    assert (MarkKind.BURST in kinds(marks(lines, {}, SCHEME))) is seen


def test_an_imported_file_is_no_burst_and_no_night_work():
    night = datetime(2026, 11, 10, 16, 0, tzinfo=UTC)
    lines = [a_line(night, origin=Origin.IMPORTED, refund_fen=n) for n in range(1, 200)]

    assert kinds(marks(lines, {}, SCHEME)) == []


def test_equal_refunds_count_where_they_are_many_and_a_good_part():
    equal = [a_line(NOON + n * DAY, refund_fen=9_900) for n in range(8)]
    others = [a_line(NOON + n * 40 * MINUTE, refund_fen=500 + n) for n in range(30)]

    assert kinds(marks(equal, {}, SCHEME)) == [MarkKind.IDENTICAL]
    assert MarkKind.IDENTICAL not in kinds(marks(equal[:7], {}, SCHEME))
    assert MarkKind.IDENTICAL not in kinds(marks([*equal, *others], {}, SCHEME))
    assert marks([a_line(NOON + n * DAY, refund_fen=0) for n in range(9)], {}, SCHEME) == ()


@pytest.mark.parametrize(("hour", "seen"), [(21, False), (22, True), (5, True), (6, False)])
def test_night_is_from_ten_to_six_in_china(hour, seen):
    at = start_of(date(2026, 11, 2)) + timedelta(hours=hour, minutes=30)
    lines = [a_line(at + n * DAY) for n in range(10)]

    assert (MarkKind.NIGHT in kinds(marks(lines, {}, SCHEME))) is seen


@pytest.mark.parametrize(("last", "before", "seen"), [(10, 10, True), (10, 11, False), (9, 0, False)])
def test_a_dump_is_half_a_month_on_its_last_day_and_ten_lines_at_least(last, before, seen):
    end = start_of(date(2026, 11, 30)) + timedelta(hours=10)
    lines = [a_line(end + n * MINUTE) for n in range(last)] + [a_line(end - (n + 2) * DAY) for n in range(before)]

    found = {mark.kind: mark for mark in marks(lines, {}, SCHEME)}

    assert (MarkKind.LAST_DAY in found) is seen


def test_the_last_day_is_that_of_the_month_the_duty_follows():
    end = start_of(date(2026, 11, 24)) + timedelta(hours=10)
    lines = [a_line(end + n * MINUTE) for n in range(12)]

    assert MarkKind.LAST_DAY in kinds(marks(lines, {}, SchemeRules(report_month_starts_on=25)))
    assert MarkKind.LAST_DAY not in kinds(marks(lines, {}, SCHEME))


@pytest.mark.parametrize(("refused", "asked", "seen"), [(3, 10, True), (2, 10, False), (9, 9, False)])
def test_refusals_count_above_a_fifth_of_ten_requests(refused, asked, seen):
    lines = [a_line(NOON + n * DAY, outcome=Outcome.REFUSED if n < refused else Outcome.ACCEPTED) for n in range(asked)]

    found = {mark.kind: mark for mark in marks(lines, {}, SCHEME)}

    assert (MarkKind.REFUSALS in found) is seen
    if seen:
        assert found[MarkKind.REFUSALS].numbers == {"count": 3, "of": 10, "percent": 30}


def test_refusals_of_other_bases_are_another_matter():
    lines = [a_line(NOON + n * DAY, outcome=Outcome.REFUSED, basis=Basis.QUALITY) for n in range(20)]

    assert MarkKind.REFUSALS not in kinds(marks(lines, {}, SCHEME))


def test_one_confirmation_from_the_own_device_is_enough_and_three_from_a_repeated_one():
    assert kinds(marks([], {AnswerMark.OWN_DEVICE: 1}, SCHEME)) == [MarkKind.OWN_DEVICE]
    assert kinds(marks([], {AnswerMark.OWN_NETWORK: 1}, SCHEME)) == [MarkKind.OWN_NETWORK]
    assert kinds(marks([], {AnswerMark.REPEATED: 2}, SCHEME)) == []
    assert kinds(marks([], {AnswerMark.REPEATED: 3, AnswerMark.FRESH: 50}, SCHEME)) == [MarkKind.REPEATED_DEVICE]


def test_late_lines_and_the_same_receipt_count_as_shares():
    lines = [a_line(NOON + n * DAY, is_late=n < 5, receipt_again=n < 3) for n in range(10)]

    assert kinds(marks(lines, {}, SCHEME)) == [MarkKind.LATE, MarkKind.RECEIPT_AGAIN]


PRICES = [990, 1990, 2990, 3900, 4990, 5900, 6990, 7900, 8900, 9900, 12900, 15900, 19900, 25900, 29900, 39900]


def an_honest_shop(rng: random.Random) -> list[MarkLine]:
    """A year of a shop: lognormal in size, open from nine to nine, logging at the till; two refunds in three at shelf prices."""
    size = min(int(rng.lognormvariate(2, 2)), 8_000) if rng.random() > 0.4 else 0
    opening = start_of(date(2025, 12, 1)) + timedelta(hours=9)
    lines = []
    for _ in range(size):
        at = opening + rng.randrange(365) * DAY + rng.randrange(12 * 60) * MINUTE
        refund = rng.choice(PRICES) if rng.random() < 0.66 else int(rng.lognormvariate(8.5, 1.2)) + 1
        outcome = Outcome.REFUSED if rng.random() < 0.03 else Outcome.ACCEPTED
        lines.append(a_line(at, refund_fen=0 if outcome is Outcome.REFUSED else refund, outcome=outcome))
    return lines


def test_a_thousand_honest_shops_have_no_burst_no_equal_amounts_and_no_night():
    rng = random.Random(20261123)
    shops = [an_honest_shop(rng) for _ in range(1_000)]

    wrong = {kind for shop in shops for kind in kinds(marks(shop, {}, SCHEME))}

    assert wrong & {MarkKind.BURST, MarkKind.IDENTICAL, MarkKind.NIGHT} == set()
    assert max(map(len, shops)) > 500
