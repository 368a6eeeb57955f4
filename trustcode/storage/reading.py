"""A reader: one read transaction, on an engine that refuses writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Executable, Row, Select, text
from sqlalchemy.orm import Session

from trustcode.storage.engines import Store
from trustcode.storage.vault import Vault

T = TypeVar("T")


class Reader:
    """What a query is handed. Every answer is of one moment of the database."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self.vault = vault
        self._kept: dict[str, Any] = {}

    @property
    def is_sqlite(self) -> bool:
        """Whether this reads SQLite; otherwise PostgreSQL. For the few questions that the two put differently."""
        return self._session.get_bind().dialect.name == "sqlite"

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What a question that is asked again and again was answered at first; a pen asks anew after each entry."""
        if name not in self._kept:
            self._kept[name] = read()
        return self._kept[name]  # type: ignore[no-any-return]  # what `read` gave

    def get(self, model: type[T], key: Any) -> T | None:
        """One row by its primary key, or None."""
        return self._session.get(model, key)

    def one(self, statement: Select[T]) -> T | None:
        """The only row of a select of one entity or column, or None. Raises if there are several."""
        return self._session.execute(statement).scalar_one_or_none()

    def all(self, statement: Select[T]) -> Sequence[T]:
        """All rows of a select of one entity or column."""
        return self._session.execute(statement).scalars().all()

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """All rows of a select of several columns."""
        return self._session.execute(statement).all()

    def stream(self, statement: Select[*tuple[Any, ...]], *, size: int = 1_000) -> Iterator[Row[*tuple[Any, ...]]]:
        """Rows in batches, for reading more than fits in memory."""
        with self._session.execute(statement, execution_options={"yield_per": size}) as result:
            yield from result

    def scalar(self, statement: Executable) -> Any:
        """The first column of the first row, or None."""
        return self._session.execute(statement).scalar()


@contextmanager
def reading(store: Store, *, may_idle: bool = False) -> Iterator[Reader]:
    """Open a reader: `with reading(store) as reader:`.

    PostgreSQL ends one that asks nothing for a minute, lest it be forgotten; one that may idle reads a long file meanwhile.
    """
    with Session(store.read_engine, autoflush=False, expire_on_commit=False) as session:
        reader = Reader(session, store.vault)
        if may_idle and not reader.is_sqlite:
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield reader
