"""`record audit` and `record rebuild`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import Answer, Failed, answers
from trustcode.doors.lobby.present import the_office
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.record.auditing import audit as audit_entries
from trustcode.storage.reading import reading

record = AppGroup("record", help="The record: check it, or make the copies again from it.")


@record.command("audit")
@answers
def audit() -> Answer:
    """Re-read every entry and name the first that does not match its own hash. Exit code 1 if there is one."""
    with reading(the_office().store) as reader:
        result = audit_entries(reader)
    if result.bad_entry is not None:
        sentence = f"Entry {result.bad_entry} is not what was written ({result.fault})."
        raise Failed(sentence, entry=result.bad_entry, fault=result.fault)
    return Answer({"entries": result.entries, "faults": 0}, f"{result.entries} entries, all as written.")


@record.command("rebuild")
@answers
def rebuild() -> Answer:
    """Drop the scan cards and make them again from the rooms."""
    office = the_office()
    click.echo("Making the scan cards again …", err=True)
    count = rebuild_projections(office.store, office.clock())
    return Answer({"merchants": count}, f"{count} merchants looked at, cards made again.")
