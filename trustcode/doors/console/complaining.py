"""What the calendar does to complaints: silent shops are passed over, silent shoppers end them, and a holiday notice
moves last days; drafts that nobody touches are forgotten. Each complaint and each clock in its own transaction; running it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trustcode.complaints.actions import redating, settling
from trustcode.complaints.actions.drafts import forget_drafts
from trustcode.complaints.queries.drafts import live_drafts
from trustcode.complaints.queries.lists import over
from trustcode.complaints.rules.course import State
from trustcode.doors.console.output import progress
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import Pen, pen
from trustcode.storage.reading import reading


@dataclass(frozen=True)
class Complained:
    """How many went to the authority since the shop was silent, how many ended since the shopper was, how many were left."""

    passed_on: int
    closed_unheard: int
    left: int


@dataclass(frozen=True)
class Redated:
    """How many running clocks were reckoned anew, and how many of them got another last day or became certain."""

    looked_at: int
    changed: int


def sweep_complaints(office: Office, at: Moment) -> Complained:
    """Everything of complaints whose last day was before the civil day of a moment."""
    today = civil_day(at)
    with reading(office.store) as reader:
        silent = over(reader, today, State.SETTLING)
        unheard = over(reader, today, State.ANSWERED)

    def pass_on(p: Pen, one: str) -> bool:
        settling.pass_on(p, complaint_id=one)
        return True

    def close(p: Pen, one: str) -> bool:
        settling.close_unheard(p, complaint_id=one)
        return True

    passed = _each(office, at, pass_on, silent, "Passing on")
    closed = _each(office, at, close, unheard, "Closing unheard")
    return Complained(passed, closed, len(silent) + len(unheard) - passed - closed)


def redate_clocks(office: Office, at: Moment) -> Redated:
    """Reckon every running clock anew by the calendar in force now."""
    with reading(office.store) as reader:
        clocks = redating.open_clocks(reader)

    def redate(p: Pen, one: str) -> bool:
        return redating.redate(p, clock_id=one)

    return Redated(len(clocks), _each(office, at, redate, clocks, "Counting days anew"))


def sweep_drafts(office: Office, at: Moment) -> int:
    """Forget filings that nobody has touched for the days of the scheme, with their photos; returns how many.

    Photos whose draft is gone already, since somebody was stopped in between, go too.
    """
    with jotting(office.store, at) as jotter:
        forgotten = forget_drafts(jotter, office.settings.rules)
    asides = office.store.blobs.asides
    owners = asides.owners()
    with reading(office.store) as reader:
        live = live_drafts(reader)
    for owner in owners:
        if owner not in live:
            asides.forget(owner)
    return forgotten


def _each(office: Office, at: Moment, act: Callable[[Pen, str], bool], ids: Sequence[str], label: str) -> int:
    done = 0
    with progress(label, len(ids)) as bar:
        for one in ids:
            try:
                with pen(office.store, SYSTEM, at) as p:
                    done += act(p, one)
            except Refusal:
                pass  # somebody acted since the list was read; the next round looks again
            bar.update(1)
    return done
