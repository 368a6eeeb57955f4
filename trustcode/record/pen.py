"""The pen: the one transaction, the one commit. No entry, no change.

An act takes a pen and a query takes a reader; a pen is also a reader, so acts combine and a query asked inside an act
sees what the act has done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Delete, Select, Update, event, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, ORMExecuteState, Session
from sqlalchemy.orm.util import identity_key

from trustcode.kernel.actors import Actor
from trustcode.kernel.canonical import canonical, plain
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.record import listeners
from trustcode.record.models import Entry, EntryBody, Retry
from trustcode.record.notes import Note
from trustcode.record.tree import SALT_LENGTH, body_text_hash, leaf, leaf_hash
from trustcode.storage.base import Base, Recorded
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault
from trustcode.storage.writing import write_session

T = TypeVar("T")

_BATCH = 1_000


class Unrecorded(Exception):
    """Rows changed and no entry was noted after it: a fault of the program. Nothing is kept."""


class Pen(Reader):
    """What an act is handed: who acts, when, and the few powers to change something."""

    def __init__(self, session: Session, vault: Vault, actor: Actor, at: Moment) -> None:
        super().__init__(session, vault)
        self.actor = actor
        self.at = at
        self._notes: list[Note] = []
        self._held: dict[tuple[type[object], Any], object | None] = {}
        self._together: list[tuple[Note, list[object]]] | None = None
        self._settled: set[int] = set()

    def lock(self, model: type[T], key: Any) -> T | None:
        """One row by its primary key, read anew and held until the commit so that nobody else changes it; or None.

        Raises Unrecorded for a row with a change that was not noted yet: reading it anew would drop the change.
        """
        if (model, key) in self._held:
            return cast(T | None, self._held[model, key])
        known = self._session.identity_map.get(identity_key(model, key))
        if known is not None and self._session.is_modified(known):
            raise Unrecorded([model.__name__])
        return self._session.get(model, key, with_for_update=True, populate_existing=True)

    def lock_one(self, statement: Select[T]) -> T | None:
        """The only row of a select, held until the commit; or None."""
        return self._session.execute(statement.with_for_update()).scalar_one_or_none()

    def hold(self, model: type[T], column: InstrumentedAttribute[str], keys: Sequence[str]) -> None:
        """Lock many rows by their primary key at once; `lock` then has them, or their absence, without asking again.

        That a row is absent must not change under the pen: something that it leans on is held too.
        """
        wanted = select(model).where(column.in_(keys)).order_by(column).with_for_update()
        found = self._session.execute(wanted, execution_options={"populate_existing": True}).scalars().all()
        self._held |= dict.fromkeys(((model, key) for key in keys), None)
        self._held |= {(model, getattr(row, column.key)): row for row in found}

    def each(self, keys: Iterable[str], act: Callable[[Self, str], object]) -> int:
        """Do an act for each of many, their entries written together; returns for how many it was not refused.

        Each has rows of its own, and no act reads by a question what another has changed. Raises Unrecorded when one
        refuses after it changed something.
        """
        self._together, done = [], 0
        for key in keys:
            before = len(self._together)
            try:
                act(self, key)
                done += 1
            except Refusal:
                if len(self._together) > before or self._pending():
                    raise Unrecorded([key]) from None
            self._settled |= {id(row) for _, rows in self._together[before:] for row in rows}
        together, self._together = self._together, None
        if together:
            for entry_id, (_, rows) in zip(self._write_many([note for note, _ in together]), together, strict=True):
                for row in rows:
                    row.entry_id = entry_id  # type: ignore[attr-defined]
            self._session.flush()
            self._notes.extend(note for note, _ in together)
        self._settled.clear()
        return done

    def add(self, *rows: object) -> None:
        """New rows, kept when the next note is made."""
        self._session.add_all(rows)

    def note(self, note: Note) -> int:
        """Put an entry on the record for all that was added or changed since the last one; returns its number.

        Nought where it is written later, together with others.
        """
        if self._together is not None:
            self._together.append((note, self._pending()))
            return 0
        return self.note_all([note])[0]

    def note_all(self, notes: Sequence[Note]) -> list[int]:
        """Many entries at once, in order; rows pending are ascribed to the last one."""
        ids = [self._write(note) for note in notes]
        self._stamp(ids[-1])
        self._session.flush()
        self._notes.extend(notes)
        return ids

    def note_bulk(self, pairs: Iterable[tuple[Note, Sequence[object]]]) -> int:
        """Many (note, new rows) pairs, each row ascribed to its own note; for long lists. Returns how many.

        The rows are only carried over, not kept in the session; tables are filled in the order in which they first
        come, so a row may lean on one before it.
        """
        count = 0
        for chunk in _batches(pairs, _BATCH):
            notes = tuple(note for note, _ in chunk)
            for model, values in _by_table(chunk, self._write_many(notes)):
                self._session.execute(insert(model), values)
            self._notes.extend(notes)
            count += len(chunk)
        return count

    def note_rows(
        self, notes: Sequence[Note], rows: Iterable[tuple[int, type[object], dict[str, Any]]]
    ) -> tuple[int, ...]:
        """A few notes that speak for very many new rows; returns the numbers of the entries.

        Each row is (place of its note in `notes`, table, values of all its columns). Rows are written some at a time
        and never held; what a row leans on comes before it.
        """
        ids = self._write_many(notes)
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        for chunk in _batches(rows, _BATCH):
            values_of: dict[str, list[dict[str, Any]]] = {}
            for place, model, values in chunk:
                name: str = model.__tablename__  # type: ignore[attr-defined]
                values_of.setdefault(name, []).append({**values, "entry_id": ids[place]})
            for name in sorted(values_of, key=order.__getitem__):
                self._session.execute(insert(Base.metadata.tables[name]), values_of[name])
        self._notes.extend(notes)
        return tuple(ids)

    def answered(self, key: str, body: Any) -> Any:
        """The answer given earlier to this retry key, or None. Raises KeyReused if the body was another.

        A twin of the request that is under way is waited for, so that both get one answer.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            turn = int.from_bytes(_hash(key)[:8], "big", signed=True)
            self._session.execute(select(func.pg_advisory_xact_lock(turn)))
        earlier = self._session.get(Retry, key)
        if earlier is None:
            return None
        if earlier.body_hash != _hash(body):
            raise KeyReused(key)
        return json.loads(earlier.answer)

    def answer(self, key: str, body: Any, answer: Any) -> None:
        """Keep the answer to a keyed request, in the same transaction."""
        self._session.add(Retry(key=key, body_hash=_hash(body), answer=json.dumps(plain(answer)), at=self.at))

    def _write(self, note: Note) -> int:
        return self._write_many([note])[0]

    def _write_many(self, notes: Sequence[Note]) -> list[int]:
        self._kept.clear()
        leaves = [self._leaf(note) for note in notes]
        rows = [
            {"kind": note.kind, "subject": note.subject, "at": self.at, "leaf_hash": hashed}
            for note, (hashed, _, _) in zip(notes, leaves, strict=True)
        ]
        returning = insert(Entry).returning(Entry.id, sort_by_parameter_order=True)
        ids = [int(number) for number in self._session.execute(returning, rows).scalars()]
        bodies = [
            {"entry_id": entry_id, "salt": salt, "body": text}
            for entry_id, (_, salt, text) in zip(ids, leaves, strict=True)
        ]
        self._session.execute(insert(EntryBody), bodies)
        return ids

    def _leaf(self, note: Note) -> tuple[bytes, bytes, str]:
        salt = os.urandom(SALT_LENGTH)
        body = {"by": self.actor.person_id, "role": self.actor.role.value, "facts": note.facts()}
        text = canonical(body)
        hashed = leaf_hash(leaf(note.kind, note.subject, self.at, body_text_hash(salt, text)))
        return hashed, salt, text.decode()

    def _stamp(self, entry_id: int) -> None:
        for row in self._pending():
            row.entry_id = entry_id  # type: ignore[attr-defined]

    def _pending(self) -> list[object]:
        settled, is_modified = self._settled, self._session.is_modified
        changed = [row for row in self._session.dirty if id(row) not in settled and is_modified(row)]
        new = [row for row in self._session.new if id(row) not in settled]
        return [row for row in [*new, *changed] if isinstance(row, Recorded)]

    def _finish(self) -> None:
        if self._session.deleted or self._pending():
            raise Unrecorded([type(row).__name__ for row in [*self._session.deleted, *self._pending()]])
        listeners.tell(self._session, tuple(self._notes), self.at)
        self._session.commit()


class KeyReused(Exception):
    """A retry key came back with another body; the request is refused (422)."""


def _refuse_bulk_change(state: ORMExecuteState) -> None:
    """An UPDATE or DELETE of many rows names no entry; only copies and work in hand may be changed like that."""
    if not isinstance(state.statement, Update | Delete):
        return
    name = str(state.statement.table)
    if any(str(mapper.local_table) == name for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)):
        raise Unrecorded(name)


def _refuse_deletion(session: Session, _context: object, _instances: object) -> None:
    """A row of a room ends by a change of its own (withdrawn, closed), which an entry can name; it never goes away."""
    gone = [type(row).__name__ for row in session.deleted if isinstance(row, Recorded)]
    if gone:
        raise Unrecorded(gone)


def _batches(pairs: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(pairs)
    while batch := list(islice(source, size)):
        yield batch


def _by_table(
    pairs: Iterable[tuple[Note, Sequence[object]]], ids: Iterable[int]
) -> Iterator[tuple[type[object], list[dict[str, Any]]]]:
    """The values of all rows by table (and by which columns are given), tables in the order of their first row."""
    found: dict[tuple[type[object], tuple[str, ...]], list[dict[str, Any]]] = {}
    for (_, rows), entry_id in zip(pairs, ids, strict=True):
        for row in rows:
            values = {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}
            found.setdefault((type(row), tuple(values)), []).append({**values, "entry_id": entry_id})
    for (model, _), rows_of_it in found.items():
        yield model, rows_of_it


def _hash(body: Any) -> bytes:
    return leaf_hash(canonical(body))


@contextmanager
def pen(store: Store, actor: Actor, at: Moment) -> Iterator[Pen]:
    """Open the one transaction: `with pen(store, actor, at) as p:`. Commits at the end, or keeps nothing."""
    with write_session(store) as session:
        event.listen(session, "do_orm_execute", _refuse_bulk_change)
        event.listen(session, "before_flush", _refuse_deletion)
        one = Pen(session, store.vault, actor, at)
        yield one
        one._finish()


@contextmanager
def copying(store: Store) -> Iterator[Session]:
    """A session for making projections again. Raises Unrecorded when a row of a room changed."""
    with write_session(store) as session:
        yield session
        changed = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, Recorded)]
        if changed:
            raise Unrecorded([type(row).__name__ for row in changed])
        session.commit()
