"""Reads: how much waits in a region and how pressing it is, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from trustcode.complaints.models import Complaint, Report
from trustcode.complaints.queries.lists import Asked, asked_for, due_of
from trustcode.complaints.queries.reports import of_region as reports_of_region
from trustcode.complaints.rules.reporting import REPORTS_OPEN
from trustcode.kernel.actors import Actor
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Pressed:
    """How many complaints: in all, over their last day, on it, and after it up to a day; and open clues."""

    complaints: int
    over: int
    today: int
    soon: int
    clues: int


def pressed(reader: Reader, actor: Actor, asked: Asked, *, today: date, soon: date) -> Pressed:
    """How pressing the complaints of a filter are, and how many clues the region has. Raises NotFound for others."""
    found = select(due_of(Complaint.id).label("due")).where(asked_for(actor, asked)).subquery()
    clues = select(func.count(Report.id)).where(reports_of_region(actor), Report.state.in_(REPORTS_OPEN))
    row = reader.rows(
        select(
            func.count(),
            func.sum(case((found.c.due < today, 1), else_=0)),
            func.sum(case((found.c.due == today, 1), else_=0)),
            func.sum(case(((found.c.due > today) & (found.c.due <= soon), 1), else_=0)),
            clues.scalar_subquery(),
        ).select_from(found)
    )[0]
    return Pressed(*(int(number or 0) for number in row))
