"""A complaint of the demonstration in the making: about which shop, by whom, and who acts on which day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from trustcode.complaints.queries.sheets import ComplaintSheet, own_matter
from trustcode.doors.console.demo_people import Officers
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.record.pen import Pen, pen
from trustcode.storage.reading import reading

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A shop that is complained about, and who acts. `is_own` is that of the owner one can sign in as, `is_flooded` the
    one about which many write at once.
    """

    office: Office
    merchant_id: str
    number: int
    owner: Actor
    officers: Officers
    categories: tuple[str, ...]
    from_on: date
    now: Moment
    is_own: bool = False
    is_home: bool = False
    is_flooded: bool = False
    region_code: str = ""


def by(told: Told, who: Actor, at: Moment, act: Callable[[Pen], object]) -> None:
    """Somebody does something at a moment, but never after the present."""
    with pen(told.office.store, who, min(at, told.now - timedelta(minutes=5))) as p:
        act(p)


@dataclass
class Matter:
    """A complaint in the making."""

    told: Told
    rng: random.Random
    at: Moment
    number: str = ""
    secret: str = ""
    id: str = field(default="")

    def by(self, who: Actor, days: float, act: Callable[[Pen], object]) -> None:
        """Somebody does something some days after it came, but never after the present."""
        by(self.told, who, self.at + days * DAY, act)

    def sheet(self) -> ComplaintSheet:
        """How it stands. Raises LookupError where it is none."""
        with reading(self.told.office.store) as reader:
            found = own_matter(reader, self.number, self.secret)
        if not isinstance(found, ComplaintSheet):
            raise LookupError("no complaint")  # noqa: TRY004 - it is missing, not of a wrong type
        return found
