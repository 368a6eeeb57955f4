"""`import …`: lists from elsewhere, taken in whole or not at all; every bad row is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import AppGroup

from trustcode.commitments.actions.signing import take_in
from trustcode.commitments.queries.promises import lists_on, term_choices
from trustcode.commitments.rules.importing import COLUMNS, EXAMPLE, Known, list_faults, read_rows, require_two
from trustcode.doors.console.output import Answer, answers, answers_alone, progress
from trustcode.doors.console.reports import refuse_if_faulty
from trustcode.doors.console.tables import checked, write_template
from trustcode.doors.console.whose import actor_named
from trustcode.doors.lobby.present import Office, the_office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.actions.deciding import mark_businesses
from trustcode.merchants.queries.known import shops_known
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.marks import COLUMNS as MARK_COLUMNS
from trustcode.merchants.rules.marks import ReadMark, read_marks
from trustcode.printing.coverage import drawable
from trustcode.record.pen import pen
from trustcode.regions.queries import places
from trustcode.storage.reading import reading

F = TypeVar("F", bound=Callable[..., Any])

import_group = AppGroup("import", help="Take in files from elsewhere, whole or not at all.")

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def checking(command: F) -> F:
    """The options that every list has."""
    for option in (
        click.option("--english", is_flag=True, help="Say what is wrong in English; else in Chinese."),
        click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write all faults to this CSV."),
        click.option("--dry-run", is_flag=True, help="Check the whole file and change nothing."),
    ):
        command = option(command)
    return command


@import_group.command("merchants")
@_file
@click.option("--as", "first_handle", required=True, help="Sign-in name of the officer who hands the list in.")
@click.option("--confirmed-by", "second_handle", required=True, help="Sign-in name of the second officer.")
@checking
@answers
def merchants(
    file: Path, *, first_handle: str, second_handle: str, dry_run: bool, report: Path | None, english: bool
) -> Answer:
    """Take in units that applied on paper, from FILE (.xlsx or .csv); `import template` writes an empty one.

    Two different officers answer for the list, and every shop must lie in the region of both. Each row becomes an
    application that waits for review. One bad row, and nothing is taken in. Handing the file in again is safe: shops
    that are known already are named. Terms of a return promise without a column are those of the standard form.
    """
    office = the_office()
    at = office.clock()
    first, second = actor_named(office, first_handle), actor_named(office, second_handle)
    require_two(first, second)
    known, shops = _known(office, at)
    found = checked(file, COLUMNS, lambda rows: read_rows(rows, known))
    found.faults.extend(list_faults(found.good, first, second, shops))
    refuse_if_faulty(found, "en" if english else "zh", civil_day(at), report)
    if not dry_run:
        rules = office.settings.rules
        with progress("Taking in", len(found.good)) as bar, pen(office.store, first, at) as p:
            take_in(p, rows=found.good, source_hash=found.sha256, second=second, scheme=rules, told=bar.update)
    return _done(len(found.good), "applications", dry_run=dry_run)


@import_group.command("abnormal-list")
@_file
@checking
@answers
def abnormal_list(file: Path, *, dry_run: bool, report: Path | None, english: bool) -> Answer:
    """Take in what another register says of businesses, from FILE (.csv or .xlsx).

    Columns: 统一社会信用代码, 名录类型 (经营异常名录, 严重违法失信名单, 行政处罚, 执照失效), 列入日期, 移出日期 (may be
    empty), 来源. Rows that are known already are passed over, so the same file again changes nothing.
    """
    office = the_office()
    at = office.clock()
    found = checked(file, MARK_COLUMNS, lambda rows: read_marks(rows, civil_day(at)))
    refuse_if_faulty(found, "en" if english else "zh", civil_day(at), report)
    fresh = 0 if dry_run else _mark(office, at, found.good)
    answer = _done(len(found.good), "rows", dry_run=dry_run)
    return answer if dry_run else Answer({**answer.facts, "new": fresh}, f"{answer.sentence} {fresh} were new.")


@import_group.command("template", with_appcontext=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers_alone
def template(file: Path) -> Answer:
    """Write an empty list for `import merchants` to FILE.csv: the headings, and one example row to delete."""
    made = write_template(file, COLUMNS, _example())
    return Answer(made.facts, f"{made.sentence} Delete the example row before you hand it in.")


def _known(office: Office, at: Moment) -> tuple[Known, frozenset[tuple[str, ...]]]:
    today = civil_day(at)
    with reading(office.store) as reader:
        lists = lists_on(reader, today)
        known = Known(lists, term_choices(lists), places(reader, today), office.settings.rules, today, drawable)
        return known, shops_known(reader)


def _mark(office: Office, at: Moment, marks: Iterable[ReadMark]) -> int:
    by_source: dict[str, list[ReadMark]] = {}
    for mark in marks:
        by_source.setdefault(mark.source, []).append(mark)
    with pen(office.store, SYSTEM, at) as p:
        return sum(
            mark_businesses(p, rows=[(m.credit_code, m.kind, m.since, m.until) for m in group], source=source)
            for source, group in by_source.items()
        )


def _done(rows: int, what: str, *, dry_run: bool) -> Answer:
    done = f"{rows} {what} are in order; nothing was changed." if dry_run else f"{rows} {what} taken in."
    return Answer({"rows": rows, "faults": [], "dry_run": dry_run}, done)


def _example() -> list[str]:
    example = {
        "credit_code": synthetic_credit_code(0, "430103"),
        "licence_name": "长沙市天心区青禾服饰店（个体工商户）",
        "shop_name": f"{EXAMPLE}：青禾布衣",
        "branch_name": "坡子街店",
        "unit_kind": "实体店",
        "industry": "服装、鞋帽、日用品零售",
        "region_code": "长沙市天心区",
        "street": "坡子街 128 号",
        "established_on": "2019-05-06",
        "contact_name": "周建国",
        "contact_phone": "13800000000",
        "returns_phone": "0731-55500142",
        "signed_on": "2026-10-08",
        "window_days": "7",
        "categories": "服装",
        "exclusions": "E01；E05",
    }
    return [example[name] for name in COLUMNS.headings]
