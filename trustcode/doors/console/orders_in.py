"""`exchange take`: work orders of the hotline or the platform as a file, where the line between the systems is down."""

from __future__ import annotations

from pathlib import Path

import click

from trustcode.doors.console.exchanging import exchange_group
from trustcode.doors.console.importing import checking
from trustcode.doors.console.output import Answer, Failed, answers, answers_alone, progress
from trustcode.doors.console.reports import refuse_if_faulty
from trustcode.doors.console.tables import checked, write_template
from trustcode.doors.lobby.present import Office, the_office
from trustcode.exchange.actions.taking_in import SOURCES, Taken, take_in
from trustcode.exchange.queries.records import codes_by_word
from trustcode.exchange.rules.order_rows import COLUMNS, Lists, OrderRow, fault_of, read_orders
from trustcode.exchange.rules.orders import Order
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import pen
from trustcode.spreadsheets.reading import Checked
from trustcode.storage.outages import OUTAGES
from trustcode.storage.reading import reading


@exchange_group.command("take")
@click.argument("peer", type=click.Choice(sorted(SOURCES)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@checking
@answers
def take(peer: str, file: Path, *, dry_run: bool, report: Path | None, english: bool) -> Answer:
    """Take in work orders of PEER from FILE (.csv, .xlsx or .jsonl), as if each had been posted.

    \u0008
    工单编号          its number there
    类型              投诉, 举报 or 投诉举报; empty means 投诉
    登记时间          2026-03-05 09:30, by the clock in China
    行政区划代码      six digits of the county
    统一社会信用代码  of the shop; or 被投诉单位 and 被投诉单位地址
    商品服务类别      class of goods or services, a word of our list or its code
    问题类别          class of problem, a word of our list or its code
    投诉内容 举报内容 诉求 (several with 、) 购买日期 发生日期 涉及金额（元） 票据编号
    姓名 联系电话 联系地址 同意公示 匿名举报

    Clocks run for every order, so a bad row holds up no other: what is in order is taken in, the rest is named. The
    same file again changes nothing of what is there. `exchange take-template FILE` writes the headings.
    """
    office = the_office()
    at = office.clock()
    with reading(office.store) as reader:
        lists = Lists(*codes_by_word(reader, civil_day(at)))
    found = checked(file, COLUMNS, lambda rows: read_orders(rows, lists, at))
    taken = [] if dry_run else _take_all(office, peer, found, at)
    fresh = [one for one in taken if not one.is_known]
    facts = {
        "new": len(fresh),
        "merged": sum(one.merged for one in fresh),
        "known": len(taken) - len(fresh),
        "dry_run": dry_run,
    }
    sentence = f"{len(fresh)} new orders, {facts['merged']} of them of a dispute that was here already; {facts['known']} known."
    refuse_if_faulty(
        found,
        "en" if english else "zh",
        civil_day(at),
        report,
        "Nothing was changed." if dry_run else sentence,
        **facts,
    )
    if dry_run:
        return Answer({**facts, "rows": found.rows}, f"{found.rows} orders are in order; nothing was changed.")
    return Answer({**facts, "rows": found.rows, "faults": []}, sentence)


def _take_all(office: Office, peer: str, found: Checked[OrderRow], at: Moment) -> list[Taken]:
    """Each by itself. Raises Failed, which says how many are in, where the database stays away."""
    taken = []
    with progress("Taking in", len(found.good)) as bar:
        for one in found.good:
            try:
                taken.append(_take_one(office, peer, one.order, at))
            except Refusal as refusal:
                found.faults += fault_of(one.row, refusal)
            except OUTAGES as error:
                raise Failed(
                    f"The database does not answer. {len(taken)} of {len(found.good)} orders are in; "
                    "take in the same file again, which changes nothing of them.",
                    taken=len(taken),
                    row=one.row,
                ) from error
            bar.update(1)
    return taken


def _take_one(office: Office, peer: str, order: Order, at: Moment) -> Taken:
    """Take it in; once more where somebody held what it needs for too long."""

    def attempt() -> Taken:
        with pen(office.store, PUBLIC, at) as p:
            return take_in(p, peer=peer, order=order, scheme=office.settings.rules)

    try:
        return attempt()
    except OUTAGES:
        return attempt()


@exchange_group.command("take-template", with_appcontext=False)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@answers_alone
def take_template(file: Path) -> Answer:
    """Write an empty list for `exchange take` to FILE.csv: the headings alone."""
    return write_template(file, COLUMNS)
