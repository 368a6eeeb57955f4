"""The review sheet of a unit in finished words: what was checked, declared, promised, photographed, said and done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from trustcode.catalogues.rules import Catalogue
from trustcode.codes.actions import WHYS
from trustcode.commitments.rules.terms import CommitmentKind
from trustcode.doors.field.facts import SheetFacts
from trustcode.doors.field.history import Event, history
from trustcode.doors.field.pause_view import pause_lines
from trustcode.doors.field.promise_view import PromiseView, promise_views
from trustcode.doors.field.self_checks import SelfCheckView, self_check_view
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.filters import short_code, tongues
from trustcode.doors.wording.finding_words import finding_sentence
from trustcode.doors.wording.labels import Audience, act_verb, label, standing_means
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import ObjectionSheet, ProposalSheet
from trustcode.merchants.rules.authority import sees
from trustcode.merchants.rules.findings import Finding, Level
from trustcode.merchants.rules.standing import Standing

STATES = {Level.BLOCK: "stop", Level.LOOK: "look", Level.PASS: "passed"}
REVOKED: dict[str, Word] = dict(
    zip(
        WHYS,
        (
            word("field", "lost"),
            word("field", "damaged"),
            word("field", "hangs in the wrong place"),
            word("field", "was copied"),
            word("field", "replaced when the unit came into force again"),
        ),
        strict=True,
    )
)
DOUBTED: dict[str, str] = {
    "wrong_shop": N_("“This is not the shop I am in”"),
    "sign_still_up": N_("“The sign still hangs”"),
    "not_ours": N_("“This code is not yours”"),
}


@dataclass(frozen=True)
class ProposalView:
    """A proposal in words."""

    id: str
    act: str
    person: str
    when: str
    ground: str
    reason: str
    until: str
    path: str


@dataclass(frozen=True)
class ObjectionView:
    """An objection in words; `outcome` is empty while it waits."""

    id: str
    when: str
    text: str
    contact: str
    outcome: str
    decided: str
    reason: str
    path: str
    contact_path: str


@dataclass(frozen=True)
class PrintView:
    """One paper copy of the code."""

    serial: int
    short_code: str
    issued: str
    state: str
    path: str


@dataclass(frozen=True)
class NeighbourView:
    """Another unit of the same licence; without a path it lies outside the officer's region."""

    name: str
    place: str
    standing: str
    path: str


@dataclass(frozen=True)
class SheetView:
    """The middle of the review page."""

    id: str
    name: str
    branch: str
    licence: str
    code: str
    standing: str
    means: str
    ground: str
    checks: tuple[tuple[str, str, Markup], ...]
    waiting: ProposalView | None
    objections: tuple[ObjectionView, ...]
    declared: tuple[tuple[str, Markup], ...]
    contact: str
    contact_path: str
    promises: tuple[PromiseView, ...]
    pauses: tuple[str, ...]
    pauses_path: str
    self_check: SelfCheckView | None
    photo_path: str
    photo_caption: str
    prints: tuple[PrintView, ...]
    doubts: tuple[Event, ...]
    neighbours: tuple[NeighbourView, ...]
    history: tuple[Event, ...]
    ledger_path: str


def sheet_view(say: Speaker, actor: Actor, facts: SheetFacts) -> SheetView:
    """Everything about a unit, put into words."""
    sheet = facts.sheet
    return SheetView(
        id=sheet.id,
        name=sheet.shop_name or sheet.id,
        branch=sheet.branch_name,
        licence=sheet.licence_name,
        code=sheet.credit_code,
        standing=sheet.standing.value,
        means=standing_means(say.language, sheet.standing, Audience.OFFICER),
        ground=_ground(say, facts),
        checks=tuple(check_view(say, finding) for finding in facts.findings),
        waiting=proposal_view(say, facts.waiting) if facts.waiting else None,
        objections=tuple(objection_view(say, facts, one) for one in facts.objections),
        declared=_declared(say, facts),
        contact=say.joined([sheet.contact_name, sheet.contact_phone]),
        contact_path="" if facts.own else url_for("field.contact", merchant_id=sheet.id),
        promises=promise_views(say, facts.promises),
        pauses=pause_lines(say, facts.pauses),
        pauses_path=url_for("field.pauses_page", merchant_id=sheet.id) if facts.pauses or facts.promises else "",
        self_check=self_check_view(say, facts),
        photo_path=url_for("field.photo", digest=sheet.photo) if sheet.photo else "",
        photo_caption=say.say(N_("Door of the shop, %(street)s"), street=sheet.street),
        prints=_prints(say, facts),
        doubts=_doubts(say, facts),
        neighbours=_neighbours(say, actor, facts),
        history=history(say, facts),
        ledger_path=url_for("field.ledger", merchant_id=sheet.id) if _has_ledger(facts) else "",
    )


def proposal_view(say: Speaker, proposal: ProposalSheet) -> ProposalView:
    """A proposal, put into words."""
    return ProposalView(
        id=proposal.id,
        act=act_verb(say.language, proposal.act),
        person=say.person(proposal.proposed_by),
        when=say.moment(proposal.proposed_at),
        ground=say.ground(proposal.act, proposal.ground),
        reason=proposal.reason,
        until=say.day(proposal.due_on),
        path=url_for("field.proposal", merchant_id=proposal.merchant_id, proposal_id=proposal.id),
    )


def objection_view(say: Speaker, facts: SheetFacts, one: ObjectionSheet) -> ObjectionView:
    """An objection, put into words."""
    outcome = {None: "", True: say.say(word("field", "Upheld")), False: say.say(word("field", "Dismissed"))}[one.upheld]
    decided = say.joined([say.person(one.decided_by), say.moment(one.decided_at)]) if one.decided_at else ""
    address: dict[str, Any] = {"merchant_id": facts.sheet.id, "objection_id": one.id}
    return ObjectionView(
        id=one.id,
        when=say.moment(one.made_at),
        text=one.text,
        contact=one.contact,
        outcome=outcome,
        decided=decided,
        reason=one.reason,
        path="" if one.decided_at else url_for("field.objection", **address),
        contact_path=url_for("field.objection_contact", **address) if one.contact else "",
    )


def check_view(say: Speaker, finding: Finding) -> tuple[str, str, Markup]:
    """A finding as the component draws it: state, what was checked, what was found."""
    sentence = tongues(say.language, finding_sentence(say.language, finding, say.today))
    return STATES[finding.level], label(say.language, finding.check), sentence


def _has_ledger(facts: SheetFacts) -> bool:
    """Whether a promise of returns ever came into force here, so that there is a ledger to look at."""
    return facts.sheet.first_active_on is not None and any(p.kind is CommitmentKind.RETURNS for p in facts.promises)


def _ground(say: Speaker, facts: SheetFacts) -> str:
    """Why the unit is where it is, by the last act that moved it."""
    moved = [e for e in facts.entries if e.kind == "merchant.moved"]
    which = {
        Standing.CORRECTING: Catalogue.CORRECTION_REASON,
        Standing.RECTIFYING: Catalogue.RECTIFY_GROUND,
        Standing.SUSPENDED: Catalogue.SUSPEND_GROUND,
        Standing.REMOVED: Catalogue.REMOVE_GROUND,
        Standing.CLOSED: Catalogue.CLOSE_GROUND,
    }.get(facts.sheet.standing)
    if which is None or not facts.sheet.ground or not moved:
        return ""
    remark = next((r.text for r in facts.remarks if r.written_at == moved[-1].at), "")
    joint = "：" if say.language == "zh" else ": "
    return joint.join(part for part in (say.term(which, facts.sheet.ground), remark) if part)


def _declared(say: Speaker, facts: SheetFacts) -> tuple[tuple[str, Markup], ...]:
    sheet = facts.sheet
    established = say.full_day(sheet.established_on) if sheet.established_on else ""
    rows = (
        (say.say(word("field", "Kind")), say.term(Catalogue.UNIT_KIND, sheet.unit_kind)),
        (say.say(word("field", "Industry")), say.term(Catalogue.INDUSTRY, sheet.industry)),
        (say.say(word("field", "Address")), say.address(sheet.region_code, sheet.street)),
        (say.say(word("field", "Founded")), established),
        (say.say(word("field", "Returns phone")), sheet.returns_phone),
        (say.say(word("field", "Valid until")), say.full_day(sheet.valid_to) if sheet.valid_to else ""),
    )
    return tuple((title, tongues(say.language, words)) for title, words in rows)


def _prints(say: Speaker, facts: SheetFacts) -> tuple[PrintView, ...]:
    views = []
    for one in facts.prints:
        why = say.say(REVOKED.get(one.revoked_why, word("field", "withdrawn")))
        gone = say.say(N_("Withdrawn on %(day)s: %(why)s"), day=one.revoked_on, why=why) if one.revoked_on else ""
        path = url_for("field.print_copy", merchant_id=facts.sheet.id, serial=one.serial)
        open_path = "" if one.revoked_on or facts.own else path
        state = gone or say.say(word("field", "Valid"))
        views.append(PrintView(one.serial, short_code(one.short_code), say.day(one.issued_on), state, open_path))
    return tuple(views)


def doubt_words(say: Speaker, kind: str, serial: int) -> str:
    """What was said, and of which print."""
    said = say.say(DOUBTED.get(kind, DOUBTED["wrong_shop"]))
    return say.say(N_("%(said)s, print %(serial)s"), said=said, serial=serial) if serial else said


def _doubts(say: Speaker, facts: SheetFacts) -> tuple[Event, ...]:
    return tuple(
        Event(
            say.moment(one.made_at),
            doubt_words(say, one.kind, one.serial),
            say.say(N_("Looked into on %(day)s"), day=civil_day(one.seen_at)) if one.seen_at else "",
            one.note,
        )
        for one in facts.doubts
    )


def _neighbours(say: Speaker, actor: Actor, facts: SheetFacts) -> tuple[NeighbourView, ...]:
    return tuple(
        NeighbourView(
            f"{one.shop_name} {one.branch_name}".strip(),
            say.way(one.region_code),
            one.standing.value,
            url_for("field.sheet", merchant_id=one.id) if sees(actor, one.id, one.region_code) else "",
        )
        for one in facts.neighbours
    )
