"""What is raised when the database is away, busy or full, for doors that answer "try again" and know no SQL."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty

_UNDEFINED_TABLE = "42P01"

OUTAGES: tuple[type[Exception], ...] = (OperationalError, InterfaceError, PoolEmpty)
"""Passing faults of the database; the same request may succeed later."""


def is_outage(error: BaseException) -> bool:
    """Whether an error means that the database cannot be used now, rather than that a statement was wrong."""
    return isinstance(error, OUTAGES) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def has_no_tables(error: BaseException) -> bool:
    """Whether a statement failed because its table is not there: the migrations have not been run."""
    cause = getattr(error, "orig", None)
    return isinstance(error, DBAPIError) and (
        "no such table" in str(cause) or getattr(cause, "sqlstate", "") == _UNDEFINED_TABLE
    )
