"""`export complaints`: what is published of complaints, through the same gate as the open data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from trustcode.doors.console.files_out import export_group, require_free, write
from trustcode.doors.console.output import Answer, Failed, answers
from trustcode.doors.lobby.open_rows import COMPLAINTS, complaints, json_lines, table
from trustcode.doors.lobby.present import the_office
from trustcode.kernel.moments import civil_day
from trustcode.spreadsheets.writing import SheetForm, file_bytes
from trustcode.storage.reading import reading

LINES = "jsonl"


@export_group.command("complaints")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers
def export_complaints(file: Path) -> Answer:
    """Write every published result of a complaint to FILE (.csv, .xlsx or .jsonl): the ten fields of the open data."""
    office, ending = the_office(), file.suffix.lower().removeprefix(".")
    if ending not in {LINES, *SheetForm}:
        raise Failed("The name of the file must end in .csv, .xlsx or .jsonl.")
    require_free(file)
    count = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in complaints(lambda: reading(office.store), civil_day(office.clock())):
            count += 1
            yield row

    if ending == LINES:
        write(file, json_lines(rows()))
    else:
        write(file, file_bytes(SheetForm(ending), table(rows(), COMPLAINTS)))
    return Answer({"file": str(file), "rows": count}, f"Written: {count} results to {file}.")
