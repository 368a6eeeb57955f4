"""The officer's complaints as pages: the list by last day, the sheet, each deed, who may, and what happens when two are at it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, accepted, filed, the_clocks, the_complaint
from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import CITY, DAY, Shop, an_officer
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.entries import PersonRead
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import PaperKind
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.actions import accounts
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.reading import reading

IDENTITY = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


def the_id(office: OfficeApp, number: str) -> str:
    return the_complaint(office.store, number).id


def deed(officer: Officer, office: OfficeApp, number: str, name: str) -> Officer:
    """An officer in front of the page of a deed."""
    officer.open(f"/field/complaints/{the_id(office, number)}/do/{name}")
    return officer


def test_the_list_says_how_pressing_each_is_in_words(office: OfficeApp, at: Moment, shop: Shop) -> None:
    for days in (20, 11, 7, 0):
        a_complaint(
            office.store, at - days * DAY, shop, phone=f"1390000{days:04d}", facts=f"第{days}件，完全不同的事情。"
        )
    chen = office.officer()

    chen.open("/field/complaints")

    words = chen.words
    assert "4 件投诉" in words
    found = [re.search(said, words) for said in ("周.已到期", "今天到期，", "快到期：", "周.到期")]
    places = [one.start() if one else -1 for one in found]
    assert (places, min(places) > 0) == (sorted(places), True)
    assert ("已超期 1 件" in words, "今天到期 1 件" in words) == (True, True)


def test_a_marked_one_is_shown_with_its_reason_and_stands_with_those_like_it(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    first, _ = a_complaint(office.store, at, shop)
    second, _ = a_complaint(office.store, at, shop, phone="13700001111", name="李四")
    other, _ = a_complaint(office.store, at, shop, phone="13700002222", facts="完全不同：买的电饭煲插上电没反应。")
    chen = office.officer()

    chen.open("/field/complaints")
    assert "已标记：" in chen.words
    chen.open("/field/complaints?marks=marked")
    assert f"/field/complaints/{the_id(office, second)}" in chen.page
    assert f"/field/complaints/{the_id(office, other)}" not in chen.page
    chen.open(f"/field/complaints/{the_id(office, second)}")
    assert f"/field/complaints/{the_id(office, first)}" in chen.page
    assert "相似的投诉" in chen.words


def test_of_a_bundle_one_row_stands_for_all_and_opens_to_them(office: OfficeApp, at: Moment, shop: Shop) -> None:
    numbers = [a_complaint(office.store, at, shop, phone="13700001111", facts=f"{n}" * 40)[0] for n in range(60)]
    chen = office.officer()

    chen.open("/field/complaints")
    assert ("60 件投诉" in chen.words, "这 60 件放在一起看" in chen.words) == (True, True)
    assert chen.page.count("matter-row") == 1
    bundle = the_complaint(office.store, numbers[0]).bundle
    assert f'href="/field/bundles/{bundle}"' in chen.page
    chen.open(f"/field/bundles/{bundle}")
    assert chen.page.count("matter-row") == 60


def test_filters_count_and_narrow(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    accepted(office.store, at, shop, phone="13700001111", facts="另外一件事，鞋底开胶。")
    chen = office.officer()

    chen.open("/field/complaints?heap=mediating")
    assert "1 件投诉" in chen.words
    chen.open(f"/field/complaints?q={number[:4]} {number[4:8]} {number[8:]}")
    assert "1 件投诉" in chen.words
    chen.open("/field/complaints?whose=mine")
    assert "0 件投诉" in chen.words
    chen.open("/field/complaints?region=430202&page=7&heap=nonsense")
    assert "2 件投诉" in chen.words


def test_an_officer_sees_the_own_region_alone_and_never_the_own_business(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    path = f"/field/complaints/{the_id(office, number)}"
    stranger = office.officer(scope="430102", name="外区")
    partner = an_officer(office.store, at, name="有份")
    with pen(office.store, partner, at) as p:
        accounts.declare_own_business(p, merchant_id=shop.id)
    inside = office.signed_in(Actor(partner.person_id, Role.INSPECTOR, "430103", frozenset({shop.id})))

    for officer in (stranger, inside):
        assert officer.open(path).status_code == 404
        assert officer.open(f"{path}/person").status_code == 404
        assert officer.open(f"{path}/do/refuse").status_code == 404
        officer.open("/field/complaints")
        assert "0 件投诉" in officer.words


def test_who_filed_is_masked_until_a_reason_is_written(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen, path = office.officer(), f"/field/complaints/{the_id(office, number)}"

    chen.open(path)
    assert ("陈小满" in chen.page, "13900005678" in chen.page) == (False, False)
    chen.open(f"{path}/person")
    assert chen.send("/person", reason="").status_code == 422
    chen.send("/person", reason="要约双方调解时间")
    assert "陈小满" in chen.words
    office.at = at + timedelta(minutes=11)
    chen.open(f"{path}/person")
    assert "陈小满" not in chen.page


def test_a_form_for_reading_who_filed_that_is_sent_twice_is_one_reading(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen, path = office.officer(), f"/field/complaints/{the_id(office, number)}/person"
    chen.open(path)
    form = chen.form("/person")

    for _ in range(3):
        sent = chen.client.post(form.action, data={**form.fields, "reason": "要约双方调解时间"})
        assert sent.status_code == 303

    with reading(office.store) as reader:
        kinds = [entry.kind for entry in entries_of(reader, the_id(office, number))]
    assert kinds.count(PersonRead.kind) == 1


def test_refused_on_a_ground_that_holds(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen = deed(office.officer(), office, number, "refuse")
    assert "第三十九条" in chen.words

    answer = chen.send("/do/refuse", ground="identity_false", said="没有提供身份材料。")
    assert answer.status_code == 422
    assert "还没有通知消费者补身份材料" in chen.words
    assert "没有提供身份材料。" in chen.page
    chen.send("/do/refuse", ground="not_consumption", said="这是批发进货。")

    assert the_complaint(office.store, number).state is State.REFUSED
    assert "不予受理" in chen.words


def test_papers_are_asked_for_with_a_day_and_the_ground_holds_after_it(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen = deed(office.officer(), office, number, "ask-identity")
    assert chen.send("/do/ask-identity", by_day="2026-11-01").status_code == 422
    chen.send("/do/ask-identity", by_day="2026-11-30")
    assert the_complaint(office.store, number).state is State.PROVING

    deed(chen, office, number, "refuse")
    chen.send("/do/refuse", ground="papers_faulty", said="没有补材料。")
    assert "消费者还可以在" in chen.words
    office.at = at + 9 * DAY
    chen = deed(office.officer(name="王昕"), office, number, "refuse")
    chen.send("/do/refuse", ground="papers_faulty", said="没有补材料。")

    assert the_complaint(office.store, number).state is State.REFUSED


def test_what_is_missing_to_accept_is_said_before_the_button_is_pressed(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    without, _ = a_complaint(office.store, at, shop)
    whole, _ = a_complaint(office.store, at, shop, phone="13900009999", **IDENTITY)

    liu = deed(office.officer(), office, without, "accept")
    wang = deed(office.officer(name="王昕"), office, whole, "accept")

    assert "请先通知补充" in liu.words
    assert ("受理</span></button>" in liu.page, "/do/ask-identity" in liu.page) == (False, True)
    assert "请先通知补充" not in wang.words
    assert ("受理</span></button>" in wang.page, "/do/ask-identity" in wang.page) == (True, False)


def test_who_was_asked_for_papers_is_not_asked_again_by_the_page_of_accepting(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen = deed(office.officer(), office, number, "ask-identity")
    chen.send("/do/ask-identity", by_day="2026-11-30")

    page = deed(chen, office, number, "accept").page

    assert ("受理</span></button>" in page, "/do/ask-identity" in page) == (False, False)


def test_mediated_and_failed_then_told(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop, **IDENTITY)
    chen = deed(office.officer(), office, number, "accept")
    chen.send("/do/accept")
    deed(chen, office, number, "end")
    assert chen.send("/do/end", ground="time_passed", said="没谈成。").status_code == 422
    assert "调解期限到" in chen.words
    chen.send("/do/end", ground="no_agreement", said="没谈成。")
    assert "没谈成。" in chen.words

    chen.open("/field/complaints?heap=telling")
    assert "1 件投诉" in chen.words
    deed(chen, office, number, "told")
    chen.send("/do/told")

    assert (ClockCode.TELL_END, True) in {(c.code, c.met) for c in the_clocks(office.store, number)}
    assert "已告知双方" in chen.words


def test_the_time_has_passed_only_when_it_has(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = accepted(office.store, at, shop)
    due = next(c.due_on for c in the_clocks(office.store, number) if c.code is ClockCode.MEDIATE)
    office.at = at + timedelta(days=(due - date(2026, 11, 23)).days + 1)

    chen = deed(office.officer(), office, number, "end")
    chen.send("/do/end", ground="time_passed", said="期限已过。")

    assert the_complaint(office.store, number).state is State.ENDED


def test_an_agreement_keeps_what_was_obtained(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = accepted(office.store, at, shop)
    chen = deed(office.officer(), office, number, "agree")
    assert chen.send("/do/agree", said="退一半。", obtained="很多").status_code == 422
    assert "退一半。" in chen.page
    chen.send("/do/agree", said="退一半。", obtained="164.5")

    assert the_complaint(office.store, number).obtained_fen == 16_450
    assert "164.50" in chen.words


def test_of_two_officers_one_wins_and_the_other_keeps_the_text(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = accepted(office.store, at, shop)
    one = deed(office.officer(name="陈立"), office, number, "agree")
    two = deed(office.officer(name="王昕"), office, number, "end")

    one.send("/do/agree", said="退全款。", obtained="329")
    answer = two.send("/do/end", ground="no_agreement", said="双方各执一词，谈了三次。")

    assert answer.status_code == 422
    assert the_complaint(office.store, number).state is State.AGREED
    for words in ("这件投诉刚", "达成调解协议", "陈立", "双方各执一词，谈了三次。"):
        assert words in two.words


def test_a_form_sent_twice_is_one_deed(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen = deed(office.officer(), office, number, "write")
    form = chen.form("/do/write")

    answers = [chen.client.post(form.action, data={**form.fields, "said": "请双方周五来所里。"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    chen.open(f"/field/complaints/{the_id(office, number)}")
    assert chen.words.count("请双方周五来所里。") == 1


def test_a_clock_stands_still_for_an_appraisal_and_runs_on(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = accepted(office.store, at, shop)
    before = the_clocks(office.store, number)[-1].due_on
    chen = deed(office.officer(), office, number, "pause")
    chen.send("/do/pause", clock=the_clocks(office.store, number)[-1].id)
    assert "说明原因。" in chen.words
    chen.send("/do/pause", clock=the_clocks(office.store, number)[-1].id, why="appraisal")
    office.at = at + 10 * DAY
    chen = deed(office.officer(name="王昕"), office, number, "resume")
    chen.send("/do/resume", clock=the_clocks(office.store, number)[-1].id)

    assert the_clocks(office.store, number)[-1].due_on >= before + timedelta(days=10)
    chen.open(f"/field/complaints/{the_id(office, number)}/clocks")
    assert "不计入" in chen.words or "中止" in chen.words


def test_a_supervisor_assigns_sends_and_opens_again(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen, boss = office.officer(), office.officer(Role.SUPERVISOR, CITY, "周主任")
    deed(boss, office, number, "assign")
    boss.send("/do/assign", officer=chen.actor.person_id)
    assert the_complaint(office.store, number).officer_id == chen.actor.person_id
    office.at = at + timedelta(minutes=5)
    deed(boss, office, number, "send")
    boss.send("/do/send", region="430102", said="店开在芙蓉区。")
    found = the_complaint(office.store, number)
    assert (found.region_code, found.officer_id, found.competent_at) == ("430102", "", office.at)

    next_door = deed(office.officer(scope="430102", name="邻区"), office, number, "refuse")
    next_door.send("/do/refuse", ground="outside_duty", said="归别处管。")
    deed(boss, office, number, "reopen")
    boss.send("/do/reopen", said="应当受理。")

    assert the_complaint(office.store, number).state is State.RECEIVED
    assert chen.open(f"/field/complaints/{found.id}").status_code == 404


def test_what_is_not_for_a_role_is_not_offered_and_not_done(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = a_complaint(office.store, at, shop)
    path = f"/field/complaints/{the_id(office, number)}"
    chen, province = office.officer(), office.officer(Role.PROVINCE, "430000", "省局")

    chen.open(path)
    assert "转到别的地区" not in chen.words
    assert chen.open(f"{path}/do/send").status_code == 303
    chen.open(f"{path}/do/refuse")
    token = {"csrf_token": chen.form("/do/refuse").fields["csrf_token"], "seen": "0"}
    answer = chen.client.post(f"{path}/do/send", data={**token, "region": "430102", "said": "不归我"})
    assert answer.status_code == 404
    province.open(path)
    assert "/do/refuse" not in province.page
    assert "/do/send" in province.page
    assert province.open(f"{path}/person").status_code == 404


def test_a_saved_text_is_set_behind_what_was_typed_and_can_be_put_away(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    chen = office.officer()
    chen.open("/field/answers")
    chen.send("/field/answers", title="不是生活消费", text="您的情况不属于生活消费。")

    deed(chen, office, number, "refuse")
    use = chen.page.split('name="use" value="')[1].split('"')[0]
    chen.send("/do/refuse", said="您好。", use=use)
    assert chen.form("/do/refuse").fields["said"].rstrip() == "您好。\n您的情况不属于生活消费。"
    assert the_complaint(office.store, number).state is State.RECEIVED
    chen.open("/field/answers")
    chen.send("/away")
    assert "您的情况不属于生活消费。" not in chen.page


def test_english_pages_hold_no_chinese_of_ours(office: OfficeApp, at: Moment, shop: Shop) -> None:
    number, _ = accepted(office.store, at, shop)
    chen = office.officer()
    for path in ("", f"/{the_id(office, number)}/do/end", f"/{the_id(office, number)}/clocks"):
        assert chen.open(f"/en/field/complaints{path}").status_code == 200
        assert "…" not in chen.words


def test_the_first_page_counts_what_waits(office: OfficeApp, at: Moment, shop: Shop) -> None:
    a_complaint(office.store, at - 20 * DAY, shop)
    filed(office.store, at, shop, is_complaint=False, is_report=True, clue="价签不符。", phone="13700001111")
    chen = office.officer()

    chen.open("/field")

    for words in ("今天先办投诉", "1 件投诉待办", "已超期 1 件", "1 条违法线索待核查或在办"):
        assert words in chen.words
