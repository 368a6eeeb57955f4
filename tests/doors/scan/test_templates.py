"""The shopper's pages: every standing in both languages, light, without script, and never claiming more than was checked."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import replace

import pytest

from tests.doors.scan import samples
from tests.doors.scan.render_samples import pages
from trustcode.doors.wording.pages import render

LIMIT_BYTES = 14 * 1024
"""What a scan page may weigh, compressed, style and structured data included."""
ENDED = ("suspended", "lapsed", "withdrawn", "removed", "closed")
IN_FORCE = ("active", "rectifying")
WORDS = {
    "active": ("有效", "In force"), "rectifying": ("限期整改", "Must correct"), "suspended": ("暂停", "Suspended"),
    "lapsed": ("已到期", "Expired"), "withdrawn": ("已退出", "Left"), "removed": ("已取消", "Removed"),
    "closed": ("执照失效", "Not registered"), "publicised": ("公示中", "Public notice"), "forged": ("假码", "Not ours"),
    "unknown": ("查无此码", "No such code"), "revoked": ("旧码停用", "Print withdrawn"), "stale": ("请再查一次", "Check again"),
}  # fmt: skip
BOTH = {language: pages(language) for language in ("zh", "en")}
SCANNED = [name for name in BOTH["zh"] if not name.startswith(("home", "search"))]


def plain(html: str) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r"<(style|script|svg)\b.*?</\1>", "", html, flags=re.DOTALL))
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", WORDS)
def test_the_plate_says_the_word(name: str, language: str) -> None:
    assert WORDS[name][language == "en"] in plain(BOTH[language][name])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SCANNED)
def test_a_page_weighs_less_than_fourteen_kilobytes(name: str, language: str) -> None:
    assert len(zlib.compress(BOTH[language][name].encode(), 9)) < LIMIT_BYTES


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SCANNED)
def test_a_page_runs_nothing_and_fetches_nothing_from_elsewhere(name: str, language: str) -> None:
    page = BOTH[language][name]
    fetched = re.findall(r'<(?:img|link|script|iframe)\b[^>]*\b(?:src|href)="([^"]+)"', page)

    assert not [tag for tag in re.findall(r"<script[^>]*>", page) if "application/ld+json" not in tag]
    assert all(address.startswith("/") and not address.startswith("//") for address in fetched)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", BOTH["zh"])
def test_a_page_has_one_main_heading_that_begins_its_title(name: str, language: str) -> None:
    page = BOTH[language][name]
    headings = re.findall(r"<h1\b[^>]*>(.*?)</h1>", page, re.DOTALL)
    title = re.search(r"<title>(.*?)</title>", page)

    assert len(headings) == 1
    assert title
    assert title[1].startswith(plain(headings[0]).strip())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", BOTH["zh"])
def test_no_id_is_used_twice(name: str, language: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', BOTH[language][name])
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", BOTH["zh"])
def test_an_anchor_leads_to_something_on_the_page(name: str) -> None:
    page = BOTH["zh"][name]
    assert {a for a in re.findall(r'href="#([^"]+)"', page) if a != "main"} <= set(re.findall(r'\sid="([^"]+)"', page))


@pytest.mark.parametrize("name", SCANNED)
def test_the_english_page_marks_every_chinese_word(name: str) -> None:
    page = re.sub(r"<script\b.*?</script>|<title>.*?</title>|<style>.*?</style>", "", BOTH["en"][name], flags=re.DOTALL)
    unmarked = re.sub(r'<(\w+)[^>]*\slang="zh-Hans"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff]+", unmarked) == []


@pytest.mark.parametrize("name", SCANNED)
def test_the_chinese_page_speaks_no_english(name: str) -> None:
    body = re.sub(r"<title>.*?</title>", "", BOTH["zh"][name])
    body = re.sub(r"<code>[0-9a-f]{64}</code>", "", body)
    words = re.sub(r'<(\w+)[^>]*\slang="en"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{3,}", plain(words).replace(samples.DOMAIN, "").replace("TTTT", "")) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SCANNED)
def test_no_page_says_today_since_a_copy_may_be_old(name: str, language: str) -> None:
    assert not re.search(r"今天|明天|昨天|\b[Tt]oday\b|\b[Tt]omorrow\b", plain(BOTH[language][name]))


@pytest.mark.parametrize("name", [*samples.STANDINGS, *samples.BARE])
def test_every_page_says_when_it_was_checked_with_year_and_hour(name: str) -> None:
    assert re.search(r"2026 年 11 月 2[13] 日 09:42", plain(BOTH["zh"][name]))


def test_the_last_day_is_said_with_the_day_of_purchase() -> None:
    assert "11 月 23 日买的，哪天前能退？" in plain(BOTH["zh"]["active"])
    assert "11 月 30 日 周一" in plain(BOTH["zh"]["active"])


def test_a_last_day_in_another_year_names_it() -> None:
    assert "2027 年 1 月 22 日 周五" in plain(BOTH["zh"]["odd-sixty-days"])


def test_a_last_day_that_moved_says_why() -> None:
    assert "10 月 3 日 周六，休息日，顺延到下一个工作日" in plain(BOTH["zh"]["odd-rolled"])


def test_a_year_whose_days_off_are_unknown_is_called_provisional() -> None:
    assert "放假安排还没公布" in plain(BOTH["zh"]["odd-a-year"])


@pytest.mark.parametrize("name", ENDED)
def test_a_shop_out_of_force_gives_no_date_for_what_is_bought_now(name: str) -> None:
    page = BOTH["zh"][name]
    assert 'class="answer"' not in page
    assert "plate is-active" not in page


@pytest.mark.parametrize("name", ["suspended", "lapsed", "withdrawn", "removed"])
def test_what_was_bought_before_keeps_its_promise_until_a_stated_day(name: str) -> None:
    assert re.search(r"和更早买的，照承诺能退，最晚到 (11|10|9) 月", plain(BOTH["zh"][name]))


@pytest.mark.parametrize("name", [*samples.STANDINGS, *samples.BARE])
def test_every_page_dials_12315_and_asks_for_nothing(name: str) -> None:
    page = BOTH["zh"][name]
    assert 'href="tel:12315"' in page
    assert "不会要您付款、登录" in page


@pytest.mark.parametrize("name", [*samples.STANDINGS, *samples.BARE, *(f"odd-{one}" for one in samples.ODD)])
def test_every_page_of_invented_data_says_so(name: str) -> None:
    assert plain(BOTH["zh"][name]).count("演示") >= 2


def test_only_a_shop_in_force_hands_out_structured_data() -> None:
    handing = [name for name in samples.STANDINGS if "application/ld+json" in BOTH["zh"][name]]
    assert handing == list(IN_FORCE)


def test_structured_data_is_whole_json() -> None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', BOTH["zh"]["active"])
    assert block
    assert json.loads(block[1])["hasMerchantReturnPolicy"]["merchantReturnDays"] == 7


def test_a_forged_code_shows_no_shop() -> None:
    assert "青禾" not in BOTH["zh"]["forged"]
    assert "青禾" not in BOTH["zh"]["unknown"]


@pytest.mark.parametrize("name", ["forged", "unknown", "revoked"])
def test_a_code_that_does_not_count_is_told_from_a_genuine_one(name: str) -> None:
    assert "真的长这样" in plain(BOTH["zh"][name])
    assert samples.DOMAIN in plain(BOTH["zh"][name])


def test_a_page_without_the_facts_is_never_green() -> None:
    assert "plate is-active" not in BOTH["zh"]["stale"]
    assert "现在说不准" in plain(BOTH["zh"]["stale"])


def test_a_page_by_search_says_that_nothing_was_scanned() -> None:
    assert "没有扫码" in plain(BOTH["zh"]["merchant"])
    assert "没有扫码" not in plain(BOTH["zh"]["active"])


def test_sections_without_records_say_so_honestly() -> None:
    assert plain(BOTH["zh"]["odd-no-record"]).count("还没有记录。") == 2


def test_many_complaints_are_said_without_a_score_and_beside_the_size_of_the_shop() -> None:
    page = plain(BOTH["zh"]["odd-with-complaints"])

    assert "14 件收到的投诉" in page
    assert "店家按时答复 9 件，晚答或者没答 2 件。" in page
    assert "一半在 6 天以内办完；没办完的算到现在，以后可能更长。比再往前 12 个月多 3 件。" in page
    assert "件数多少不是评判：客人多，投诉也会多。这家店同期登记退换货 100 次。2025 年加入放心码。" in page
    assert "有一条结果，10 月 8 日由两名工作人员隐去：说的是另一家店。" in page
    assert "%" not in page


def test_few_complaints_give_no_figure_but_their_count() -> None:
    page = plain(BOTH["zh"]["odd-few-complaints"])

    assert "只有 3 件，太少，看不出什么：与店家和解 3。" in page
    assert "一半在" not in page
    assert "满意" not in page


def test_all_fourteen_exclusions_are_listed() -> None:
    listed = re.search(r'<ul class="cannot">(.*?)</ul>', BOTH["zh"]["odd-all-excluded"], re.DOTALL)
    assert listed
    assert listed[1].count("<li>") == 14


def test_an_unlisted_reason_is_no_reason() -> None:
    assert "没写在这里的理由，不能拿来拒绝您。" in plain(BOTH["zh"]["active"])


def test_the_shopper_may_say_that_it_is_another_shop() -> None:
    assert "/counter/wrong-shop" in BOTH["zh"]["active"]
    assert "您眼前是这家店吗？" in plain(BOTH["zh"]["active"])


def test_a_photo_is_small_and_leaves_its_place_free() -> None:
    assert re.search(r'<img src="/photo/[^"]+" width="360" height="240" alt="[^"]+">', BOTH["zh"]["active"])
    assert "<img" not in BOTH["zh"]["odd-latin-name"]


def test_markup_in_a_name_stays_text() -> None:
    view = samples.card("active")

    page = render("scan/card.html", "zh", view=replace(view, shop=replace(view.shop, name="<script>alert(1)</script>")))
    assert "<script>alert" not in page


def test_a_public_notice_does_not_ask_which_shop_this_is() -> None:
    assert "您眼前是这家店吗？" not in plain(BOTH["zh"]["publicised"])
