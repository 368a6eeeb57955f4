"""`import returns` and `export returns`: the ledgers of one or many units as a file, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from trustcode.doors.console.files_out import export_group, require_free, write
from trustcode.doors.console.importing import checking, import_group
from trustcode.doors.console.output import Answer, Failed, answers, progress
from trustcode.doors.console.reports import refuse_if_faulty
from trustcode.doors.console.tables import checked
from trustcode.doors.lobby.present import Office, the_office
from trustcode.doors.wording.labels import label
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import RefusalCode
from trustcode.kernel.tables import RowFault
from trustcode.people.queries.accounts import actors_of, person_id_of
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.roles import MERCHANTS
from trustcode.record.pen import pen
from trustcode.returns.actions.taking_in import Sheaf, take_in_all
from trustcode.returns.queries.files import known, sheet_words, unit_facts, unit_ids, written_lines
from trustcode.returns.rules.file_facts import ReadLine, UnitFacts
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.importing import read_ledger
from trustcode.returns.rules.sheets import MANY, WIDTHS, cells_of, headings
from trustcode.returns.rules.words import Answer as Said
from trustcode.spreadsheets.reading import LARGE, Checked, Fields
from trustcode.spreadsheets.writing import SheetForm, file_bytes
from trustcode.storage.reading import Reader, reading


@import_group.command("returns")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "handle", required=True, help="Sign-in name of the owner or staff of every unit in the file.")
@checking
@answers
def import_returns(file: Path, *, handle: str, dry_run: bool, report: Path | None, english: bool) -> Answer:
    """Take in the ledgers of one or many units, from FILE (.csv or .xlsx).

    The columns are those of the desk's template, with one more: 单位, the id or the credit code of the unit. The person
    named must be owner or staff of each. One bad row, and nothing is taken in. The same file again changes nothing.
    """
    office = the_office()
    at = office.clock()
    posts = _posts(office, handle)
    with Sheaf() as sheaf:
        found = _checked(office, at, file, posts, sheaf)
        refuse_if_faulty(found, "en" if english else "zh", civil_day(at), report)
        new = 0 if dry_run else _take_in(office, at, found, posts, sheaf)
        facts = {"rows": found.rows, "units": len(sheaf.counts), "new": new, "dry_run": dry_run, "faults": [],
                 "sheets_not_read": found.passed_over}  # fmt: skip
    if dry_run:
        return Answer(facts, f"{found.rows} rows of {facts['units']} units are in order; nothing was changed.")
    return Answer(facts, f"{found.rows} rows of {facts['units']} units are in the ledgers; {new} of them are new.")


@export_group.command("returns")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", "units", multiple=True, required=True, help="Id of a unit; may be given several times.")
@click.option("--english", is_flag=True, help="Headings and words in English; else in Chinese.")
@answers
def export_returns(file: Path, *, units: Sequence[str], english: bool) -> Answer:
    """Write the ledgers of units to FILE (.csv or .xlsx), corrected lines marked; `import returns` reads it again."""
    office = the_office()
    form = next((one for one in SheetForm if file.suffix.lower() == f".{one}"), None)
    if form is None:
        raise Failed("The name of the file must end in .csv or .xlsx.")
    require_free(file)
    count = 0
    with reading(office.store) as reader:
        there = unit_ids(reader)
        unknown = [unit for unit in units if there.get(unit) != [unit]]
        if unknown:
            raise Failed(f"There is no unit with the id {unknown[0]}.")

        def rows() -> Iterator[Sequence[str]]:
            nonlocal count
            for row in _written(reader, units, "en" if english else "zh", civil_day(office.clock())):
                count += 1
                yield row

        write(file, file_bytes(form, rows(), widths=(20, *WIDTHS)))
    return Answer({"file": str(file), "rows": count - 1}, f"Written: {count - 1} rows to {file}.")


def _posts(office: Office, handle: str) -> dict[str, Actor]:
    """The person's posts by unit. Raises Refusal HANDLE_SHAPE, Failed for somebody without any."""
    with reading(office.store) as reader:
        actors = actors_of(reader, person_id_of(reader, read_handle(handle)))
    posts = {actor.scope: actor for actor in actors if actor.role in MERCHANTS and actor.scope}
    if not posts:
        raise Failed(f"Nobody with the sign-in name {handle} is owner or staff of a unit.")
    return posts


def _checked(office: Office, at: Moment, file: Path, posts: Mapping[str, Actor], sheaf: Sheaf) -> Checked[ReadLine]:
    today = civil_day(at)
    with reading(office.store, may_idle=True) as reader:
        by, ids = known(reader, today, office.settings.rules), unit_ids(reader)

        def unit_of(text: str) -> UnitFacts | RefusalCode:
            mine = [unit for unit in ids.get(text, ()) if unit in posts]
            if len(mine) > 1:
                return LedgerFileRefusal.UNIT_AMBIGUOUS
            return unit_facts(reader, mine[0]) if mine else LedgerFileRefusal.UNIT_UNKNOWN

        def read(rows: Fields) -> Iterable[ReadLine | list[RowFault]]:
            return read_ledger(rows, by, unit_of)

        return checked(file, MANY, read, limits=LARGE, keep=sheaf.put)


def _take_in(office: Office, at: Moment, found: Checked[ReadLine], posts: Mapping[str, Actor], sheaf: Sheaf) -> int:
    """How many lines are new."""
    first = posts[min(sheaf.counts)]
    with progress("Taking in", found.rows) as bar, pen(office.store, first, at) as p:
        taken = take_in_all(p, sheaf=sheaf, actors=posts, source_hash=found.sha256, told=bar.update)
    return sum(one.rows for one in taken if one.is_new)


def _written(reader: Reader, units: Sequence[str], language: str, today: date) -> Iterator[Sequence[str]]:
    words = sheet_words(reader, today)
    yield [MANY.headings["unit"][0 if language == "zh" else -1], *headings(language)]
    for unit in units:
        for line, beside in written_lines(reader, unit):
            said = label(language, Said(beside.answer)) if beside.answer else ""
            yield [unit, *cells_of(line, words, language, replace(beside, answer=said))]
