"""The result of a complaint before an officer, in finished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.rules.numbers import spoken
from trustcode.doors.field.complaint_rows import time_left
from trustcode.doors.field.publication_deeds import deeds_for
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.clock_days import ClockDays, ClockLeft
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor, Role
from trustcode.publication.queries.items import ItemSheet
from trustcode.publication.rules.course import SHOWN, HideGround, Stage
from trustcode.publication.rules.hiding import OFFICERS_GROUNDS, Outcome, Verdict

Option = tuple[str, str, str]
_OUTCOMES = {
    Outcome.CONFIRMED.value: N_("confirmed by a second person"),
    Outcome.DECLINED.value: N_("declined"),
    Outcome.OVERTAKEN.value: N_("no longer needed"),
}


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


def publication_page(say: Speaker, actor: Actor, own: ItemSheet, clocks: tuple[ClockDays, ...]) -> PublicationPage:
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
                time_left(say, one.due_on),
                label(say.language, one.fate) if one.fate else "",
                one.reason,
            )
            for one in own.objections
        ),
        hidings=tuple(
            HidingView(
                label(say.language, one.ground),
                one.reason,
                say.person_as(one.proposed_by, Role(one.proposed_role)),
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
