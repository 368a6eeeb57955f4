"""Reads: the table of clocks in force, and which version it is."""

from __future__ import annotations

from sqlalchemy import select

from trustcode.clocks.models import ClockSet
from trustcode.clocks.rules import ClockTable, read_table
from trustcode.storage.reading import Reader


def clocks(reader: Reader) -> ClockTable:
    """The latest table. Raises LookupError when none was loaded: a fault of the installation."""
    return reader.once("clocks", lambda: _clocks(reader))


def _clocks(reader: Reader) -> ClockTable:
    latest = latest_set(reader)
    if latest is None:
        raise LookupError("no table of clocks is loaded")
    return ClockTable(read_table(latest.rules))


def latest_set(reader: Reader) -> ClockSet | None:
    """The latest loading, or None."""
    return reader.one(select(ClockSet).order_by(ClockSet.version.desc()).limit(1))
