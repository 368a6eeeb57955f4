"""`facts` and `calendar load`: what the scheme presupposes."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from trustcode.calendars import actions as calendars
from trustcode.calendars.rules import read_notice
from trustcode.catalogues import actions as catalogues
from trustcode.doors.console.output import as_json, refusals_told, tell
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, now
from trustcode.record.pen import pen
from trustcode.regions import actions as regions
from trustcode.storage.engines import Store

calendar_group = AppGroup("calendar", help="Working days, by the State Council's notices.")


def load_shipped(store: Store, at: Moment) -> None:
    """Regions, calendars and lists as shipped; what is there already stays and makes no entry."""
    for load in (regions.load_shipped, calendars.load_shipped, catalogues.load_shipped):
        with pen(store, SYSTEM, at) as p:
            load(p)


@click.command("facts")
@as_json
def load_facts(*, in_json: bool) -> None:
    """Load the regions, calendars and lists that come with the product. Safe to run twice."""
    with refusals_told(in_json=in_json):
        load_shipped(the_office().store, now())
    tell({"loaded": True}, "Regions, calendars and lists are up to date.", in_json=in_json)


@calendar_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="The notice of this year was amended.")
@as_json
def load_calendar(file: Path, *, replace: bool, in_json: bool) -> None:
    """Take in the holiday notice of a year from a JSON FILE."""
    act = calendars.replace_year if replace else calendars.load_year
    with refusals_told(in_json=in_json), pen(the_office().store, SYSTEM, now()) as p:
        notice = read_notice(file.read_text())
        version = act(p, notice=notice)
    sentence = f"The year {notice.year} is loaded (version {version})."
    tell({"year": notice.year, "version": version}, sentence, in_json=in_json)
