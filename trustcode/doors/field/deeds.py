"""What an officer can do with a complaint now, in the order of a usual day; each is a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.authority import HANDLE, MOVE, REPLY
from trustcode.complaints.rules.course import COURSE, ENDED, WITH_OFFICE, Act, acts_open_to
from trustcode.complaints.rules.file_notes import NOTED_IN, FileNoteKind, may_call_back
from trustcode.kernel.actors import Actor, Role
from trustcode.people.rules.permissions import may_ever


class Deed(StrEnum):
    """A thing to do with a complaint; the value stands in the address."""

    ASK_IDENTITY = "ask-identity"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REFER = "refer"
    INVITE = "invite"
    RECORD = "record"
    AGREE = "agree"
    END = "end"
    TOLD = "told"
    WRITE = "write"
    PAUSE = "pause"
    RESUME = "resume"
    CLUE = "clue"
    ASSIGN = "assign"
    SEND = "send"
    PROPOSE = "propose"
    FREE = "free"
    CALL_BACK = "call-back"
    REOPEN = "reopen"


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

_BY_NOTE = {
    FileNoteKind.SITTING: Deed.INVITE,
    FileNoteKind.RECORD: Deed.RECORD,
    FileNoteKind.CALL_BACK: Deed.CALL_BACK,
}


def deeds_open(
    actor: Actor,
    sheet: ComplaintSheet,
    clocks: Sequence[ClockSheet],
    *,
    is_proposed: bool = False,
    is_called: bool = False,
) -> tuple[Deed, ...]:
    """What this officer can do now, in the order of `Deed`.

    `is_proposed`: another office waits to be decided on; `is_called`: the shopper was asked since it ended.
    """
    found = {_BY_ACT[act] for act in acts_open_to(actor.role, sheet.state) if act in _BY_ACT}
    if COURSE.allows(sheet.state, Act.SEND) and not is_proposed and may_ever(actor.role, MOVE):
        found.add(Deed.PROPOSE)
    if may_ever(actor.role, HANDLE):
        found.add(Deed.CLUE)
        found |= _clock_deeds(sheet, clocks) | {_BY_NOTE[one] for one in _BY_NOTE if sheet.state in NOTED_IN[one]}
        if is_called or sheet.taken_over or not may_call_back(sheet.state, sheet.accepted_at):
            found.discard(Deed.CALL_BACK)
        if sheet.holds and sheet.state not in ENDED:
            found.add(Deed.FREE)
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


def extendable(clocks: Sequence[ClockSheet]) -> list[ClockSheet]:
    """The clocks that run and that the law lets be longer once."""
    return [one for one in clocks if one.stopped_on is None and one.rule.extension and not one.extended]
