"""Following a matter by number and secret: where it stands, the shopper's word, and nothing for anybody else."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import event, select

from tests.complaints.builders import (
    ID_CARD,
    a_complaint,
    a_shop,
    accepted,
    filed,
    the_clocks,
    the_complaint,
    the_report,
)
from tests.doors.counter.filing_hands import filed_by_hand, pair_on
from tests.doors.desk.owners import DeskApp, Person, a_photo
from tests.merchants.builders import CITY, DAY, Shop, an_officer
from tests.returns.builders import a_return, the_code
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import handling, passing, reporting, settling
from trustcode.complaints.actions.adding import add_to_report
from trustcode.complaints.models import Message, ReportAddition
from trustcode.complaints.queries.persons import masked
from trustcode.complaints.queries.sheets import steps_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.numbers import SECRET_PURPOSE, new_number, secret_holds
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import NoCaseGround
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.actors import PUBLIC, SYSTEM, Role
from trustcode.kernel.identifiers import letters_of
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import pen
from trustcode.returns.rules.words import Outcome
from trustcode.storage.reading import reading

WRONG = "0" * 26


@pytest.fixture
def shop(desk: DeskApp) -> Shop:
    """A shop that settles first."""
    return a_shop(desk.store, desk.at)


def path_of(pair: tuple[str, str]) -> str:
    return f"/counter/complaints/{pair[0]}/{pair[1]}"


def matter(desk: DeskApp, pair: tuple[str, str]) -> Person:
    return desk.guest().open(path_of(pair))


def answered(desk: DeskApp, shop: Shop, pair: tuple[str, str], text: str = "给您换拉链。") -> None:
    with pen(desk.store, shop.owner, desk.at) as p:
        settling.answer(p, complaint_id=the_complaint(desk.store, pair[0]).id, text=text)


def test_typed_number_and_secret_lead_to_it_from_another_phone(desk: DeskApp, shop: Shop) -> None:
    number, secret = pair_on(filed_by_hand(desk, shop))
    spaced = f"{secret[:5].upper()} {secret[5:]}"

    other = desk.guest().open("/counter/complaints").send({"number": f"{number[:4]} {number[4:]}", "secret": spaced})

    assert other.path == path_of((number, secret))
    assert "已转给店里，等店里答复" in other.words
    assert "店里最晚 12 月 7 日 周一 答复" in other.words


def test_a_wrong_secret_is_answered_like_a_number_that_is_not_there(desk: DeskApp, shop: Shop) -> None:
    number, _ = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest()

    answers = [guest.client.get(path_of(pair)) for pair in ((number, WRONG), (new_number(), WRONG), (number, "é"))]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert len({str(sorted(answer.headers)) for answer in answers}) == 1

    pages = []
    for typed in (number, new_number()):
        guest.open("/counter/complaints").send({"number": typed, "secret": WRONG})
        pages.append((guest.status, re.sub(r'name="csrf_token" value="[^"]+"', "", guest.page.replace(typed, ""))))
    assert pages[0] == pages[1]
    assert pages[0][0] == 422


@contextmanager
def asked(desk: DeskApp) -> Iterator[list[str]]:
    """Every statement that the database is asked meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(desk.store.read_engine, "before_cursor_execute", note)
    yield found
    event.remove(desk.store.read_engine, "before_cursor_execute", note)


def test_the_database_is_asked_the_same_whether_or_not_there_is_such_a_number(desk: DeskApp, shop: Shop) -> None:
    number, _ = a_complaint(desk.store, desk.at, shop)
    said = []
    for typed in (number, new_number()):
        with asked(desk) as found:
            assert desk.guest().client.get(path_of((typed, WRONG))).status_code == 404
        said.append(list(found))

    assert said[0] == said[1]
    assert [one for one in said[0] if "complaint" in one] == []


def test_of_many_guesses_none_opens_anything(desk: DeskApp, shop: Shop) -> None:
    number, secret = a_complaint(desk.store, desk.at, shop)
    near = [secret[:n] + ("2" if secret[n] != "2" else "3") + secret[n + 1 :] for n in range(26)]

    statuses = {desk.guest().client.get(path_of((number, guess))).status_code for guess in near}

    assert statuses == {404}
    for n in range(20_000):
        guess = letters_of(n.to_bytes(16, "big"))
        assert guess == secret or not secret_holds(desk.store.vault.index(SECRET_PURPOSE, number), guess)


def test_whoever_types_too_often_waits(desk: DeskApp) -> None:
    guest = desk.guest().open("/counter/complaints")
    page = guest.page
    for _ in range(31):
        guest.path, guest.page = "/counter/complaints", page
        guest.send({"number": new_number(), "secret": WRONG})

    assert guest.status == 429


def test_no_log_holds_the_secret(desk: DeskApp, shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    pair = a_complaint(desk.store, desk.at, shop)

    with caplog.at_level(logging.INFO):
        matter(desk, pair).send({"text": "还在等。"}, to="/word")

    lines = [json.dumps(getattr(record, "fields", {})) + record.getMessage() for record in caplog.records]
    assert any("/complaints/<number>/<secret>" in line for line in lines)
    assert not any(pair[1] in line or pair[0] in line for line in lines)


def test_the_page_is_for_its_owner_alone(desk: DeskApp, shop: Shop) -> None:
    headers = matter(desk, a_complaint(desk.store, desk.at, shop)).last.headers

    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "strict-origin"


def test_the_shopper_says_solved_with_what_they_got_and_rates_once(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    answered(desk, shop, pair)
    guest = matter(desk, pair)
    assert "给您换拉链。" in guest.words
    assert "店里答复了。解决了吗？" in guest.words

    guest.open(path_of(pair) + "/solved").send({"obtained": "三百"})
    assert guest.status == 422
    guest.send({"obtained": "329.00"})

    row = the_complaint(desk.store, pair[0])
    assert (row.state, row.obtained_fen) == (State.SETTLED, 32_900)
    assert "店里答应的没做到，就再投诉一次" in guest.words
    guest.send(to="/rating")
    assert guest.status == 422
    assert "选一个。" in guest.words
    guest.send({"satisfaction": "4"}, to="/rating")
    assert "您的评价：满意。" in guest.words
    assert 'name="satisfaction"' not in guest.page


def test_the_shopper_says_not_solved_and_the_office_takes_it(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    answered(desk, shop, pair)

    guest = matter(desk, pair).send(to="/unsolved")

    assert the_complaint(desk.store, pair[0]).state is State.RECEIVED
    assert "还差您的住址和证件" in guest.words


def test_after_silence_it_can_still_be_said(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    answered(desk, shop, pair)
    desk.at += 40 * DAY
    with pen(desk.store, SYSTEM, desk.at) as p:
        settling.close_unheard(p, complaint_id=the_complaint(desk.store, pair[0]).id)

    guest = matter(desk, pair)
    assert "您没有回话，已经结束" in guest.words
    guest.send(to="/unsolved")

    assert the_complaint(desk.store, pair[0]).state is State.RECEIVED


def test_a_word_and_a_photo_are_added_once_and_can_be_seen(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = matter(desk, pair)
    key = re.search(r'name="retry_key" value="([^"]+)"', guest.page)[1]

    for _ in range(2):
        guest.send({"text": "他们又推了一次。", "photo": a_photo(), "retry_key": key}, to="/word")

    with reading(desk.store) as reader:
        (said,) = reader.all(select(Message))
    (digest,) = json.loads(said.evidence)
    photo = guest.client.get(f"{path_of(pair)}/photo/{digest}")
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert guest.client.get(f"{path_of(pair)}/photo/{'0' * 64}").status_code == 404
    other = a_complaint(desk.store, desk.at, shop, phone="13900005679")
    assert guest.client.get(f"{path_of(other)}/photo/{digest}").status_code == 404


def test_nothing_is_not_a_word(desk: DeskApp, shop: Shop) -> None:
    guest = matter(desk, a_complaint(desk.store, desk.at, shop)).send({"text": " "}, to="/word")

    assert guest.status == 422
    assert guest.faults


def test_withdrawing_needs_a_reason_and_ends_it(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(path_of(pair) + "/withdraw").send({"why": ""})
    assert guest.status == 422

    guest.send({"why": "店里已经退了钱。"})

    assert the_complaint(desk.store, pair[0]).state is State.WITHDRAWN
    assert "店里已经退了钱。" in guest.words
    assert "补充一句话" not in guest.words


def test_a_withdrawal_is_taken_back_within_its_days_by_the_shopper_alone(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(path_of(pair) + "/withdraw")
    assert "7 天内可以反悔" in guest.words
    guest.send({"why": "店里叫我撤的。"})
    assert "店家拦不住" in guest.words

    desk.at += 7 * DAY
    matter(desk, pair).send({}, to="/unsolved")

    row = the_complaint(desk.store, pair[0])
    assert (row.state, row.ended_at, row.competent_at) == (State.RECEIVED, None, desk.at)
    assert [clock.code for clock in the_clocks(desk.store, pair[0]) if clock.stopped_on is None] == [ClockCode.ACCEPT]
    with reading(desk.store) as reader:
        assert [step.act for step in steps_of(reader, row.id)] == ["withdraw", "say_unsolved"]


def test_a_withdrawal_that_has_cooled_off_stays(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(path_of(pair) + "/withdraw").send({"why": "算了。"})

    desk.at += 8 * DAY
    guest.send({}, to="/unsolved")

    assert (guest.status, the_complaint(desk.store, pair[0]).state) == (422, State.WITHDRAWN)
    assert "12315" in guest.words
    assert "/unsolved" not in matter(desk, pair).page


def test_the_paper_is_given_later_and_no_page_shows_it(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(path_of(pair) + "/identity")
    guest.send({"paper": "id_card", "paper_number": ID_CARD[:-1] + "1", "address": "解放西路 9 号"})
    assert guest.status == 422

    guest.send({"paper_number": ID_CARD})

    row = the_complaint(desk.store, pair[0])
    with reading(desk.store) as reader:
        assert masked(reader, row.id).paper_number.startswith("4*")
    guest = matter(desk, pair)
    assert "您的住址和证件已经留好" in guest.words
    page = guest.page
    assert not any(one in page for one in (ID_CARD, "解放西路", "陈小满", "13900005678"))


def test_refused_and_ended_name_the_ground_and_what_else_can_be_done(desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at, settles=False)
    refused = a_complaint(desk.store, desk.at, shop)
    ended = accepted(desk.store, desk.at, shop, phone="13900005679")
    officer = an_officer(desk.store, desk.at)
    with pen(desk.store, officer, desk.at) as p:
        handling.refuse(
            p,
            complaint_id=the_complaint(desk.store, refused[0]).id,
            ground=RefusalGround.NOT_CONSUMPTION,
            said="买来转卖的。",
        )
        handling.end_mediation(
            p, complaint_id=the_complaint(desk.store, ended[0]).id, ground=MediationEnd.NO_AGREEMENT, said="谈不拢。"
        )

    for pair in (refused, ended):
        words = matter(desk, pair).words
        assert "理由：" in words
        assert "第三十九条" in words
        assert "Content-Type" not in words
    assert "书面告知您。" in words


def test_every_day_of_every_clock_is_explained(desk: DeskApp, shop: Shop) -> None:
    guest = desk.guest().open(path_of(a_complaint(desk.store, desk.at, shop)) + "/days")

    assert "共 10 个工作日" in guest.words
    assert guest.page.count("休息日") == 4


def test_whoever_is_asked_for_papers_reads_the_day_of_the_notice_and_not_that_of_the_office(desk: DeskApp) -> None:
    pair = a_complaint(desk.store, desk.at, a_shop(desk.store, desk.at, settles=False))
    with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
        handling.ask_identity(p, complaint_id=the_complaint(desk.store, pair[0]).id, by_day=date(2026, 12, 21))

    page = matter(desk, pair).page

    (now,) = re.findall(r'<div class="now">(.*?)</div>', page, re.DOTALL)
    assert ("12 月 21 日" in unescape(now), "12 月 2 日" in unescape(now)) == (True, False)
    assert "受理或不予受理" in unescape(page)


def test_a_dispute_among_offices_over_a_report_is_not_the_day_by_which_it_is_checked(desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at, settles=False)
    pair = filed(desk.store, desk.at, shop, is_complaint=False, is_report=True, clue="秤少二两。").report
    assert pair
    own = the_report(desk.store, pair[0]).id
    with pen(desk.store, an_officer(desk.store, desk.at, role=Role.SUPERVISOR, scope=CITY), desk.at) as p:
        passing.send_to(p, matter_id=own, region_code="430102", said="违法行为发生在那边。")
    with pen(desk.store, an_officer(desk.store, desk.at, scope="430102"), desk.at) as p:
        passing.propose(p, matter_id=own, region_code="430103", said="不在这边。")

    guest = matter(desk, pair)

    (now,) = re.findall(r'<div class="now">(.*?)</div>', guest.page, re.DOTALL)
    assert ("12 月 14 日" in unescape(now), "12 月 2 日" in unescape(now)) == (True, False)
    assert "管辖权争议" in guest.words


def test_a_report_is_followed_by_its_own_number(desk: DeskApp, shop: Shop) -> None:
    receipt = filed(desk.store, desk.at, shop, is_report=True, clue="柜台后面放着过期的标签。")
    assert receipt.report is not None

    guest = matter(desk, receipt.report)

    assert "正在核查您的举报" in guest.words
    assert "柜台后面放着过期的标签。" in guest.words
    assert receipt.complaint[0] not in guest.page.replace(" ", "")
    for deed in ("word", "solved", "unsolved", "withdraw", "identity", "rating"):
        assert guest.client.post(path_of(receipt.report) + f"/{deed}").status_code in {403, 404}


def test_what_cannot_be_done_now_leads_back(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    with pen(desk.store, SYSTEM, desk.at + 30 * DAY) as p:
        settling.pass_on(p, complaint_id=the_complaint(desk.store, pair[0]).id)

    guest = desk.guest().open(path_of(pair) + "/solved")

    assert guest.path == path_of(pair)


def test_what_moved_on_meanwhile_is_said(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(path_of(pair) + "/solved")
    desk.at += 30 * DAY
    with pen(desk.store, SYSTEM, desk.at) as p:
        settling.pass_on(p, complaint_id=the_complaint(desk.store, pair[0]).id)

    guest.send({"obtained": ""})

    assert guest.status == 422
    assert "这件事刚刚有了进展" in guest.words


def test_a_refused_return_is_cited_and_its_goods_are_filled_in(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(
        desk.store, desk.at, shop, outcome=Outcome.REFUSED, refusal_code="window_passed", bought_on=date(2026, 11, 2)
    )
    guest = desk.guest().open(f"/counter/returns/{return_id}/{the_code(desk.store, return_id).token}")

    guest.send(to="/complaint").send({"kind": "complaint"})
    assert guest.value("category") == "food"
    guest.send({"facts": "说我过期了，其实没有。"})

    assert guest.value("amount_fen") == "159.00"
    guest.send().send().send({"name": "陈小满", "phone": "13900005678"})
    digits = re.search(r"验证码是 (\d{6})", guest.words)[1]
    guest.send({"digits": digits}).send({"may_publish": "no", "may_delegate": "no"})
    assert the_complaint(desk.store, pair_on(guest)[0]).return_id == return_id


def test_a_return_that_was_taken_back_is_not_cited(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    token = the_code(desk.store, return_id).token
    guest = desk.guest().open(f"/counter/returns/{return_id}/{token}")
    guest.page = guest.page.replace(f"/{token}", f"/{token}/complaint")

    assert guest.send(to="/complaint").status == 404


def test_the_number_alone_opens_nothing(desk: DeskApp, shop: Shop) -> None:
    number, _ = a_complaint(desk.store, desk.at, shop)

    assert desk.guest().client.get(f"/counter/complaints/{number}").status_code == 404
    assert desk.guest().open("/counter/complaints").send({"number": number, "secret": ""}).status == 422


def test_the_receipt_is_gone_from_the_device_after_an_hour(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)
    pair = pair_on(guest)
    desk.at += timedelta(hours=1)

    guest.open("/counter/complaint/receipt")

    assert pair[1] not in guest.page.replace(" ", "")


def reported(desk: DeskApp, shop: Shop, **changes: object) -> tuple[str, str]:
    """Number and secret of an anonymous report of low measure."""
    facts = {"is_complaint": False, "is_report": True, "anonymous": True, "clue": "秤少二两。", **changes}
    pair = filed(desk.store, desk.at, shop, **facts).report
    assert pair
    return pair


def additions(desk: DeskApp) -> list[ReportAddition]:
    with reading(desk.store) as reader:
        return list(reader.all(select(ReportAddition).order_by(ReportAddition.added_at)))


def test_whoever_reported_adds_facts_and_photos_and_is_not_asked_who_they_are(desk: DeskApp, shop: Shop) -> None:
    pair = reported(desk, shop)
    guest = matter(desk, pair)
    assert "不用写您是谁" in guest.words

    page = guest.page
    guest.send({"text": "今天又少了二两。", "photo": a_photo()}, to="/word")
    assert (guest.status, guest.path) == (200, path_of(pair))
    assert "今天又少了二两。" in guest.words
    guest.page = page
    guest.send({"text": "今天又少了二两。", "photo": a_photo()}, to="/word")

    (row,) = additions(desk)
    (digest,) = json.loads(row.evidence)
    assert "二两".encode() not in row.text
    assert guest.client.get(f"{path_of(pair)}/photo/{digest}").status_code == 200
    with reading(desk.store) as reader:
        assert masked(reader, row.report_id) == masked(reader, "nobody")


def test_nothing_of_what_was_added_is_at_the_desk_of_the_shop(desk: DeskApp, shop: Shop) -> None:
    matter(desk, reported(desk, shop)).send({"text": "今天又少了二两。"}, to="/word")
    owner = desk.signed_in(shop.owner)

    for path in (f"/desk/{shop.id}", f"/desk/{shop.id}/complaints?show=all", f"/desk/{shop.id}/notices"):
        owner.open(path)
        assert owner.status == 200
        assert "二两" not in owner.page
        assert "举报" not in owner.words


@pytest.mark.parametrize("text", ["", "长" * 1_001])
def test_an_addition_that_says_nothing_or_too_much_is_asked_for_again(desk: DeskApp, shop: Shop, text: str) -> None:
    guest = matter(desk, reported(desk, shop)).send({"text": text}, to="/word")

    assert guest.status == 422
    assert guest.faults
    assert guest.value("text") == text
    assert additions(desk) == []


def test_nothing_is_added_to_a_report_that_is_decided_or_with_a_wrong_secret(desk: DeskApp, shop: Shop) -> None:
    number, secret = reported(desk, shop)
    officer = an_officer(desk.store, desk.at)
    with pen(desk.store, officer, desk.at) as p:
        ground = NoCaseGround.NO_BREACH
        reporting.find_no_case(p, report_id=the_report(desk.store, number).id, ground=ground, said="查过，没有。")

    guest = matter(desk, (number, secret))
    assert "补充一句话" not in guest.words
    for pair in ((number, secret), (number, WRONG)):
        with pen(desk.store, PUBLIC, desk.at) as p, pytest.raises(Refusal) as refused:
            add_to_report(p, number=pair[0], secret=pair[1], text="还有。")
        wanted = ComplaintRefusal.NO_LONGER_OPEN if pair[1] == secret else ComplaintRefusal.NO_SUCH_MATTER
        assert refused.value.code is wanted
    assert additions(desk) == []


def test_whoever_reported_reads_which_office_has_it_now_and_not_what_officers_wrote(desk: DeskApp, shop: Shop) -> None:
    pair = reported(desk, shop)
    desk.at += 2 * DAY
    with pen(desk.store, an_officer(desk.store, desk.at, role=Role.SUPERVISOR, scope=CITY), desk.at) as p:
        report_id = the_report(desk.store, pair[0]).id
        passing.send_to(p, matter_id=report_id, region_code="430102", said="店主是熟人，别在本区查。")

    guest = matter(desk, pair)

    for words in ("长沙市芙蓉区市场监督管理局", "已转给有管辖权的市场监督管理部门", "12 月 16 日"):
        assert words in guest.words
    assert "熟人" not in guest.page
    assert "补充一句话" in guest.words
