"""`unit show|do|propose|confirm|decline`: every act of the table of standings, also those without a page yet.

Whoever types names the person that acts; the record says so, and the rules hold as they do on a page.
"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.codes import actions as codes
from trustcode.doors.console.output import Answer, answers
from trustcode.doors.console.whose import actor_named
from trustcode.doors.lobby.present import the_office
from trustcode.kernel.actors import SYSTEM, Actor
from trustcode.merchants.actions import moving
from trustcode.merchants.actions.alone import act_by_name
from trustcode.merchants.queries.sheets import open_proposal, sheet
from trustcode.merchants.rules.standing import Act, Arrow, arrows_from
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

ACTS = [a.value for a in Act]
CALENDAR = "calendar"

unit = AppGroup("unit", help="Commitment units: every act of the table of standings.")

_as = click.option("--as", "handle", required=True, help=f"Sign-in name of the person who acts; `{CALENDAR}` for none.")
_role = click.option("--role", default="", help="Which of the person's roles, if there are several.")
_ground = click.option("--ground", default="", help="Code of the ground, for acts that need one.")


@unit.command("show")
@click.argument("merchant_id")
@answers
def show(merchant_id: str) -> Answer:
    """Standing of a unit, what waits for a second person, and what the table allows next."""
    with reading(the_office().store) as reader:
        one = sheet(reader, SYSTEM, merchant_id)
        waiting = open_proposal(reader, merchant_id)
    arrows = arrows_from(one.standing)
    facts = {
        "merchant_id": one.id,
        "name": f"{one.shop_name} {one.branch_name}".strip(),
        "standing": one.standing,
        "since": one.standing_at,
        "due_on": one.due_on,
        "proposal": {"id": waiting.id, "act": waiting.act} if waiting else None,
        "acts": [arrow.act for arrow in arrows],
    }
    lines = [f"{facts['name'] or one.id} · {one.standing.value} since {one.standing_at:%Y-%m-%d}"]
    lines += [f"  waits for a second person: {waiting.act.value}, proposal {waiting.id}"] if waiting else []
    return Answer(facts, "\n".join(lines + [_line(arrow) for arrow in arrows]))


@unit.command("do")
@click.argument("merchant_id")
@click.argument("act", type=click.Choice(ACTS))
@_ground
@click.option("--remark", default="", help="A word to the business, kept with the act.")
@_as
@_role
@answers
def act_alone(merchant_id: str, act: str, ground: str, remark: str, handle: str, role: str) -> Answer:
    """An ACT for which one person is enough."""
    office, what = the_office(), Act(act)
    actor = _actor(handle, role, merchant_id)
    with pen(office.store, actor, office.clock()) as p:
        if what is Act.ACTIVATE:
            press = codes.Press(office.keyring, office.settings.public_url)
            codes.activate(p, merchant_id=merchant_id, press=press, scheme=office.settings.rules)
        else:
            rules = office.settings.rules
            act_by_name(p, merchant_id=merchant_id, act=what, ground=ground, remark=remark, scheme=rules)
        standing = sheet(p, actor, merchant_id).standing
    return Answer({"standing": standing}, f"Done: now {standing.value}.")


@unit.command("propose")
@click.argument("merchant_id")
@click.argument("act", type=click.Choice(ACTS))
@_ground
@click.option("--reason", default="", help="A free reason, kept with the proposal.")
@_as
@_role
@answers
def propose(merchant_id: str, act: str, ground: str, reason: str, handle: str, role: str) -> Answer:
    """The first of two people proposes an ACT."""
    office = the_office()
    with pen(office.store, _actor(handle, role, merchant_id), office.clock()) as p:
        proposal = moving.propose(
            p, merchant_id=merchant_id, act=Act(act), ground=ground, reason=reason, scheme=office.settings.rules
        )
    return Answer({"proposal": proposal}, f"Proposed: {proposal} waits for another person.")


@unit.command("confirm")
@click.argument("proposal_id")
@_as
@_role
@answers
def confirm(proposal_id: str, handle: str, role: str) -> Answer:
    """The second of two people confirms; the act happens."""
    office = the_office()
    with pen(office.store, _actor(handle, role), office.clock()) as p:
        standing = moving.confirm(p, proposal_id=proposal_id, scheme=office.settings.rules).standing
    return Answer({"standing": standing}, f"Confirmed: now {standing.value}.")


@unit.command("decline")
@click.argument("proposal_id")
@click.option("--reason", required=True, help="Why not.")
@_as
@_role
@answers
def decline(proposal_id: str, reason: str, handle: str, role: str) -> Answer:
    """The second of two people says no; the standing stays."""
    office = the_office()
    with pen(office.store, _actor(handle, role), office.clock()) as p:
        moving.decline(p, proposal_id=proposal_id, reason=reason)
    return Answer({"declined": True}, "Declined; the standing stays.")


def _actor(handle: str, role: str, merchant_id: str = "") -> Actor:
    if handle == CALENDAR:
        return SYSTEM
    return actor_named(the_office(), handle, role=role, merchant_id=merchant_id)


def _line(arrow: Arrow) -> str:
    second = f", confirmed by {_roles(arrow.confirmed_by)}" if arrow.needs_two else ""
    return f"  {arrow.number:<4} {arrow.act.value} → {arrow.target.value}: {_roles(arrow.by)}{second}"


def _roles(roles: frozenset[str]) -> str:
    return ", ".join(sorted(roles))
