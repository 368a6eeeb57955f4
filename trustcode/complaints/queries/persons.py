"""Reads: who filed a matter. Masked for officers by default; in clear only after a reading was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from trustcode.complaints.models import Complaint, Person, PersonReading, Report
from trustcode.complaints.rules.authority import require_reader
from trustcode.complaints.rules.identity import mask_paper
from trustcode.complaints.rules.purposes import ADDRESS, NAME, PAPER, PHONE
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.rules.masking import mask_name, mask_phone
from trustcode.storage.reading import Reader

SHOWN = timedelta(minutes=10)
"""How long a reading that was written down shows the person."""


@dataclass(frozen=True)
class PersonSheet:
    """Who filed, masked or in clear; empty for an anonymous report."""

    name: str
    phone: str
    address: str
    paper: PaperKind | None
    paper_number: str
    phone_proved: bool


def masked(reader: Reader, matter_id: str) -> PersonSheet:
    """As officers see it at first: 陈**, 139****5678, no address, first and last of the paper."""
    row = reader.get(Person, matter_id)
    if row is None:
        return PersonSheet("", "", "", None, "", False)
    whole = _clear(reader, row)
    number = mask_paper(whole.paper_number)
    address = "***" if whole.address else ""
    return PersonSheet(mask_name(whole.name), mask_phone(whole.phone), address, whole.paper, number, whole.phone_proved)


def in_clear(reader: Reader, actor: Actor, matter_id: str, at: Moment) -> PersonSheet:
    """In clear, for an officer who wrote down why within the last ten minutes. Raises NotFound."""
    if not has_read_lately(reader, actor, matter_id, at):
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    person = reader.get(Person, matter_id)
    if person is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return _clear(reader, person)


def has_read_lately(reader: Reader, actor: Actor, matter_id: str, at: Moment) -> bool:
    """Whether an officer wrote down why within the last ten minutes. Raises NotFound for whoever may not read it."""
    row = reader.get(Complaint, matter_id) or reader.get(Report, matter_id)
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require_reader(actor, merchant_id=row.merchant_id or "", region=row.region_code)
    mine = PersonReading.matter_id == matter_id, PersonReading.read_by == actor.person_id
    return bool(reader.all(select(PersonReading.id).where(*mine, PersonReading.read_at > at - SHOWN).limit(1)))


def readings_today(reader: Reader, person_id: str, at: Moment) -> int:
    """How many fields an officer has read today, in China's day."""
    mine = PersonReading.read_by == person_id, PersonReading.read_at >= start_of(civil_day(at))
    return int(reader.scalar(select(func.count(PersonReading.id)).where(*mine)) or 0)


def _clear(reader: Reader, row: Person) -> PersonSheet:
    open_ = reader.vault.open
    return PersonSheet(
        open_(NAME, row.name),
        open_(PHONE, row.phone),
        open_(ADDRESS, row.address) if row.address else "",
        row.paper,
        open_(PAPER, row.paper_number) if row.paper_number else "",
        row.proved_at is not None,
    )
