"""The lines of an officer's lists: what is the case with a unit, until when, and what the officer does next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import Audience, act_verb, standing_means
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.kernel.territory import prefix
from trustcode.merchants.queries.lists import QueueRow
from trustcode.merchants.rules.standing import Act, Standing

OBJECTIONS = ("%(num)s objection waits for a decision.", "%(num)s objections wait for a decision.")


@dataclass(frozen=True)
class Line:
    """One unit in a list, in finished words. `due` is `late`, `today` or empty."""

    name: str
    standing: str
    fact: str
    clock: str
    due: str
    action: str
    path: str


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


GROUPS: tuple[Word, ...] = (
    word("field", "Overdue"),
    word("field", "Due today"),
    word("field", "This week"),
    word("field", "Later"),
    word("field", "Without a deadline"),
    word("field", "Waiting for somebody else"),
)


def grouped(say: Speaker, actor: Actor, rows: Sequence[QueueRow]) -> tuple[Group, ...]:
    """Lines by urgency; groups without lines are left out. The order within a group is that of the rows."""
    heaps: list[list[Line]] = [[] for _ in GROUPS]
    for row in rows:
        heaps[_group_of(row, say.today)].append(line_of(say, actor, row))
    return tuple(Group(say.say(title), tuple(lines)) for title, lines in zip(GROUPS, heaps, strict=True) if lines)


def _group_of(row: QueueRow, today: date) -> int:
    if row.others_turn:
        return 5
    if row.deadline is None:
        return 4
    if row.deadline <= today:
        return 1 if row.deadline == today else 0
    sunday = today + timedelta(days=6 - today.weekday())
    return 2 if row.deadline <= sunday else 3


def line_of(say: Speaker, actor: Actor, row: QueueRow) -> Line:
    """A unit as one line of a list."""
    return Line(
        name=f"{row.shop_name} {row.branch_name}".strip(),
        standing=row.standing.value,
        fact=where_words(say, actor, row.region_code) + _fact(say, actor, row),
        clock=clock_words(say, row.deadline),
        due="" if row.others_turn else say.urgency(row.deadline),
        action=_action(say, actor, row),
        path=url_for("field.sheet", merchant_id=row.merchant_id),
    )


def clock_words(say: Speaker, due: date | None) -> str:
    """A deadline in a few words: how long, and which day."""
    if due is None:
        return ""
    if due == say.today:
        return say.say(word("field", "Due today"))
    return say.say(N_("%(day)s (%(left)s)"), day=due, left=say.left(due))


def where_words(say: Speaker, actor: Actor, region_code: str) -> str:
    """The county, for those who have several."""
    if len(prefix(actor.scope)) == len(region_code):
        return ""
    return say.say(N_("%(place)s. "), place=say.place(region_code))


def _fact(say: Speaker, actor: Actor, row: QueueRow) -> str:
    if row.waits_for_second is not None:
        return _waiting(say, actor, row, row.waits_for_second)
    if row.standing is Standing.PUBLICISED:
        return _notice(say, row)
    facts: dict[Standing, Callable[[], str]] = {
        Standing.SUBMITTED: lambda: _submitted(say, row),
        Standing.CORRECTING: lambda: say.say(
            N_("Sent back: %(ground)s. The shop corrects it."), ground=say.ground(Act.SEND_BACK, row.ground)
        ),
        Standing.RECTIFYING: lambda: say.say(
            N_("To correct: %(ground)s. Ordered on %(day)s."),
            ground=say.ground(Act.ORDER_RECTIFICATION, row.ground),
            day=civil_day(row.standing_at),
        ),
        Standing.SUSPENDED: lambda: say.say(
            N_("Suspended since %(day)s: %(ground)s."),
            ground=say.ground(Act.SUSPEND, row.ground),
            day=civil_day(row.standing_at),
        ),
    }
    return facts.get(row.standing, lambda: standing_means(say.language, row.standing, Audience.OFFICER))()


def _waiting(say: Speaker, actor: Actor, row: QueueRow, act: Act) -> str:
    verb = act_verb(say.language, act)
    if row.proposed_by == actor.person_id:
        return say.say(N_("You proposed “%(act)s”. Another person confirms."), act=verb)
    sentence = (
        N_("%(name)s proposed “%(act)s”. It waits for you to confirm.")
        if row.to_confirm
        else N_("%(name)s proposed “%(act)s”. Another person confirms.")
    )
    return say.say(sentence, name=say.person(row.proposed_by), act=verb)


def _notice(say: Speaker, row: QueueRow) -> str:
    if row.open_objections:
        return say.count(OBJECTIONS, row.open_objections)
    if row.due_on is not None and row.due_on < say.today:
        return say.say(N_("The public notice is over; the code is issued by the calendar."))
    return say.say(N_("No objection so far."))


def _submitted(say: Speaker, row: QueueRow) -> str:
    handed_in = civil_day(row.submitted_at or row.standing_at)
    if row.standing_before is Standing.CORRECTING:
        return say.say(N_("Corrected and handed in again on %(day)s."), day=handed_in)
    return say.say(N_("Handed in on %(day)s."), day=handed_in)


def _action(say: Speaker, actor: Actor, row: QueueRow) -> str:
    if row.to_confirm:
        return say.say(N_("Look and confirm"))
    if row.others_turn or row.merchant_id in actor.own_merchants:
        return say.say(word("field", "Look"))
    if row.standing is Standing.PUBLICISED and row.open_objections:
        return say.say(N_("Decide the objections"))
    if row.standing is Standing.SUBMITTED:
        return say.say(word("field", "Review"))
    if row.standing is Standing.RECTIFYING:
        return say.say(N_("Check the correction"))
    return say.say(word("field", "Look"))
