"""Reads: the publication rate of a region and year, always with its denominator."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import ENDED
from trustcode.kernel.moments import start_of
from trustcode.kernel.territory import prefix
from trustcode.publication.models import Item
from trustcode.publication.rules.course import Stage, Withhold
from trustcode.publication.rules.judging import rate
from trustcode.publication.rules.showing import PublicationRate
from trustcode.storage.reading import Reader

_OUT = (Stage.PUBLISHED, Stage.CORRECTED, Stage.HIDDEN, Stage.EXPIRED)
"""Stages of what was published; what was hidden later was published, and is named apart."""


def publication_rate(reader: Reader, region_code: str, year: int) -> PublicationRate:
    """The rate of a region and all below it, for complaints that ended in a calendar year of China."""
    ended = (
        Complaint.state.in_(ENDED),
        Complaint.ended_at >= start_of(date(year, 1, 1)),
        Complaint.ended_at < start_of(date(year + 1, 1, 1)),
        Complaint.region_code.startswith(prefix(region_code)),
    )
    grouped = (
        select(Item.stage, Item.withheld_for, func.count(Complaint.id))
        .select_from(Complaint)
        .outerjoin(Item, Item.complaint_id == Complaint.id)
        .where(*ended)
        .group_by(Item.stage, Item.withheld_for)
    )
    rows = [(stage, why, int(count)) for stage, why, count in reader.rows(grouped)]
    withheld = {Withhold(why): count for stage, why, count in rows if stage is Stage.WITHHELD}
    published = sum(count for stage, _, count in rows if stage in _OUT)
    waiting = sum(count for stage, _, count in rows if stage in {None, Stage.CANDIDATE})
    shown, publishable = rate(published, withheld, waiting)
    hidden = sum(count for stage, _, count in rows if stage is Stage.HIDDEN)
    return PublicationRate(year, shown, publishable, hidden, waiting, withheld)
