"""Official accounts: one person proposes, another confirms. Only the first two security officers come by themselves."""

from __future__ import annotations

from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people import entries
from trustcode.people.actions import accounts
from trustcode.people.models import PROPOSED_HANDLE, PROPOSED_NAME, OfficialProposal
from trustcode.people.queries.accounts import officials_at_work, posts
from trustcode.people.rules.handles import Handle, read_handle, read_name
from trustcode.people.rules.permissions import CONFIRM, PROPOSE, require, require_second
from trustcode.people.rules.proposals import ACTION, Proposed, Verdict
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.people.rules.roles import check_scope, is_official
from trustcode.record.pen import Pen

ENOUGH = 2
"""Security officers at work from whom on every official account needs two people."""


def bootstrap(
    pen: Pen, *, name: str, handle: Handle, role: Role, scope: str, is_demo: bool, password_hash: str = ""
) -> tuple[str, str]:
    """An official account without a second person, from the console; returns person id and invitation code.

    In a demonstration always; otherwise only security officers, and only until two of them are at work. With a
    password hash there is no invitation and the code is empty. Raises Refusal(BOOTSTRAP_OVER).
    """
    over = officials_at_work(pen, [Role.SECURITY]) >= ENOUGH or role is not Role.SECURITY
    if over and not is_demo:
        raise Refusal(PeopleRefusal.BOOTSTRAP_OVER)
    _check_official(role, scope)
    person_id = accounts.open_account(pen, name=name, handle=handle, password_hash=password_hash)
    accounts.grant(pen, person_id=person_id, role=role, scope=scope)
    return person_id, "" if password_hash else accounts.invite(pen, person_id)


def propose_official(pen: Pen, *, name: str, handle: Handle, role: Role, scope: str) -> str:
    """Propose to open an official account; returns the proposal's id. Raises NotFound or Refusal."""
    _check_official(role, scope)
    require(pen.actor, ACTION[Proposed.OPEN], region=scope, stage=PROPOSE)
    row = _proposal(pen, Proposed.OPEN, role=role, scope=scope)
    row.name = pen.vault.seal(PROPOSED_NAME, read_name(name))
    row.handle = pen.vault.seal(PROPOSED_HANDLE, handle.text)
    return _put(pen, row)


def propose_disabling(pen: Pen, *, person_id: str) -> str:
    """Propose to close an official account; returns the proposal's id. Raises NotFound or Refusal."""
    scope = _official_scope(pen, person_id)
    require(pen.actor, ACTION[Proposed.DISABLE], region=scope, stage=PROPOSE, about_person=person_id)
    return _put(pen, _proposal(pen, Proposed.DISABLE, person_id=person_id))


def propose_move(pen: Pen, *, person_id: str, role: Role, scope: str) -> str:
    """Propose another role or region for an official; returns the proposal's id. Raises NotFound or Refusal."""
    _check_official(role, scope)
    before = _official_scope(pen, person_id)
    for region in (before, scope):
        require(pen.actor, ACTION[Proposed.MOVE], region=region, stage=PROPOSE, about_person=person_id)
    return _put(pen, _proposal(pen, Proposed.MOVE, person_id=person_id, role=role, scope=scope))


def confirm(pen: Pen, *, proposal_id: str) -> str:
    """A second person confirms, and it is done; returns an invitation code for a new account, else an empty text.

    Raises NotFound without the permission, Refusal(OWN_PROPOSAL), Refusal(ALREADY_DECIDED).
    """
    row = _undecided(pen, proposal_id)
    require_second(pen.actor, row.proposed_by)
    code = _carry_out(pen, row)
    _decide(pen, row, Verdict.CONFIRMED)
    return code


def decline(pen: Pen, *, proposal_id: str) -> None:
    """Somebody who could confirm says no; the proposer may take back their own."""
    _decide(pen, _undecided(pen, proposal_id), Verdict.DECLINED)


def disable_from_console(pen: Pen, *, person_id: str) -> None:
    """Close an official account at once, from the console of the machine: closing is the safe direction.

    Raises NotFound, Refusal(NOT_AN_OFFICIAL) for the account of anybody else.
    """
    if pen.actor.role is not Role.SYSTEM:
        raise NotFound(PeopleRefusal.DENIED)
    if not any(is_official(post.role) for post in posts(pen, person_id)):
        raise Refusal(PeopleRefusal.NOT_AN_OFFICIAL)
    accounts.disable(pen, person_id=person_id)


def _carry_out(pen: Pen, row: OfficialProposal) -> str:
    if row.what is Proposed.OPEN:
        return _open(pen, row)
    person_id = row.person_id or ""
    if row.what is Proposed.DISABLE:
        accounts.disable(pen, person_id=person_id)
        return ""
    for post in posts(pen, person_id):
        accounts.end_grant(pen, grant_id=post.grant_id)
    accounts.grant(pen, person_id=person_id, role=_role(row), scope=row.scope)
    return ""


def _open(pen: Pen, row: OfficialProposal) -> str:
    name = pen.vault.open(PROPOSED_NAME, row.name or b"")
    handle = read_handle(pen.vault.open(PROPOSED_HANDLE, row.handle or b""))
    person_id = accounts.open_account(pen, name=name, handle=handle, password_hash="")
    accounts.grant(pen, person_id=person_id, role=_role(row), scope=row.scope)
    row.person_id = person_id
    return accounts.invite(pen, person_id)


def _undecided(pen: Pen, proposal_id: str) -> OfficialProposal:
    row = pen.lock(OfficialProposal, proposal_id)
    if row is None:
        raise NotFound(PeopleRefusal.NO_SUCH_PERSON)
    require(pen.actor, ACTION[row.what], region=row.scope, stage=CONFIRM, about_person=row.person_id or "")
    if row.verdict is not None:
        raise Refusal(PeopleRefusal.ALREADY_DECIDED)
    return row


def _decide(pen: Pen, row: OfficialProposal, verdict: Verdict) -> None:
    row.verdict, row.decided_by, row.decided_at = verdict, pen.actor.person_id, pen.at
    pen.note(entries.OfficialDecided(subject=row.id, verdict=verdict.value, person_id=row.person_id or ""))


def _proposal(
    pen: Pen, what: Proposed, *, person_id: str | None = None, role: Role | None = None, scope: str = ""
) -> OfficialProposal:
    return OfficialProposal(
        id=new_id(),
        what=what,
        person_id=person_id,
        role=role,
        scope=scope,
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
    )


def _put(pen: Pen, row: OfficialProposal) -> str:
    pen.add(row)
    note = entries.OfficialProposed(
        subject=row.id,
        what=row.what.value,
        person_id=row.person_id or "",
        role=row.role.value if row.role else "",
        scope=row.scope,
    )
    pen.note(note)
    return row.id


def _official_scope(pen: Pen, person_id: str) -> str:
    for post in posts(pen, person_id):
        if is_official(post.role):
            return post.scope
    raise NotFound(PeopleRefusal.NO_SUCH_PERSON)


def _check_official(role: Role, scope: str) -> None:
    if not is_official(role):
        raise Refusal(PeopleRefusal.NOT_AN_OFFICIAL, "role", role=role.value)
    check_scope(role, scope)


def _role(row: OfficialProposal) -> Role:
    if row.role is None:
        raise Refusal(PeopleRefusal.NOT_AN_OFFICIAL, "role")
    return row.role
