"""What is published of the complaints about a shop: the figures of twelve months, and every result on display."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Response, abort, request

from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_moment, the_office
from trustcode.doors.lobby.published import ListWords, list_words, result_facts, stone_facts
from trustcode.doors.window.asked import answers
from trustcode.doors.window.entrance import READS, blueprint, said
from trustcode.doors.window.paging import PAGED, link_header, next_address
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.moments import civil_day
from trustcode.people.rules.permissions import PUBLIC_READING
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.publication.queries.gate import count_of, results_after
from trustcode.publication.rules.figures import Way, figures
from trustcode.publication.rules.showing import ShownComplaint, Tombstone

_DAY = timedelta(days=1)


@blueprint.get("/api/v1/merchants/<merchant_id>/complaints")
@access(PUBLIC_READING)
@limited(READS)
def merchant_complaints(merchant_id: str) -> Response:
    """Figures, and results with the hidden ones in their place, the newest complaint first."""
    if not is_id(merchant_id):
        abort(404)
    asked, today = answers(request.args, PAGED), civil_day(the_moment())
    with open_reader() as reader:
        card = card_of_merchant(reader, merchant_id)
        if card is None or not card.is_public:
            abort(404)
        found = results_after(reader, merchant_id, today, limit=asked["limit"], mark=asked["after"])
        total, words = count_of(reader, merchant_id, today), list_words(reader, today)
    following = next_address(asked, found.next)
    document = {
        "merchant": {"id": merchant_id, "shop_name": card.shop_name, "branch_name": card.branch_name},
        "as_of": today.isoformat(),
        "figures": figures_facts(card, today, the_office().settings.rules.few_complaints),
        "total": total,
        "results": [_one(one, words) for one in found.lines],
        "next": following,
    }
    return said(document, headers=link_header(following))


def figures_facts(card: Card, today: date, least: int) -> dict[str, Any]:
    """Twelve months as the page of the shop has them. A count is not a verdict: no score, and of few cases no median.

    `few`: under ten, so that `before` and `median_days` are None; `satisfaction.mean` needs ten answers by itself.
    """
    found = figures(card.complaints or (), today)
    tenths = found.mean_tenths
    return {
        "from": (found.from_on + _DAY).isoformat(),
        "to": found.to_on.isoformat(),
        "received": found.received,
        "before": found.before if found.compares(least, card.since) else None,
        "few": found.is_few(least),
        "ended": {way.value: found.count(way) for way in Way if way is not Way.OPEN},
        "open": found.count(Way.OPEN),
        "answered_in_time": {"count": found.in_time, "of": found.in_time + found.late},
        "median_days": None if found.is_few(least) else found.median,
        "median_may_grow": found.at_least,
        "satisfaction": {"mean": None if tenths is None else tenths / 10, "of": found.rated},
    }


def _one(one: ShownComplaint | Tombstone, words: ListWords) -> dict[str, Any]:
    if isinstance(one, Tombstone):
        return {"kind": "hidden", **stone_facts(one)}
    return {"kind": "result", **result_facts(one, words)}
