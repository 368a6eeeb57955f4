"""Marks of a matter that is one of many, and sketches that find near copies without keeping the text."""

from __future__ import annotations

import pytest

from trustcode.complaints.rules.holding import Seen, holds, likeness, likest, sketch
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.scheme import SchemeRules

SCHEME = SchemeRules()
KEY = b"k" * 32
TEXT = "周六在你们店里买了一件外套，回家第二天拉链就坏了，拿着小票去店里，店员说打折商品不退不换。"
COPY = TEXT.replace("周六", "周日").replace("第二天", "第三天")
OTHER = "点的外卖里有一根头发，打电话给商家，商家说可以退五块钱，我要求全额退款并且道歉。"


def test_an_ordinary_matter_has_no_mark() -> None:
    assert holds(Seen(), SCHEME) == ()


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (Seen(by_phone_today=SCHEME.filings_by_phone_a_day), Hold.PHONE_CAP),
        (Seen(by_phone_lately=SCHEME.filings_by_phone_lately), Hold.REPEAT_CLAIMANT),
        (Seen(by_device_today=SCHEME.filings_by_device_a_day), Hold.DEVICE_CAP),
        (Seen(about_shop_this_hour=SCHEME.filings_about_shop_an_hour), Hold.SHOP_BURST),
        (Seen(likest=SCHEME.near_copy_percent / 100), Hold.NEAR_COPY),
        (Seen(receipt_again=True), Hold.SAME_RECEIPT),
    ],
)
def test_each_limit_gives_its_own_mark_and_one_less_gives_none(seen: Seen, why: Hold) -> None:
    assert holds(seen, SCHEME) == (why,)


def test_one_below_every_limit_is_free() -> None:
    below = Seen(
        SCHEME.filings_by_phone_a_day - 1,
        SCHEME.filings_by_phone_lately - 1,
        SCHEME.filings_by_device_a_day - 1,
        SCHEME.filings_about_shop_an_hour - 1,
        SCHEME.near_copy_percent / 100 - 0.01,
    )

    assert holds(below, SCHEME) == ()


def test_near_copies_are_alike_and_others_are_not() -> None:
    one = sketch(TEXT, KEY)

    assert likeness(one, sketch(TEXT + "！！", KEY)) == 1.0
    assert likeness(one, sketch(COPY, KEY)) > 0.5
    assert likeness(one, sketch(OTHER, KEY)) < 0.2
    assert likest(one, [sketch(OTHER, KEY), one]) == (1.0, 1)


def test_a_sketch_is_nothing_without_its_key() -> None:
    assert likeness(sketch(TEXT, KEY), sketch(TEXT, b"x" * 32)) < 0.1


@pytest.mark.parametrize("text", ["", "！？。", "\n"])
def test_a_text_without_a_word_is_like_nothing(text: str) -> None:
    assert sketch(text, KEY) == b""
    assert likeness(sketch(text, KEY), sketch(text, KEY)) == 0.0
    assert likest(b"", [b""]) == (0.0, -1)
    assert likeness(sketch(TEXT, KEY), sketch(text, KEY)) == likeness(sketch(text, KEY), sketch(TEXT, KEY)) == 0.0
