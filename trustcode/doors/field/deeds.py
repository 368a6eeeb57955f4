"""What an officer can do with a complaint now, in the order of a usual day; each is a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.authority import HANDLE, REPLY
from trustcode.complaints.rules.course import ENDED, WITH_OFFICE, Act, acts_open_to
from trustcode.doors.wording.msgids import Word, word
from trustcode.kernel.actors import Actor, Role
from trustcode.people.rules.permissions import may_ever


class Deed(StrEnum):
    """A thing to do with a complaint; the value stands in the address."""

    ASK_IDENTITY = "ask-identity"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REFER = "refer"
    AGREE = "agree"
    END = "end"
    TOLD = "told"
    WRITE = "write"
    PAUSE = "pause"
    RESUME = "resume"
    CLUE = "clue"
    ASSIGN = "assign"
    SEND = "send"
    REOPEN = "reopen"


VERBS: dict[Deed, Word] = {
    Deed.ASK_IDENTITY: word("complaint deed", "Ask for identity papers"),
    Deed.ACCEPT: word("complaint deed", "Accept"),
    Deed.REFUSE: word("complaint deed", "Do not accept"),
    Deed.REFER: word("complaint deed", "Refer back"),
    Deed.AGREE: word("complaint deed", "Record an agreement"),
    Deed.END: word("complaint deed", "End mediation"),
    Deed.TOLD: word("complaint deed", "Note: both sides told"),
    Deed.WRITE: word("complaint deed", "Write to both sides"),
    Deed.PAUSE: word("complaint deed", "Let the clock stand still"),
    Deed.RESUME: word("complaint deed", "Let the clock run on"),
    Deed.CLUE: word("complaint deed", "Note a clue of illegality"),
    Deed.ASSIGN: word("complaint deed", "Give it to an officer"),
    Deed.SEND: word("complaint deed", "Send to another region"),
    Deed.REOPEN: word("complaint deed", "Open again"),
}
"""What the link and the button say."""

_BY_ACT = {
    Act.ASK_IDENTITY: Deed.ASK_IDENTITY,
    Act.ACCEPT: Deed.ACCEPT,
    Act.REFUSE: Deed.REFUSE,
    Act.REFER: Deed.REFER,
    Act.RECORD_AGREEMENT: Deed.AGREE,
    Act.END_MEDIATION: Deed.END,
    Act.SEND: Deed.SEND,
    Act.REOPEN: Deed.REOPEN,
}


def deeds_open(actor: Actor, sheet: ComplaintSheet, clocks: Sequence[ClockSheet]) -> tuple[Deed, ...]:
    """What this officer can do now, in the order of `Deed`."""
    found = {_BY_ACT[act] for act in acts_open_to(actor.role, sheet.state) if act in _BY_ACT}
    if may_ever(actor.role, HANDLE):
        found.add(Deed.CLUE)
        found |= _clock_deeds(sheet, clocks)
        if actor.role is Role.SUPERVISOR and sheet.state not in ENDED:
            found.add(Deed.ASSIGN)
    if may_ever(actor.role, REPLY) and sheet.state in WITH_OFFICE:
        found.add(Deed.WRITE)
    return tuple(deed for deed in Deed if deed in found)


def pausable(clocks: Sequence[ClockSheet]) -> list[ClockSheet]:
    """The clocks that run and that the law lets stand still for something."""
    return [one for one in clocks if one.stopped_on is None and one.rule.pauses and not one.stands_still]


def standing(clocks: Sequence[ClockSheet]) -> list[ClockSheet]:
    """The clocks that stand still now."""
    return [one for one in clocks if one.stands_still]


def _clock_deeds(sheet: ComplaintSheet, clocks: Sequence[ClockSheet]) -> set[Deed]:
    running = [one for one in clocks if one.stopped_on is None]
    with_office = sheet.state in WITH_OFFICE
    asked = {
        Deed.TOLD: any(one.rule.code is ClockCode.TELL_END for one in running),
        Deed.PAUSE: with_office and bool(pausable(clocks)),
        Deed.RESUME: with_office and bool(standing(clocks)),
    }
    return {deed for deed, is_so in asked.items() if is_so}
