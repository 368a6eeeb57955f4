"""Another office is competent: an inspector proposes, the office above both decides, and the other one has it in its list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.complaints.builders import a_complaint, a_shop, the_clocks, the_complaint
from tests.doors.field.officers import OfficeApp, Officer
from tests.doors.field.test_papers import paper
from tests.merchants.builders import CITY, DAY, Shop
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.rules.course import State
from trustcode.doors.field import shop_view
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.territory import PROVINCE


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


@pytest.fixture
def number(office: OfficeApp, at: Moment, shop: Shop) -> str:
    return a_complaint(office.store, at, shop)[0]


def sheet(office: OfficeApp, number: str) -> str:
    return f"/field/complaints/{the_complaint(office.store, number).id}"


def proposed(office: OfficeApp, number: str, region: str) -> Officer:
    """An inspector who has just proposed another office."""
    chen = office.officer()
    chen.open(f"{sheet(office, number)}/do/propose")
    chen.send("/do/propose", region=region, said="店实际开在那边。")
    return chen


def answer(officer: Officer, answer: str, said: str = "") -> int:
    """Press one of the two buttons under a proposal."""
    form = next(one for one in officer.page.split('"') if "/passing/" in one)
    return officer.send(form.rsplit("/", 1)[1], answer=answer, said=said).status_code


def test_an_inspector_chooses_from_all_counties_and_cannot_decide(office: OfficeApp, number: str) -> None:
    chen = office.officer()
    chen.open(f"{sheet(office, number)}/do/propose")
    assert ('value="430102"' in chen.page, 'value="430202"' in chen.page) == (True, True)
    for none_of_them in ('value="430103"', 'value="430100"', 'value="430000"'):
        assert none_of_them not in chen.page
    assert chen.send("/do/propose", region="", said="店实际开在那边。").status_code == 422
    assert "店实际开在那边。" in chen.page

    chen = proposed(office, number, "430102")

    assert "等另一人确认" in chen.words
    assert "收回建议" in chen.words
    assert "同意转办" not in chen.words
    assert the_complaint(office.store, number).region_code == "430103"
    assert chen.open(f"{sheet(office, number)}/do/propose").status_code == 303


def test_the_office_above_decides_and_the_other_one_finds_it_in_its_list(
    office: OfficeApp, at: Moment, number: str
) -> None:
    proposed(office, number, "430102")
    boss = office.officer(Role.SUPERVISOR, CITY, "周主任")
    boss.open("/field")
    assert "1 件待定转办" in boss.words
    boss.open("/field/complaints?heap=passing")
    assert "1 件投诉" in boss.words
    office.at = at + 2 * DAY
    boss = office.officer(Role.SUPERVISOR, CITY, "吴主任")
    boss.open(sheet(office, number))
    answer(boss, "passed")

    assert "已转办" in boss.words
    found = the_complaint(office.store, number)
    assert (found.region_code, found.came_in_at, found.competent_at) == ("430102", at, at + 2 * DAY)
    next_door = office.officer(scope="430102", name="邻区")
    next_door.open("/field/complaints")
    assert f"/field/complaints/{found.id}" in next_door.page
    next_door.open(f"/field/complaints/{found.id}")
    for words in ("收到 11 月 23 日", "主管部门收到 11 月 25 日", "店实际开在那边。", "从长沙市天心区到长沙市芙蓉区"):
        assert words in next_door.words
    accept = [one for one in the_clocks(office.store, number) if one.code is ClockCode.ACCEPT]
    assert [one.start_on.day for one in accept] == [23, 25]
    assert office.officer(name="王昕").open(f"/field/complaints/{found.id}").status_code == 404


def passed_on(office: OfficeApp, number: str) -> Officer:
    """An officer of the county that is competent, though the shop lies elsewhere, with the sheet open."""
    proposed(office, number, "430102")
    boss = office.officer(Role.SUPERVISOR, CITY, "周主任")
    boss.open(sheet(office, number))
    answer(boss, "passed")
    next_door = office.officer(scope="430102", name="邻区")
    next_door.open(sheet(office, number))
    return next_door


def test_the_competent_office_reads_of_a_shop_elsewhere_what_everybody_sees(
    office: OfficeApp, number: str, shop: Shop, tmp_path: Path
) -> None:
    at_home = office.officer(name="王昕")
    at_home.open(sheet(office, number))
    where = address(at_home)
    assert labels(at_home) == ["执照名称", "地址", "状态", "退货电话"]
    assert (f'/field/merchants/{shop.id}"' in at_home.page, f'"/m/{shop.id}"' in at_home.page) == (True, False)

    next_door = passed_on(office, number)

    assert (address(next_door), f'href="/m/{shop.id}"' in next_door.page) == (where, True)
    assert "该店不在本局辖区" in next_door.words
    assert (labels(next_door), f"/field/merchants/{shop.id}" in next_door.page) == (["执照名称", "地址"], False)
    assert next_door.open(f"/field/merchants/{shop.id}").status_code == 404
    assert where.replace(" ", "") in paper(next_door, f"{sheet(office, number)}/papers/registration", tmp_path)
    next_door.open(f"/en{sheet(office, number)}")
    assert f'href="/en/m/{shop.id}"' in next_door.page


def test_of_a_shop_elsewhere_that_nobody_sees_the_competent_office_reads_what_was_filed(
    office: OfficeApp, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_view, "card_of_merchant", lambda *_: None)

    next_door = passed_on(office, number)

    assert (address(next_door), "/m/" in next_door.page) == ("", False)


def labels(officer: Officer) -> list[str]:
    """What is told of the shop on the last page, by its labels."""
    section = officer.page.split('id="the-shop"')[1]
    return re.findall(r"<dt>([^<]*)</dt>", section.split("</dl>")[0])


def address(officer: Officer) -> str:
    """What stands as the address of the shop on the last page."""
    found = re.search(r"<dt>地址</dt>\s*<dd>(长沙市[^<]*)</dd>", officer.page)
    return found[1].strip() if found else ""


def test_another_city_waits_for_the_province(office: OfficeApp, number: str) -> None:
    proposed(office, number, "430202")
    boss, province = office.officer(Role.SUPERVISOR, CITY, "周主任"), office.officer(Role.PROVINCE, PROVINCE, "省局")
    boss.open(sheet(office, number))
    assert "/passing/" not in boss.page

    province.open(sheet(office, number))
    answer(province, "passed")

    assert the_complaint(office.store, number).region_code == "430202"


def test_declined_with_a_reason_that_the_inspector_reads(office: OfficeApp, number: str) -> None:
    chen, boss = proposed(office, number, "430102"), office.officer(Role.SUPERVISOR, CITY, "周主任")
    boss.open(sheet(office, number))
    assert answer(boss, "kept") == 422
    answer(boss, "kept", "登记地和经营地都在本区。")

    chen.open(sheet(office, number))

    assert "登记地和经营地都在本区。" in chen.words
    assert "/do/propose" in chen.page
    assert the_complaint(office.store, number).region_code == "430103"


def test_two_decide_at_once_and_the_second_is_told(office: OfficeApp, number: str) -> None:
    proposed(office, number, "430102")
    one, two = (office.officer(Role.SUPERVISOR, CITY, name) for name in ("周主任", "吴主任"))
    one.open(sheet(office, number))
    two.open(sheet(office, number))
    answer(one, "passed")

    assert answer(two, "kept", "不该转。") == 422
    assert "已经有人决定" in two.words
    assert the_complaint(office.store, number).region_code == "430102"


def test_the_notice_names_the_office_that_is_proposed(office: OfficeApp, number: str, tmp_path: Path) -> None:
    chen = proposed(office, number, "430102")

    words = paper(chen, f"{sheet(office, number)}/papers/referral", tmp_path)

    for said in ("投诉举报分送通知书", "长沙市芙蓉区市场监督管理局：", "店实际开在那边。"):
        assert said in words


def test_referred_outside_it_names_the_other_office(office: OfficeApp, number: str, tmp_path: Path) -> None:
    chen = office.officer()
    chen.open(f"{sheet(office, number)}/do/refer")
    assert chen.send("/do/refer", to="", said="店在湖北。").status_code == 422
    chen.send("/do/refer", to="武汉市江汉区市场监督管理局", said="店在湖北。")

    assert the_complaint(office.store, number).state is State.REFERRED
    assert "武汉市江汉区市场监督管理局" in chen.words
    words = paper(chen, f"{sheet(office, number)}/papers/referral", tmp_path)
    assert ("武汉市江汉区市场监督管理局：" in words, "店在湖北。" in words) == (True, True)
