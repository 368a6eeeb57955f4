"""Numbers for new matters: random, and never one that a complaint or a report has already."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from trustcode.complaints.models import Complaint, Report
from trustcode.complaints.rules.numbers import new_number
from trustcode.storage.reading import Reader


def fresh_number(reader: Reader) -> str:
    """One number that no matter has."""
    return next(fresh_numbers(reader, at_once=1))


def fresh_numbers(reader: Reader, *, at_once: int = 500) -> Iterator[str]:
    """Numbers that no matter has, each once, without end; drawn and looked up some at a time.

    Ten random digits meet by chance: among half a million matters about ten pairs would.
    """
    drawn: set[str] = set()
    while True:
        some = {new_number() for _ in range(at_once)} - drawn
        some -= _taken(reader, some)
        drawn |= some
        yield from some


def _taken(reader: Reader, numbers: set[str]) -> set[str]:
    return {
        one for kind in (Complaint, Report) for one in reader.all(select(kind.number).where(kind.number.in_(numbers)))
    }
