"""Pauses of the return promise in words."""

from __future__ import annotations

from collections.abc import Sequence

from trustcode.commitments.queries.pauses import PauseSheet
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_
from trustcode.merchants.actions.moving import CONFIRMED, DECLINED

OUTCOMES = {
    CONFIRMED: N_("%(name)s confirmed this on %(when_day)s."),
    DECLINED: N_("%(name)s declined this on %(when_day)s."),
}


def pause_lines(say: Speaker, found: Sequence[PauseSheet]) -> tuple[str, ...]:
    """What an officer's sheet says of pauses: those that run or are announced, and what waits."""
    waiting = [one for one in found if one.closed_at is None]
    return (*running_lines(say, found), *(what_of(say, one) for one in waiting))


def running_lines(say: Speaker, found: Sequence[PauseSheet]) -> tuple[str, ...]:
    """Pauses that run or are announced, each with its day."""
    return tuple(state_of(say, one) for one in found if one.is_open(say.today))


def what_of(say: Speaker, one: PauseSheet) -> str:
    """What it is: a pause, or a proposal about one."""
    if one.by_owner:
        return say.say(N_("Pause of returns by the shop"))
    if one.closed_at is None:
        return say.say(N_("Proposed: let returns hold again") if one.lifts else N_("Proposed: pause returns"))
    return say.say(N_("Returns hold again") if one.lifts else N_("Pause of returns"))


def state_of(say: Speaker, one: PauseSheet) -> str:
    """How it stands: the days of a pause, or how a proposal ended."""
    if one.days is not None and one.days.is_empty:
        return say.say(N_("Taken back before it began."))
    if one.days is not None and one.days.end_on is not None:
        return say.say(
            N_("Paused from %(first)s; held again from %(again)s."), first=one.days.from_on, again=one.days.end_on
        )
    if one.days is not None:
        future = one.days.from_on > say.today
        return say.say(
            N_("Returns will be paused from %(first)s.") if future else N_("Returns paused since %(first)s."),
            first=one.days.from_on,
        )
    if one.closed_at is None:
        return ""
    name, when = say.person(one.closed_by), say.moment(one.closed_at)
    if one.outcome == DECLINED and one.closed_by == one.proposed_by:
        return say.say(N_("%(name)s took this back on %(when_day)s."), name=name, when_day=when)
    return f"{say.say(OUTCOMES[one.outcome], name=name, when_day=when)} {one.closing_reason}".strip()
