"""Complaints at the desk: what presses first, the exact copy without who filed it, the answer, late answers, the membership."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.complaints.builders import a_complaint, a_shop, accepted, filed, the_complaint
from tests.doors.desk.owners import DeskApp, Person, a_photo
from tests.merchants.builders import CITY, DAY, Shop, an_officer
from tests.publication.builders import formed, settled, settled_and_published, the_objections
from trustcode.complaints.actions import handling, passing, settling
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.sheets import messages_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind, Wish
from trustcode.doors.desk.complaints.objecting import WITHHELD
from trustcode.kernel.actors import PUBLIC, SYSTEM, Role
from trustcode.kernel.refusals import Refusal
from trustcode.publication.actions import hiding, objecting, publishing
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.rules.course import HideGround, Withhold
from trustcode.publication.rules.hiding import Verdict
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

TEXT = "同意退款，请周五前来店，329 元原路退回。"


@pytest.fixture
def shop(desk: DeskApp) -> Shop:
    return a_shop(desk.store, desk.at)


def came(desk: DeskApp, shop: Shop, **changes: Any) -> str:
    """Id of a complaint about the shop that has just come."""
    return the_complaint(desk.store, a_complaint(desk.store, desk.at, shop, **changes)[0]).id


def at_desk(desk: DeskApp, shop: Shop, complaint_id: str = "", what: str = "") -> Person:
    path = "/".join(filter(None, [f"/desk/{shop.id}/complaints", complaint_id, what]))
    return desk.signed_in(shop.owner).open(path)


def state_of(desk: DeskApp, complaint_id: str) -> State:
    with reading(desk.store) as reader:
        row = reader.get(Complaint, complaint_id)
    assert row is not None
    return row.state


def said(desk: DeskApp, complaint_id: str) -> list[str]:
    with reading(desk.store) as reader:
        return [one.text for one in messages_of(reader, complaint_id)]


def test_what_waits_for_an_answer_stands_first_with_its_last_day(desk: DeskApp, shop: Shop) -> None:
    answered = came(desk, shop, category="food", facts="牛奶过期了，店里不认。", phone="13900001111")
    with pen(desk.store, shop.owner, desk.at) as p:
        settling.answer(p, complaint_id=answered, text="可以换。")
    came(desk, shop)

    owner = at_desk(desk, shop)

    assert owner.words.index("等您答复") < owner.words.index("已答复，等顾客回话")
    assert "还有 14 天 未到期" in owner.words
    assert "没结束的 2" in owner.words


def test_ended_ones_are_listed_under_all_alone(desk: DeskApp, shop: Shop) -> None:
    number, secret = a_complaint(desk.store, desk.at, shop)
    with pen(desk.store, PUBLIC, desk.at) as p:
        settling.withdraw(p, number=number, secret=secret, why="自己弄坏的")

    assert "投诉都已结束" in at_desk(desk, shop).words
    assert "顾客撤回了" in desk.signed_in(shop.owner).open(f"/desk/{shop.id}/complaints?show=all").words


def test_the_copy_is_exact_and_says_nothing_of_who_filed(desk: DeskApp, shop: Shop) -> None:
    facts = "<b>拉链</b> 坏了\n第二行"
    complaint_id = came(
        desk,
        shop,
        facts=facts,
        wishes=(Wish.REFUND, Wish.DAMAGES),
        paper=PaperKind.ID_CARD,
        paper_number="430103199003071230",
        address="解放西路 9 号",
    )

    owner = at_desk(desk, shop, complaint_id)

    assert "&lt;b&gt;拉链&lt;/b&gt; 坏了\n第二行" in owner.page
    for secret in ("陈小满", "13900005678", "5678", "430103", "解放西路"):
        assert secret not in owner.page
    assert "¥329.00" in owner.words
    assert "购买那天您的承诺" in owner.words
    assert "7 天" in owner.words


def test_the_deadline_is_explained_day_by_day(desk: DeskApp, shop: Shop) -> None:
    owner = at_desk(desk, shop, came(desk, shop), "days")

    assert "共 10 个工作日" in owner.words
    assert "最后一天：12 月 7 日 周一" in owner.words
    assert owner.page.count('class="is-counted') == 10


def test_a_beginning_has_blanks_and_is_not_taken_with_them(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/complaints/{complaint_id}/answer?start=refund")
    begun = owner.value("text")
    assert "＿＿" in begun

    owner.send(to="/answer")

    assert owner.status == 422
    assert owner.faults == ["里面还有没填的空（＿＿）。换成您自己的话再发。"]
    assert owner.value("text") == begun
    assert state_of(desk, complaint_id) is State.SETTLING


def test_a_beginning_is_set_behind_what_was_typed_and_a_photo_stays(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    owner = at_desk(desk, shop, complaint_id, "answer")

    owner.send({"text": "您好。", "photos": a_photo(), "start": "refund"}, to="/answer")

    assert owner.status == 200
    assert owner.value("text").startswith("您好。\n我们同意退款。")
    assert owner.value("kept")
    assert state_of(desk, complaint_id) is State.SETTLING


def test_those_that_answer_the_wish_come_first(desk: DeskApp, shop: Shop) -> None:
    owner = at_desk(desk, shop, came(desk, shop, wishes=(Wish.REPAIR,)), "answer")

    assert owner.words.index("维修") < owner.words.index("退款")


def test_the_shop_answers_with_a_photo_and_the_shopper_has_the_word(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)

    owner = at_desk(desk, shop, complaint_id, "answer").send({"text": TEXT, "photos": a_photo()}, to="/answer")

    assert owner.status == 200
    assert "已答复，等顾客回话" in owner.words
    assert TEXT in owner.words
    photo = owner.page.split(f"/desk/{shop.id}/complaints/{complaint_id}/photos/")[1][:64]
    assert owner.open(f"/desk/{shop.id}/complaints/{complaint_id}/photos/{photo}").status == 200
    assert owner.open(f"/desk/{shop.id}/complaints/{complaint_id}/photos/{'0' * 64}").status == 404
    assert state_of(desk, complaint_id) is State.ANSWERED


def test_the_same_form_sent_twice_is_one_answer(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    owner = at_desk(desk, shop, complaint_id, "answer")
    form, path = owner.page, owner.path

    owner.send({"text": TEXT}, to="/answer")
    owner.page, owner.path = form, path
    owner.send({"text": TEXT}, to="/answer")

    assert owner.status == 200
    assert said(desk, complaint_id) == [TEXT]


def test_staff_may_answer_too(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)

    staff = (
        desk.staff(shop.id).open(f"/desk/{shop.id}/complaints/{complaint_id}/answer").send({"text": TEXT}, to="/answer")
    )

    assert staff.status == 200
    assert said(desk, complaint_id) == [TEXT]
    assert staff.open(f"/desk/{shop.id}/settling").status == 404


def test_when_somebody_was_quicker_the_text_is_kept_and_can_go_as_a_message(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    owner = at_desk(desk, shop, complaint_id, "answer")
    with pen(desk.store, shop.owner, desk.at) as p:
        settling.answer(p, complaint_id=complaint_id, text="店员先答了。")
    desk.at += timedelta(minutes=5)

    owner.send({"text": TEXT}, to="/answer")

    assert owner.status == 422
    assert owner.faults == ["这件投诉刚刚有别人处理过，请先看看现在的情况，再决定。"]
    assert owner.value("text") == TEXT
    owner.send(to="/message")
    assert said(desk, complaint_id) == ["店员先答了。", TEXT]


def test_when_it_has_ended_what_was_typed_is_shown_and_not_sent(desk: DeskApp, shop: Shop) -> None:
    number, secret = a_complaint(desk.store, desk.at, shop)
    complaint_id = the_complaint(desk.store, number).id
    owner = at_desk(desk, shop, complaint_id, "answer")
    with pen(desk.store, PUBLIC, desk.at) as p:
        settling.withdraw(p, number=number, secret=secret, why="算了")

    owner.send({"text": TEXT}, to="/answer")

    assert owner.status == 422
    assert TEXT in owner.words
    assert "没有发出" in owner.words
    assert said(desk, complaint_id) == []


def test_a_text_that_is_too_long_comes_back_whole(desk: DeskApp, shop: Shop) -> None:
    owner = at_desk(desk, shop, came(desk, shop), "answer").send({"text": "退" * 1_001}, to="/answer")

    assert owner.status == 422
    assert owner.value("text") == "退" * 1_001


def test_a_file_that_is_no_photo_is_named_and_the_text_stays(desk: DeskApp, shop: Shop) -> None:
    bad = a_photo("x.jpg", b"not a photo")

    owner = at_desk(desk, shop, came(desk, shop), "answer").send({"text": TEXT, "photos": bad}, to="/answer")

    assert owner.status == 422
    assert len(owner.faults) == 1
    assert owner.value("text") == TEXT


def test_silence_is_said_and_a_late_answer_ends_it(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    desk.at += 15 * DAY
    with pen(desk.store, SYSTEM, desk.at) as p:
        settling.pass_on(p, complaint_id=complaint_id)
    owner = at_desk(desk, shop)
    assert "有 1 件投诉一直没答复" in owner.words
    assert "有投诉没按时答复" in owner.words

    owner.open(f"/desk/{shop.id}/complaints/{complaint_id}/answer").send({"text": TEXT}, to="/answer")

    assert owner.status == 200
    assert state_of(desk, complaint_id) is State.RECEIVED
    owner.open(f"/desk/{shop.id}/complaints")
    assert "一直没答复" not in owner.words
    assert "再连续按时答复 3 件" in owner.words
    again = owner.open(f"/desk/{shop.id}/complaints/{complaint_id}/answer")
    assert again.path == f"/desk/{shop.id}/complaints/{complaint_id}"


def test_after_the_end_the_shop_writes_no_more(desk: DeskApp, shop: Shop) -> None:
    number, secret = a_complaint(desk.store, desk.at, shop)
    complaint_id = the_complaint(desk.store, number).id
    owner = at_desk(desk, shop, complaint_id, "message")
    with pen(desk.store, PUBLIC, desk.at) as p:
        settling.say_solved(p, number=number, secret=secret)

    owner.send({"text": "给个好评"}, to="/message")

    assert owner.status == 422
    assert said(desk, complaint_id) == []
    assert "已结束：顾客说解决了" in owner.open(f"/desk/{shop.id}/complaints/{complaint_id}").words


def test_another_shop_finds_nothing(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    other = a_shop(desk.store, desk.at)
    stranger = desk.signed_in(other.owner)

    for what in ("", "/answer", "/message", "/days", f"/photos/{'0' * 64}"):
        assert stranger.open(f"/desk/{other.id}/complaints/{complaint_id}{what}").status == 404
        assert stranger.open(f"/desk/{shop.id}/complaints/{complaint_id}{what}").status == 404


def test_a_complaint_of_a_region_is_not_a_shops(desk: DeskApp, shop: Shop) -> None:
    receipt = filed(desk.store, desk.at, None)
    assert receipt.complaint is not None
    row = the_complaint(desk.store, receipt.complaint[0])

    assert desk.signed_in(shop.owner).open(f"/desk/{shop.id}/complaints/{row.id}").status == 404


def test_mediation_says_what_to_do_and_by_when(desk: DeskApp, shop: Shop) -> None:
    other = a_shop(desk.store, desk.at, settles=False)
    number, _ = accepted(desk.store, desk.at, other)

    owner = at_desk(desk, other, the_complaint(desk.store, number).id)

    assert "监管部门正在调解" in owner.words
    assert "调解结束" in owner.words


def test_the_first_page_puts_complaints_before_everything_else(desk: DeskApp, shop: Shop) -> None:
    came(desk, shop)

    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}")

    assert "答复投诉：服装" in owner.words
    assert owner.page.index("答复投诉") < owner.page.rindex(f"/desk/{shop.id}/code")
    assert "1 件没结束" in owner.words


@pytest.mark.parametrize(("after", "gone"), [(0, 0), (1, 0), (2, 1), (6, 4), (7, 4), (8, 5), (14, 9)])
def test_the_days_that_are_gone_are_drawn_and_the_one_that_is_on(
    desk: DeskApp, shop: Shop, after: int, gone: int
) -> None:
    complaint_id = came(desk, shop)  # on a Monday: day one is Tuesday; on the Sunday after it day five comes next
    desk.at += after * DAY

    page = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/complaints/{complaint_id}").page

    drawn = page.partition('class="day-bar"')[2].partition("</p>")[0]
    assert (drawn.count("<span"), drawn.count('class="gone"'), drawn.count('class="now"')) == (10, gone, 1)


def test_one_that_never_had_an_answer_stands_before_one_with_time_left(desk: DeskApp, shop: Shop) -> None:
    silent = came(desk, shop)
    desk.at += 15 * DAY
    with pen(desk.store, SYSTEM, desk.at) as p:
        settling.pass_on(p, complaint_id=silent)
    a_complaint(desk.store, desk.at, shop, phone="13700001111", facts="完全不同：买的电饭煲插上电没反应。")

    words = desk.signed_in(shop.owner).open(f"/desk/{shop.id}").words

    assert 0 < words.index("有 1 件投诉一直没答复") < words.index("答复投诉：")


def test_every_notice_about_a_complaint_leads_to_it(desk: DeskApp, shop: Shop) -> None:
    number, secret = a_complaint(desk.store, desk.at, shop)
    complaint_id = the_complaint(desk.store, number).id
    with pen(desk.store, PUBLIC, desk.at) as p:
        settling.add(p, number=number, secret=secret, text="什么时候退？")
        settling.withdraw(p, number=number, secret=secret, why="好了")

    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/notices")

    assert owner.page.count(f'href="/desk/{shop.id}/complaints/{complaint_id}"') == 3


def test_the_owner_joins_reads_what_it_means_and_leaves(desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at, settles=False)
    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}/settling")
    assert "10 个工作日" in owner.words

    owner.send(to="")
    assert "起先行和解" in owner.words
    assert state_of(desk, came(desk, shop)) is State.SETTLING

    owner.open(f"/desk/{shop.id}/settling").send(to="")
    assert "加入，我们先解决" in owner.words
    assert state_of(desk, came(desk, shop, phone="13900002222")) is State.RECEIVED


def test_english_pages_say_it_in_english(desk: DeskApp, shop: Shop) -> None:
    complaint_id = came(desk, shop)
    owner = desk.signed_in(shop.owner)

    assert "14 days left" in owner.open(f"/en/desk/{shop.id}/complaints").words
    assert "waits for your answer" in owner.open(f"/en/desk/{shop.id}/complaints/{complaint_id}").words
    assert "____" in owner.open(f"/en/desk/{shop.id}/complaints/{complaint_id}/answer?start=cannot").page


def test_the_owner_reads_what_is_public_and_objects_once(desk: DeskApp, shop: Shop) -> None:
    one = settled_and_published(desk.store, desk.at, shop)
    assert "公示了什么，怎么提异议" in at_desk(desk, shop, one).words
    owner = at_desk(desk, shop, one, "objection")
    assert "人人看得到" in owner.words

    owner.send({"text": ""}, to="/objection")
    assert the_objections(desk.store, one) == []
    owner.send({"text": "那天已经换货，请看台账"}, to="/objection")

    assert [row.due_on.isoformat() for row in the_objections(desk.store, one)] == ["2026-12-02"]
    assert "未到期" in owner.words
    assert owner.page.count('class="is-counted') == 7
    assert "那天已经换货" in owner.words
    assert "提出异议</button>" not in owner.page


@pytest.mark.parametrize(
    ("ground", "why", "after"),
    [
        (None, "消费者不同意公示。", "除非投诉重新处理"),
        (Withhold.LITIGATION, "法院或者行政处罚案件正在处理这件事。", "以后可以重新审查"),
    ],
)
def test_the_owner_reads_why_nothing_is_published_and_nothing_of_the_shopper(
    desk: DeskApp, shop: Shop, ground: Withhold | None, why: str, after: str
) -> None:
    one = settled(desk.store, desk.at, shop, may_publish=ground is not None)
    formed(desk.store, desk.at, one)
    if ground:
        with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
            publishing.withhold(p, complaint_id=one, ground=ground)

    page = at_desk(desk, shop, one, "objection")

    assert (why in page.words, after in page.words, "提出异议</button>" in page.page) == (True, True, False)
    assert not any(private in page.page for private in ("陈小满", "13900005678"))


def test_every_reason_to_publish_nothing_has_words_for_the_owner() -> None:
    assert set(WITHHELD) == set(Withhold)


@pytest.mark.parametrize(
    ("second", "words"),
    [(hiding.confirm, "已由两人决定隐去"), (hiding.decline, "维持不变：第二个人不同意隐去")],
)
def test_the_owner_reads_what_the_second_person_decided(
    desk: DeskApp, shop: Shop, second: Callable[..., None], words: str
) -> None:
    one = settled_and_published(desk.store, desk.at, shop)
    with pen(desk.store, shop.owner, desk.at) as p:
        objecting.object_to(p, complaint_id=one, text="是隔壁那家店")
    decision = Decision(verdict=Verdict.TO_HIDE, reason="小票是隔壁店的。", ground=HideGround.NOT_THIS_SHOP)
    with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
        objecting.decide(p, complaint_id=one, decision=decision)
    assert "由第二个人决定" in at_desk(desk, shop, one, "objection").words
    with pen(desk.store, an_officer(desk.store, desk.at, role=Role.SUPERVISOR, scope="430100"), desk.at + DAY) as p:
        second(p, complaint_id=one, **({} if second is hiding.confirm else {"reason": "看不出是隔壁店。"}))

    page = at_desk(desk, shop, one, "objection").words

    assert (words in page, "由第二个人决定" in page) == (True, False)


def test_an_objection_keeps_its_photos_also_when_it_is_sent_back(desk: DeskApp, shop: Shop) -> None:
    one = settled_and_published(desk.store, desk.at, shop)
    owner = at_desk(desk, shop, one, "objection")

    owner.send({"text": "", "photos": a_photo()}, to="/objection")
    assert owner.status == 422
    assert "已带上 1 张照片" in owner.words
    owner.send({"text": "那天已经换货", "photos": a_photo("note.txt", b"no picture")}, to="/objection")
    assert owner.status == 422
    assert "已带上 1 张照片" in owner.words
    owner.send({"text": "那天已经换货"}, to="/objection")

    (kept,) = [json.loads(row.evidence) for row in the_objections(desk.store, one)]
    assert len(kept) == 1
    path = f"/desk/{shop.id}/complaints/{one}/objection/photos/{kept[0]}"
    assert path in owner.page
    assert owner.open(path).status == 200
    assert owner.open(path[:-64] + "0" * 64).status == 404


def test_seven_photos_are_too_many_for_an_objection(desk: DeskApp, shop: Shop) -> None:
    one = settled_and_published(desk.store, desk.at, shop)
    with pen(desk.store, shop.owner, desk.at) as p, pytest.raises(Refusal) as refused:
        objecting.object_to(p, complaint_id=one, text="那天已经换货", evidence=("0b" * 32,) * 7)

    assert refused.value.code is ComplaintRefusal.TOO_MANY_FILES


def test_the_shop_reads_days_and_no_hours_of_what_a_shopper_did(desk: DeskApp, shop: Shop) -> None:
    """An hour and the till would tell which customer it was."""
    number, secret = a_complaint(desk.store, desk.at + timedelta(minutes=1), shop)
    own = the_complaint(desk.store, number).id
    with pen(desk.store, PUBLIC, desk.at + timedelta(minutes=3)) as p:
        settling.add(p, number=number, secret=secret, text="还有一张照片。")
    with pen(desk.store, PUBLIC, desk.at + timedelta(minutes=5)) as p:
        settling.withdraw(p, number=number, secret=secret, why="算了。")

    owner = desk.signed_in(shop.owner)
    for path in ("", "/complaints", "/complaints?heap=ended", f"/complaints/{own}", "/notices"):
        for language in ("", "/en"):
            page = owner.open(f"{language}/desk/{shop.id}{path}")
            assert page.status == 200
            assert not re.search(r"\b(?:09:4[357]|1:4[357])\b", page.words), path
    assert "11 月 23 日" in owner.open(f"/desk/{shop.id}/complaints/{own}").words


def test_a_dispute_among_offices_is_explained_and_is_not_the_last_day_of_anything_at_the_shop(desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at, settles=False)
    own = came(desk, shop)
    next_door = an_officer(desk.store, desk.at, scope="430102")
    with pen(desk.store, an_officer(desk.store, desk.at, role=Role.SUPERVISOR, scope=CITY), desk.at) as p:
        passing.send_to(p, matter_id=own, region_code="430102", said="店在那边。")
    with pen(desk.store, next_door, desk.at) as p:
        handling.ask_identity(p, complaint_id=own, by_day=date(2026, 12, 21))
    with pen(desk.store, next_door, desk.at) as p:
        passing.propose(p, matter_id=own, region_code="430103", said="店不在这边。")

    assert "顾客要在 12 月 21 日" in at_desk(desk, shop, own).words
    assert "管辖权争议" in at_desk(desk, shop, own, "days").words
