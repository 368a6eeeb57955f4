"""`unit show|do|propose|confirm|decline`: every act of the table of standings, also those without a page yet.

Whoever types names the person that acts; the record says so, and the rules hold as they do on a page.
"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.codes import actions as codes
from trustcode.doors.console.output import as_json, fail, refusals_told, tell
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.actors import SYSTEM, Actor
from trustcode.kernel.moments import now
from trustcode.merchants.actions import moving
from trustcode.merchants.actions.alone import act_by_name
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.standing import Act, arrows_from
from trustcode.people.queries.accounts import actors_of, person_id_of
from trustcode.people.rules.handles import read_handle
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

ACTS = [a.value for a in Act]

unit = AppGroup("unit", help="Commitment units: every act of the table of standings.")

_as = click.option("--as", "handle", required=True, help="Sign-in name of the person who acts; `calendar` for none.")
_role = click.option("--role", default="", help="Which of the person's roles, if there are several.")


@unit.command("show")
@click.argument("merchant_id")
def show(merchant_id: str) -> None:
    """Standing of a unit, and what the table allows next."""
    with refusals_told(), reading(the_office().store) as reader:
        one = sheet(reader, SYSTEM, merchant_id)
    click.echo(f"{one.shop_name} {one.branch_name} · {one.standing.value} since {one.standing_at:%Y-%m-%d}")
    for arrow in arrows_from(one.standing):
        second = f", confirmed by {', '.join(sorted(arrow.confirmed_by))}" if arrow.needs_two else ""
        click.echo(f"  {arrow.number} {arrow.act.value} → {arrow.target.value}: {', '.join(sorted(arrow.by))}{second}")


@unit.command("do")
@click.argument("merchant_id")
@click.argument("act", type=click.Choice(ACTS))
@click.option("--ground", default="", help="Code of the ground, for acts that need one.")
@_as
@_role
@as_json
def act_alone(merchant_id: str, act: str, ground: str, handle: str, role: str, *, in_json: bool) -> None:
    """An ACT for which one person is enough."""
    actor = _actor(handle, role, in_json=in_json)
    office, what = the_office(), Act(act)
    with refusals_told(in_json=in_json), pen(office.store, actor, now()) as p:
        if what is Act.ACTIVATE:
            press = codes.Press(office.keyring, office.settings.public_url)
            codes.activate(p, merchant_id=merchant_id, press=press, scheme=office.settings.rules)
        else:
            act_by_name(p, merchant_id=merchant_id, act=what, ground=ground, scheme=office.settings.rules)
        standing = sheet(p, actor, merchant_id).standing.value
    tell({"standing": standing}, f"Done: now {standing}.", in_json=in_json)


@unit.command("propose")
@click.argument("merchant_id")
@click.argument("act", type=click.Choice(ACTS))
@click.option("--ground", default="", help="Code of the ground, for acts that need one.")
@click.option("--reason", default="", help="A free reason, kept with the proposal.")
@_as
@_role
@as_json
def propose(merchant_id: str, act: str, ground: str, reason: str, handle: str, role: str, *, in_json: bool) -> None:
    """The first of two people proposes an ACT."""
    actor = _actor(handle, role, in_json=in_json)
    with refusals_told(in_json=in_json), pen(the_office().store, actor, now()) as p:
        proposal = moving.propose(
            p,
            merchant_id=merchant_id,
            act=Act(act),
            ground=ground,
            reason=reason,
            scheme=the_office().settings.rules,
        )
    tell({"proposal": proposal}, f"Proposed: {proposal} waits for another person.", in_json=in_json)


@unit.command("confirm")
@click.argument("proposal_id")
@_as
@_role
@as_json
def confirm(proposal_id: str, handle: str, role: str, *, in_json: bool) -> None:
    """The second of two people confirms; the act happens."""
    office = the_office()
    actor = _actor(handle, role, in_json=in_json)
    with refusals_told(in_json=in_json), pen(office.store, actor, now()) as p:
        moved = moving.confirm(p, proposal_id=proposal_id, scheme=office.settings.rules)
        standing = moved.standing.value
    tell({"standing": standing}, f"Confirmed: now {standing}.", in_json=in_json)


@unit.command("decline")
@click.argument("proposal_id")
@click.option("--reason", required=True, help="Why not.")
@_as
@_role
@as_json
def decline(proposal_id: str, reason: str, handle: str, role: str, *, in_json: bool) -> None:
    """The second of two people says no; the standing stays."""
    actor = _actor(handle, role, in_json=in_json)
    with refusals_told(in_json=in_json), pen(the_office().store, actor, now()) as p:
        moving.decline(p, proposal_id=proposal_id, reason=reason)
    tell({"declined": True}, "Declined.", in_json=in_json)


def _actor(handle: str, role: str, *, in_json: bool) -> Actor:
    if handle == "calendar":
        return SYSTEM
    with refusals_told(in_json=in_json), reading(the_office().store) as reader:
        actors = actors_of(reader, person_id_of(reader, read_handle(handle)))
    fitting = [a for a in actors if not role or a.role.value == role]
    if len(fitting) != 1:
        roles = ", ".join(sorted({a.role.value for a in actors})) or "none"
        fail(f"Name one role of this person with --role; roles at hand: {roles}.", in_json=in_json)
    return fitting[0]
