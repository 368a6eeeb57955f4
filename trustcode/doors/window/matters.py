"""The clocks of one's own matter, for whoever holds number and secret: the same that the page of the matter explains.

The secret comes in the header `Authorization: Bearer …` (RFC 6750) and never in an address, which proxies write down.
"""

from __future__ import annotations

from typing import Any

from flask import Response, request

from trustcode.calendars.queries import calendar
from trustcode.complaints.queries.clocks import ClockSheet, clocks_of
from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.authority import READ_OWN
from trustcode.doors.lobby.errors import problem
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.own_matters import READS, opened
from trustcode.doors.lobby.present import open_reader, the_moment
from trustcode.doors.lobby.published import coded
from trustcode.doors.window.asked import answers
from trustcode.doors.window.clock_facts import day_facts, name_of, pause_facts, rule_facts
from trustcode.doors.window.entrance import blueprint, private
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.workdays import Calendar

_BEARER = "bearer "


@blueprint.get("/api/v1/matters/<number>/clocks")
@access(READ_OWN)
@limited(READS)
def matter_clocks(number: str) -> Response:
    """Every clock of a complaint or report, day by day, the oldest first; kept by nobody on the way."""
    answers(request.args, {})
    given = request.headers.get("Authorization", "")
    if not given.lower().startswith(_BEARER):
        return _without_secret()
    today = civil_day(the_moment())
    with open_reader() as reader:
        found = opened(reader, number, given[len(_BEARER) :].strip())
        sheets, known = clocks_of(reader, found.id, today), calendar(reader)
    document = {
        "number": found.number,
        "kind": "complaint" if isinstance(found, ComplaintSheet) else "report",
        "state": coded(found.state),
        "as_of": today.isoformat(),
        "clocks": [_running(sheet, known) for sheet in sheets],
    }
    return private(document)


def _without_secret() -> Response:
    wanted = N_("Send the secret of the receipt in the header Authorization: Bearer.")
    response = problem(401, sentence=translate(wanted))
    response.headers["WWW-Authenticate"] = 'Bearer realm="receipt"'
    return response


def _running(sheet: ClockSheet, known: Calendar) -> dict[str, Any]:
    """A clock of a matter. `due_on` is the last day on the record; `met` whether it was done in time, once it is over."""
    return {
        "clock": sheet.rule.code.value,
        "name": name_of(sheet.rule.code),
        "rule": rule_facts(sheet.rule),
        "extended": sheet.extended,
        "pauses": pause_facts(sheet.pauses),
        "stands_still": sheet.stands_still,
        "due_on": sheet.due_on.isoformat(),
        "days_left": None if sheet.stopped_on else sheet.left,
        "stopped_on": sheet.stopped_on.isoformat() if sheet.stopped_on else None,
        "met": sheet.met,
        **day_facts(sheet.reckoning, known),
    }
