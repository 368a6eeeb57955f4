"""Clues of illegality as pages: apart from complaints, masked, decided by one, given more time by two."""

from __future__ import annotations

import re

import pytest

from tests.complaints.builders import a_shop, filed, the_report
from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import CITY, Shop
from trustcode.complaints.actions.adding import add_to_report
from trustcode.complaints.rules.reporting import ReportState
from trustcode.kernel.actors import PUBLIC, Role
from trustcode.kernel.moments import Moment
from trustcode.record.pen import pen


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


@pytest.fixture
def number(office: OfficeApp, at: Moment, shop: Shop) -> str:
    receipt = filed(office.store, at, shop, is_complaint=False, is_report=True, clue="价签与收银台不一致。")
    assert receipt.report
    return receipt.report[0]


def deed(officer: Officer, office: OfficeApp, number: str, name: str) -> Officer:
    officer.open(f"/field/clues/{the_report(office.store, number).id}/do/{name}")
    return officer


def test_the_list_is_apart_from_complaints(office: OfficeApp, number: str) -> None:
    chen = office.officer()

    chen.open("/field/complaints")
    assert "0 件投诉" in chen.words
    chen.open("/field/clues")
    assert "1 条线索" in chen.words
    assert "12 月 14 日" in chen.words


def test_who_reported_is_masked_and_another_region_sees_nothing(office: OfficeApp, number: str) -> None:
    chen, stranger = office.officer(), office.officer(scope="430102", name="外区")
    path = f"/field/clues/{the_report(office.store, number).id}"

    chen.open(path)
    assert ("陈小满" in chen.page, "陈**" in chen.page) == (False, True)
    chen.open(f"{path}/person")
    chen.send("/person", reason="核实线索")
    assert "陈小满" in chen.page
    for tail in ("", "/person", "/do/refer", "/clocks", "/papers/report_registration"):
        assert stranger.open(path + tail).status_code == 404


def test_a_case_needs_a_number_and_keeps_what_was_typed(office: OfficeApp, number: str) -> None:
    chen = deed(office.officer(), office, number, "file-case")
    assert chen.send("/do/file-case", case_no="").status_code == 422
    chen.send("/do/file-case", case_no="长天市监案〔2026〕17 号")

    assert the_report(office.store, number).state is ReportState.CASE_FILED
    for words in ("已立案", "长天市监案〔2026〕17 号", "登记：已告知举报人", "结案"):
        assert words in chen.words


def test_of_two_officers_one_wins(office: OfficeApp, number: str) -> None:
    one = deed(office.officer(name="陈立"), office, number, "file-case")
    two = deed(office.officer(name="王昕"), office, number, "no-case")

    one.send("/do/file-case", case_no="17")
    answer = two.send("/do/no-case", ground="no_evidence", said="查了三次没有证据。")

    assert answer.status_code == 422
    assert "查了三次没有证据。" in two.words
    assert the_report(office.store, number).state is ReportState.CASE_FILED


def test_more_time_is_granted_by_another_person(office: OfficeApp, number: str) -> None:
    boss, other = (office.officer(Role.SUPERVISOR, CITY, name) for name in ("周主任", "吴主任"))
    deed(boss, office, number, "more-time")
    boss.send("/do/more-time", clock=boss.form("/do/more-time").fields.get("clock", ""), why="要等检测结果")
    assert "由另一人决定" in boss.words
    assert "/more-time/" not in boss.page
    assert re.search(r"于 11 月 \d+ 日 \d\d:\d\d 申请：要等检测结果", boss.words)

    other.open(f"/field/clues/{the_report(office.store, number).id}")
    action = next(one for one in other.page.split('"') if "/more-time/" in one)
    other.send(action.rsplit("/", 1)[1], answer="granted")

    assert "已批准" in other.words
    assert "2027 年 1 月 4 日" in other.words


def test_a_clue_with_a_wrong_number_is_not_joined(office: OfficeApp, number: str) -> None:
    chen = deed(office.officer(), office, number, "join")

    for wrong in ("12", number, "一二三"):
        assert chen.send("/do/join", number=wrong, said="一样").status_code == 422
        assert "一样" in chen.page


def test_what_was_added_to_a_clue_is_read_by_officers_of_the_region_alone(office: OfficeApp, shop: Shop) -> None:
    receipt = filed(
        office.store, office.at, shop, is_complaint=False, is_report=True, anonymous=True, clue="秤少二两。"
    )
    assert receipt.report
    number, secret = receipt.report
    digest = office.store.blobs.keep(b"\xff\xd8\xff photo")
    with pen(office.store, PUBLIC, office.at) as p:
        add_to_report(p, number=number, secret=secret, text="今天又少了二两。", evidence=(digest,))
    clue = f"/field/clues/{the_report(office.store, number).id}"
    inspector = office.officer()

    inspector.open(clue)

    assert "今天又少了二两。" in inspector.words
    assert "举报人补充了材料" in inspector.words
    assert inspector.client.get(f"{clue}/photo/{digest}").status_code == 200
    stranger = office.officer(Role.INSPECTOR, "430202", "外地人")
    assert stranger.client.get(f"{clue}/photo/{digest}").status_code == 404
