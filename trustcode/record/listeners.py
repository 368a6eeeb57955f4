"""Who wants to hear of which entry, inside the same transaction. Projections subscribe; the factory introduces them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from trustcode.kernel.moments import Moment
from trustcode.record.notes import Note

Listener = Callable[[Session, Sequence[Note], Moment], None]

_listeners: list[Listener] = []


def subscribe(listener: Listener) -> None:
    """From now on, call this with the session and all notes of each transaction, before its commit. Twice is once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(session: Session, notes: Sequence[Note], at: Moment) -> None:
    """Let every listener do its part."""
    for listener in _listeners:
        listener(session, notes, at)
