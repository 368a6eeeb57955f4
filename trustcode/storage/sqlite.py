"""Which SQLite library is used, whether it is sound, and how each connection is set up."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

FIXED_IN = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""Releases that mend the WAL-reset fault, which can lose commits when two connections write (3.7.0 to 3.51.2)."""


def driver() -> ModuleType:
    """The newest SQLite driver at hand: the shipped one, else the interpreter's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3.dbapi2")


def version_of(module: ModuleType) -> tuple[int, int, int]:
    """The version of the library behind a driver."""
    major, minor, patch = (int(part) for part in module.sqlite_version.split("."))
    return major, minor, patch


def wal_is_sound(version: tuple[int, int, int]) -> bool:
    """Whether more than one process may write: the library is free of the WAL-reset fault."""
    newest = FIXED_IN[0]
    return version >= newest or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED_IN[1:])


def set_up(connection: Any, *, may_write: bool) -> None:
    """Pragmas of a fresh connection: WAL, full sync, foreign keys, patience of 5 s, deleted bytes overwritten.

    REPLACE removes the row that stands there; only with recursive triggers do append-only tables hear of it.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.execute("PRAGMA foreign_keys = ON")
    if may_write:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA recursive_triggers = ON")
    else:
        cursor.execute("PRAGMA query_only = ON")
    cursor.close()
