"""Marks on a ledger that tell an officer where to look. A mark is a hint with its numbers, never a verdict.

Each rule looks at lines that count (not those a correction took the place of) and at answers of the last twelve months.
Thresholds are numbers of the scheme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from trustcode.kernel.moments import Moment, civil_day, in_china
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.months import Month, kind_of, month_of
from trustcode.returns.rules.words import AnswerMark, Basis, Origin, Outcome

NIGHT_FROM, NIGHT_TO = 22, 6
"""Hours in China between which few shops have customers."""

FEWEST_ON_LAST_DAY = 10
"""Lines on one day below which nobody speaks of a dump."""

AN_HOUR = timedelta(hours=1)


class MarkKind(StrEnum):
    """What caught the eye."""

    BURST = "burst"
    IDENTICAL = "identical"
    NIGHT = "night"
    LAST_DAY = "last_day"
    OWN_DEVICE = "own_device"
    REPEATED_DEVICE = "repeated_device"
    OWN_NETWORK = "own_network"
    REFUSALS = "refusals"
    LATE = "late"
    RECEIPT_AGAIN = "receipt_again"


@dataclass(frozen=True)
class MarkLine:
    """What the marks ask of one line. Money in fen."""

    basis: Basis
    outcome: Outcome
    refund_fen: int
    origin: Origin
    is_late: bool
    receipt_again: bool
    logged_at: Moment


@dataclass(frozen=True)
class Mark:
    """One thing to look at; `period` names the month it is about, or is empty when it is about twelve months.

    `numbers` are what a sentence about it needs: always `count`, and where they apply `of`, `percent`, `amount_fen`.
    """

    kind: MarkKind
    numbers: Mapping[str, int]
    period: str = ""


def marks(lines: Iterable[MarkLine], answers: Mapping[AnswerMark, int], scheme: SchemeRules) -> tuple[Mark, ...]:
    """The marks of one ledger, each kind at most once and with its worst month, in the order of `MarkKind`.

    `lines` and `answers` (confirmations by device) are those of the last twelve months.
    """
    known = sorted(lines, key=lambda line: line.logged_at)
    months: dict[Month, list[MarkLine]] = {}
    for line in known:
        months.setdefault(month_of(kind_of(scheme), civil_day(line.logged_at)), []).append(line)
    found = [_worst(rule, months, scheme) for rule in _MONTHLY]
    found += [rule(known, scheme) for rule in _YEARLY]
    found += [_devices(MarkKind.OWN_DEVICE, answers.get(AnswerMark.OWN_DEVICE, 0), 1)]
    found += [_devices(MarkKind.REPEATED_DEVICE, answers.get(AnswerMark.REPEATED, 0), scheme.repeated_devices)]
    found += [_devices(MarkKind.OWN_NETWORK, answers.get(AnswerMark.OWN_NETWORK, 0), 1)]
    order = list(MarkKind)
    return tuple(sorted((mark for mark in found if mark), key=lambda mark: order.index(mark.kind)))


def _worst(rule: _Monthly, months: Mapping[Month, Sequence[MarkLine]], scheme: SchemeRules) -> Mark | None:
    """The month in which a rule found most, the latest of equals; None when it found nothing."""
    found = [mark for month, lines in months.items() if (mark := rule(month, lines, scheme))]
    return max(found, key=lambda mark: (mark.numbers["count"], mark.period), default=None)


def _burst(month: Month, lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    typed = [line.logged_at for line in lines if line.origin is not Origin.IMPORTED]
    most = begin = 0
    for end, at in enumerate(typed):
        while at - typed[begin] > AN_HOUR:
            begin += 1
        most = max(most, end - begin + 1)
    return Mark(MarkKind.BURST, {"count": most}, month.period) if most >= scheme.burst_entries_per_hour else None


def _identical(month: Month, lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    refunds = Counter(line.refund_fen for line in lines if line.outcome is Outcome.ACCEPTED and line.refund_fen)
    if not refunds:
        return None
    (amount, count), total = refunds.most_common(1)[0], refunds.total()
    if count < scheme.identical_amounts or count * 100 < total * scheme.identical_percent:
        return None
    return Mark(MarkKind.IDENTICAL, {"count": count, "of": total, "amount_fen": amount}, month.period)


def _night(month: Month, lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    typed = [in_china(line.logged_at).hour for line in lines if line.origin is not Origin.IMPORTED]
    count = sum(hour >= NIGHT_FROM or hour < NIGHT_TO for hour in typed)
    enough = count >= scheme.night_entries
    return Mark(MarkKind.NIGHT, {"count": count, "of": len(typed)}, month.period) if enough else None


def _last_day(month: Month, lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    count = sum(civil_day(line.logged_at) == month.to_on for line in lines)
    if count < FEWEST_ON_LAST_DAY or count * 100 < len(lines) * scheme.last_day_percent:
        return None
    return Mark(MarkKind.LAST_DAY, _share(count, len(lines)), month.period)


def _refusals(lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    asked = [line for line in lines if line.basis is Basis.NO_REASON]
    refused = sum(line.outcome is Outcome.REFUSED for line in asked)
    return _over(MarkKind.REFUSALS, refused, len(asked), scheme.refusal_ratio_percent, scheme)


def _late(lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    return _over(MarkKind.LATE, sum(line.is_late for line in lines), len(lines), scheme.late_percent, scheme)


def _receipt_again(lines: Sequence[MarkLine], scheme: SchemeRules) -> Mark | None:
    again = sum(line.receipt_again for line in lines)
    return _over(MarkKind.RECEIPT_AGAIN, again, len(lines), scheme.receipt_again_percent, scheme)


def _over(kind: MarkKind, count: int, total: int, percent: int, scheme: SchemeRules) -> Mark | None:
    """A share above so many per cent, where there are enough requests to speak of shares."""
    if total < scheme.few_requests or count * 100 <= total * percent:
        return None
    return Mark(kind, _share(count, total))


def _devices(kind: MarkKind, count: int, least: int) -> Mark | None:
    return Mark(kind, {"count": count}) if count >= least else None


def _share(count: int, total: int) -> dict[str, int]:
    return {"count": count, "of": total, "percent": count * 100 // total}


_Monthly = Callable[[Month, Sequence[MarkLine], SchemeRules], Mark | None]
_MONTHLY: tuple[_Monthly, ...] = (_burst, _identical, _night, _last_day)
_YEARLY: tuple[Callable[[Sequence[MarkLine], SchemeRules], Mark | None], ...] = (_refusals, _late, _receipt_again)
