"""The public moderation log for programs: what officers kept back, corrected, hid or showed again, and the rate."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_moment
from trustcode.doors.lobby.published import coded, line_facts, list_words
from trustcode.doors.window.asked import answers
from trustcode.doors.window.entrance import READS, blueprint, said
from trustcode.doors.window.paging import PAGED, link_header, next_address
from trustcode.kernel.moments import civil_day
from trustcode.kernel.territory import PROVINCE
from trustcode.people.rules.permissions import PUBLIC_READING
from trustcode.publication.queries.log import lines_in_all, log_after
from trustcode.publication.queries.rates import publication_rate
from trustcode.publication.rules.showing import PublicationRate


@blueprint.get("/api/v1/moderation")
@access(PUBLIC_READING)
@limited(READS)
def moderation_log() -> Response:
    """The log, the newest first, under the rate of the year with its denominator."""
    asked, today = answers(request.args, PAGED), civil_day(the_moment())
    with open_reader() as reader:
        found = log_after(reader, limit=asked["limit"], mark=asked["after"])
        total, rate = lines_in_all(reader), publication_rate(reader, PROVINCE, today.year)
        words = list_words(reader, today)
    following = next_address(asked, found.next)
    document = {
        "as_of": today.isoformat(),
        "rate": _rate(rate),
        "total": total,
        "lines": [line_facts(one, words) for one in found.lines],
        "next": following,
    }
    return said(document, headers=link_header(following))


def _rate(rate: PublicationRate) -> dict[str, Any]:
    """Of the complaints that ended in the year and may be published, how many were; the rest by its grounds."""
    withheld = [{"ground": coded(why), "count": rate.withheld[why]} for why in sorted(rate.withheld)]
    return {
        "year": rate.year,
        "published": rate.published,
        "of": rate.publishable,
        "hidden": rate.hidden,
        "waiting": rate.waiting,
        "withheld": withheld,
    }
