"""`sweep`: what the calendar makes due, each unit in its own transaction; safe to run twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import click

from trustcode.codes import actions as codes
from trustcode.doors.console.output import as_json, progress, tell
from trustcode.doors.lobby.office import Office, the_office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day, now, start_of
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries import lists
from trustcode.record.pen import Pen, pen
from trustcode.storage.reading import reading


@dataclass(frozen=True)
class Swept:
    """How many units moved, by what; `left` are those that something else stopped meanwhile."""

    activated: int
    closed_unanswered: int
    lapsed: int
    left: int


def sweep_day(office: Office, at: Moment, *, show: bool = False) -> Swept:
    """Everything due before the civil day of a moment."""
    today, scheme = civil_day(at), office.settings.rules
    press = codes.Press(office.keyring, office.settings.public_url)
    with reading(office.store) as reader:
        unanswered = lists.unanswered(reader, today)
        notice_over = lists.notice_over(reader, today)
        lapsing = lists.lapsing(reader, today, scheme)

    def close(p: Pen, unit: str) -> None:
        deciding.close_unanswered(p, merchant_id=unit)

    def activate(p: Pen, unit: str) -> None:
        codes.activate(p, merchant_id=unit, press=press, scheme=scheme)

    def lapse(p: Pen, unit: str) -> None:
        deciding.lapse(p, merchant_id=unit)

    done = [
        _each(office, at, activate, notice_over, "Putting in force", show=show),
        _each(office, at, close, unanswered, "Closing unanswered", show=show),
        _each(office, at, lapse, lapsing, "Lapsing", show=show),
    ]
    left = len(unanswered) + len(notice_over) + len(lapsing) - sum(done)
    activated, unanswered_closed, lapsed = done
    return Swept(activated, unanswered_closed, lapsed, left)


def _each(
    office: Office, at: Moment, act: Callable[[Pen, str], None], units: Sequence[str], label: str, *, show: bool
) -> int:
    done = 0
    with progress(label, len(units) if show else 0) as bar:
        for unit in units:
            try:
                with pen(office.store, SYSTEM, at) as p:
                    act(p, unit)
                done += 1
            except Refusal:
                pass
            bar.update(1)
    return done


@click.command("sweep")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if on this day; demonstrations only.")
@as_json
def sweep(on: datetime | None, *, in_json: bool) -> None:
    """Do the day's automatic transitions: notices that are over, answers that did not come, validity that ended."""
    office = the_office()
    if on and not office.settings.is_demo:
        raise click.UsageError("--on is for demonstrations; in production the day is today.")
    at = _moment(on.date()) if on else now()
    swept = sweep_day(office, at, show=not in_json)
    sentence = (
        f"{swept.activated} put in force, {swept.closed_unanswered} closed unanswered, {swept.lapsed} lapsed, "
        f"{swept.left} left alone."
    )
    tell(asdict(swept), sentence, in_json=in_json)


def _moment(day: date) -> Moment:
    return start_of(day)
