"""What is raised when the database is away, busy or full, for doors that answer "try again" and know no SQL."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty

OUTAGES: tuple[type[Exception], ...] = (OperationalError, InterfaceError, PoolEmpty)
"""Passing faults of the database; the same request may succeed later."""


def is_outage(error: BaseException) -> bool:
    """Whether an error means that the database cannot be used now, rather than that a statement was wrong."""
    return isinstance(error, OUTAGES) or (isinstance(error, DBAPIError) and error.connection_invalidated)
