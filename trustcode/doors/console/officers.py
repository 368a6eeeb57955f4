"""`officer add|disable|list`: official accounts, by invitation; nobody at the terminal learns a password."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import Answer, Failed, answers
from trustcode.doors.lobby.present import the_office
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import civil_day
from trustcode.people.actions import officials
from trustcode.people.queries.accounts import Account, person_id_of, posts
from trustcode.people.queries.accounts import officials as all_officials
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.roles import is_official
from trustcode.record.pen import pen
from trustcode.regions.queries import place
from trustcode.storage.reading import reading

ROLES = [r.value for r in (Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE, Role.AUDITOR, Role.OPERATOR, Role.SECURITY)]

officer = AppGroup("officer", help="Official accounts.")


@officer.command("add")
@click.option("--name", required=True, help="The person's name.")
@click.option("--sign-in", "handle", required=True, help="Mobile number or e-mail address.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--region", default="", help="Region code of the scope, for inspector, supervisor and province.")
@answers
def add(name: str, handle: str, role: str, region: str) -> Answer:
    """Open an official account and print its invitation once.

    In production this works for the first two security officers; from then on two people open accounts together.
    """
    office = the_office()
    with pen(office.store, SYSTEM, office.clock()) as p:
        person, invitation = officials.bootstrap(
            p, name=name, handle=read_handle(handle), role=Role(role), scope=region, is_demo=office.settings.is_demo
        )
        if region and place(p, region, civil_day(p.at)) is None:
            raise Failed(f"There is no region with the code {region}.")
    return Answer({"person": person, "invitation": invitation}, f"Opened. Invitation, good once: {invitation}")


@officer.command("disable")
@click.argument("handle")
@answers
def disable(handle: str) -> Answer:
    """Close the official account with the sign-in name HANDLE at once; every session of it ends."""
    office = the_office()
    known = read_handle(handle)
    with reading(office.store) as reader:
        person = person_id_of(reader, known)
        held = posts(reader, person)
    if not person:
        raise Failed("There is no such account.")
    if not any(is_official(post.role) for post in held):
        raise Failed("This is no official account; only those are closed here.")
    with pen(office.store, SYSTEM, office.clock()) as p:
        officials.disable_from_console(p, person_id=person)
    return Answer({"person": person, "disabled": True}, "Closed; its sessions have ended.")


@officer.command("list")
@answers
def show() -> Answer:
    """All official accounts, sign-in names masked."""
    with reading(the_office().store) as reader:
        accounts = all_officials(reader)
    facts = {"officers": [_facts(account) for account in accounts]}
    return Answer(facts, "\n".join(_line(account) for account in accounts) or "There are no official accounts yet.")


def _facts(account: Account) -> dict[str, object]:
    return {
        "person": account.person_id,
        "name": account.name,
        "sign_in": account.handle,
        "posts": [{"role": post.role, "region": post.scope} for post in account.posts],
        "one_time_codes": account.is_enrolled,
        "disabled_at": account.disabled_at,
    }


def _line(account: Account) -> str:
    posts = ", ".join(f"{post.role.value} {post.scope}".strip() for post in account.posts) or "no role"
    state = f"closed {account.disabled_at:%Y-%m-%d}" if account.disabled_at else "open"
    return f"{account.person_id}  {account.handle:<24} {account.name}  {posts}  {state}"
