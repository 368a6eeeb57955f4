"""`import complaints`: closed complaints of the national platform, whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import click

from trustcode.doors.console.importing import checking, import_group
from trustcode.doors.console.output import Answer, Failed, answers, answers_alone, progress
from trustcode.doors.console.reports import refuse_if_faulty
from trustcode.doors.console.tables import checked
from trustcode.doors.lobby.present import the_office
from trustcode.exchange.actions.records import Heap, take_in_records
from trustcode.exchange.queries.records import records_known
from trustcode.exchange.rules.records import COLUMNS, read_records
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import civil_day
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.record.pen import pen
from trustcode.spreadsheets.reading import LARGE
from trustcode.storage.reading import reading

SOURCE = "12315"


@import_group.command("complaints")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@checking
@answers
def import_complaints(file: Path, *, dry_run: bool, report: Path | None, english: bool) -> Answer:
    r"""Take in complaints that the national platform 12315 has closed, from FILE (.csv or .xlsx).

    \b
    登记编号        its number there, up to 40 characters
    登记日期        day in, 2026-03-05
    被投诉单位      credit code, short code of 12 digits, licence name or shop name
    行政区划代码    six digits of the county
    商品服务类别    class of goods or services, a word of our list or its code
    问题类别        class of problem, a word of our list or its code
    处理结果        和解, 调解成功, 终止调解, 不予受理, 撤回, 转其他部门
    理由序号        for 终止调解 1 to 8, for 不予受理 1 to 7, as on the forms
    办结日期        day closed
    挽回损失（元）  yuan that the shopper got; may be empty
    同意公示        是 or 否; empty means 否

    A shop without a code of ours is kept by its name. One bad row, and nothing is taken in. A number that came in before is
    passed over, so the same file again changes nothing; the same number with another content is a fault. `import
    complaints-template FILE` writes the headings.
    """
    office = the_office()
    at = office.clock()
    with Heap() as heap:
        with reading(office.store) as reader:
            known = records_known(reader, civil_day(at), SOURCE)
            found = checked(file, COLUMNS, lambda rows: read_records(rows, known), limits=LARGE, keep=heap.put)
        refuse_if_faulty(found, "en" if english else "zh", civil_day(at), report)
        new = 0
        if not dry_run:
            with progress("Taking in", heap.count) as bar, pen(office.store, SYSTEM, at) as p:
                new = take_in_records(p, heap=heap, source=SOURCE, source_hash=found.sha256, told=bar.update)
            if new:
                rebuild_projections(office.store, at)
    facts = {"rows": found.rows, "new": new, "dry_run": dry_run, "faults": []}
    if dry_run:
        return Answer(facts, f"{found.rows} rows are in order; nothing was changed.")
    return Answer(facts, f"{found.rows} rows are on the platform; {new} of them are new.")


@import_group.command("complaints-template", with_appcontext=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers_alone
def complaints_template(file: Path) -> Answer:
    """Write an empty list for `import complaints` to FILE.csv: the headings alone."""
    if file.exists():
        raise Failed(f"There is a file at {file} already.")
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerow([known[0] for known in COLUMNS.headings.values()])
    except OSError as error:
        raise Failed(f"{file} cannot be written: {error.strerror}.") from None
    return Answer({"file": str(file)}, f"Written: {file}.")
