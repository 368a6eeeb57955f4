"""`facts` and `calendar load`: what the scheme presupposes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup

from trustcode.calendars import actions as calendars
from trustcode.calendars.rules import read_notice
from trustcode.catalogues import actions as catalogues
from trustcode.clocks import actions as clocks
from trustcode.doors.console.complaining import Redated, redate_clocks
from trustcode.doors.console.output import Answer, answers, text_of
from trustcode.doors.console.publishing import redate_results
from trustcode.doors.lobby.present import Office, the_office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.record.pen import pen
from trustcode.regions import actions as regions
from trustcode.storage.engines import Store

calendar_group = AppGroup("calendar", help="Working days, by the State Council's notices.")
clocks_group = AppGroup("clocks", help="How long each step may take, by the law of its day.")


def load_shipped(store: Store, at: Moment) -> None:
    """Regions, calendars, lists and clocks as shipped; what is there already stays and makes no entry."""
    for load in (regions.load_shipped, calendars.load_shipped, catalogues.load_shipped, clocks.load_shipped):
        with pen(store, SYSTEM, at) as p:
            load(p)


@click.command("facts")
@answers
def load_facts() -> Answer:
    """Load the regions, calendars, lists and clocks that come with the product. Safe to run twice."""
    office = the_office()
    load_shipped(office.store, office.clock())
    return Answer({"loaded": True}, "Regions, calendars, lists and clocks are up to date.")


@calendar_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="The notice of this year was amended.")
@answers
def load_calendar(file: Path, *, replace: bool) -> Answer:
    """Take in the holiday notice of a year from a JSON FILE, and count the days of all open complaints and results anew.

    For example {"year": 2027, "official": true, "source": "…", "rest": ["2027-01-01/2027-01-03"], "makeup": []}.
    """
    office = the_office()
    notice = read_notice(text_of(file))
    act = calendars.replace_year if replace else calendars.load_year
    with pen(office.store, SYSTEM, office.clock()) as p:
        version = act(p, notice=notice)
    redated = _redate(office, office.clock())
    sentence = f"The year {notice.year} is loaded (version {version}). {_redated_words(redated)}"
    return Answer({"year": notice.year, "version": version, "redated": asdict(redated)}, sentence)


@calendar_group.command("redate")
@answers
def redate() -> Answer:
    """Count the days of all open complaints and results anew; after a load that was interrupted. Safe to run twice."""
    office = the_office()
    redated = _redate(office, office.clock())
    return Answer({"redated": asdict(redated)}, _redated_words(redated))


def _redate(office: Office, at: Moment) -> Redated:
    """Clocks of complaints and reports first, then last days of results and of objections to them."""
    clocks, (looked_at, changed) = redate_clocks(office, at), redate_results(office, at)
    return Redated(clocks.looked_at + looked_at, clocks.changed + changed)


def _redated_words(redated: Redated) -> str:
    return (
        f"{redated.looked_at} running clocks of complaints and their results were counted anew, "
        f"{redated.changed} of them changed."
    )


@clocks_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answers
def load_clocks(file: Path) -> Answer:
    """Take in the table of clocks from a JSON FILE; matters that came in before keep the rule of their day.

    The table that comes with the product is trustcode/clocks/data/clocks.json.
    """
    office = the_office()
    with pen(office.store, SYSTEM, office.clock()) as p:
        version = clocks.load(p, text=text_of(file))
    return Answer({"version": version}, f"The table of clocks is loaded (version {version}).")
