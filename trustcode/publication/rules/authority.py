"""Which row of the permission table each act of publication needs."""

from __future__ import annotations

from trustcode.complaints.rules.authority import HANDLE, REOPEN
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import CONFIRM, PROPOSE, require
from trustcode.publication.rules.course import Act, Arrow
from trustcode.publication.rules.refusals import PublicationRefusal

HIDE = "hide from public (tombstone stays)"
"""Also the row by which a shop objects: the table lets an owner propose here and nothing else."""

READ = "read complaint text"
PUBLISHING = HANDLE

_ROWS = {Act.HIDE: HIDE, Act.SHOW_AGAIN: HIDE, Act.RECALL: REOPEN}


def require_act(actor: Actor, arrow: Arrow, *, merchant_id: str, region: str) -> None:
    """May this person do this here, alone or as the second of two? Raises NotFound."""
    if actor.role not in arrow.by:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    if actor.role is not Role.SYSTEM:
        require(actor, _ROWS.get(arrow.act, PUBLISHING), merchant_id=merchant_id, region=region, stage=CONFIRM)


def require_proposer(actor: Actor, arrow: Arrow, *, merchant_id: str, region: str) -> None:
    """May this person be the first of two? Raises NotFound."""
    if actor.role not in arrow.by:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    require(actor, _ROWS[arrow.act], merchant_id=merchant_id, region=region, stage=PROPOSE)


def require_confirmer(actor: Actor, arrow: Arrow, *, merchant_id: str, region: str) -> None:
    """May this person be the second of two? Raises NotFound."""
    if actor.role not in arrow.confirmed_by:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    require(actor, _ROWS[arrow.act], merchant_id=merchant_id, region=region, stage=CONFIRM)
