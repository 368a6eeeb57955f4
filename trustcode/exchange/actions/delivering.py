"""The other side is told what happened to its orders: at least once, in order, through every kill.

What is to be told stands on the record already; a delivery is made for each such entry, and stays until the other
side has said yes. Who is killed between its yes and our note tells it again under the same id.
"""

from __future__ import annotations

from sqlalchemy import Update, select, update

from trustcode.exchange.models import Delivery, Reference
from trustcode.exchange.queries.deliveries import untold
from trustcode.exchange.rules.delivering import next_try
from trustcode.record.jotting import Jotter


def gather(jotter: Jotter, source: str) -> int:
    """Make a delivery for each entry that has none; returns how many. Two at once make each of them once."""
    found = untold(jotter, source)
    for one in found:
        jotter.ensure(
            Delivery,
            reference_id=one.reference_id,
            entry_number=one.entry_number,
            tries=0,
            next_at=jotter.at,
            problem="",
        )
    return len(found)


def note_delivered(jotter: Jotter, reference_id: str, entry_number: int) -> None:
    """The other side has it."""
    jotter.change(_one(reference_id, entry_number).values(delivered_at=jotter.at, problem=""))


def note_failed(jotter: Jotter, reference_id: str, entry_number: int, *, tries: int, problem: str) -> None:
    """It did not go out; `tries` counts this one too. The next try comes later and later."""
    later = next_try(tries, jotter.at)
    jotter.change(_one(reference_id, entry_number).values(tries=tries, next_at=later, problem=problem[:80]))


def try_again(jotter: Jotter, source: str, external_no: str = "") -> int:
    """Let what failed go out with the next sending, of one number or of all; returns how many. The count begins anew."""
    mine = select(Reference.id).where(Reference.source == source)
    if external_no:
        mine = mine.where(Reference.external_no == external_no)
    failed = Delivery.delivered_at.is_(None), Delivery.tries > 0, Delivery.reference_id.in_(mine)
    return jotter.change(update(Delivery).where(*failed).values(tries=0, next_at=jotter.at))


def _one(reference_id: str, entry_number: int) -> Update:
    mine = Delivery.reference_id == reference_id, Delivery.entry_number == entry_number
    return update(Delivery).where(*mine)
