"""Accounts: opened, proved, closed. Passwords come in hashed; the door hashes before it opens a pen."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people import entries
from trustcode.people.models import HANDLE, NAME, SECRET, Grant, Invitation, OwnBusiness, Person
from trustcode.people.queries.accounts import posts, staff_ids
from trustcode.people.queries.visitors import token_hash
from trustcode.people.rules.handles import Handle, read_name
from trustcode.people.rules.permissions import require
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.people.rules.roles import check_scope, check_together
from trustcode.people.rules.sessions import INVITATION
from trustcode.record.pen import Pen

MOST_STAFF = 50
"""Accounts of assistants that a business may have at a time."""


def open_account(pen: Pen, *, name: str, handle: Handle, password_hash: str) -> str:
    """A new account without a role; returns the person's id.

    An empty `password_hash` opens an account that only an invitation can bring to life. Raises Refusal for an unfit
    name or a sign-in name that is taken.
    """
    tidy_name = read_name(name)
    index = pen.vault.index(HANDLE, handle.text)
    if pen.one(select(Person.id).where(Person.handle_index == index)) is not None:
        raise Refusal(PeopleRefusal.HANDLE_TAKEN, "handle")
    person = Person(
        id=new_id(),
        name=pen.vault.seal(NAME, tidy_name),
        handle=pen.vault.seal(HANDLE, handle.text),
        handle_kind=handle.kind,
        handle_index=index,
        password_hash=password_hash,
        opened_at=pen.at,
    )
    pen.add(person)
    _note_opening(pen, person.id)
    return person.id


def sign_up(pen: Pen, *, name: str, handle: Handle, password_hash: str) -> str:
    """An account for somebody who has a business and has not entered it yet: owner without a scope. Returns the id."""
    person_id = open_account(pen, name=name, handle=handle, password_hash=password_hash)
    grant(pen, person_id=person_id, role=Role.OWNER, scope="")
    return person_id


def grant(pen: Pen, *, person_id: str, role: Role, scope: str) -> str:
    """Give a role in a scope; returns the id of the grant, an earlier one if it is held already.

    The caller has asked for the permission (`own_business`, `add_staff`, the acts on officials). Raises Refusal for a
    scope or a combination that does not fit, NotFound for nobody.
    """
    locked_person(pen, person_id)
    check_scope(role, scope)
    held = posts(pen, person_id)
    for post in held:
        if (post.role, post.scope) == (role, scope):
            return post.grant_id
    check_together([post.role for post in held], role)
    row = Grant(id=new_id(), person_id=person_id, role=role, scope=scope, granted_at=pen.at)
    pen.add(row)
    pen.note(entries.GrantGiven(subject=person_id, grant_id=row.id, role=role.value, scope=scope))
    return row.id


def end_grant(pen: Pen, *, grant_id: str) -> None:
    """Take a role away; it counts no longer from the next request on. The caller has asked for the permission.

    Raises NotFound for no such grant, Refusal(GRANT_ENDED) when it has ended already.
    """
    row = pen.lock(Grant, grant_id)
    if row is None:
        raise NotFound(PeopleRefusal.NO_SUCH_PERSON)
    if row.ended_at is not None:
        raise Refusal(PeopleRefusal.GRANT_ENDED)
    row.ended_at = pen.at
    pen.note(entries.GrantEnded(subject=row.person_id, grant_id=row.id, role=row.role.value, scope=row.scope))


def disable(pen: Pen, *, person_id: str) -> None:
    """Close an account: no sign-in, no session, no role from this moment. The caller has asked for the permission.

    Raises NotFound for nobody, Refusal(ALREADY_DISABLED), Refusal(OWN_ACCOUNT).
    """
    person = locked_person(pen, person_id)
    if person_id == pen.actor.person_id:
        raise Refusal(PeopleRefusal.OWN_ACCOUNT)
    if person.disabled_at is not None:
        raise Refusal(PeopleRefusal.ALREADY_DISABLED)
    person.disabled_at = pen.at
    person.session_epoch += 1
    pen.note(entries.AccountDisabled(subject=person_id))


def change_password(pen: Pen, *, person_id: str, password_hash: str) -> int:
    """Another password, already checked and hashed; every session ends. Returns the epoch for a new session."""
    person = locked_person(pen, person_id)
    person.password_hash = password_hash
    person.session_epoch += 1
    pen.note(entries.PasswordChanged(subject=person_id))
    return person.session_epoch


def strengthen(pen: Pen, *, person_id: str, before: str, password_hash: str) -> None:
    """Keep the same password with newer settings, unless it was changed meanwhile."""
    person = locked_person(pen, person_id)
    if person.password_hash == before:
        person.password_hash = password_hash
        pen.note(entries.PasswordStrengthened(subject=person_id))


def enrol_codes(pen: Pen, *, secret: str) -> None:
    """From now on the actor proves themselves with one-time codes of this seed. Raises Refusal(ALREADY_ENROLLED)."""
    person = locked_person(pen, pen.actor.person_id)
    if person.secret is not None:
        raise Refusal(PeopleRefusal.ALREADY_ENROLLED)
    person.secret = pen.vault.seal(SECRET, secret)
    pen.note(entries.CodesEnrolled(subject=person.id))


def end_sessions(pen: Pen, *, person_id: str, merchant_id: str = "") -> None:
    """End every session of somebody at once. Owners may for their staff (`merchant_id`), the security officer for all."""
    person = locked_person(pen, person_id)
    _require_over(pen, person_id, merchant_id)
    person.session_epoch += 1
    pen.note(entries.SessionsEnded(subject=person_id))


def reset_account(pen: Pen, *, person_id: str, merchant_id: str = "") -> str:
    """Void password and one-time codes; returns an invitation code for the person, shown once (ASVS 5.0, 6.4.6).

    Owners may for their staff (`merchant_id`), the security officer for all.
    """
    person = locked_person(pen, person_id)
    _require_over(pen, person_id, merchant_id)
    person.password_hash = ""
    person.secret = None
    person.session_epoch += 1
    pen.note(entries.AccountReset(subject=person_id))
    return invite(pen, person_id)


def invite(pen: Pen, person_id: str) -> str:
    """A code with which the person sets a password: good once, for 72 hours. The caller has asked for the permission."""
    code = secrets.token_hex(16)
    pen.add(Invitation(code_hash=token_hash(code), person_id=person_id, made_at=pen.at))
    return code


def accept_invitation(pen: Pen, *, handle: Handle, code: str, password_hash: str) -> str:
    """The invited person sets a password; returns their id. Raises Refusal(INVITATION_VOID) whatever is wrong."""
    invitation = pen.lock(Invitation, token_hash(code))
    if invitation is None or invitation.used_at is not None or pen.at - invitation.made_at >= INVITATION:
        raise Refusal(PeopleRefusal.INVITATION_VOID, "invitation")
    person = locked_person(pen, invitation.person_id)
    if person.handle_index != pen.vault.index(HANDLE, handle.text) or person.disabled_at is not None:
        raise Refusal(PeopleRefusal.INVITATION_VOID, "invitation")
    invitation.used_at = pen.at
    change_password(pen, person_id=person.id, password_hash=password_hash)
    return person.id


def own_business(pen: Pen, *, merchant_id: str) -> str:
    """The actor becomes owner of a business that has just been begun; returns the grant's id.

    Raises NotFound for an actor who may not apply, or a business that has an owner.
    """
    require(pen.actor, "apply as merchant")
    taken = select(Grant.id).where(Grant.role == Role.OWNER, Grant.scope == merchant_id)
    if pen.all(taken.limit(1)):
        raise NotFound(PeopleRefusal.DENIED)
    return grant(pen, person_id=pen.actor.person_id, role=Role.OWNER, scope=merchant_id)


def add_staff(pen: Pen, *, merchant_id: str, name: str, handle: Handle) -> tuple[str, str]:
    """An account for an assistant of the actor's business; returns the person's id and the invitation code.

    One account works for one business: a sign-in name that is taken, by whomever, is refused (STAFF_HANDLE_TAKEN), so that
    no owner learns whose it is, gets at another's account or lets a stranger in by a slip. Raises STAFF_FULL beyond
    `MOST_STAFF`.
    """
    require(pen.actor, "manage own staff", merchant_id=merchant_id)
    if len(staff_ids(pen, merchant_id)) >= MOST_STAFF:
        raise Refusal(PeopleRefusal.STAFF_FULL, "name", most=MOST_STAFF)
    try:
        person_id = open_account(pen, name=name, handle=handle, password_hash="")
    except Refusal as refusal:
        if refusal.code is PeopleRefusal.HANDLE_TAKEN:
            raise Refusal(PeopleRefusal.STAFF_HANDLE_TAKEN, "handle") from None
        raise
    grant(pen, person_id=person_id, role=Role.STAFF, scope=merchant_id)
    return person_id, invite(pen, person_id)


def end_staff(pen: Pen, *, merchant_id: str, person_id: str) -> None:
    """An assistant no longer acts for the actor's business. Raises NotFound unless they do."""
    require(pen.actor, "manage own staff", merchant_id=merchant_id)
    for post in posts(pen, person_id):
        if (post.role, post.scope) == (Role.STAFF, merchant_id):
            end_grant(pen, grant_id=post.grant_id)
            return
    raise NotFound(PeopleRefusal.NO_SUCH_PERSON)


def leave_staff(pen: Pen, *, merchant_id: str) -> None:
    """The actor, an assistant, no longer acts for a business. Raises NotFound unless they do."""
    for post in posts(pen, pen.actor.person_id):
        if (post.role, post.scope) == (Role.STAFF, merchant_id):
            end_grant(pen, grant_id=post.grant_id)
            return
    raise NotFound(PeopleRefusal.NO_SUCH_PERSON)


def declare_own_business(pen: Pen, *, merchant_id: str) -> None:
    """An official says that they have a part in a business; they will not act on it. Declaring twice is once."""
    person_id = pen.actor.person_id
    if _own(pen, person_id, merchant_id):
        return
    locked_person(pen, person_id)
    pen.add(OwnBusiness(id=new_id(), person_id=person_id, merchant_id=merchant_id, declared_at=pen.at))
    pen.note(entries.OwnBusinessDeclared(subject=person_id, merchant_id=merchant_id))


def end_own_business(pen: Pen, *, person_id: str, merchant_id: str) -> None:
    """Somebody else, who may change roles, notes that an official no longer has a part in a business."""
    require(pen.actor, "change role or region", about_person=person_id)
    for row in _own(pen, person_id, merchant_id):
        row.ended_at = pen.at
        pen.note(entries.OwnBusinessEnded(subject=person_id, merchant_id=merchant_id))


def locked_person(pen: Pen, person_id: str) -> Person:
    """The row of a person, held until the commit. Raises NotFound."""
    person = pen.lock(Person, person_id)
    if person is None:
        raise NotFound(PeopleRefusal.NO_SUCH_PERSON)
    return person


def as_person(person_id: str) -> Actor:
    """A person who acts on their own account alone: setting a password, enrolling."""
    return Actor(person_id, Role.PUBLIC)


def _note_opening(pen: Pen, person_id: str) -> None:
    """Of two who open an account with one sign-in name at the same moment, the later is refused by the database."""
    try:
        pen.note(entries.AccountOpened(subject=person_id))
    except IntegrityError as error:
        if Person.handle_index.key in str(error.orig):
            raise Refusal(PeopleRefusal.HANDLE_TAKEN, "handle") from None
        raise


def _own(pen: Pen, person_id: str, merchant_id: str) -> Sequence[OwnBusiness]:
    live = select(OwnBusiness).where(OwnBusiness.person_id == person_id, OwnBusiness.ended_at.is_(None))
    return pen.all(live.where(OwnBusiness.merchant_id == merchant_id))


def _require_over(pen: Pen, person_id: str, merchant_id: str) -> None:
    role = _role_in(pen, person_id, merchant_id)
    action = "unlock account, end sessions"
    require(pen.actor, action, merchant_id=merchant_id, about_person=person_id, about_role=role)


def _role_in(pen: Pen, person_id: str, merchant_id: str) -> Role | None:
    roles = [post.role for post in posts(pen, person_id) if post.scope == merchant_id]
    return roles[0] if merchant_id and roles else None
