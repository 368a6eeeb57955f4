"""Proposals that another region's office is competent, as they are kept: one table for complaints, one for reports."""

from __future__ import annotations

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import ticking
from trustcode.complaints.entries import PassingClosed
from trustcode.complaints.models import Complaint, Passing, PassingProposal, Report, ReportPassing, Step
from trustcode.complaints.rules.passing import Outcome, is_dispute, settles_dispute
from trustcode.complaints.rules.purposes import PASSING, PASSING_SAID, REPORT_PASSING, REPORT_PASSING_SAID
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.record.pen import Pen

_KINDS: dict[type[Complaint | Report], type[Passing]] = {Complaint: PassingProposal, Report: ReportPassing}
_SEALED: dict[type[Passing], tuple[str, str]] = {
    PassingProposal: (PASSING, PASSING_SAID),
    ReportPassing: (REPORT_PASSING, REPORT_PASSING_SAID),
}
"""What the words of who proposed and of who closed are bound to."""


def open_passing(pen: Pen, row: Complaint | Report) -> Passing | None:
    """The proposal to pass a matter on that waits for its second person, held; or None."""
    kind = _KINDS[type(row)]
    return pen.lock_one(select(kind).where(kind.matter_id == row.id, kind.closed_at.is_(None)))


def passing_of(pen: Pen, row: Complaint | Report, proposal_id: str) -> Passing:
    """A proposal to pass this matter on, held. Raises NotFound."""
    proposal = pen.lock(_KINDS[type(row)], proposal_id)
    if proposal is None or proposal.matter_id != row.id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return proposal


def add_passing(pen: Pen, row: Complaint | Report, region_code: str, why: str) -> Passing:
    """Write down that another office is said to be competent, without its entry; where that is a dispute, its clock starts (C8)."""
    kind = _KINDS[type(row)]
    made = kind(
        id=new_id(),
        matter_id=row.id,
        region_code=region_code,
        why=pen.vault.seal(_SEALED[kind][0], why),
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
        outcome=None,
        closed_at=None,
    )
    pen.add(made)
    if is_dispute(pen.all(select(Step.act).where(Step.matter_id == row.id))):
        ticking.start(pen, matter_id=row.id, code=ClockCode.JURISDICTION, came_in_on=civil_day(row.came_in_at))
    return made


def why_of(pen: Pen, proposal: Passing) -> str:
    """The words of whoever proposed it."""
    return pen.vault.open(_SEALED[type(proposal)][0], proposal.why)


def close_passing(pen: Pen, proposal: Passing, outcome: Outcome, said: str = "") -> None:
    """End a proposal to pass on, with its entry; the clock of a dispute stops with it."""
    proposal.outcome = outcome
    proposal.said = pen.vault.seal(_SEALED[type(proposal)][1], said) if said else b""
    proposal.closed_by, proposal.closed_at = pen.actor.person_id, pen.at
    for clock in ticking.running(pen, proposal.matter_id):
        if clock.code is ClockCode.JURISDICTION:
            ticking.stop(pen, clock, is_met=settles_dispute(outcome))
    pen.note(PassingClosed(subject=proposal.matter_id, proposal=proposal.id, outcome=outcome.value))
