"""The second person: what was proposed, what would follow, and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from trustcode.doors.field.consequences import follows, hearing
from trustcode.doors.field.decisions import once
from trustcode.doors.field.facts import SheetFacts, facts_and_speaker
from trustcode.doors.field.queue import READING, who
from trustcode.doors.field.refused import told
from trustcode.doors.field.self_checks import SelfCheckView, self_check_view
from trustcode.doors.field.sheet_view import ProposalView, check_view, proposal_view
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import moving
from trustcode.merchants.queries.sheets import ProposalSheet, proposals_of, sheet
from trustcode.merchants.rules.authority import may_confirm
from trustcode.merchants.rules.findings import Level
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.merchants.rules.terms import LONGEST_REASON
from trustcode.record.pen import Pen

OUTCOMES: dict[str, str] = {
    moving.CONFIRMED: N_("%(name)s confirmed this on %(when_day)s."),
    moving.DECLINED: N_("%(name)s declined this on %(when_day)s."),
    moving.OVERTAKEN: N_("Another act made this pointless on %(when_day)s."),
}


@dataclass(frozen=True)
class ProposalPage:
    """A proposal before its second person. `outcome` is said when it is closed already."""

    name: str
    standing: str
    proposal: ProposalView
    checks: tuple[tuple[str, str, Markup], ...]
    consequences: tuple[str, ...]
    self_check: SelfCheckView | None
    hearing: str
    outcome: str
    may_confirm: bool
    may_take_back: bool
    back: str
    confirm_path: str
    decline_path: str


@access(READING)
def proposal(merchant_id: str, proposal_id: str) -> Response:
    """What was proposed, and what would follow."""
    return _page(merchant_id, proposal_id)


@access(READING, fresh=True)
def confirmation(merchant_id: str, proposal_id: str) -> Response:
    """Yes: the act happens."""

    def confirm(pen: Pen) -> str:
        _require_of(pen, merchant_id, proposal_id)
        moving.confirm(pen, proposal_id=proposal_id, scheme=the_office().settings.rules)
        return "confirmed"

    return _answered(Form(), merchant_id, proposal_id, confirm)


@access(READING)
def rejection(merchant_id: str, proposal_id: str) -> Response:
    """No, with a reason; or the proposer takes it back."""
    form = Form()
    reason = form.lines("reason", most=LONGEST_REASON, needed=False)

    def decline(pen: Pen) -> str:
        proposed = _require_of(pen, merchant_id, proposal_id)
        moving.decline(pen, proposal_id=proposal_id, reason=reason)
        return "taken-back" if proposed.proposed_by == pen.actor.person_id else "declined"

    return _answered(form, merchant_id, proposal_id, decline)


def _answered(form: Form, merchant_id: str, proposal_id: str, act: Callable[[Pen], str]) -> Response:
    try:
        form.check()
        done = once(form, proposal_id, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, proposal_id, refusal, form.typed)
    return redirect(url_for("field.sheet", merchant_id=merchant_id, done=done), 303)


def _require_of(pen: Pen, merchant_id: str, proposal_id: str) -> ProposalSheet:
    """The proposal, if it is about this unit and the officer may see it. Raises NotFound."""
    sheet(pen, pen.actor, merchant_id)
    found = next((p for p in proposals_of(pen, merchant_id) if p.id == proposal_id), None)
    if found is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return found


def _page(
    merchant_id: str, proposal_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    actor, scheme = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        facts, say = facts_and_speaker(reader, actor, merchant_id, the_language(), the_moment(), scheme)
    one = facts.proposal(proposal_id)
    is_open = one.closed_at is None
    address: dict[str, Any] = {"merchant_id": merchant_id, "proposal_id": proposal_id}
    page = ProposalPage(
        name=f"{facts.sheet.shop_name} {facts.sheet.branch_name}".strip(),
        standing=facts.sheet.standing.value,
        proposal=proposal_view(say, one),
        checks=tuple(check_view(say, f) for f in facts.findings if f.level is not Level.PASS) if is_open else (),
        consequences=tuple(_follows(say, facts, one, scheme)) if is_open else (),
        self_check=self_check_view(say, facts) if is_open and one.act is Act.RENEW else None,
        hearing=hearing(say, one.act, civil_day(one.proposed_at), scheme) if is_open else "",
        outcome=_outcome(say, one),
        may_confirm=is_open and may_confirm(actor, facts.unit, one.act, one.proposed_by),
        may_take_back=is_open and one.proposed_by == actor.person_id,
        back=url_for("field.sheet", merchant_id=merchant_id),
        confirm_path=url_for("field.confirmation", **address),
        decline_path=url_for("field.rejection", **address),
    )
    errors = told(say, refusal)
    shown = show(
        "field/proposal.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _follows(say: Speaker, facts: SheetFacts, one: ProposalSheet, scheme: SchemeRules) -> list[str]:
    runs_to = facts.sheet.valid_to if facts.sheet.standing is Standing.ACTIVE else None
    return follows(say, one.act, facts.unit.unit_kind, scheme, one.ground, runs_to)


def _outcome(say: Speaker, one: ProposalSheet) -> str:
    if one.closed_at is None:
        return ""
    said = say.say(OUTCOMES[one.outcome], name=say.person(one.closed_by), when_day=say.moment(one.closed_at))
    return f"{said} {one.closing_reason}".strip()
