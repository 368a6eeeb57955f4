"""Act: the shopper confirms or disputes a line, once, with the code from the merchant's screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from trustcode.kernel.identifiers import has_controls, new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked
from trustcode.notices.actions import tell
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.entries import ReturnAnswered
from trustcode.returns.models import DeskDevice, Return, ReturnAnswer
from trustcode.returns.rules.confirming import (
    CODE_PURPOSE,
    LONGEST_ANSWER,
    SAME_NETWORK,
    link_until,
    mark_of,
    may_be_answered,
    token_holds,
)
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.telling import dispute_notice
from trustcode.returns.rules.words import Answer, AnswerMark, DisputeReason

NOTE_PURPOSE = "return_answer.note"


def answer(
    pen: Pen,
    *,
    return_id: str,
    token: str,
    answer: Answer,
    reason: DisputeReason | None = None,
    note: str = "",
    device_index: bytes = b"",
    network_index: bytes = b"",
    scheme: SchemeRules,
) -> AnswerMark:
    """Keep what the shopper says of a line; returns from what device it came. The actor is the public.

    The token stands for the right to answer; a wrong one looks like a line that is not there. The same answer from the
    same device again is the same answer. Raises NotFound; Refusal CODE_EXPIRED, ALREADY_ANSWERED with `answer` and
    `answered_at`, DISPUTE_REASON_NEEDED, NOTE_NEEDED, TOO_LONG or STRANGE_CHARACTERS.
    """
    row = _held(pen, return_id, token)
    earlier = pen.one(select(ReturnAnswer).where(ReturnAnswer.return_id == return_id))
    if earlier is not None:
        return _again(earlier, answer, device_index)
    if pen.at >= link_until(row.logged_at, scheme):
        raise Refusal(ReturnRefusal.CODE_EXPIRED, "", until=link_until(row.logged_at, scheme))
    reason, said = _said(answer, reason, note)
    same_network = _on_desk_network(pen, row.merchant_id, network_index)
    mark = _mark(pen, row, device_index, scheme, same_network=same_network)
    kept = ReturnAnswer(
        id=new_id(),
        return_id=return_id,
        merchant_id=row.merchant_id,
        answer=answer,
        mark=mark,
        same_network=same_network,
        device_index=device_index,
        reason=reason,
        note=pen.vault.seal(NOTE_PURPOSE, said) if said else b"",
        answered_at=pen.at,
    )
    _write(pen, kept, row.number)
    return mark


def _held(pen: Pen, return_id: str, token: str) -> Return:
    """The line that a token stands for, its unit held, so that two answers wait for each other. Raises NotFound."""
    row = pen.get(Return, return_id)
    is_right = token_holds(pen.vault.index(CODE_PURPOSE, return_id), token)
    if not is_right or row is None or not may_be_answered(row.origin):
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    matter = replace(pen.actor, scope=row.merchant_id)
    require(matter, "confirm or dispute a return", merchant_id=row.merchant_id)
    locked(pen, row.merchant_id)
    return row


def _write(pen: Pen, kept: ReturnAnswer, number: int) -> None:
    """Keep the answer about the line of this number; the unit is told of a dispute."""
    pen.add(kept)
    if kept.answer is Answer.DISPUTED:
        tell(pen, dispute_notice(kept.merchant_id, kept.return_id, number))
    facts = {"entry": kept.return_id, "answer": kept.answer.value, "mark": kept.mark.value}
    pen.note(ReturnAnswered(subject=kept.merchant_id, **facts))


def _mark(pen: Pen, row: Return, device_index: bytes, scheme: SchemeRules, *, same_network: bool) -> AnswerMark:
    return mark_of(
        is_known=bool(device_index),
        was_at_desk=_was_at_desk(pen, row.merchant_id, device_index),
        answered_lately=_answered_lately(pen, row, device_index, scheme),
        is_one_too_many=same_network and _enough_from_desk(pen, row.merchant_id, scheme),
    )


def _again(earlier: ReturnAnswer, answer: Answer, device_index: bytes) -> AnswerMark:
    if earlier.answer is answer and device_index and earlier.device_index == device_index:
        return earlier.mark
    raise Refusal(ReturnRefusal.ALREADY_ANSWERED, "", answer=earlier.answer.value, answered_at=earlier.answered_at)


def _said(answer: Answer, reason: DisputeReason | None, note: str) -> tuple[DisputeReason | None, str]:
    """Reason and note of a dispute, the note tidied; a confirmation has neither."""
    if answer is Answer.CONFIRMED:
        return None, ""
    said = note.strip()
    if reason is None:
        raise Refusal(ReturnRefusal.DISPUTE_REASON_NEEDED, "reason")
    if reason is DisputeReason.OTHER and not said:
        raise Refusal(ReturnRefusal.NOTE_NEEDED, "note")
    if len(said) > LONGEST_ANSWER:
        raise Refusal(ReturnRefusal.TOO_LONG, "note", most=LONGEST_ANSWER)
    if has_controls(said):
        raise Refusal(ReturnRefusal.STRANGE_CHARACTERS, "note")
    return reason, said


def _was_at_desk(pen: Pen, merchant_id: str, device_index: bytes) -> bool:
    return bool(device_index) and pen.get(DeskDevice, (merchant_id, device_index)) is not None


def _answered_lately(pen: Pen, row: Return, device_index: bytes, scheme: SchemeRules) -> bool:
    """About another return, that is: the shopper of a corrected line answers again from the same phone."""
    since = pen.at - timedelta(days=scheme.repeated_device_days)
    same = select(ReturnAnswer.id).where(
        ReturnAnswer.merchant_id == row.merchant_id,
        ReturnAnswer.device_index == device_index,
        ReturnAnswer.answered_at >= since,
        ReturnAnswer.return_id.not_in(_earlier_lines(pen, row)),
    )
    return bool(device_index) and pen.scalar(same.limit(1)) is not None


def _earlier_lines(pen: Pen, row: Return) -> list[str]:
    """The lines that this one took the place of, one after the other."""
    found: list[str] = []
    before = row.corrects
    while before is not None:
        found.append(before)
        before = pen.one(select(Return.corrects).where(Return.id == before))
    return found


def _on_desk_network(pen: Pen, merchant_id: str, network_index: bytes) -> bool:
    seen = select(DeskDevice.device_index).where(
        DeskDevice.merchant_id == merchant_id,
        DeskDevice.network_index == network_index,
        DeskDevice.seen_at >= pen.at - SAME_NETWORK,
    )
    return bool(network_index) and pen.scalar(seen.limit(1)) is not None


def _enough_from_desk(pen: Pen, merchant_id: str, scheme: SchemeRules) -> bool:
    """Whether as many fresh devices as are believed have answered from the network of the desk within a day."""
    lately = select(func.count(ReturnAnswer.id)).where(
        ReturnAnswer.merchant_id == merchant_id,
        ReturnAnswer.same_network,
        ReturnAnswer.mark == AnswerMark.FRESH,
        ReturnAnswer.answered_at > pen.at - SAME_NETWORK,
    )
    return int(pen.scalar(lately)) >= scheme.desk_network_answers
