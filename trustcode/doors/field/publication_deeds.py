"""What an officer may do to the result of a complaint: which deeds when, what each form says, which act it becomes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.actors import Actor
from trustcode.merchants.rules.authority import is_own
from trustcode.people.rules.permissions import TABLE, may_ever
from trustcode.publication.actions import hiding, objecting, publishing
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.queries.items import ItemSheet
from trustcode.publication.rules.authority import HIDE, PUBLISHING
from trustcode.publication.rules.course import SHOWN, HideGround, Stage, Withhold
from trustcode.publication.rules.hiding import LONGEST_REASON, LONGEST_REPLY, OFFICERS_GROUNDS, Verdict
from trustcode.record.pen import Pen

LONGEST_CODE = 40


class Deed(StrEnum):
    """What an officer may do to a result."""

    PUBLISH = "publish"
    WITHHOLD = "withhold"
    RECONSIDER = "reconsider"
    CORRECT = "correct"
    DECIDE = "decide"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    DECLINE = "decline"
    SHOW_AGAIN = "show_again"


Carry = Callable[[Pen, str, int], object]


def _publish(form: Form) -> Carry:
    reply, scheme = form.lines("reply", most=LONGEST_REPLY, needed=False), the_office().settings.rules
    return lambda pen, own, seen: publishing.publish(pen, complaint_id=own, scheme=scheme, reply=reply, seen=seen)


def _withhold(form: Form) -> Carry:
    chosen = form.choice("withheld", [one.value for one in OFFICERS_GROUNDS])
    ground = Withhold(chosen) if chosen else None
    return lambda pen, own, seen: publishing.withhold(pen, complaint_id=own, ground=ground, seen=seen)


def _reconsider(_: Form) -> Carry:
    return lambda pen, own, seen: publishing.reconsider(pen, complaint_id=own, seen=seen)


def _corrected(form: Form) -> Corrected:
    return Corrected(
        category=form.text("category", most=LONGEST_CODE, needed=False) or None,
        problem=form.text("problem", most=LONGEST_CODE, needed=False) or None,
        reply=form.lines("reply", most=LONGEST_REPLY, needed=False),
    )


def _correct(form: Form) -> Carry:
    to = _corrected(form)
    return lambda pen, own, seen: publishing.correct(pen, complaint_id=own, to=to, seen=seen)


def _ground(form: Form, *, needed: bool) -> HideGround | None:
    chosen = form.choice("ground", HideGround, needed=needed)
    return HideGround(chosen) if chosen else None


def _decide(form: Form) -> Carry:
    chosen = form.choice("verdict", [Verdict.KEPT.value, Verdict.CORRECTED.value, Verdict.TO_HIDE.value])
    decision = Decision(
        verdict=Verdict(chosen) if chosen else None,
        reason=form.lines("reason", most=LONGEST_REASON, needed=False),
        corrected=_corrected(form),
        ground=_ground(form, needed=False),
    )
    return lambda pen, own, seen: objecting.decide(pen, complaint_id=own, decision=decision, seen=seen)


def _propose(form: Form) -> Carry:
    ground, reason = _ground(form, needed=True), form.lines("reason", most=LONGEST_REASON, needed=False)
    return lambda pen, own, seen: hiding.propose(pen, complaint_id=own, ground=ground, reason=reason, seen=seen)


def _confirm(_: Form) -> Carry:
    return lambda pen, own, seen: hiding.confirm(pen, complaint_id=own, seen=seen)


def _decline(form: Form) -> Carry:
    reason = form.lines("reason", most=LONGEST_REASON, needed=False)
    return lambda pen, own, seen: hiding.decline(pen, complaint_id=own, reason=reason, seen=seen)


def _show_again(_: Form) -> Carry:
    return lambda pen, own, seen: hiding.show_again(pen, complaint_id=own, seen=seen)


ACTS: dict[Deed, Callable[[Form], Carry]] = {
    Deed.PUBLISH: _publish,
    Deed.WITHHOLD: _withhold,
    Deed.RECONSIDER: _reconsider,
    Deed.CORRECT: _correct,
    Deed.DECIDE: _decide,
    Deed.PROPOSE: _propose,
    Deed.CONFIRM: _confirm,
    Deed.DECLINE: _decline,
    Deed.SHOW_AGAIN: _show_again,
}


def deeds_for(actor: Actor, own: ItemSheet) -> frozenset[Deed]:
    """What an officer may do to a result now; the acts ask again."""
    if own.stage is None or is_own(actor, own.merchant_id):
        return frozenset()
    found: set[Deed] = set()
    if may_ever(actor.role, PUBLISHING):
        found |= {Stage.CANDIDATE: {Deed.PUBLISH, Deed.WITHHOLD}, Stage.WITHHELD: {Deed.RECONSIDER}}.get(
            own.stage, set()
        )
        found |= {Deed.CORRECT} if own.stage in SHOWN and own.objection is None else set()
        found |= {Deed.DECIDE} if own.objection is not None else set()
    return frozenset(found | _hiding_deeds(actor, own))


def _hiding_deeds(actor: Actor, own: ItemSheet) -> set[Deed]:
    confirms = not TABLE.cell(HIDE, actor.role).proposes_only
    if own.stage is Stage.HIDDEN:
        return {Deed.SHOW_AGAIN} if confirms else set()
    if own.stage not in SHOWN:
        return set()
    if own.hiding is None:
        return {Deed.PROPOSE}
    if own.hiding.proposed_by == actor.person_id:
        return {Deed.DECLINE}
    return {Deed.CONFIRM, Deed.DECLINE} if confirms and own.hiding.proposed_role != actor.role.value else set()
