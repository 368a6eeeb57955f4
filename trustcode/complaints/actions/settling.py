"""Shop and shopper settle a complaint among themselves; whether it is settled, the shopper says.

The public acts here take number and secret; a shop's acts take the id of the complaint.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.moving import actor_for, locked, move, opened, require_unchanged
from trustcode.complaints.entries import ComplaintRated, ComplaintSaid, PersonGiven, SettlingChanged
from trustcode.complaints.models import Complaint, Message, Person, SettlingMember
from trustcode.complaints.queries.silence import owes_answer
from trustcode.complaints.rules.authority import READ_OWN, REPLY
from trustcode.complaints.rules.course import ENDED, WITH_SHOP, Act, State
from trustcode.complaints.rules.filing import Filing, identity_faults
from trustcode.complaints.rules.identity import read_paper_number
from trustcode.complaints.rules.purposes import ADDRESS, MESSAGE, PAPER, TEXT
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import (
    LONGEST_MESSAGE,
    LONGEST_WHY,
    read_text,
    refuse_blanks,
    refuse_floods,
    refuse_heaps,
)
from trustcode.complaints.rules.telling import said_notice
from trustcode.complaints.rules.withdrawing import require_cooling
from trustcode.complaints.rules.words import PaperKind, Speaker
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import is_id, new_id, tidy
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked as locked_merchant
from trustcode.notices import actions as notices
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen


def join(pen: Pen, *, merchant_id: str) -> None:
    """The owner lets the shop settle first from today on; again changes nothing. Raises NotFound."""
    _change_membership(pen, merchant_id, is_member=True)


def leave(pen: Pen, *, merchant_id: str) -> None:
    """The shop no longer settles first; what it has now it still settles. Raises NotFound."""
    _change_membership(pen, merchant_id, is_member=False)


def answer(pen: Pen, *, complaint_id: str, text: str, evidence: Sequence[str] = (), seen: int | None = None) -> None:
    """The shop says what it offers or why not; the shopper then has the word. Raises NotFound, NotAllowed, Refusal.

    Late is better than not at all: as long as the matter is with the shop, it may answer.
    """
    row = locked(pen, complaint_id)
    require(pen.actor, REPLY, merchant_id=row.merchant_id or "-", region=row.region_code)
    require_unchanged(row, seen)
    said = read_text(text, "text")
    refuse_blanks(said, "text")
    row.answered_in_time = not _is_over(pen, row)
    move(pen, row, Act.ANSWER)
    _say(pen, row, Speaker.SHOP, said, evidence, is_reply=True)


def answer_late(pen: Pen, *, complaint_id: str, text: str, evidence: Sequence[str] = ()) -> None:
    """The shop answers what it left unanswered until the office took it; also after it has ended, and once.

    It moves nothing; the record and the public note say that the answer came late. Raises NotFound, Refusal.
    """
    row = locked(pen, complaint_id)
    require(pen.actor, REPLY, merchant_id=row.merchant_id or "-", region=row.region_code)
    if not _is_shop(pen):
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)  # officers may write, but not in the name of the shop
    if not owes_answer(pen, row.id):
        raise Refusal(ComplaintRefusal.ANSWERED_BEFORE)
    said = read_text(text, "text")
    refuse_blanks(said, "text")
    _say(pen, row, Speaker.SHOP, said, evidence, is_reply=True)


def tell(pen: Pen, *, complaint_id: str, text: str, evidence: Sequence[str] = ()) -> None:
    """The shop or an officer writes to the shopper, without moving the matter. Raises NotFound or Refusal.

    Once it has ended the shop writes no more: the shopper has had the last word.
    """
    row = locked(pen, complaint_id)
    require(pen.actor, REPLY, merchant_id=row.merchant_id or "-", region=row.region_code)
    is_shop = _is_shop(pen)
    if is_shop and row.state in ENDED:
        raise Refusal(ComplaintRefusal.NO_LONGER_OPEN)
    _say(pen, row, Speaker.SHOP if is_shop else Speaker.OFFICE, read_text(text, "text"), evidence)


def add(pen: Pen, *, number: str, secret: str, text: str, evidence: Sequence[str] = (), key: str = "") -> None:
    """The shopper adds a word or a photo to an open matter; what was filed stays as it is. Raises NotFound, Refusal.

    `key` is the retry key of the form: sent twice, it is said once.
    """
    row = opened(pen, number, secret)
    if is_id(key):
        if pen.answered(key, row.id) is not None:
            return
        pen.answer(key, row.id, answer="said")
    add_word(pen, row, text, evidence)


def add_word(pen: Pen, row: Complaint, text: str, evidence: Sequence[str] = (), *, most: int = LONGEST_MESSAGE) -> None:
    """The shopper's word to a matter that is held and was opened as theirs. Raises NotFound, Refusal NO_LONGER_OPEN."""
    require(actor_for(pen, row), READ_OWN, merchant_id=row.id)
    if row.state in ENDED:
        raise Refusal(ComplaintRefusal.NO_LONGER_OPEN)
    _say(pen, row, Speaker.SHOPPER, read_text(text, "text", most=most), evidence)


def say_solved(pen: Pen, *, number: str, secret: str, obtained_fen: int | None = None) -> Complaint:
    """The shopper's word that it is settled, and what they got (fen). Raises NotFound or NotAllowed."""
    row = opened(pen, number, secret)
    row.obtained_fen = obtained_fen
    move(pen, row, Act.SAY_SOLVED)
    return row


def say_unsolved(pen: Pen, *, number: str, secret: str, scheme: SchemeRules) -> Complaint:
    """The shopper's word that it is not settled: the office takes it, and its clock of acceptance starts today.

    Also soon after they withdrew it. Raises NotFound, NotAllowed, Refusal COOLED_OFF.
    """
    row = opened(pen, number, secret)
    require_cooling(row.state, civil_day(row.state_at), civil_day(pen.at), scheme)
    row.competent_at = pen.at
    move(pen, row, Act.SAY_UNSOLVED)
    return row


def withdraw(pen: Pen, *, number: str, secret: str, why: str) -> Complaint:
    """The shopper takes it back, with a word why; it stays counted as received. Raises NotFound, NotAllowed, Refusal."""
    row = opened(pen, number, secret)
    take_back(pen, row, why)
    return row


def take_back(pen: Pen, row: Complaint, why: str) -> None:
    """The same for a matter that is held and was opened as theirs. Raises NotAllowed, Refusal."""
    move(pen, row, Act.WITHDRAW, said=read_text(why, "why", most=LONGEST_WHY))


def prove_identity(
    pen: Pen, *, number: str, secret: str, paper: PaperKind | None, paper_number: str, address: str
) -> Complaint:
    """The shopper gives what the office needs before it may accept; asked for or not. Raises NotFound, Refusal."""
    row = opened(pen, number, secret)
    require(actor_for(pen, row), READ_OWN, merchant_id=row.id)
    if row.state in ENDED:
        raise Refusal(ComplaintRefusal.NO_LONGER_OPEN)
    bare, where = read_paper_number(paper_number), tidy(address)
    given = Filing(is_complaint=True, is_report=False, paper=paper, paper_number=bare, address=where)
    refuse_if_any(identity_faults(given, needed=True))
    person = pen.lock(Person, row.id)
    if person is None:
        raise LookupError("a complaint without its person")
    person.paper, person.paper_number = paper, pen.vault.seal(PAPER, bare)
    person.paper_index, person.address = pen.vault.index(PAPER, bare), pen.vault.seal(ADDRESS, where)
    pen.note(PersonGiven(subject=row.id, what="identity"))
    if row.state is State.PROVING:
        move(pen, row, Act.PROVE_IDENTITY)
    return row


def rate(pen: Pen, *, number: str, secret: str, satisfaction: int) -> None:
    """How content the shopper is, 1 to 5, once and only when it has ended. Raises NotFound or Refusal."""
    row = opened(pen, number, secret)
    require(actor_for(pen, row), READ_OWN, merchant_id=row.id)
    if row.state not in ENDED or row.satisfaction is not None or not 1 <= satisfaction <= 5:
        raise Refusal(ComplaintRefusal.NOT_RATED_NOW)
    row.satisfaction = satisfaction
    pen.note(ComplaintRated(subject=row.id, satisfaction=satisfaction))


def pass_on(pen: Pen, *, complaint_id: str) -> None:
    """The shop was silent: the office takes it. By the calendar. Raises Refusal NOT_OVER before its last day is over."""
    row = locked(pen, complaint_id)
    _require_over(pen, row)
    row.competent_at, row.answered_in_time = pen.at, False
    move(pen, row, Act.PASS_ON)


def close_unheard(pen: Pen, *, complaint_id: str) -> None:
    """The shopper said nothing to the shop's answer: it ends, neither settled nor not. By the calendar."""
    row = locked(pen, complaint_id)
    _require_over(pen, row)
    move(pen, row, Act.CLOSE_UNHEARD)


def _require_over(pen: Pen, row: Complaint) -> None:
    """By the calendar alone, and not before the last day is over."""
    if pen.actor.role is not Role.SYSTEM:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    if row.state in WITH_SHOP and not _is_over(pen, row):
        raise Refusal(ComplaintRefusal.NOT_OVER)


def _is_shop(pen: Pen) -> bool:
    return pen.actor.role in {Role.OWNER, Role.STAFF}


def _is_over(pen: Pen, row: Complaint) -> bool:
    return all(clock.due_on < civil_day(pen.at) for clock in ticking.running(pen, row.id))


def _say(
    pen: Pen, row: Complaint, speaker: Speaker, said: str, evidence: Sequence[str], *, is_reply: bool = False
) -> None:
    refuse_heaps(len(evidence), "photos")
    if speaker is not Speaker.OFFICE and not is_reply:
        lately = Message.said_at > pen.at - timedelta(days=1), Message.speaker == speaker
        refuse_floods(len(pen.all(select(Message.id).where(Message.complaint_id == row.id, *lately))), "text")
    message = Message(
        id=new_id(),
        complaint_id=row.id,
        speaker=speaker,
        person_id=pen.actor.person_id,
        text=pen.vault.seal(MESSAGE, said),
        evidence=json.dumps(list(evidence)),
        is_reply=is_reply,
        said_at=pen.at,
    )
    pen.add(message)
    if row.merchant_id and speaker is not Speaker.SHOP:
        notices.tell(pen, said_notice(row.merchant_id, row.id, row.number, message.id))
    hashed = pen.vault.index(TEXT, "\0".join([said, *evidence])).hex()
    pen.note(ComplaintSaid(subject=row.id, message=message.id, speaker=speaker.value, text_hash=hashed))


def _change_membership(pen: Pen, merchant_id: str, *, is_member: bool) -> None:
    merchant = locked_merchant(pen, merchant_id)
    require(pen.actor, "suspend or end commitment", merchant_id=merchant_id, region=merchant.region_code)
    member = pen.lock(SettlingMember, merchant_id)
    if (member is not None and member.left_on is None) == is_member:
        return
    today = civil_day(pen.at)
    if member is None:
        member = SettlingMember(merchant_id=merchant_id, joined_on=today, left_on=None)
        pen.add(member)
    elif is_member:
        member.joined_on, member.left_on = today, None
    else:
        member.left_on = today
    member.changed_by = pen.actor.person_id
    pen.note(SettlingChanged(subject=merchant_id, is_member=is_member))
