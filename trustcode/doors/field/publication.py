"""The result of a complaint before an officer: a look at the reply, a correction, an objection, hiding by two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.doors.field.decisions import once
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.clock_days import ClockDays, ClockLeft, clock_days, clock_left
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.authority import is_own
from trustcode.people.rules.permissions import TABLE, may_ever
from trustcode.publication.actions import hiding, objecting, publishing
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.queries.clocks import result_clocks
from trustcode.publication.queries.items import ItemSheet, item_for_officer
from trustcode.publication.queries.waiting import Errand, waiting
from trustcode.publication.rules.authority import HIDE, PUBLISHING
from trustcode.publication.rules.course import SHOWN, HideGround, Stage, Withhold
from trustcode.publication.rules.hiding import LONGEST_REASON, LONGEST_REPLY, OFFICERS_GROUNDS, Outcome, Verdict
from trustcode.publication.rules.refusals import PublicationRefusal
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


_DONE = {
    Deed.PUBLISH: N_("Published."),
    Deed.WITHHOLD: N_("Kept back; the public log says why."),
    Deed.RECONSIDER: N_("To be published after all."),
    Deed.CORRECT: N_("Corrected; the public log says what."),
    Deed.DECIDE: N_("The objection is decided; the shop reads your reason."),
    Deed.PROPOSE: N_("Proposed. It stays on display until a second person of another rank confirms."),
    Deed.CONFIRM: N_("Hidden. A tombstone with the reason stays on the page of the shop."),
    Deed.DECLINE: N_("Declined; it stays on display."),
    Deed.SHOW_AGAIN: N_("On display again."),
}
_OUTCOMES = {
    Outcome.CONFIRMED.value: N_("confirmed"),
    Outcome.DECLINED.value: N_("declined"),
    Outcome.OVERTAKEN.value: N_("no longer needed"),
}
_WHAT = {
    Errand.LOOK: N_("Look at the shop’s reply: something in it may lead to a person"),
    Errand.OBJECTION: N_("The shop objects to its result"),
    Errand.HIDING: N_("A colleague proposes to hide its result"),
}
Option = tuple[str, str, str]


@dataclass(frozen=True)
class ObjectionView:
    """An objection in words, addresses of its photos; `verdict` is empty while it waits."""

    said: str
    photos: tuple[str, ...]
    when: str
    due: str
    left: ClockLeft
    verdict: str
    reason: str


@dataclass(frozen=True)
class HidingView:
    """A proposal to hide in words; `outcome` is empty while it waits."""

    ground: str
    reason: str
    person: str
    when: str
    outcome: str
    closing: str


@dataclass(frozen=True)
class PublicationPage:
    """The page. `deeds` are what this officer may do now; the forms of others are not there."""

    name: str
    number: str
    back: str
    path: str
    seen: int
    stage: str
    facts: tuple[tuple[str, str], ...]
    reply: str
    findings: tuple[str, ...]
    deeds: frozenset[str]
    objections: tuple[ObjectionView, ...]
    hidings: tuple[HidingView, ...]
    clocks: tuple[ClockDays, ...]
    is_proposer: bool
    withhold_grounds: tuple[Option, ...]
    hide_grounds: tuple[Option, ...]
    verdicts: tuple[Option, ...]
    categories: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]
    category: str
    problem: str


@dataclass(frozen=True)
class WaitingView:
    """One thing that waits: the shop, the number, what is to be done, by when and how pressing, where."""

    name: str
    number: str
    what: str
    due: str
    left: ClockLeft | None
    path: str


@access(READ)
def publications() -> str:
    """What waits for officers of the region: looks at replies, objections, proposals to hide."""
    actor = the_actor()
    with open_reader() as reader:
        rows = waiting(reader, actor)
        say = speaker(reader, the_language(), the_moment())
    views = [
        WaitingView(
            row.respondent_name,
            spoken(row.number),
            say.say(_WHAT[row.what]),
            say.day(row.due_on) if row.due_on else "",
            clock_left(say.language, row.due_on, say.today) if row.due_on else None,
            url_for("field.publication", complaint_id=row.complaint_id),
        )
        for row in rows
    ]
    return show("field/publications.html", who=who(say, actor), rows=views, back=url_for("field.complaints"))


@access(READ)
def publication(complaint_id: str) -> Response:
    """The result of one complaint, and what may be done to it."""
    return _page(complaint_id)


@access(READ)
def objection_photo(complaint_id: str, digest: str) -> Response:
    """A photo that came with an objection of the shop. Raises NotFound for any other."""
    with open_reader() as reader:
        own = item_for_officer(reader, the_actor(), complaint_id)
    if digest not in own.objection_photos:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    return photo_answer(digest)


@access(READ, fresh=True)
def publication_deed(complaint_id: str) -> Response:
    """Do it, once."""
    form = Form()
    chosen = form.choice("deed", [deed.value for deed in Deed])
    seen = form.whole("seen") or 0
    act = _ACTS[Deed(chosen)](form) if chosen else None

    def carry_out(pen: Pen) -> str:
        item_for_officer(pen, pen.actor, complaint_id)
        if act is not None:
            act(pen, complaint_id, seen)
        return chosen

    try:
        form.check()
        done = once(form, complaint_id, carry_out)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(complaint_id, refusal, form.typed)
    return redirect(url_for("field.publication", complaint_id=complaint_id, done=done), 303)


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


_ACTS: dict[Deed, Callable[[Form], Carry]] = {
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


def _page(complaint_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        own = item_for_officer(reader, actor, complaint_id)
        people = {one.proposed_by for one in own.hidings}
        say = speaker(reader, the_language(), the_moment(), people)
        clocks = [
            clock_days(say.language, one, say.today) for one in result_clocks(reader, own.complaint_id, say.today)
        ]
    page = _view(say, actor, own, tuple(clocks))
    errors = told(say, refusal)
    done = next((_DONE[deed] for deed in Deed if deed.value == request.args.get("done")), "")
    shown = show(
        "field/publication.html",
        who=who(say, actor),
        view=page,
        done=say.say(done) if done and refusal is None else "",
        errors=errors,
        wrong=dict(errors),
        typed=typed or {},
    )
    return make_response(shown, 422 if refusal else 200)


def _view(say: Speaker, actor: Actor, own: ItemSheet, clocks: tuple[ClockDays, ...]) -> PublicationPage:
    kinds = {**say.lists[Catalogue.GOODS_CATEGORY], **say.lists[Catalogue.SERVICE_CATEGORY]}
    problems = say.lists[Catalogue.PROBLEM_CATEGORY]
    return PublicationPage(
        name=own.respondent_name,
        number=spoken(own.number),
        back=url_for("field.complaint", complaint_id=own.complaint_id),
        path=url_for("field.publication_deed", complaint_id=own.complaint_id),
        seen=own.changes,
        stage=label(say.language, own.stage) if own.stage else "",
        facts=_facts(say, own, {code: term.words(say.language) for code, term in {**kinds, **problems}.items()}),
        reply=own.reply,
        findings=tuple(label(say.language, one) for one in own.findings),
        deeds=frozenset(deed.value for deed in deeds_for(actor, own)),
        objections=tuple(
            ObjectionView(
                one.said,
                tuple(_photo_path(own, digest) for digest in one.evidence),
                say.moment(one.made_at),
                say.day(one.due_on),
                clock_left(say.language, one.due_on, say.today),
                label(say.language, one.fate) if one.fate else "",
                one.reason,
            )
            for one in own.objections
        ),
        hidings=tuple(
            HidingView(
                label(say.language, one.ground),
                one.reason,
                f"{say.person(one.proposed_by)} ({label(say.language, Role(one.proposed_role))})",
                say.moment(one.proposed_at),
                say.say(_OUTCOMES[one.outcome]) if one.outcome else "",
                one.closing_reason,
            )
            for one in own.hidings
        ),
        clocks=clocks,
        is_proposer=own.hiding is not None and own.hiding.proposed_by == actor.person_id,
        withhold_grounds=tuple((one.value, label(say.language, one), "") for one in OFFICERS_GROUNDS),
        hide_grounds=tuple((one.value, label(say.language, one), "") for one in HideGround),
        verdicts=(
            (Verdict.KEPT.value, say.say(N_("Keep it as it is")), ""),
            (Verdict.CORRECTED.value, say.say(N_("Correct it, as filled in below")), ""),
            (Verdict.TO_HIDE.value, say.say(N_("Propose to hide it, on the ground chosen below")), ""),
        ),
        categories=tuple((code, term.words(say.language)) for code, term in kinds.items()),
        problems=tuple((code, term.words(say.language)) for code, term in problems.items()),
        category=own.category,
        problem=own.problem,
    )


def _photo_path(own: ItemSheet, digest: str) -> str:
    return url_for("field.objection_photo", complaint_id=own.complaint_id, digest=digest)


def _facts(say: Speaker, own: ItemSheet, terms: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    why = label(say.language, own.withheld_for) if own.withheld_for else ""
    hidden = label(say.language, own.hidden_for) if own.hidden_for else ""
    is_candidate = own.stage is Stage.CANDIDATE
    return (
        (say.say(N_("Why")), why or hidden),
        (say.say(N_("Class")), terms.get(own.category, own.category)),
        (say.say(N_("Problem")), terms.get(own.problem, own.problem)),
        (say.say(N_("Published by")), say.day(own.due_on) if own.due_on and is_candidate else ""),
        (say.say(N_("On display until")), say.day(own.shown_until) if own.shown_until and own.stage in SHOWN else ""),
    )
