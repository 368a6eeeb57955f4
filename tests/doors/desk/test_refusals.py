"""Every term and fact that cannot be taken is refused at its field, with a sentence that says what to write."""

from __future__ import annotations

import pytest

from tests.doors.desk.owners import DeskApp, Person

SAID = [
    ("business", {"credit_code": ""}, "写执照上的统一社会信用代码。"),
    ("business", {"credit_code": "9143010"}, "这里写了 7 位"),
    ("business", {"credit_code": "91430103TTTTO0006Y"}, "没有“O”"),
    ("business", {"credit_code": "91430103TTTT00006X"}, "有一位写错了"),
    ("business", {"licence_name": ""}, "一字不差"),
    ("business", {"licence_name": "青禾\U0001f600服饰"}, "是图形"),
    ("business", {"established_on": "2031-01-01"}, "不能晚于今天"),
    ("business", {"established_on": "去年"}, "日期不对"),
    ("business", {"unit_kind": "castle"}, "从列出来的里面选一个"),
    ("business", {"industry": ""}, "主要做什么"),
    ("shop", {"shop_name": "青" * 41}, "最多 40 个字"),
    ("shop", {"shop_name": "青\U000323af布衣"}, "牌子上印不出来"),
    ("shop", {"region_code": "430100"}, "从列出来的里面选一个"),
    ("shop", {"contact_phone": "12345"}, "这不像一个电话号码"),
    ("shop", {"returns_phone": ""}, "顾客退货时打的电话"),
    ("shop", {"street": ""}, "门牌号"),
    ("shop", {}, "还差一张门头照片"),
    (
        "safety",
        {"safe_extra": "本活动最终解释权归本店所有"},
        "“最终解释权”这样的话不能写。《消费者权益保护法》第二十六条",
    ),
    ("safety", {"safe_extra": "一" * 301}, "最多写 300 个字"),
    ("returns", {}, "要不要承诺无理由退货"),
    ("returns", {"offers_returns": "yes", "window_days": "3"}, "最少写 7 天，可以更长。"),
    ("returns", {"offers_returns": "yes", "window_days": "七"}, "写一个整数"),
    ("returns", {"offers_returns": "yes", "window_days": "400"}, "最多写 365 天"),
    ("returns", {"offers_returns": "yes", "exclusions": ["E99"]}, "清单以外的理由"),
    ("returns", {"offers_returns": "yes", "categories": []}, "至少选一类"),
    ("returns", {"offers_returns": "yes", "gift": ""}, "赠品怎么办"),
    ("returns", {"offers_returns": "yes", "freight": "nobody"}, "不在清单里"),
    ("returns", {"offers_returns": "yes", "refund_days": ""}, "几天内退款"),
    ("returns", {"offers_returns": "yes", "refund_days": "9"}, "最迟 7 天"),
    ("returns", {"offers_returns": "yes", "extra": "特价商品不退"}, "“特价商品不退”这样的话不能写"),
]


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """Somebody whose business and shop allow returns."""
    owner = desk.owner().begin()
    owner.step("business", {"unit_kind": "shop", "industry": "F523"})
    return owner


@pytest.mark.parametrize(("step", "changes", "said"), SAID)
def test_what_cannot_be_taken_is_refused_in_words(owner: Person, step: str, changes: dict, said: str) -> None:
    owner.step(step, changes)

    assert owner.path.endswith(step)
    assert any(said in sentence for sentence in owner.faults)


def test_a_fault_stands_at_its_field_and_in_the_summary(owner: Person) -> None:
    owner.step("returns", {"offers_returns": "yes", "window_days": "3"})

    assert '<a href="#f-window_days">最少写 7 天，可以更长。</a>' in owner.page
    assert 'id="f-window_days-error"' in owner.page
    assert owner.value("window_days") == "3"


def test_a_name_with_a_picture_in_it_is_refused_once(owner: Person) -> None:
    owner.step("business", {"licence_name": "青禾\U0001f600服饰"})

    assert len([one for one in owner.faults if "\U0001f600" in one]) == 1


def test_faults_are_told_from_the_top_of_the_page_to_the_bottom(owner: Person) -> None:
    owner.step("returns", {"offers_returns": "yes", "window_days": "3", "extra": "最终解释权归本店"})

    assert "7 天" in owner.faults[0]
    assert "最终解释权" in owner.faults[-1]


def test_refusals_are_said_in_english_too(owner: Person) -> None:
    owner.open(f"/en/desk/{owner.shop}/returns").send({"offers_returns": "yes", "window_days": "3"})

    assert owner.faults[0] == "At least 7 days, and more if you like."


def test_the_usual_answers_stand_there_and_neither_goods_nor_exclusions_are_chosen(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/returns")

    assert (owner.value("window_days"), owner.value("freight"), owner.value("refund_days")) == ("7", "in_person", "0")
    assert "常见的答案已经替您选好" in owner.words
    assert not [owner.value(name) for name in ("offers_returns", "categories", "exclusions") if owner.value(name)]


def test_usual_answers_never_come_back_over_what_was_sent(owner: Person) -> None:
    owner.step("returns", {"offers_returns": "yes", "conditions": [], "gift": "no_gifts"})
    owner.open(f"/desk/{owner.shop}/returns")

    assert (owner.value("conditions"), owner.value("gift")) == ("", "no_gifts")


def test_the_goods_of_the_trade_stand_in_front(owner: Person) -> None:
    front, others = owner.open(f"/desk/{owner.shop}/returns").page.split("其他的", 1)

    assert 'value="clothing"' in front
    assert 'value="furniture"' in others


def test_before_the_trade_is_known_nothing_is_asked_about_returns_and_nothing_kept(desk: DeskApp) -> None:
    owner = desk.owner().begin()
    owner.open(f"/desk/{owner.shop}/returns")
    assert "先填第 1 步" in owner.words

    owner.send()
    assert owner.path.endswith("/business")
    owner.step("business", {"unit_kind": "shop", "industry": "F523"})
    assert owner.open(f"/desk/{owner.shop}/returns").value("window_days") == "7"


def test_a_text_with_markup_is_shown_as_text(owner: Person) -> None:
    owner.step("shop", {"shop_name": "<script>alert(1)</script>"})

    assert "<script>alert" not in owner.page
