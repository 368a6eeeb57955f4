"""What the office does with a clue of illegality: a case, none, joined, handed over; its clocks; a clue from a complaint."""

from __future__ import annotations

import json

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode, PauseWhy
from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.handling import require_may_take
from trustcode.complaints.actions.moving import locked, move_report, require_unchanged
from trustcode.complaints.actions.numbering import fresh_number
from trustcode.complaints.entries import (
    ExtensionAsked,
    ExtensionDecided,
    ReportAssigned,
    ReportFiled,
)
from trustcode.complaints.models import ClockExtension, Complaint, Report, RunningClock
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.numbers import read_number
from trustcode.complaints.rules.purposes import CLUE, EXTENSION, TEXT
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import (
    REPORTS_OPEN,
    NoCaseGround,
    ReportAct,
    ReportOrigin,
    ReportState,
)
from trustcode.complaints.rules.saying import LONGEST_WHY, read_text
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id, tidy
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import require, require_second
from trustcode.record.pen import Pen

LONGEST_CASE_NO = 60
"""Characters."""


def take(pen: Pen, *, report_id: str, officer_id: str = "", seen: int | None = None) -> None:
    """An officer takes a report, or a supervisor gives it to one. Raises NotFound, Refusal NO_SUCH_OFFICER."""
    row = _held(pen, report_id, seen)
    officer = officer_id or pen.actor.person_id
    require_may_take(pen, officer, region=row.region_code, merchant_id=row.merchant_id or "")
    if row.officer_id != officer:
        row.officer_id = officer
        pen.note(ReportAssigned(subject=row.id, officer=officer))


def file_case(pen: Pen, *, report_id: str, case_no: str, seen: int | None = None) -> None:
    """A case is filed: C5 ends, C7 starts, and C6 where there is a reporter with a name.

    Raises Refusal CASE_NUMBER_NEEDED or LONG_CASE_NUMBER, NotFound, NotAllowed.
    """
    row, bare = _held(pen, report_id, seen), tidy(case_no)
    if not bare:
        raise Refusal(ComplaintRefusal.CASE_NUMBER_NEEDED, "case_no")
    if len(bare) > LONGEST_CASE_NO:
        raise Refusal(ComplaintRefusal.LONG_CASE_NUMBER, "case_no", most=LONGEST_CASE_NO)
    row.case_no, row.case_filed_on = bare, civil_day(pen.at)
    move_report(pen, row, ReportAct.FILE_CASE)


def find_no_case(pen: Pen, *, report_id: str, ground: NoCaseGround | None, said: str, seen: int | None = None) -> None:
    """It was checked and no case is filed, on a ground and with a word; C6 starts for a reporter with a name."""
    row = _held(pen, report_id, seen)
    if ground is None:
        raise Refusal(ComplaintRefusal.GROUND_NEEDED, "ground")
    move_report(pen, row, ReportAct.FIND_NO_CASE, ground=ground.value, said=read_text(said, "said"))


def join(pen: Pen, *, report_id: str, number: str, said: str, seen: int | None = None) -> None:
    """The same clue came before: it is handled with that one (Order 121). Raises Refusal NO_SUCH_REPORT."""
    row, digits = _held(pen, report_id, seen), read_number(number)
    other = pen.one(select(Report).where(Report.number == digits))
    if other is None or other.id == row.id or other.state not in REPORTS_OPEN:
        raise Refusal(ComplaintRefusal.NO_SUCH_REPORT, "number")
    try:
        require(pen.actor, HANDLE, region=other.region_code, merchant_id=other.merchant_id or "")
    except NotFound:
        raise Refusal(ComplaintRefusal.NO_SUCH_REPORT, "number") from None
    row.joined_to = other.id
    move_report(pen, row, ReportAct.JOIN, said=read_text(said, "said", needed=False))


def refer(pen: Pen, *, report_id: str, said: str, seen: int | None = None) -> None:
    """An authority outside market supervision is competent: it ends here, with a word to whom it goes and why.

    For another office of the province see `passing`.
    """
    move_report(pen, _held(pen, report_id, seen), ReportAct.REFER, said=read_text(said, "said"))


def close_case(pen: Pen, *, report_id: str, said: str, seen: int | None = None) -> None:
    """The case is closed, with a word how (C7 ends)."""
    move_report(pen, _held(pen, report_id, seen), ReportAct.CLOSE_CASE, said=read_text(said, "said"))


def note_told(pen: Pen, *, report_id: str, seen: int | None = None) -> None:
    """The reporter was told whether a case is filed: C6 stops. Raises Refusal NOT_TELLING."""
    row = _held(pen, report_id, seen)
    telling = [clock for clock in ticking.running(pen, row.id) if clock.code is ClockCode.TELL_REPORTER]
    if not telling:
        raise Refusal(ComplaintRefusal.NOT_TELLING)
    ticking.stop(pen, telling[0], is_met=True)


def pause(pen: Pen, *, report_id: str, clock_id: str, why: PauseWhy, seen: int | None = None) -> None:
    """Testing, hearing or the like: the clock stands still from tomorrow. Raises NotFound, Refusal."""
    ticking.pause(pen, _clock(pen, _held(pen, report_id, seen), clock_id), why)


def resume(pen: Pen, *, report_id: str, clock_id: str, seen: int | None = None) -> None:
    """It runs on from tomorrow. Raises NotFound, Refusal."""
    ticking.resume(pen, _clock(pen, _held(pen, report_id, seen), clock_id))


def ask_extension(pen: Pen, *, report_id: str, clock_id: str, why: str, seen: int | None = None) -> str:
    """Ask for the longer time that the law allows once, with approval; returns the id of the request.

    Raises Refusal EXTENSION_ASKED, EXTENDED_BEFORE, NO_EXTENSION_HERE of the clocks, NotFound.
    """
    row = _held(pen, report_id, seen)
    clock = _clock(pen, row, clock_id)
    said = read_text(why, "why", most=LONGEST_WHY)
    waiting = ClockExtension.clock_id == clock.id, ClockExtension.granted.is_(None)
    if pen.all(select(ClockExtension.id).where(*waiting)):
        raise Refusal(ComplaintRefusal.EXTENSION_ASKED)
    ticking.require_extendable(pen, clock)
    made = ClockExtension(
        id=new_id(),
        clock_id=clock.id,
        why=pen.vault.seal(EXTENSION, said),
        asked_by=pen.actor.person_id,
        asked_at=pen.at,
        granted=None,
        decided_at=None,
    )
    pen.add(made)
    pen.note(ExtensionAsked(subject=row.id, clock=clock.id, extension=made.id))
    return made.id


def decide_extension(pen: Pen, *, report_id: str, extension_id: str, granted: bool) -> None:
    """A supervisor, not the one who asked, grants the longer time or declines it. Raises NotFound, Refusal."""
    row = _held(pen, report_id)
    asked = pen.lock(ClockExtension, extension_id)
    if asked is None or pen.actor.role is not Role.SUPERVISOR:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    clock = _clock(pen, row, asked.clock_id)
    require_second(pen.actor, asked.asked_by)
    if asked.granted is not None:
        raise Refusal(ComplaintRefusal.CHANGED_MEANWHILE, "", moves=1)
    if granted:
        ticking.extend(pen, clock)
    asked.granted, asked.decided_by, asked.decided_at = granted, pen.actor.person_id, pen.at
    pen.note(ExtensionDecided(subject=row.id, clock=clock.id, extension=asked.id, granted=granted))


def note_clue(pen: Pen, *, complaint_id: str, clue: str) -> Report:
    """A clue of illegality was found in a complaint: a report of its own that names the complaint; C5 starts today.

    Who complains is not in it. Ending the complaint does not end the duty to check. Raises NotFound, Refusal.
    """
    complaint = locked(pen, complaint_id)
    require(pen.actor, HANDLE, region=complaint.region_code, merchant_id=complaint.merchant_id or "")
    said = read_text(clue, "clue")
    row = _from_complaint(pen, complaint, said)
    pen.add(row)
    pen.note(ReportFiled(subject=row.id, region_code=row.region_code, origin=row.origin.value, text_hash=row.text_hash))
    ticking.start(pen, matter_id=row.id, code=ClockCode.VERIFY, came_in_on=civil_day(pen.at))
    return row


def _from_complaint(pen: Pen, complaint: Complaint, clue: str) -> Report:
    return Report(
        id=new_id(),
        number=fresh_number(pen),
        filing_id=new_id(),
        complaint_id=complaint.id,
        origin=ReportOrigin.COMPLAINT,
        merchant_id=complaint.merchant_id,
        respondent_name=complaint.respondent_name,
        respondent_address=complaint.respondent_address,
        region_code=complaint.region_code,
        source=complaint.source,
        category=complaint.category,
        problem=complaint.problem,
        clue=pen.vault.seal(CLUE, clue),
        evidence=json.dumps([]),
        text_hash=pen.vault.index(TEXT, clue).hex(),
        anonymous=True,
        came_in_at=pen.at,
        state=ReportState.RECEIVED,
        state_at=pen.at,
        officer_id=pen.actor.person_id,
    )


def _held(pen: Pen, report_id: str, seen: int | None = None) -> Report:
    row = pen.lock(Report, report_id)
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require(pen.actor, HANDLE, region=row.region_code, merchant_id=row.merchant_id or "")
    require_unchanged(row, seen)
    return row


def _clock(pen: Pen, row: Report, clock_id: str) -> RunningClock:
    clock = pen.lock(RunningClock, clock_id)
    if clock is None or clock.matter_id != row.id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return clock
