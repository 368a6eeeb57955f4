"""`record audit` and `record rebuild`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import as_json, fail, tell
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.moments import now
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.record.auditing import audit as audit_entries
from trustcode.storage.reading import reading

record = AppGroup("record", help="The record: check it, or make the copies again from it.")


@record.command("audit")
@as_json
def audit(*, in_json: bool) -> None:
    """Re-read every entry and name the first that does not match its own hash."""
    with reading(the_office().store) as reader:
        result = audit_entries(reader)
    if result.bad_entry is not None:
        sentence = f"Entry {result.bad_entry} is not what was written ({result.fault})."
        fail(sentence, in_json=in_json, entry=result.bad_entry, fault=result.fault)
    tell({"entries": result.entries, "faults": 0}, f"{result.entries} entries, all as written.", in_json=in_json)


@record.command("rebuild")
@as_json
def rebuild(*, in_json: bool) -> None:
    """Drop the scan cards and make them again from the rooms."""
    office = the_office()
    click.echo("Making the scan cards again …", err=True)
    count = rebuild_projections(office.store, now())
    tell({"merchants": count}, f"{count} merchants looked at, cards made again.", in_json=in_json)
