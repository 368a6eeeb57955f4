"""The months on the desk: what is due, the figures before they freeze, the report itself."""

from __future__ import annotations

from datetime import date

from tests.doors.desk.owners import DeskApp
from tests.merchants.builders import DAY, an_active_merchant, an_officer
from tests.returns.actions.test_reporting import NOVEMBER, OCTOBER
from tests.returns.builders import a_return
from trustcode.record.pen import pen
from trustcode.returns.actions.flagging import flag


def test_a_month_is_looked_at_and_reported(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    a_return(desk.store, OCTOBER + 10 * DAY, shop)
    owner = desk.signed_in(shop.owner)

    owner.open(f"/desk/{shop.id}/ledger/months")
    assert "报 2026 年 10 月" in owner.words
    owner.open(f"/desk/{shop.id}/ledger/months/2026-10")
    assert "¥159.00" in owner.words
    owner.send(to="")

    assert owner.status == 200
    assert "周建国 已于" in owner.words
    assert "数字已锁定" in owner.words
    assert "上报这个月" not in owner.words


def test_a_month_without_returns_is_reported_as_such_by_staff(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    staff = desk.staff(shop.id)

    staff.open(f"/desk/{shop.id}/ledger/months")
    assert "零报告：2026 年 10 月没有发生" in staff.words
    staff.open(f"/desk/{shop.id}/ledger/months/2026-10").send(to="")

    assert "这个月没有人来退换货" in staff.words
    assert "已报（零报告）" in staff.open(f"/desk/{shop.id}/ledger/months").words


def test_a_line_that_came_in_between_is_shown_before_it_freezes(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/ledger/months/2026-10")
    a_return(desk.store, NOVEMBER, shop, requested_on=date(2026, 10, 30), bought_on=date(2026, 10, 29))

    owner.send(to="")

    assert owner.status == 422
    assert owner.faults == ["您看的时候又有新的记录。下面是现在的数字，请再看一遍。"]
    assert "¥159.00" in owner.words


def test_a_month_that_runs_shows_its_figures_and_no_button(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/ledger/months/2026-11")

    assert "之后可以报" in owner.words
    assert "上报" not in owner.words
    assert owner.open(f"/desk/{shop.id}/ledger/months/2020-01").status == 404
    assert owner.open(f"/desk/{shop.id}/ledger/months/nonsense").status == 404


def test_the_owner_reads_why_an_officer_looks(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
        flag(p, merchant_id=shop.id, reason="同一金额太多")

    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/ledger/months")

    assert "工作人员正在看您的台账" in owner.words
    assert "同一金额太多" in owner.words
    assert "王昕" not in owner.words


def test_english_pages_say_it_in_english(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at - 40 * DAY)
    owner = desk.signed_in(shop.owner)

    assert "Report that nothing happened in October 2026" in owner.open(f"/en/desk/{shop.id}/ledger/months").words
    assert "Nothing happened: report that?" in owner.open(f"/en/desk/{shop.id}/ledger/months/2026-10").words
