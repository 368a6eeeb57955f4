"""Which row of the permission table each act on a complaint needs."""

from __future__ import annotations

from trustcode.complaints.rules.course import Act
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.actors import OFFICERS, Actor, Role
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import require

FILE = "file a complaint or fake-sticker report"
READ_OWN = "read own complaint by receipt"
READ = "read complaint text"
READ_PERSON = "read complainant contact (reason, logged)"
REPLY = "reply to complaint"
HANDLE = "accept, mediate, close"
REOPEN = "reopen or decide appeal"
MOVE = "move complaint to another region"
WITHDRAW = "withdraw complaint"

_ROWS = {
    Act.ANSWER: REPLY,
    Act.SAY_SOLVED: READ_OWN,
    Act.SAY_UNSOLVED: READ_OWN,
    Act.PROVE_IDENTITY: READ_OWN,
    Act.WITHDRAW: WITHDRAW,
    Act.REOPEN: REOPEN,
    Act.REFER: HANDLE,
    Act.SEND: MOVE,
}


def require_act(actor: Actor, act: Act, by: frozenset[Role], *, matter_id: str, merchant_id: str, region: str) -> None:
    """May this person do this here? Raises NotFound, which tells nothing of what exists.

    A shopper's scope is the matter that their secret opened, a shop's its business, an officer's a region.
    """
    if actor.role not in by:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    if actor.role is Role.SYSTEM:
        return
    row = _ROWS.get(act, HANDLE)
    if actor.role in OFFICERS:
        require(actor, row, region=region, merchant_id=merchant_id)
    else:
        require(actor, row, merchant_id=matter_id if actor.role is Role.PUBLIC else merchant_id or "-")


def require_reader(actor: Actor, *, merchant_id: str, region: str) -> None:
    """May this person read who filed, alone? Raises NotFound; whoever needs a second person for it may not."""
    if require(actor, READ_PERSON, region=region, merchant_id=merchant_id).needs_second:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
