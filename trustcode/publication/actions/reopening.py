"""An ended complaint is opened again: what was public of it is taken back in the same transaction."""

from __future__ import annotations

from trustcode.complaints.actions import handling
from trustcode.publication.actions.publishing import take_back
from trustcode.publication.models import Item
from trustcode.publication.rules.course import PUBLICATION, Act
from trustcode.record.pen import Pen


def reopen(pen: Pen, *, complaint_id: str, said: str, seen: int | None = None) -> None:
    """A supervisor or the province opens it again, with the reason; its result, shown or withheld, waits anew.

    Whoever may open a complaint again takes its result back by that alone. Raises NotFound, NotAllowed, Refusal.
    """
    handling.reopen(pen, complaint_id=complaint_id, said=said, seen=seen)
    item = pen.lock(Item, complaint_id)
    if item is not None and PUBLICATION.allows(item.stage, Act.RECALL):
        take_back(pen, item)
