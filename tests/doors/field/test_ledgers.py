"""The officers' pages about ledgers: who has not reported, marks with their reasons, one ledger whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.doors.field.officers import OfficeApp
from tests.merchants.builders import DAY, Shop, an_active_merchant
from tests.returns.actions.test_reporting import NOVEMBER, report_it
from tests.returns.builders import a_return, answered
from tests.returns.queries.test_marks import NIGHT
from trustcode.doors.wording.mark_words import mark_sentence
from trustcode.kernel.actors import Role
from trustcode.returns.rules.marks import Mark, MarkKind


@pytest.fixture
def shop(office: OfficeApp) -> Shop:
    return an_active_merchant(office.store, office.at - 80 * DAY, shop_name="青禾布衣")


def test_who_has_not_reported_is_listed_with_a_hint_after_two_months(office: OfficeApp, shop: Shop) -> None:
    officer = office.officer()

    officer.open("/field/returns")
    assert "1 家未报" in officer.words
    assert "连续 2 个月未报。按规定可以责令整改，由您决定。" in officer.words
    report_it(office.store, NOVEMBER, shop, "2026-10")

    officer.open("/field/returns?month=2026-10")
    assert "辖区内这个月都报了" in officer.words


def test_marks_are_listed_and_called_hints(office: OfficeApp, shop: Shop) -> None:
    for number in range(31):
        a_return(office.store, NIGHT + timedelta(seconds=60 * number), shop)
    officer = office.officer()

    officer.open("/field/returns?list=marks")
    assert "不是结论" in officer.words
    assert "3 条提示：短时间集中录入、金额相同、夜间录入" in officer.words

    officer.open(f"/field/merchants/{shop.id}/ledger")
    assert "2026 年 11 月有一小时内录入了 31 笔" in officer.words
    assert "下一页" in officer.words
    assert office.officer(Role.PROVINCE, "430000").open("/field/returns?list=marks").status_code == 200


def test_the_province_chooses_a_city_first(office: OfficeApp, shop: Shop) -> None:
    province = office.officer(Role.PROVINCE, "430000")

    province.open("/field/returns?list=marks")
    assert "请先选一个市州" in province.words
    province.open("/field/returns?list=marks&region=430100")
    assert "辖区内的台账都没有提示" in province.words


def test_a_ledger_shows_devices_reports_and_lines(office: OfficeApp, shop: Shop) -> None:
    answered(office.store, NOVEMBER, a_return(office.store, NOVEMBER, shop))
    report_it(office.store, NOVEMBER, shop, "2026-10")
    officer = office.officer()

    officer.open(f"/field/merchants/{shop.id}")
    assert f"/field/merchants/{shop.id}/ledger" in officer.page
    officer.open(f"/field/merchants/{shop.id}/ledger")
    assert "来自顾客自己的设备 1" in officer.words
    assert "已报（零报告）" in officer.words
    assert "¥159.00" in officer.words
    officer.open(f"/field/merchants/{shop.id}/ledger/months/2026-10")
    assert "数字已锁定" in officer.words
    officer.open(f"/field/merchants/{shop.id}/ledger/months/2026-11")
    assert "还没报" in officer.words
    assert officer.open(f"/field/merchants/{shop.id}/ledger/months/2019-11").status_code == 404


def test_an_officer_notes_that_they_look_and_that_they_are_done(office: OfficeApp, shop: Shop) -> None:
    officer = office.officer()
    officer.open(f"/field/merchants/{shop.id}/ledger")

    assert officer.send("/ledger/flag", reason="").status_code == 422
    assert "请写明理由" in officer.words
    officer.send("/ledger/flag", reason="同一金额太多")
    assert "有工作人员正在看这本台账" in officer.words
    officer.send("/flag/lifting", reason="已说明")

    assert "有工作人员正在看这本台账" not in officer.words
    assert "以前的查看" in officer.words


def test_another_region_finds_no_ledger(office: OfficeApp, shop: Shop) -> None:
    other = office.officer(scope="430102")

    assert other.open(f"/field/merchants/{shop.id}/ledger").status_code == 404
    assert shop.id not in other.open("/field/returns").get_data(as_text=True)


@pytest.mark.parametrize("kind", MarkKind)
def test_every_mark_has_a_sentence_in_both_languages(kind: MarkKind) -> None:
    mark = Mark(kind, {"count": 12, "of": 20, "percent": 60, "amount_fen": 9_900}, "2026-11")

    said = {language: mark_sentence(language, mark) for language in ("zh", "en")}

    assert said["zh"] != said["en"]
    assert all("…" not in one and "%" not in one.replace("60%", "") and "12" in one for one in said.values())
