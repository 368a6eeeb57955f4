"""The clocks of the law: the table with its versions, and how one is counted from a day, by the rules that pages use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, request

from trustcode.calendars.queries import calendar
from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, ClockRefusal, ClockRule, ClockTable, Pause, PauseWhy, Running, Unit, run
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_moment
from trustcode.doors.window.asked import AskedRefusal, Parameter, Unfit, answers, day, yes
from trustcode.doors.window.clock_facts import clock_facts, day_facts, name_of, pause_facts, rule_facts
from trustcode.doors.window.entrance import READS, blueprint, said
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.workdays import Calendar
from trustcode.people.rules.permissions import PUBLIC_READING

MOST_PAUSES, LONGEST_PAUSE = 5, 400
"""So many pauses, and so many days of each, that somebody may ask about."""


def pause(text: str) -> Pause:
    """`appraisal:2026-05-01/2026-05-10`: what stops the clock, and the days between. Raises Unfit."""
    why, colon, span = text.partition(":")
    first, slash, last = span.partition("/")
    if not (colon and slash) or why not in {one.value for one in PauseWhy}:
        raise Unfit(AskedRefusal.NOT_A_PAUSE, most=LONGEST_PAUSE)
    from_on, to_on = day(first), day(last)
    if not 0 <= (to_on - from_on).days <= LONGEST_PAUSE:
        raise Unfit(AskedRefusal.NOT_A_PAUSE, most=LONGEST_PAUSE)
    return Pause(from_on, to_on, PauseWhy(why))


DAYS = {
    "from": Parameter(day, needed=True),
    "came_in": Parameter(day),
    "extended": Parameter(yes, otherwise=False),
    "named": Parameter(day),
    "pause": Parameter(pause, most=MOST_PAUSES),
}


@blueprint.get("/api/v1/clocks")
@access(PUBLIC_READING)
@limited(READS)
def clock_table() -> Response:
    """Every clock with every version of its rule."""
    answers(request.args, {})
    with open_reader() as reader:
        table = clocks(reader)
    today = civil_day(the_moment()).isoformat()
    return said({"as_of": today, "clocks": [clock_facts(code, _rules(table, code)) for code in ClockCode]})


@blueprint.get("/api/v1/clocks/<name>")
@access(PUBLIC_READING)
@limited(READS)
def clock(name: str) -> Response:
    """One clock with every version of its rule."""
    answers(request.args, {})
    code = _code(name)
    with open_reader() as reader:
        table = clocks(reader)
    return said(clock_facts(code, _rules(table, code)))


@blueprint.get("/api/v1/clocks/<name>/days")
@access(PUBLIC_READING)
@limited(READS)
def clock_days(name: str) -> Response:
    """How a clock is counted from the day of its event; the version is that of the day on which the matter came in."""
    code, asked = _code(name), answers(request.args, DAYS)
    with open_reader() as reader:
        table, known = clocks(reader), calendar(reader)
    came_in = asked["came_in"] or asked["from"]
    rule = table.rule(code, came_in)
    if rule.unit is Unit.NAMED and asked["named"] is None:
        raise Refusal(AskedRefusal.MISSING, "named", name="named")
    if rule.unit is not Unit.NAMED and asked["named"] is not None:
        others = ", ".join(name for name in DAYS if name != "named")
        raise Refusal(AskedRefusal.UNKNOWN, "named", name="named", known=others)
    ran = _run(rule, known, asked)
    return said(
        {
            "clock": code.value,
            "name": name_of(code),
            "came_in": came_in.isoformat(),
            "rule": rule_facts(rule),
            "extended": ran.extended,
            "pauses": pause_facts(asked["pause"]),
            **day_facts(ran.reckoning, known),
        }
    )


def _run(rule: ClockRule, known: Calendar, asked: Mapping[str, Any]) -> Running:
    """The clock by the rules; what they refuse is named by its parameter."""
    days = {"today": asked["from"], "named_on": asked["named"]}
    try:
        return run(rule, asked["from"], known, pauses=asked["pause"], extended=asked["extended"], **days)
    except Refusal as no:
        where = "extended" if no.code is ClockRefusal.NO_EXTENSION_HERE else "pause"
        raise Refusal(no.code, where, **no.facts) from None


def _code(name: str) -> ClockCode:
    try:
        return ClockCode(name)
    except ValueError:
        abort(404)


def _rules(table: ClockTable, code: ClockCode) -> list[ClockRule]:
    return [rule for rule in table.rules if rule.code is code]
