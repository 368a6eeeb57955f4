"""What an officer may decide about a unit now, with the grounds to choose from and what would follow."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from trustcode.doors.field.clock_view import ClockFace, clock_face
from trustcode.doors.field.consequences import short_note
from trustcode.doors.field.facts import SheetFacts
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import act_verb
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.authority import acts_open_to, may_confirm
from trustcode.merchants.rules.findings import blocks
from trustcode.merchants.rules.standing import Act, Standing, arrow_for
from trustcode.merchants.rules.terms import GROUNDS, gives_way

REVIEW_ACTS = (Act.APPROVE, Act.SEND_BACK, Act.REFUSE, Act.PUBLICISE, Act.ACTIVATE)
MEASURE_ACTS = (
    Act.ACCEPT_RECTIFICATION,
    Act.ORDER_RECTIFICATION,
    Act.RESTORE,
    Act.SUSPEND_UNMENDED,
    Act.SUSPEND,
)
"""Acts with a page; the rarer ones (removal, closure, correction of a decision) begin at the console."""


@dataclass(frozen=True)
class DecisionView:
    """The column where an officer decides: choices as value, label and consequence. Without any `nothing` says why."""

    clock: ClockFace | None
    clock_path: str
    path: str
    choices: tuple[tuple[str, str, str], ...]
    grounds: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    grounds_hint: str
    two_people: bool
    nothing: str
    blocked: str
    confirm_path: str
    confirm_label: str
    extend_path: str


def decision_view(say: Speaker, actor: Actor, facts: SheetFacts, scheme: SchemeRules) -> DecisionView:
    """What this officer may do about this unit now."""
    acts = offered(actor, facts, say)
    unit = facts.unit
    waiting = facts.waiting
    confirms = waiting is not None and may_confirm(actor, unit, waiting.act, waiting.proposed_by)
    mine = waiting is not None and waiting.proposed_by == actor.person_id
    endpoint = "field.review" if set(acts) <= set(REVIEW_ACTS) else "field.measure"
    return DecisionView(
        clock=clock_face(say, facts.sheet),
        clock_path=url_for("field.clock", merchant_id=unit.id),
        path=url_for(endpoint, merchant_id=unit.id),
        choices=tuple(_choice(say, act, facts, scheme) for act in acts),
        grounds=_grounds(say, acts),
        grounds_hint=_grounds_hint(say, acts),
        two_people=any(arrow_for(unit.standing, act).needs_two for act in acts),
        nothing="" if acts or confirms or mine else _nothing(say, facts),
        blocked=_blocked(say, actor, facts),
        confirm_path=_proposal_path(facts) if confirms or mine else "",
        confirm_label=say.say(N_("Look and confirm") if confirms else N_("Look at your proposal")),
        extend_path=_extend_path(actor, facts),
    )


def offered(actor: Actor, facts: SheetFacts, say: Speaker) -> tuple[Act, ...]:
    """The acts with a page that are open to this officer, in the order of the choices.

    While a proposal waits only what one person does alone is offered, since it makes the proposal pointless; but a
    renewal that waits gives way to every measure.
    """
    open_acts = set(acts_open_to(actor, facts.unit))
    if facts.waiting is not None:
        waiting, standing = facts.waiting.act, facts.unit.standing
        open_acts = {a for a in open_acts if gives_way(waiting, a) or not arrow_for(standing, a).needs_two}
    if blocks(facts.findings):
        open_acts.discard(Act.APPROVE)
    over = facts.sheet.due_on is not None and facts.sheet.due_on < say.today
    if not over or facts.standing_against:
        open_acts.discard(Act.ACTIVATE)
    return tuple(act for act in (*REVIEW_ACTS, *MEASURE_ACTS) if act in open_acts)


def _choice(say: Speaker, act: Act, facts: SheetFacts, scheme: SchemeRules) -> tuple[str, str, str]:
    return (act.value, act_verb(say.language, act), short_note(say, act, facts.unit.unit_kind, scheme))


def _grounds(say: Speaker, acts: tuple[Act, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The grounds of each act that needs one, under the name of the act; a value names both."""
    return tuple(
        (
            act_verb(say.language, act),
            tuple((f"{act.value}:{code}", term.words(say.language)) for code, term in say.lists[GROUNDS[act]].items()),
        )
        for act in acts
        if act in GROUNDS
    )


def _grounds_hint(say: Speaker, acts: tuple[Act, ...]) -> str:
    """Which of the acts need a ground; empty when none does."""
    needing = [act_verb(say.language, act) for act in acts if act in GROUNDS]
    return say.say(N_("Needed for: %(acts)s."), acts=say.joined(needing)) if needing else ""


def _nothing(say: Speaker, facts: SheetFacts) -> str:
    if facts.own:
        return say.say(N_("You have a part in this business, so others decide about it."))
    if facts.waiting is not None:
        return say.say(N_("A proposal waits for another person."))
    if facts.unit.standing is Standing.CORRECTING:
        return say.say(N_("It is the shop’s turn to correct and hand in again."))
    if facts.unit.standing is Standing.PUBLICISED:
        return say.say(N_("Nothing to do: without an objection the calendar puts it in force."))
    if facts.unit.standing is Standing.REVIEWED:
        return say.say(N_("The city office begins the public notice of a cluster."))
    return say.say(N_("There is nothing for you to decide now."))


def _blocked(say: Speaker, actor: Actor, facts: SheetFacts) -> str:
    if Act.APPROVE in acts_open_to(actor, facts.unit) and blocks(facts.findings):
        return say.say(N_("A check blocks approval. Send it back or refuse it."))
    return ""


def _proposal_path(facts: SheetFacts) -> str:
    waiting = facts.waiting
    return url_for("field.proposal", merchant_id=facts.unit.id, proposal_id=waiting.id) if waiting else ""


def _extend_path(actor: Actor, facts: SheetFacts) -> str:
    may = Act.ACCEPT_RECTIFICATION in acts_open_to(actor, facts.unit)
    if not may or facts.unit.standing is not Standing.RECTIFYING or facts.sheet.extended_at is not None:
        return ""
    return url_for("field.extension", merchant_id=facts.unit.id)
