"""What the office does with a complaint: take it, accept, refuse, mediate, end, refer, reopen, and its clocks."""

from __future__ import annotations

from datetime import date

from trustcode.clocks.rules import ClockCode, PauseWhy
from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.file_notes import add_note
from trustcode.complaints.actions.moving import clock_of, held, locked, move, require_unchanged
from trustcode.complaints.entries import ComplaintAssigned
from trustcode.complaints.models import Person, RunningClock
from trustcode.complaints.queries.grounds import circumstances
from trustcode.complaints.queries.officers import may_handle
from trustcode.complaints.rules.course import Act
from trustcode.complaints.rules.file_notes import LONGEST_PLACE, FileNoteKind
from trustcode.complaints.rules.filing import MOST_FEN
from trustcode.complaints.rules.grounds import require_endable, require_refusable
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import read_text
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen


def take(pen: Pen, *, complaint_id: str, officer_id: str = "", seen: int | None = None) -> None:
    """An officer takes a complaint, or a supervisor gives it to one who may handle it; nothing else changes.

    Raises NotFound, Refusal NO_SUCH_OFFICER.
    """
    row = held(pen, complaint_id, seen)
    officer = officer_id or pen.actor.person_id
    require_may_take(pen, officer, region=row.region_code, merchant_id=row.merchant_id or "")
    if row.officer_id != officer:
        row.officer_id = officer
        pen.note(ComplaintAssigned(subject=row.id, officer=officer))


def require_may_take(pen: Pen, officer_id: str, *, region: str, merchant_id: str) -> None:
    """An officer takes it for themselves, or a supervisor names one of the region without a part in the business.

    Raises NotFound, Refusal NO_SUCH_OFFICER.
    """
    if officer_id == pen.actor.person_id:
        return
    if pen.actor.role is not Role.SUPERVISOR:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    if not may_handle(pen, officer_id, region=region, merchant_id=merchant_id):
        raise Refusal(ComplaintRefusal.NO_SUCH_OFFICER, "officer")


def ask_identity(pen: Pen, *, complaint_id: str, by_day: date, seen: int | None = None) -> None:
    """Ask the shopper for paper and address by a day that the notice names (C4). Raises Refusal DAY_PASSED."""
    row = held(pen, complaint_id, seen)
    if by_day <= civil_day(pen.at):
        raise Refusal(ComplaintRefusal.DAY_PASSED, "by_day")
    move(pen, row, Act.ASK_IDENTITY, named_on=by_day)


def accept(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """Take it on (C1 ends, C2 starts). Raises Refusal IDENTITY_NEEDED while the form of the law is not complete."""
    row = held(pen, complaint_id, seen)
    person = pen.get(Person, row.id)
    if person is None or not person.paper_number or not person.address:
        raise Refusal(ComplaintRefusal.IDENTITY_NEEDED)
    row.accepted_at = row.accepted_at or pen.at
    move(pen, row, Act.ACCEPT)


def refuse(pen: Pen, *, complaint_id: str, ground: RefusalGround | None, said: str, seen: int | None = None) -> None:
    """Not accepted, on one of the seven grounds and with a word that the shopper reads (form 6).

    After the last day of C1 it is late, and noted as such, but possible. Raises Refusal for a ground that does not
    hold yet or against what the shopper gave.
    """
    row = held(pen, complaint_id, seen)
    if ground is None:
        raise Refusal(ComplaintRefusal.GROUND_NEEDED, "ground")
    require_refusable(ground, circumstances(pen, [row.id], civil_day(pen.at))[row.id])
    move(pen, row, Act.REFUSE, ground=ground.value, said=read_text(said, "said"))


def refer(pen: Pen, *, complaint_id: str, said: str, to: str = "", seen: int | None = None) -> None:
    """For no office of ours: it ends here and goes back to the one that took it in, or to the one that is named.

    That office is told why (Order 20, article 14). For another county of the province see `passing`.
    """
    row = held(pen, complaint_id, seen)
    move(pen, row, Act.REFER, said=read_text(said, "said"))
    if to.strip():
        add_note(pen, row, FileNoteKind.REFERRAL, place=read_text(to, "to", most=LONGEST_PLACE))


def record_agreement(
    pen: Pen, *, complaint_id: str, obtained_fen: int | None, said: str, seen: int | None = None
) -> None:
    """Both agreed before the office; what the shopper obtained in fen, not what was claimed."""
    row = held(pen, complaint_id, seen)
    text = read_text(said, "said")
    if obtained_fen is not None and not 0 <= obtained_fen <= MOST_FEN:
        raise Refusal(ComplaintRefusal.AMOUNT_RANGE, "obtained", most_yuan=MOST_FEN // 100)
    row.obtained_fen = obtained_fen
    move(pen, row, Act.RECORD_AGREEMENT, said=text)


def end_mediation(
    pen: Pen, *, complaint_id: str, ground: MediationEnd | None, said: str, seen: int | None = None
) -> None:
    """No agreement: mediation ends in one of the eight ways (form 8); both are told within seven working days (C3).

    That the time has passed is a ground only once the clock of mediation, with its pauses, is over.
    """
    row = held(pen, complaint_id, seen)
    if ground is None:
        raise Refusal(ComplaintRefusal.GROUND_NEEDED, "ground")
    today = civil_day(pen.at)
    clocks = [clock for clock in ticking.running(pen, row.id) if clock.code is ClockCode.MEDIATE]
    until = max((ticking.reckoned(pen, clock, today).due_on for clock in clocks), default=today)
    require_endable(ground, today=today, mediation_until=until)
    move(pen, row, Act.END_MEDIATION, ground=ground.value, said=read_text(said, "said"))


def note_told(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """Both sides were told that mediation has ended: the clock of telling (C3) stops. Raises Refusal NOT_TELLING."""
    row = held(pen, complaint_id, seen)
    telling = [clock for clock in ticking.running(pen, row.id) if clock.code is ClockCode.TELL_END]
    if not telling:
        raise Refusal(ComplaintRefusal.NOT_TELLING)
    ticking.stop(pen, telling[0], is_met=True)


def reopen(pen: Pen, *, complaint_id: str, said: str, seen: int | None = None) -> None:
    """A supervisor or the province opens an ended complaint again, with the reason; its clock starts anew."""
    row = locked(pen, complaint_id)
    require_unchanged(row, seen)
    text = read_text(said, "said")
    row.competent_at = row.competent_at or pen.at
    move(pen, row, Act.REOPEN, said=text)


def pause(pen: Pen, *, complaint_id: str, clock_id: str, why: PauseWhy, seen: int | None = None) -> None:
    """Appraisal or testing: the clock stands still from tomorrow. Raises NotFound, Refusal."""
    ticking.pause(pen, _clock(pen, complaint_id, clock_id, seen), why)


def resume(pen: Pen, *, complaint_id: str, clock_id: str, seen: int | None = None) -> None:
    """The result is there: the clock runs on from tomorrow. Raises NotFound, Refusal."""
    ticking.resume(pen, _clock(pen, complaint_id, clock_id, seen))


def _clock(pen: Pen, complaint_id: str, clock_id: str, seen: int | None) -> RunningClock:
    return clock_of(pen, held(pen, complaint_id, seen), clock_id)
