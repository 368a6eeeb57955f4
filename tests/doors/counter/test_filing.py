"""A shopper files a complaint in steps: what is asked, what is kept, what is said, and what comes of it."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from tests.complaints.builders import a_shop, the_complaint
from tests.doors.counter.filing_hands import (
    CONSENTS,
    DETAILS,
    PERSON,
    STORY,
    begun,
    filed_by_hand,
    pair_on,
    shown_digits,
    up_to_the_check,
    up_to_the_phone,
)
from tests.doors.desk.owners import DeskApp, a_photo
from tests.merchants.builders import DAY, Shop
from trustcode.codes.queries import prints
from trustcode.complaints.models import Complaint, FilingDraft, Person, PhoneCode, Report
from trustcode.complaints.queries.persons import masked
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import Source
from trustcode.doors.counter.filing import walking
from trustcode.doors.counter.filing.draft import MOST_KEPT, cookie_name
from trustcode.posting.phones import NotSent
from trustcode.storage.reading import reading


@pytest.fixture
def shop(desk: DeskApp) -> Shop:
    """A shop that settles first."""
    return a_shop(desk.store, desk.at)


def count(desk: DeskApp, model: type) -> int:
    with reading(desk.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(model)))


def test_from_a_scan_to_the_receipt(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)

    assert "已经收到" in guest.words
    assert "把这一页拍下来" in guest.words
    number, _ = pair_on(guest)
    row = the_complaint(desk.store, number)
    assert (row.state, row.source, row.merchant_id, row.print_serial) == (State.SETTLING, Source.SCAN, shop.id, 1)
    assert (row.amount_fen, row.may_publish, row.may_delegate) == (32_900, True, False)
    assert json.loads(row.wishes) == ["return", "refund"]
    assert json.loads(row.holds) == []
    with reading(desk.store) as reader:
        person = masked(reader, row.id)
    assert (person.name, person.phone, person.phone_proved) == ("陈**", "139****5678", True)


def test_every_page_is_for_this_visitor_alone(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)

    for headers in (guest.last.headers, desk.guest().open(f"/counter/complaint?shop={shop.id}").last.headers):
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "strict-origin"


def test_looking_at_the_first_page_keeps_nothing(desk: DeskApp, shop: Shop) -> None:
    guest = desk.guest().open(f"/counter/complaint?shop={shop.id}&print=1")

    assert guest.client.get_cookie(cookie_name(desk.settings)) is None
    assert count(desk, FilingDraft) == 0


def test_the_draft_is_there_after_a_break_and_only_on_that_phone(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop).send({**STORY, "category": ""})
    assert guest.faults == ["选关于什么。"]
    desk.at += 6 * DAY

    assert guest.open("/counter/complaint/story").value("facts") == STORY["facts"]
    cookie = guest.client.get_cookie(cookie_name(desk.settings))
    assert cookie is not None
    assert (len(cookie.value), cookie.http_only, cookie.same_site) == (32, True, "Lax")
    assert "是哪家店" in desk.guest().open("/counter/complaint/story").words


def test_the_draft_is_gone_after_seven_days(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop).send(STORY)
    desk.at += 7 * DAY

    assert STORY["facts"] not in guest.open("/counter/complaint/story").page


def test_the_draft_can_be_thrown_away(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop).send(STORY)

    guest.send(to="/away")

    assert "草稿已经丢掉" in guest.words
    assert count(desk, FilingDraft) == 0
    assert guest.client.get_cookie(cookie_name(desk.settings)) is None


def test_a_draft_about_another_shop_is_not_lost_unseen(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop).send(STORY)
    other = a_shop(desk.store, desk.at)

    guest.open(f"/counter/complaint?shop={other.id}")

    assert "您之前填过一份" in guest.words
    assert STORY["facts"] in guest.open("/counter/complaint/story").page


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("kind", {}, ["选一个。"]),
        ("story", {**STORY, "facts": " "}, ["写几句发生了什么事。"]),
        ("story", {**STORY, "facts": "长" * 2_001}, ["现在 2001 个字，最多 2000 个字。"]),
        ("details", {**DETAILS, "wishes": []}, ["请选择您希望商家怎么做，可以多选。"]),
        ("details", {**DETAILS, "amount_fen": "三百"}, None),
        ("details", {**DETAILS, "bought_on": "2026-11-31"}, None),
        ("details", {**DETAILS, "happened_on": "2026-11-24"}, None),
        ("details", {**DETAILS, "happened_on": "2026-11-19"}, None),
        ("person", {**PERSON, "phone": "12345"}, None),
        ("person", {**PERSON, "name": ""}, ["写上您的姓名。"]),
        ("person", {**PERSON, "paper": "id_card", "paper_number": "430103199003071231"}, None),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_stays(
    desk: DeskApp, shop: Shop, step: str, typed: dict[str, str], said: list[str] | None
) -> None:
    guest = up_to_the_check(desk, shop)
    guest.open(f"/counter/complaint/{step}")
    guest.send(typed, without=("kind",) if step == "kind" else ())

    assert (guest.status, guest.path) == (200, f"/counter/complaint/{step}")
    assert len(guest.faults) == 1
    assert said is None or [one.replace(" ", "") for one in guest.faults] == [one.replace(" ", "") for one in said]
    kept = guest.open(f"/counter/complaint/{step}")
    assert all(kept.value(name) == value for name, value in typed.items() if isinstance(value, str) and value.strip())
    assert count(desk, Complaint) == 0


@pytest.mark.parametrize("character", ["长", "a", "\U0001f600", "\U00020000"])
def test_a_text_of_a_hundred_thousand_characters_comes_back_with_what_is_wrong(
    desk: DeskApp, shop: Shop, character: str
) -> None:
    guest = begun(desk, shop)

    guest.send({**STORY, "facts": character * 100_000})

    assert guest.status == 422
    assert "最多 2000 个字" in guest.faults[0]
    assert guest.value("facts") == character * 100_000
    assert guest.open("/counter/complaint/story").value("facts") == character * MOST_KEPT


def test_one_source_alone_does_not_use_up_the_digits_of_all(
    desk: DeskApp, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "CODES_FROM_A_SOURCE", "2 per hour")
    for n in range(2):
        up_to_the_phone(desk, shop, phone=f"1390000000{n}")

    guest = up_to_the_phone(desk, shop, phone="13900000003")

    assert guest.status == 429
    assert "换成手机流量" in guest.words
    assert guest.value("name") == PERSON["name"]
    assert count(desk, PhoneCode) == 2


def test_a_wrong_first_answer_stands_on_a_page_that_can_be_opened_again(desk: DeskApp, shop: Shop) -> None:
    guest = desk.guest().open(f"/counter/complaint?shop={shop.id}&print=1").send()

    assert (guest.status, guest.path) == (200, "/counter/complaint/kind")
    assert guest.faults


def test_a_photo_far_too_large_leads_back_to_the_step_and_loses_nothing(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")

    guest.send({"photo": a_photo("huge.jpg", b"x" * 30_000_000), "go": "add"})

    assert guest.status == 413
    assert 'href="/counter/complaint/photos"' in guest.page
    assert "再看一遍" in guest.open("/counter/complaint/check").words


def test_what_is_asked_at_the_end_stands_before_what_is_read(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop)

    assert guest.words.index("处理结果可以公示吗？") < guest.words.index("周六买的外套")


def test_the_receipt_says_about_whom_and_how_to_open_it_again(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)

    assert "关于青禾布衣" in guest.words
    assert "我的投诉办到哪了" in guest.words
    assert "不发短信" in guest.words
    assert guest.open("/counter/complaint/check").path == "/counter/complaint/receipt"
    again = guest.open(f"/counter/complaint?shop={shop.id}&print=1")
    assert "您刚才已经发出一份" in again.words
    assert 'href="/counter/complaint/receipt"' in again.page


def test_a_report_is_said_to_take_additions(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop, kind="report")
    guest.send({"clue": "吊牌是假的。", "category": "clothing", "problem": "quality"})
    guest.send()
    guest.send({"anonymous": "yes"})

    assert "发出以后不能改，可以补充。" in guest.words


def test_nothing_is_filed_while_a_step_is_wrong(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop)
    last = guest.page
    guest.open("/counter/complaint/story").send({"facts": ""})

    guest.path, guest.page = "/counter/complaint/check", last
    guest.send(CONSENTS)

    assert "写几句发生了什么事。" in guest.words
    assert count(desk, Complaint) == 0


def test_sent_twice_it_is_one_matter(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop)
    last = guest.page
    first = pair_on(guest.send(CONSENTS))

    guest.path, guest.page = "/counter/complaint/check", last
    again = pair_on(guest.send(CONSENTS))

    assert again == first
    assert count(desk, Complaint) == 1


def test_nothing_typed_is_left_in_the_draft_after_sending(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)

    assert guest.open("/counter/complaint/person").path == "/counter/complaint/receipt"
    assert not any(one in guest.page for one in (PERSON["name"], "13900005678", STORY["facts"]))
    guest.open(f"/counter/complaint?shop={shop.id}&print=1").send({"kind": "complaint"})
    assert guest.open("/counter/complaint/person").value("name") == ""
    desk.at += timedelta(minutes=61)
    assert "我的投诉办到哪了" in guest.open("/counter/complaint/receipt").words


def test_the_receipt_can_be_forgotten_on_a_phone_that_is_not_ones_own(desk: DeskApp, shop: Shop) -> None:
    guest = filed_by_hand(desk, shop)

    guest.send(to="")

    assert "我的投诉办到哪了" in guest.open("/counter/complaint/receipt").words


def test_both_in_one_message_become_two_matters_with_numbers_of_their_own(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop, kind="both")
    guest.send({**STORY, "clue": "柜台后面放着过期的标签。"}).send(DETAILS).send().send({**PERSON, "anonymous": "yes"})
    guest.send({"digits": shown_digits(guest)}).send(CONSENTS)

    assert guest.words.count("查询码") >= 2
    with reading(desk.store) as reader:
        (complaint,), (report,) = reader.all(select(Complaint)), reader.all(select(Report))
        people = reader.all(select(Person.matter_id))
    assert complaint.number != report.number
    assert report.anonymous
    assert people == [complaint.id]


def test_an_anonymous_report_asks_for_no_phone_and_sends_nothing(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop, kind="report")
    guest.send({"clue": "后厨没有证。", "category": "food", "problem": "food_safety"}).send().send({"anonymous": "yes"})
    assert "再看一遍" in guest.words

    guest.send()

    assert "您的举报" in guest.words
    assert count(desk, Report) == 1
    assert count(desk, Person) == count(desk, PhoneCode) == 0


def test_the_digits_of_a_sign_find_the_shop(desk: DeskApp, shop: Shop) -> None:
    with reading(desk.store) as reader:
        digits = prints(reader, shop.id)[0].short_code
    guest = desk.guest().open("/counter/complaint")

    guest.send({"short_code": f"{digits[:4]} {digits[4:8]} {digits[8:-1]}{(int(digits[-1]) + 1) % 10}"})
    assert guest.status == 422
    guest.send({"short_code": f" {digits[:4]}-{digits[4:8]} {digits[8:]}"})

    assert "青禾布衣" in guest.words
    assert "投诉：我自己和店里有纠纷" in guest.words


def test_the_digits_of_a_sign_are_understood_after_a_first_try_too(desk: DeskApp, shop: Shop) -> None:
    with reading(desk.store) as reader:
        digits = prints(reader, shop.id)[0].short_code
    guest = desk.guest().open("/counter/complaint").send()
    assert len(guest.faults) == 3

    guest.send({"short_code": f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}"})
    (only,) = guest.faults
    assert "写店名" not in only
    assert guest.value("short_code").startswith(digits[:-1])
    guest.send({"short_code": digits})

    assert "青禾布衣" in guest.words
    assert "投诉：我自己和店里有纠纷" in guest.words


def test_a_shop_without_a_code_is_named(desk: DeskApp) -> None:
    guest = desk.guest().open("/counter/complaint").send()
    assert guest.faults == ["写店名，或者公示牌上的数字。", "写店在哪里。", "选区县。"]

    guest.send({"respondent_name": "无名小店", "respondent_address": "人民路 1 号", "region_code": "430103"})
    guest.send({"kind": "complaint"}).send(STORY).send(DETAILS).send().send(PERSON)
    guest.send({"digits": shown_digits(guest)}).send(CONSENTS)

    row = the_complaint(desk.store, pair_on(guest)[0])
    assert (row.merchant_id, row.respondent_name, row.region_code) == (None, "无名小店", "430103")
    assert (row.state, row.source) == (State.RECEIVED, Source.SEARCH)


def test_photos_are_cleaned_shown_and_can_be_taken_out(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")
    guest.send({"photo": a_photo(), "go": "add"}).send({"photo": a_photo("b.png", _png()), "go": "add"})
    assert guest.client.get("/counter/complaint/photo/2").mimetype == "image/jpeg"
    assert desk.guest().client.get("/counter/complaint/photo/1").status_code == 404

    guest.send({"go": "out-1"})
    assert guest.client.get("/counter/complaint/photo/2").status_code == 404
    guest.open("/counter/complaint/check").send(CONSENTS)

    (digest,) = json.loads(the_complaint(desk.store, pair_on(guest)[0]).evidence)
    assert desk.store.blobs.read(digest).startswith(b"\xff\xd8\xff")


def photos_aside(desk: DeskApp) -> list[bytes]:
    """Every file of a draft that lies on the disk."""
    folder = desk.settings.files / "asides"
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_photos_go_with_their_draft(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")
    guest.send({"photo": a_photo(), "go": "add"}).send({"photo": a_photo("b.png", _png()), "go": "add"})
    assert len(photos_aside(desk)) == 4

    guest.send({"go": "out-1"})
    assert len(photos_aside(desk)) == 2
    guest.open("/counter/complaint/check").send(CONSENTS)

    assert photos_aside(desk) == []
    (digest,) = json.loads(the_complaint(desk.store, pair_on(guest)[0]).evidence)
    assert desk.store.blobs.read(digest) is not None


def test_a_draft_that_is_thrown_away_leaves_no_photo_and_that_of_another_stays(desk: DeskApp, shop: Shop) -> None:
    guests = [up_to_the_check(desk, shop, phone=f"1390000567{n}").open("/counter/complaint/photos") for n in (1, 2)]
    for guest in guests:
        guest.send({"photo": a_photo(), "go": "add"})
    assert len(photos_aside(desk)) == 4

    guests[0].send(to="/complaint/away")

    assert len(photos_aside(desk)) == 2
    assert guests[1].client.get("/counter/complaint/photo/1").status_code == 200


def test_photos_of_a_draft_stay_away_from_all_that_is_never_lost_until_it_is_sent(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos").send({"photo": a_photo(), "go": "add"})
    shutil.rmtree(desk.settings.files / "asides")

    guest.open("/counter/complaint/check").send(CONSENTS)

    assert guest.status == 422
    assert guest.faults == ["有一张照片没存住。回到照片那一步，去掉它，再加一次。"]
    with reading(desk.store) as reader:
        assert reader.all(select(Complaint)) == []


@pytest.mark.parametrize("content", [b"GIF89a not a photo", b"\xff\xd8\xff broken", b"PK\x03\x04 a zip", b"%PDF-1.7"])
def test_what_is_no_photo_is_said_and_the_rest_stays(desk: DeskApp, shop: Shop, content: bytes) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")

    guest.send({"photo": a_photo("evidence.jpg", content), "go": "add"})

    assert guest.status == 422
    assert guest.faults
    assert "再看一遍" in guest.open("/counter/complaint/check").words


def test_a_picture_of_far_too_many_pixels_is_not_taken(desk: DeskApp, shop: Shop) -> None:
    made = BytesIO()
    Image.new("1", (10_000, 10_000)).save(made, "PNG")
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")

    guest.send({"photo": a_photo("bomb.png", made.getvalue()), "go": "add"})

    assert guest.status == 422


def test_no_more_than_six_photos(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")
    page = guest.page
    for _ in range(6):
        guest.send({"photo": a_photo(), "go": "add"})
    guest.page = page
    guest.send({"photo": a_photo(), "go": "add"})

    assert guest.status == 422


def test_wrong_digits_are_told_how_many_tries_are_left(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_phone(desk, shop)
    right = shown_digits(guest)

    guest.send({"digits": f"{(int(right) + 1) % 1_000_000:06d}"})
    assert guest.status == 422
    assert "4" in guest.faults[0]
    guest.send({"digits": right})

    assert "再看一遍" in guest.words


def test_another_number_needs_another_proof(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop)

    guest.open("/counter/complaint/person").send({"phone": "13900005679"})

    assert "139****5679" in guest.words
    assert "再看一遍" not in guest.open("/counter/complaint/check").words


def test_one_asking_is_one_message_of_our_own_words(desk: DeskApp, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str]] = []
    office = desk.app.extensions["trustcode"]
    monkeypatch.setattr(office.phones, "send", lambda phone, text: sent.append((phone, text)), raising=False)

    guest = up_to_the_phone(desk, shop, name="点这里 http://x.cn")
    digits = shown_digits(guest)
    for _ in range(6):
        guest.send({"go": "again"})

    assert len(sent) == 5
    assert sent[0] == ("13900005678", f"【放心码】验证码 {digits}，10 分钟内有效。不要告诉任何人。")
    assert guest.status == 422


def test_a_gateway_that_is_away_is_said_and_nothing_typed_is_lost(
    desk: DeskApp, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_phone: str, _text: str) -> None:
        raise NotSent

    monkeypatch.setattr(desk.app.extensions["trustcode"].phones, "send", away, raising=False)

    guest = up_to_the_phone(desk, shop)

    assert guest.status == 503
    assert "验证码这会儿没发出去" in guest.words
    assert guest.value("name") == "陈小满"


def test_outside_a_demonstration_no_page_shows_the_digits(
    desk: DeskApp, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    office = desk.app.extensions["trustcode"]
    monkeypatch.setattr(type(office.settings), "is_demo", False)
    monkeypatch.setattr(office.phones, "send", lambda _phone, text: sent.append(text), raising=False)

    guest = up_to_the_phone(desk, shop)

    digits = sent[0].split()[1][:6]
    assert digits not in guest.page
    assert "再看一遍" in guest.send({"digits": digits}).words


def test_markup_direction_marks_and_emoji_are_words_and_no_more(desk: DeskApp, shop: Shop) -> None:
    facts = "<script>alert(1)</script> {{ 7*7 }} \u202e倒着写\u202c 👨\u200d👩\u200d👧 😡"
    guest = up_to_the_check(desk, shop, facts=facts)

    assert "<script>alert" not in guest.page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in guest.page
    guest.send(CONSENTS)
    matter = desk.guest().open("/counter/complaints/" + "/".join(pair_on(guest)))
    assert "<script>alert" not in matter.page
    assert "\u202e" not in matter.page
    assert "😡" in matter.page


def test_more_than_any_field_could_hold_is_refused_with_a_sentence(desk: DeskApp, shop: Shop) -> None:
    guest = begun(desk, shop)

    guest.send({**STORY, "facts": "字" * 300_000})

    assert guest.status == 413
    assert guest.words
    assert count(desk, Complaint) == 0


def test_a_shop_that_shoppers_cannot_see_is_not_there(desk: DeskApp) -> None:
    assert desk.guest().open("/counter/complaint?shop=0000000000000000").status == 404
    assert desk.guest().open("/counter/complaint?shop=x").status == 404


def test_the_pages_speak_english_too(desk: DeskApp, shop: Shop) -> None:
    guest = desk.guest().open(f"/en/counter/complaint?shop={shop.id}&print=1").send({"kind": "complaint"})

    assert guest.path == "/en/counter/complaint/story"
    assert "Your dispute with the shop" in guest.words


def _png() -> bytes:
    made = BytesIO()
    Image.new("RGB", (64, 64), "#336699").save(made, "PNG")
    return made.getvalue()


def test_the_receipt_says_who_acts_next(desk: DeskApp, shop: Shop) -> None:
    assert "店里最晚 12 月 7 日 周一 答复" in filed_by_hand(desk, shop).words
