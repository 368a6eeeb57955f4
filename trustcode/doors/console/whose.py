"""Who acts: the person that an operator names at the terminal, in one of their roles."""

from __future__ import annotations

from trustcode.doors.console.output import Failed
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import Actor
from trustcode.people.queries.accounts import actors_of, person_id_of
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.roles import MERCHANTS
from trustcode.storage.reading import reading


def actor_named(office: Office, handle: str, *, role: str = "", merchant_id: str = "") -> Actor:
    """The person with a sign-in name; an owner or staff of the given unit where there is one.

    Raises Refusal HANDLE_SHAPE, Failed when nobody or more than one role fits.
    """
    with reading(office.store) as reader:
        actors = actors_of(reader, person_id_of(reader, read_handle(handle)))
    if not actors:
        raise Failed(f"There is no open account with the sign-in name {handle}.")
    fitting = [a for a in actors if _fits(a, role, merchant_id)]
    if len(fitting) != 1:
        roles = ", ".join(sorted({a.role.value for a in actors}))
        raise Failed(f"Name one role of {handle} with --role; roles at hand: {roles}.")
    return fitting[0]


def _fits(actor: Actor, role: str, merchant_id: str) -> bool:
    if role and actor.role.value != role:
        return False
    return not merchant_id or actor.role not in MERCHANTS or actor.scope == merchant_id
