"""`import complaints`: what the national platform has closed, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from trustcode.doors.console.importing import checking, import_group
from trustcode.doors.console.output import Answer, answers, answers_alone, progress
from trustcode.doors.console.reports import refuse_if_faulty
from trustcode.doors.console.tables import checked, write_template
from trustcode.doors.lobby.present import the_office
from trustcode.exchange.actions.records import Heap, take_in_records
from trustcode.exchange.actions.taking_in import SOURCES
from trustcode.exchange.queries.records import records_known
from trustcode.exchange.rules.records import COLUMNS, read_records
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import civil_day
from trustcode.record.pen import pen
from trustcode.spreadsheets.reading import LARGE
from trustcode.storage.reading import reading


@import_group.command("complaints")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "source", type=click.Choice(sorted(SOURCES)), default="12315", help="Whose numbers they are.")
@checking
@answers
def import_complaints(file: Path, *, source: str, dry_run: bool, report: Path | None, english: bool) -> Answer:
    """Take in what the national platform 12315 (or the hotline 12345) has closed, from FILE (.csv, .xlsx or .jsonl).

    \u0008
    登记编号        its number there, up to 40 characters
    类型            投诉, 举报 or 咨询; empty means 投诉
    登记日期        day in, 2026-03-05
    被投诉单位      credit code, short code of 12 digits, licence name or shop name
    行政区划代码    six digits of the county
    商品服务类别    class of goods or services, a word of our list or its code
    问题类别        class of problem, a word of our list or its code
    受理日期        day accepted; empty means the day in, where the result needs it
    按期答复        是 or 否 where the shop was to answer first; else empty
    处理结果        和解, 调解成功, 终止调解, 不予受理, 撤回, 转其他部门;
                    of a 举报: 立案办结, 不予立案, 转其他部门
    理由序号        for 终止调解 1 to 8, for 不予受理 1 to 7, as on the forms;
                    for 不予立案 1 to 6, as in the article
    办结日期        day closed; a row without one is still open there and is a fault
    挽回损失（元）  yuan that the shop gave back; may be empty
    同意公示        是 or 否; empty means 否

    What is still open there is not taken over: its time runs where it is handled, and without words and a person nobody
    could handle it here. It comes as a work order (`exchange`) with clocks of its own, or in a later list.

    In JSON lines each line is one object with these names; numbers and texts are taken as written.

    A complaint (投诉) counts for its shop and may be published when the next sweep has looked at it; who filed it was
    verified there. A report (举报) is kept as a report: officers alone see it, and it is never published. An enquiry
    (咨询) is about no shop: it is counted in the answer and on the record, and nothing else of it is kept.

    A shop without a code of ours is kept by its name. One bad row, and nothing is taken in. A number that came in before is
    passed over, so the same file again changes nothing; the same number with another content is a fault, unless it came
    as an order. `import complaints-template FILE` writes the headings.
    """
    office = the_office()
    at = office.clock()
    with Heap() as heap:
        with reading(office.store, may_idle=True) as reader:
            known = records_known(reader, civil_day(at), source)
            found = checked(file, COLUMNS, lambda rows: read_records(rows, known), limits=LARGE, keep=heap.put)
        refuse_if_faulty(found, "en" if english else "zh", civil_day(at), report)
        new = 0
        if not dry_run:
            with progress("Taking in", heap.count) as bar, pen(office.store, SYSTEM, at) as p:
                new = take_in_records(p, heap=heap, source=source, source_hash=found.sha256, told=bar.update)
        facts = {"rows": found.rows, "enquiries": heap.enquiries, "new": new, "dry_run": dry_run, "faults": []}
    left_out = f" {facts['enquiries']} enquiries are counted and not kept." if facts["enquiries"] else ""
    if dry_run:
        return Answer(facts, f"{found.rows} rows are in order; nothing was changed.{left_out}")
    return Answer(facts, f"{heap.count} complaints and reports are on the platform; {new} of them are new.{left_out}")


@import_group.command("complaints-template", with_appcontext=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers_alone
def complaints_template(file: Path) -> Answer:
    """Write an empty list for `import complaints` to FILE.csv: the headings alone."""
    return write_template(file, COLUMNS)
