"""Pure: the returns on record as a page shows them. Nothing here ranks, rates or praises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.views.ledger import MonthRow, RecordView
from trustcode.doors.wording.month_bars import BarMonth, month_bars
from trustcode.doors.wording.msgids import N_, say
from trustcode.returns.rules.figures import MonthFigures, Record, first_day, months_up_to, summed

_APART = {
    "quality": N_("faulty goods %(count)s"),
    "online_statutory": N_("goods that had been sent %(count)s"),
    "goodwill": N_("goodwill of the shop %(count)s"),
}
_NO_WORDS = N_("another reason")


def record_view(asked: Asked, today: date, few_requests: int) -> RecordView:
    """The last twelve calendar months of a card, the present one included; empty of anything when there is nothing."""
    wanted = months_up_to(today)
    known = {month.month: month for month in asked.card.record if month.month in wanted}
    total = summed(known.values())
    few = total.requests < few_requests
    months = [known.get(name, MonthFigures(name)) for name in wanted]
    return RecordView(
        from_on=first_day(wanted[0]),
        to_on=first_day(wanted[-1]),
        requests=total.requests,
        accepted=total.accepted,
        confirmed=total.confirmed,
        logged=total.self_reported,
        refused=total.refused,
        withdrawn=total.withdrawn,
        disputed=total.disputed,
        returns=total.returns,
        exchanges=total.exchanges,
        few=few,
        refused_by=_refused_by(asked, total.refused_by),
        refunded_within=total.refunded_within,
        apart=_apart(asked.language, total),
        bars=None if few else month_bars([_bar(month) for month in months]),
        rows=() if few else tuple(_row(month) for month in months if month.accepted or month.refused),
    )


def _bar(month: MonthFigures) -> BarMonth:
    first = first_day(month.month)
    return BarMonth(
        year=first.year,
        month=first.month,
        confirmed=month.confirmed,
        logged=month.accepted - month.confirmed,
        refused=month.refused,
    )


def _row(month: MonthFigures) -> MonthRow:
    return MonthRow(
        first=first_day(month.month),
        confirmed=month.confirmed,
        logged=month.accepted - month.confirmed,
        refused=month.refused,
    )


def _refused_by(asked: Asked, counts: Mapping[str, int]) -> str:
    """Reasons in the order of their codes, not of their numbers: `过了期限 2，商品不完好 1`."""
    words = {one.code: asked.words(one) for one in asked.card.refusals}
    unknown = say(asked.language, _NO_WORDS)
    joint = "，" if asked.language == "zh" else ", "
    return joint.join(f"{words.get(code, unknown)} {counts[code]}" for code in sorted(counts))


def _apart(language: str, total: Record) -> str:
    found = [
        say(language, said, {"count": total.others[basis]}) for basis, said in _APART.items() if basis in total.others
    ]
    return ("、" if language == "zh" else ", ").join(found)
