"""`officer add|disable|list`: official accounts, by invitation; nobody at the terminal learns a password."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import as_json, fail, refusals_told, tell
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import now
from trustcode.people.actions import officials
from trustcode.people.queries.accounts import officials as all_officials
from trustcode.people.queries.accounts import person_id_of
from trustcode.people.rules.handles import read_handle
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

ROLES = [r.value for r in (Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE, Role.AUDITOR, Role.OPERATOR, Role.SECURITY)]

officer = AppGroup("officer", help="Official accounts.")


@officer.command("add")
@click.option("--name", required=True, help="The person's name.")
@click.option("--sign-in", "handle", required=True, help="Mobile number or e-mail address.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--region", default="", help="Region code of the scope, for inspector, supervisor and province.")
@as_json
def add(name: str, handle: str, role: str, region: str, *, in_json: bool) -> None:
    """Open an official account and print its invitation once.

    In production this works for the first two security officers; from then on two people open accounts together.
    """
    office = the_office()
    with refusals_told(in_json=in_json), pen(office.store, SYSTEM, now()) as p:
        person, invitation = officials.bootstrap(
            p, name=name, handle=read_handle(handle), role=Role(role), scope=region, is_demo=office.settings.is_demo
        )
    tell({"person": person, "invitation": invitation}, f"Opened. Invitation, good once: {invitation}", in_json=in_json)


@officer.command("disable")
@click.option("--sign-in", "handle", required=True, help="Mobile number or e-mail address.")
@as_json
def disable(handle: str, *, in_json: bool) -> None:
    """Close an official account at once; every session of it ends."""
    office = the_office()
    with refusals_told(in_json=in_json):
        known = read_handle(handle)
        with reading(office.store) as reader:
            person = person_id_of(reader, known)
        if not person:
            fail("There is no such account.", in_json=in_json)
        with pen(office.store, SYSTEM, now()) as p:
            officials.disable_from_console(p, person_id=person)
    tell({"person": person, "disabled": True}, "Closed; its sessions have ended.", in_json=in_json)


@officer.command("list")
def show() -> None:
    """All official accounts, sign-in names masked."""
    with reading(the_office().store) as reader:
        for account in all_officials(reader):
            click.echo(f"{account}")
