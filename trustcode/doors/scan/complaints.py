"""Pure: the complaints on a card as a page shows them. Nothing here ranks, rates or praises; a count is not a verdict."""

from __future__ import annotations

from datetime import date

from trustcode.complaints.rules.silence import Answering, answering
from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.views.complaints import ComplaintsView, ResultRow
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, say
from trustcode.kernel.scheme import SchemeRules
from trustcode.projections.scan_card.card import CardResult
from trustcode.publication.rules.course import HideGround
from trustcode.publication.rules.figures import Way, figures
from trustcode.publication.rules.showing import Result

_WAYS = {
    Way.SETTLED: N_("settled with the shop %(count)s"),
    Way.AGREED: N_("agreed in mediation %(count)s"),
    Way.NO_AGREEMENT: N_("no agreement %(count)s"),
    Way.WITHDRAWN: N_("withdrawn by the shopper %(count)s"),
    Way.UNHEARD: N_("answered, no further word from the shopper %(count)s"),
    Way.OPEN: N_("still under way %(count)s"),
}

_ANSWERING = {
    Answering.SILENT: N_(
        "This shop leaves complaints unanswered: %(unanswered)s of %(due)s have no answer to this day."
    ),
    Answering.LATE: N_("This shop answered late or owes an answer: %(missed)s of %(due)s."),
}


def complaints_view(asked: Asked, today: date, scheme: SchemeRules, returns: int) -> ComplaintsView:
    """The complaints of a card up to a day; `returns` are the requests that stand beside them on the page."""
    card = asked.card
    found = figures(card.complaints or (), today)
    few = found.is_few(scheme.few_complaints)
    compares = found.compares(scheme.few_complaints, card.since)
    stones = [stone for stone in card.stones if stone.until >= today]
    results = [one for one in card.results if one.until >= today]
    return ComplaintsView(
        received=found.received,
        ways=_ways(asked.language, found.ways),
        open=found.count(Way.OPEN),
        in_time=found.in_time,
        late=found.late,
        few=few,
        before=found.before if compares else None,
        median=None if few else found.median,
        at_least=found.at_least,
        rated=found.rated,
        mean="" if found.mean_tenths is None else f"{found.mean_tenths // 10}.{found.mean_tenths % 10}",
        results=tuple(_row(asked, one) for one in results),
        stones=tuple((one.hidden_on, label(asked.language, HideGround(one.ground))) for one in stones),
        list_path=asked.to(addresses.results_path(card.merchant_id)) if results or stones else "",
        answering=_answering(asked, today, scheme),
        returns=returns,
        since=card.since.year if card.since else None,
    )


def _ways(language: str, counts: dict[Way, int]) -> str:
    found = [say(language, said, {"count": counts[way]}) for way, said in _WAYS.items() if counts.get(way)]
    return ("，" if language == "zh" else ", ").join(found)


def _answering(asked: Asked, today: date, scheme: SchemeRules) -> str:
    note = answering(asked.card.cases, today, scheme)
    said = _ANSWERING.get(note.answering)
    counts = {"due": note.due, "missed": note.missed, "unanswered": note.unanswered}
    return say(asked.language, said, counts) if said else ""


def _row(asked: Asked, one: CardResult) -> ResultRow:
    return ResultRow(
        came_on=one.came_on,
        category=asked.words(one.category),
        problem=asked.words(one.problem),
        result=label(asked.language, Result(one.result)),
        reply=one.reply,
    )
