"""A clue for another office: proposed by an inspector, decided above, then in the other office's list with its own last day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.complaints.builders import a_shop, filed, the_report
from tests.doors.field.officers import OfficeApp, Officer
from tests.doors.field.test_papers import paper
from tests.doors.field.test_passing import answer
from tests.merchants.builders import CITY, DAY
from trustcode.complaints.rules.reporting import ReportState
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment


@pytest.fixture
def number(office: OfficeApp, at: Moment) -> str:
    receipt = filed(
        office.store, at, a_shop(office.store, at, settles=False), is_complaint=False, is_report=True, clue="秤少二两。"
    )
    assert receipt.report
    return receipt.report[0]


def sheet(office: OfficeApp, number: str) -> str:
    return f"/field/clues/{the_report(office.store, number).id}"


def proposed(office: OfficeApp, number: str) -> Officer:
    chen = office.officer()
    chen.open(f"{sheet(office, number)}/do/propose")
    chen.send("/do/propose", region="430102", said="违法行为发生在那边。")
    return chen


def test_the_office_above_decides_and_the_other_one_finds_it_in_its_list(
    office: OfficeApp, at: Moment, number: str
) -> None:
    chen = proposed(office, number)
    assert ("等另一人确认" in chen.words, "同意转办" in chen.words) == (True, False)
    office.at = at + 2 * DAY
    boss = office.officer(Role.SUPERVISOR, CITY, "吴主任")
    boss.open("/field")
    assert "1 条线索待定转办" in boss.words
    boss.open("/field/clues?heap=passing")
    assert "1 条线索" in boss.words
    boss.open(sheet(office, number))
    answer(boss, "passed")

    assert "已转办；那边的核查期限从今天起算" in boss.words
    found = the_report(office.store, number)
    assert (found.region_code, found.competent_at) == ("430102", at + 2 * DAY)
    next_door = office.officer(scope="430102", name="邻区")
    next_door.open("/field/clues")
    assert ("1 条线索" in next_door.words, "12 月 16 日" in next_door.words) == (True, True)
    next_door.open(f"/field/clues/{found.id}")
    for words in (
        "收到 11 月 23 日",
        "主管部门收到 11 月 25 日",
        "违法行为发生在那边。",
        "从长沙市天心区到长沙市芙蓉区",
    ):
        assert words in next_door.words
    assert ("地址 长沙市天心区" in next_door.words, f'href="/m/{found.merchant_id}"' in next_door.page) == (True, True)
    assert f"/field/merchants/{found.merchant_id}" not in next_door.page
    assert office.officer(name="王昕").open(f"/field/clues/{found.id}").status_code == 404
    boss.open("/field/clues?heap=passing")
    assert "0 条线索" in boss.words


def test_declined_with_a_reason_that_the_inspector_reads(office: OfficeApp, number: str) -> None:
    chen, boss = proposed(office, number), office.officer(Role.SUPERVISOR, CITY, "周主任")
    boss.open(sheet(office, number))
    assert answer(boss, "kept") == 422
    answer(boss, "kept", "发生地在本区。")

    chen.open(sheet(office, number))

    assert "发生地在本区。" in chen.words
    assert "/do/propose" in chen.page
    assert the_report(office.store, number).region_code == "430103"


def test_a_supervisor_sends_it_and_only_to_counties_of_the_city(office: OfficeApp, number: str) -> None:
    boss = office.officer(Role.SUPERVISOR, CITY, "周主任")
    boss.open(f"{sheet(office, number)}/do/send")
    assert ('value="430102"' in boss.page, 'value="430202"' in boss.page) == (True, False)
    assert "12 月 14 日" in boss.words
    assert boss.send("/do/send", region="", said="应由那边核查。").status_code == 422
    boss.send("/do/send", region="430102", said="应由那边核查。")

    assert the_report(office.store, number).region_code == "430102"
    chen = office.officer(scope="430102", name="邻区")
    chen.open(f"{sheet(office, number)}/do/send")
    assert "/do/send" not in chen.page


def test_the_notice_names_the_office_that_is_proposed(office: OfficeApp, number: str, tmp_path: Path) -> None:
    chen = proposed(office, number)

    words = paper(chen, f"{sheet(office, number)}/papers/report_referral", tmp_path)

    for said in ("投诉举报分送通知书", "长沙市芙蓉区市场监督管理局：", "违法行为发生在那边。", "长沙市天心区"):
        assert said in words
    assert "地址 长沙市天心区" in chen.words


def test_outside_it_ends_and_no_longer_waits_for_an_office(office: OfficeApp, number: str) -> None:
    chen = proposed(office, number)
    chen.open(f"{sheet(office, number)}/do/refer")
    chen.send("/do/refer", said="涉嫌犯罪，移送公安机关。")

    assert the_report(office.store, number).state is ReportState.REFERRED
    assert ("已移送其他机关" in chen.words, "/passing/" in chen.page) == (True, False)
