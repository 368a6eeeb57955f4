"""Acts: a line takes the place of an earlier one. The owner corrects; staff propose, and the owner confirms."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import select

from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import has_controls, new_id, tidy
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked
from trustcode.notices.actions import tell
from trustcode.people.rules.permissions import CONFIRM, PROPOSE, require, require_second
from trustcode.record.pen import Pen
from trustcode.returns.actions.entering import Entered, checked, noted, receipt_index_of, written
from trustcode.returns.entries import CorrectionClosed, CorrectionProposed, ReturnCorrected
from trustcode.returns.models import CorrectionProposal, Return
from trustcode.returns.queries.lines import line_of
from trustcode.returns.rules.kept import kept, line_from
from trustcode.returns.rules.lines import LONGEST_WHY, Line, tidied
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.telling import correction_notice
from trustcode.returns.rules.words import Origin

CORRECT = "correct return record (new entry)"

CONFIRMED = "confirmed"
DECLINED = "declined"
OVERTAKEN = "overtaken"


def correct(pen: Pen, *, return_id: str, line: Line, why: str, scheme: SchemeRules) -> str:
    """The owner writes the line anew; returns the id of the new one. A proposal that waits is overtaken.

    An empty receipt number, and no photos, keep those of the earlier line. Raises NotFound; Refusal ALREADY_CORRECTED
    with the number of the later line, WHY_NEEDED, NOTHING_CHANGED, or whatever is wrong with the line.
    """
    earlier = _held(pen, return_id, stage=CONFIRM)
    entered = _checked(pen, earlier, line, why, _receipt_index(pen, earlier, line), scheme)
    waiting = _open_row(pen, earlier.id)
    if waiting is not None:
        _close(pen, waiting, OVERTAKEN)
    return _write(pen, earlier, entered)


def propose(pen: Pen, *, return_id: str, line: Line, why: str, scheme: SchemeRules) -> str:
    """Somebody of the shop asks the owner to correct a line; returns the proposal's id.

    Raises as `correct` does, and Refusal PROPOSAL_OPEN.
    """
    earlier = _held(pen, return_id, stage=PROPOSE)
    if _open_row(pen, earlier.id) is not None:
        raise Refusal(ReturnRefusal.PROPOSAL_OPEN)
    entered = _checked(pen, earlier, line, why, _receipt_index(pen, earlier, line), scheme)
    fields = {**kept(entered.line), "receipt_index": entered.receipt_index.hex()}
    proposal = CorrectionProposal(
        id=new_id(),
        merchant_id=earlier.merchant_id,
        return_id=earlier.id,
        fields=canonical(fields).decode(),
        why=entered.why,
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
    )
    pen.add(proposal)
    tell(pen, correction_notice(earlier.merchant_id, proposal.id, earlier.number))
    pen.note(CorrectionProposed(subject=earlier.merchant_id, entry=earlier.id, proposal=proposal.id))
    return proposal.id


def confirm(pen: Pen, *, proposal_id: str, scheme: SchemeRules) -> str:
    """The owner confirms what another proposed; returns the id of the new line. It is judged anew.

    Raises NotFound, Refusal (own proposal, closed, already corrected, or what is wrong with the line by now).
    """
    earlier, proposal = _proposed(pen, proposal_id, stage=CONFIRM)
    require_second(pen.actor, proposal.proposed_by)
    values = json.loads(proposal.fields)
    index = bytes.fromhex(values["receipt_index"])
    entered = _checked(pen, earlier, line_from(values), proposal.why, index, scheme)
    _close(pen, proposal, CONFIRMED)
    return _write(pen, earlier, entered)


def decline(pen: Pen, *, proposal_id: str) -> None:
    """The owner says no; whoever proposed it may also take it back. Raises NotFound, Refusal PROPOSAL_CLOSED."""
    _, proposal = _proposed(pen, proposal_id, stage=PROPOSE)
    if proposal.proposed_by != pen.actor.person_id:
        require(pen.actor, CORRECT, merchant_id=proposal.merchant_id)
    _close(pen, proposal, DECLINED)


def _held(pen: Pen, return_id: str, *, stage: str) -> Return:
    """The line to be corrected; its unit is held first, like everywhere."""
    merchant_id = pen.one(select(Return.merchant_id).where(Return.id == return_id))
    if merchant_id is None:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    require(pen.actor, CORRECT, merchant_id=merchant_id, stage=stage)
    locked(pen, merchant_id)
    row = pen.get(Return, return_id)
    assert row is not None
    return row


def _proposed(pen: Pen, proposal_id: str, *, stage: str) -> tuple[Return, CorrectionProposal]:
    return_id = pen.one(select(CorrectionProposal.return_id).where(CorrectionProposal.id == proposal_id))
    if return_id is None:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    earlier = _held(pen, return_id, stage=stage)
    proposal = pen.lock(CorrectionProposal, proposal_id)
    if proposal is None or proposal.closed_at is not None:
        raise Refusal(ReturnRefusal.PROPOSAL_CLOSED)
    return earlier, proposal


def _checked(pen: Pen, earlier: Return, line: Line, why: str, receipt_index: bytes, scheme: SchemeRules) -> Entered:
    later = pen.one(select(Return.number).where(Return.corrects == earlier.id))
    if later is not None:
        raise Refusal(ReturnRefusal.ALREADY_CORRECTED, "", number=later)
    said = _read_why(why)
    whole = _kept_from(earlier, line, receipt_index)
    entered = checked(pen, earlier.merchant_id, whole, scheme, receipt_index=receipt_index, earlier=earlier, why=said)
    if receipt_index == earlier.receipt_index and _bare(entered.line) == _bare(line_of(earlier)):
        raise Refusal(ReturnRefusal.NOTHING_CHANGED)
    return entered


def _read_why(why: str) -> str:
    said = tidy(why)
    if not said:
        raise Refusal(ReturnRefusal.WHY_NEEDED, "why")
    if len(said) > LONGEST_WHY:
        raise Refusal(ReturnRefusal.TOO_LONG, "why", most=LONGEST_WHY)
    if has_controls(said):
        raise Refusal(ReturnRefusal.STRANGE_CHARACTERS, "why")
    return said


def _receipt_index(pen: Pen, earlier: Return, line: Line) -> bytes:
    return receipt_index_of(pen.vault, earlier.merchant_id, line.receipt_no) or earlier.receipt_index


def _kept_from(earlier: Return, line: Line, receipt_index: bytes) -> Line:
    """What a correction takes over unless it is typed anew: photos, and the tick for another thing from one receipt."""
    again = line.receipt_again or (earlier.receipt_again and receipt_index == earlier.receipt_index)
    return replace(line, evidence=line.evidence or tuple(json.loads(earlier.evidence)), receipt_again=again)


def _bare(line: Line) -> Line:
    """What of a line can be seen to differ."""
    return replace(tidied(line), receipt_no="", receipt_again=False, origin=Origin.TYPED)


def _write(pen: Pen, earlier: Return, entered: Entered) -> str:
    row = written(pen, entered)
    pen.note(ReturnCorrected(corrects=earlier.id, **noted(pen, row)))
    return row.id


def _open_row(pen: Pen, return_id: str) -> CorrectionProposal | None:
    waiting = CorrectionProposal.closed_at.is_(None)
    return pen.one(select(CorrectionProposal).where(CorrectionProposal.return_id == return_id, waiting))


def _close(pen: Pen, proposal: CorrectionProposal, outcome: str) -> None:
    proposal.closed_by = pen.actor.person_id
    proposal.closed_at = pen.at
    proposal.outcome = outcome
    pen.note(
        CorrectionClosed(subject=proposal.merchant_id, entry=proposal.return_id, proposal=proposal.id, outcome=outcome)
    )
