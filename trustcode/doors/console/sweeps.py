"""`sweep`: what the calendar makes due, each unit in its own transaction; safe to run twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import click

from trustcode.codes import actions as codes
from trustcode.doors.console.complaining import sweep_complaints, sweep_drafts
from trustcode.doors.console.mailing import mail_notices
from trustcode.doors.console.output import Answer, answers, progress
from trustcode.doors.console.publishing import sweep_publication
from trustcode.doors.console.reminding import remind
from trustcode.doors.lobby.present import Office, the_office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries import lists
from trustcode.people.actions import sessions
from trustcode.projections.rebuilding import turn_cards
from trustcode.record.jotting import jotting
from trustcode.record.pen import Pen, pen
from trustcode.storage.reading import reading

FARTHEST = timedelta(days=3_653)
"""How far from today a demonstration may be swept: ten years, more than any term of the scheme."""


@dataclass(frozen=True)
class Swept:
    """How many units moved, by what; `left` are those that something else stopped meanwhile. Then cards made
    again because a promise began, paused or ended by the calendar; notices made, letters that went out or were refused.
    """

    activated: int
    closed_unanswered: int
    lapsed: int
    left: int
    turned: int = 0
    reminded: int = 0
    mailed: int = 0
    mail_refused: int = 0


def sweep_day(office: Office, at: Moment) -> Swept:
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

    activated = _each(office, at, activate, notice_over, "Putting in force")
    closed = _each(office, at, close, unanswered, "Closing unanswered")
    lapsed = _each(office, at, lapse, lapsing, "Lapsing")
    left = len(unanswered) + len(notice_over) + len(lapsing) - activated - closed - lapsed
    return Swept(activated, closed, lapsed, left)


def _each(office: Office, at: Moment, act: Callable[[Pen, str], None], units: Sequence[str], label: str) -> int:
    done = 0
    with progress(label, len(units)) as bar:
        for unit in units:
            try:
                with pen(office.store, SYSTEM, at) as p:
                    act(p, unit)
                done += 1
            except Refusal:
                pass  # somebody acted since the list was read; the next sweep looks again
            bar.update(1)
    return done


@click.command("sweep")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if on this day; demonstrations only.")
@answers
def sweep(on: datetime | None) -> Answer:
    """Do the day's automatic transitions: notices that are over, answers that did not come, validity that ended,
    complaints that a shop or a shopper left unanswered. Then make the day's reminders, and send them by e-mail where a server is configured.

    Run it once a day, after midnight in China; running it again changes nothing. Sessions long over and drafts that nobody touches are forgotten.
    """
    office = the_office()
    at = office.clock()
    if on and not office.settings.is_demo:
        raise click.UsageError("--on is for demonstrations; in production the day is today.")
    if on and abs(on.date() - civil_day(at)) > FARTHEST:
        raise click.UsageError("--on takes a day within ten years of today.")
    day = _moment(on, at)
    swept = replace(sweep_day(office, day), turned=turn_cards(office.store, day))
    complained, drafts = sweep_complaints(office, day), sweep_drafts(office, day)
    swept = replace(swept, reminded=remind(office, day))
    results = sweep_publication(office, day)
    post = mail_notices(office, day)
    swept = replace(swept, mailed=post.sent, mail_refused=post.refused)
    with jotting(office.store, office.clock()) as jotter:
        sessions.sweep(jotter)
    sentence = (
        f"{swept.activated} put in force, {swept.closed_unanswered} closed unanswered, {swept.lapsed} lapsed, "
        f"{swept.left} left alone; of complaints {complained.passed_on} passed on and {complained.closed_unheard} closed "
        f"unheard; {swept.reminded} reminded, {swept.mailed} by e-mail."
        + (" The mail server is away; the letters go with the next sweep." if post.is_away else "")
    )
    told = {"complaints": asdict(complained), "publication": asdict(results), "drafts_forgotten": drafts}
    return Answer({**asdict(swept), **told}, sentence)


def _moment(on: datetime | None, at: Moment) -> Moment:
    """The present, or the first moment of another day."""
    return at if on is None or on.date() == civil_day(at) else start_of(on.date())
