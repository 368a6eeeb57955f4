"""A list read at the terminal: as everywhere, with a word on how far it has come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from trustcode.doors.console.output import Answer, Failed, counting
from trustcode.kernel.tables import Columns, RowFault
from trustcode.spreadsheets.reading import LIMITS, Checked, Fields, Limits, read_table, read_whole

Good = TypeVar("Good")


def checked(
    path: Path,
    columns: Columns,
    read: Callable[[Fields], Iterable[Good | list[RowFault]]],
    *,
    limits: Limits = LIMITS,
    keep: Callable[[Good], None] | None = None,
) -> Checked[Good]:
    """Read a file by its columns, every row; what is wrong with the file or its heading is among the faults."""

    def counted(fields: Fields) -> Iterator[Good | list[RowFault]]:
        with counting("Checking", read(fields)) as results:
            yield from results

    return read_whole(lambda: read_table(path, limits=limits), columns, counted, keep)


def write_template(path: Path, columns: Columns, *rows: Sequence[str]) -> Answer:
    """A new CSV file with the headings of a list, and rows to show how it is filled. Raises Failed."""
    if path.exists():
        raise Failed(f"There is a file at {path} already.")
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([[known[0] for known in columns.headings.values()], *rows])
    except OSError as error:
        raise Failed(f"{path} cannot be written: {error.strerror}.") from None
    return Answer({"file": str(path)}, f"Written: {path}.")
