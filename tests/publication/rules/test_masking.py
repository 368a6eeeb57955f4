"""What leads to a person is found in a text and put behind stars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.complaints.builders import ID_CARD
from trustcode.publication.rules.masking import Found, Known, mask


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"他的身份证是{ID_CARD}。", Found.ID_CARD),
        (f"证号 {ID_CARD[:6]} {ID_CARD[6:14]} {ID_CARD[14:]}", Found.ID_CARD),
        ("请打 13900005678 找她", Found.PHONE),
        ("请打１３９００００５６７８找她", Found.PHONE),
        ("电话139-0000-5678", Found.PHONE),
        ("座机 0731-55500142", Found.PHONE),
        ("卡号 6222 0212 3456 7890 123", Found.BANK_CARD),
        ("邮箱 xiaoman@example.com", Found.EMAIL),
        ("邮箱 ｘｉａｏｍａｎ＠example.com", Found.EMAIL),
        ("车牌湘A12345停在门口", Found.PLATE),
        ("湘AD12345", Found.PLATE),
        ("湘a 12345", Found.PLATE),
        ("证号４３０１０３－１９９００３０７－１２３０", Found.ID_CARD),
        ("老证 430103900307123", Found.ID_CARD),
        (f"{ID_CARD} 13900005678", Found.BANK_CARD),
        ("电话 1 3 9, 0 0 0 0, 5 6 7 8", Found.PHONE),
        ("电话一三九零零零零五六七八", Found.PHONE),
        ("电话 幺三九 〇〇〇〇 五六七八", Found.PHONE),
        ("电话 139 零零零零 5678", Found.PHONE),
        ("电话 ①③⑨⓪⓪⓪⓪⑤⑥⑦⑧", Found.PHONE),
        ("电话 ١٣٩٠٠٠٠٥٦٧٨", Found.PHONE),
        ("电话 1\ufe0f\u20e33\ufe0f\u20e39\ufe0f\u20e30000\ufe0f\u20e35678", Found.PHONE),
        ("卡号 6222-0212-3456-7890", Found.BANK_CARD),
        ("邮箱 xiaoman＠example.com", Found.EMAIL),
        ("加微信 xiaoman_88 退款", Found.ACCOUNT),
        ("vx：xiaoman88", Found.ACCOUNT),
        ("QQ号 123456", Found.ACCOUNT),
        ("送到 3 栋 2 单元 502 室", Found.HOME),
        ("顾客：陈小满多次来店", Found.NAME),
    ],
)
def test_each_kind_is_found_and_gone(text: str, found: Found) -> None:
    masked = mask(text)

    assert masked.found == {found}
    assert "＊＊＊" in masked.text
    for private in (
        ID_CARD,
        "13900005678",
        "0000-5678",
        "55500142",
        "7890",
        "xiaoman",
        "12345",
        "陈小满",
        "5678",
        "五六七八",
        "⑤⑥",
        "٦٧٨",
        "502",
    ):
        assert private not in masked.text


@pytest.mark.parametrize(
    "text",
    [
        "已退款 329 元，谢谢。",
        "2026 年 11 月 23 日已办结",
        "第 12 号柜台",
        "买了 3 件，共 1280 元",
        "2026-11-23 14:30 已退",
        "2026/1/3 到 2026/1/9 之间",
        "二〇二六年十一月二十三日",
        "微信支付原路退回",
        "请到 3 号楼一楼服务台",
    ],
)
def test_ordinary_words_amounts_and_days_stay(text: str) -> None:
    assert mask(text) == type(mask(text))(text, frozenset())


@given(st.text(max_size=200))
def test_masking_twice_finds_nothing_new(text: str) -> None:
    once = mask(text)

    assert mask(once.text).text == once.text


@pytest.mark.parametrize(
    ("length", "found"),
    [(6, None), (7, Found.PHONE), (12, Found.PHONE), (13, Found.PHONE), (14, Found.BANK_CARD), (15, Found.ID_CARD)]
    + [(length, Found.BANK_CARD) for length in (16, 17, 18, 19, 20, 40)],
)
def test_a_run_of_digits_is_judged_by_its_length(length: int, found: Found | None) -> None:
    masked = mask(f"号码{'2' * length}。")

    assert masked.found == ({found} if found else frozenset())
    assert ("2" * length in masked.text) == (found is None)


def test_what_is_not_hidden_keeps_its_marks() -> None:
    assert mask("电话１３９００００５６７８，谢谢！").text == "电话＊＊＊，谢谢！"


def test_a_name_of_two_characters_is_known_with_a_title() -> None:
    known = Known(name="陈满")

    assert mask("陈满的外套", known).text == mask("陈女士的外套", known).text == "＊＊＊的外套"
    assert mask("陈醋一瓶", known).found == frozenset()
