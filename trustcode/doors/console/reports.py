"""What is wrong with a list: lines for the terminal, rows for a program, a file for the one who mends the list."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from trustcode.doors.console.output import Failed
from trustcode.doors.wording.labels import words_of
from trustcode.doors.wording.msgids import say_word, word
from trustcode.kernel.refusals import Fault
from trustcode.kernel.tables import RowFault
from trustcode.spreadsheets.cells import inert
from trustcode.spreadsheets.reading import Checked

HEADINGS = (word("report", "Row"), word("report", "Column"), word("report", "Code"), word("report", "What to do"))
SHOWN = 40
"""Faults that are listed on the terminal; the report has all."""


def refuse_if_faulty(
    found: Checked[Any],
    language: str,
    today: date,
    report: Path | None,
    done: str = "Nothing was taken in.",
    **facts: Any,
) -> None:
    """End with all faults, if there are any. Writes the report when asked for. Raises Failed.

    `done` says what was taken in all the same, `facts` the same for a program.
    """
    if not found.faults:
        return
    told = [_told(fault, language, today) for fault in sorted(found.faults, key=lambda f: f.row)]
    if report is not None:
        _write(report, told, language)
    lines = [f"{t['row']}\t{t['column']}\t{t['code']}\t{t['sentence']}" for t in told[:SHOWN]]
    more = [f"… and {len(told) - SHOWN} more; --report FILE.csv lists all."] if len(told) > SHOWN else []
    last = f"{done} Rows read: {found.rows}; faults: {len(told)}."
    raise Failed("\n".join([*lines, *more, last]), **facts, rows=found.rows, faults=told)


def _told(fault: RowFault, language: str, today: date) -> dict[str, Any]:
    sentence = words_of(language, Fault(fault.code, fault.where, fault.facts), today)
    return {"row": fault.row, "column": fault.column, "code": fault.code.value, "sentence": sentence}


def _write(path: Path, told: Sequence[dict[str, Any]], language: str) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([say_word(language, heading) for heading in HEADINGS])
            writer.writerows([t["row"], *(inert(t[name]) for name in ("column", "code", "sentence"))] for t in told)
    except OSError as error:
        raise Failed(f"The report cannot be written to {path}: {error.strerror}.") from None
