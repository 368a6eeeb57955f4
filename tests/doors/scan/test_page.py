"""A page says what the card says, in its language, and nothing that has ended as if it held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.doors.scan.shops import a_shop, plate, structured
from tests.projections.scan_card.cards import RETURNS, SAFE, words
from trustcode.doors.scan.page import Asked, House, page_html, revoked_view, scan_view
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.views.page import CodeView, ScanView
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar, YearDays
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.projections.scan_card.card import Exclusion, Later, Window, Words

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
HOUSE = House("https://fxm.hunan.example", "fxm.hunan.example", True, SchemeRules())
NOW = Reckoning(AT, Calendar([YearDays(2026, official=True)]))

ON = date(2026, 11, 9)


def asked(language: str = "zh", *, scanned: bool = True, **facts: Any) -> Asked:
    shop = a_shop(**facts)
    return Asked(shop, shop.prints[0] if scanned else None, language)


def view(language: str = "zh", *, scanned: bool = True, **facts: Any) -> ScanView:
    return scan_view(asked(language, scanned=scanned, **facts), NOW, HOUSE)


def html(language: str = "zh", **facts: Any) -> str:
    return page_html(asked(language, **facts), NOW, HOUSE)


def test_the_last_day_is_that_of_a_purchase_on_the_day_of_the_page() -> None:
    returns = view().returns

    assert returns is not None
    assert (returns.bought_on, returns.last_on) == (date(2026, 11, 23), date(2026, 11, 30))


def test_no_earlier_purchase_is_older_than_the_promise() -> None:
    returns = view(since=date(2026, 11, 21)).returns

    assert returns is not None
    assert [one.bought_on.day for one in returns.earlier] == [22, 21]


def later_promise(day: date = date(2026, 12, 3), **terms: Any) -> tuple[Later, ...]:
    return (Later(day, replace(RETURNS, **terms)),)


def on(day: date, language: str = "en", **facts: Any) -> ScanView:
    """The page as it is on a later day, made from the same card."""
    then = Reckoning(datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC), NOW.calendar)
    return scan_view(asked(language, **facts), then, HOUSE)


def test_an_announced_promise_is_shown_meanwhile_and_holds_from_its_day_without_a_new_card() -> None:
    facts = {
        "returns": replace(RETURNS, window_days=15),
        "later": later_promise(window_days=7),
        "windows": (Window(date(2026, 3, 9), date(2026, 12, 3), 15), Window(date(2026, 12, 3), None, 7)),
    }
    before, after = on(date(2026, 12, 2), **facts), on(date(2026, 12, 4), **facts)

    assert before.returns is not None
    assert after.returns is not None
    assert before.change is not None
    assert (before.change.what, before.change.days, before.change.days_now) == ("shorter", 7, 15)
    assert (before.returns.window_days, after.returns.window_days, after.change) == (15, 7, None)
    assert [(one.bought_on.day, one.last_on) for one in after.returns.earlier][:2] == [
        (3, date(2026, 12, 10)),
        (2, date(2026, 12, 17)),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("facts", "words_zh", "words_en"),
    [
        ({"later": later_promise(window_days=9)}, "7 天改为 9 天", "9 days instead of 7"),
        ({"later": later_promise(refund_days=7)}, "条件有变动", "terms of returns are others"),
        ({"later": later_promise(paused=True, paused_on=date(2026, 12, 3))}, "起，暂停", "pauses returns"),
        ({"later": (Later(date(2026, 12, 3), None),)}, "不再承诺", "no longer promises"),
        ({"returns": None, "later": later_promise()}, "起，承诺 7 天", "promises 7 days"),
        (
            {"returns": replace(RETURNS, paused=True, paused_on=date(2026, 11, 20)), "later": later_promise()},
            "恢复",
            "promised again",
        ),
    ],
)
def test_every_kind_of_change_is_said_in_words(
    language: str, facts: dict[str, Any], words_zh: str, words_en: str
) -> None:
    made = re.sub(r"<[^>]+>", "", html(language, **facts))

    assert (words_zh if language == "zh" else words_en) in made


def test_a_pause_is_plain_and_what_was_bought_before_keeps_its_promise() -> None:
    paused = replace(RETURNS, paused=True, paused_on=date(2026, 11, 20))
    facts = {"returns": paused, "windows": (Window(date(2026, 3, 9), date(2026, 11, 20), 7),)}
    found = view("en", **facts)

    assert found.pause is not None
    assert (found.pause.since, found.pause.kept_last_on) == (date(2026, 11, 20), date(2026, 11, 26))
    assert "hasMerchantReturnPolicy" not in structured(html(**facts))
    assert "returns are paused" in html("en", **facts)
    assert 'class="answer"' not in html(**facts)


def test_a_pause_that_was_announced_begins_on_its_day() -> None:
    later = later_promise(paused=True, paused_on=date(2026, 12, 3))
    facts = {"later": later, "windows": (Window(date(2026, 3, 9), date(2026, 12, 3), 7),)}

    assert on(date(2026, 12, 2), **facts).pause is None
    begun = on(date(2026, 12, 3), **facts).pause
    assert begun is not None
    assert (begun.since, begun.kept_last_on) == (date(2026, 12, 3), date(2026, 12, 9))


def test_a_promise_that_ended_is_kept_for_what_was_bought_before() -> None:
    facts = {"returns": None, "windows": (Window(date(2026, 3, 9), date(2026, 11, 20), 7),)}
    found = view("en", **facts)

    assert found.pause is not None
    assert (found.pause.ended, found.pause.kept_last_on) == (True, date(2026, 11, 26))
    assert on(date(2026, 12, 2), **facts).pause is None


def test_a_return_is_confirmed_from_the_page_of_any_shop_that_takes_them() -> None:
    assert view().confirm_path == f"/counter/returns?shop={a_shop().merchant_id}"
    assert view(returns=None).confirm_path == ""
    assert view(standing="publicised").confirm_path == ""


@pytest.mark.parametrize("standing", ["suspended", "lapsed", "withdrawn", "removed"])
def test_what_was_bought_before_the_end_keeps_its_promise(standing: str) -> None:
    found = view(standing=standing, standing_on=date(2026, 11, 20)).standing

    assert (found.kept_until, found.kept_last_on) == (date(2026, 11, 20), date(2026, 11, 27))


@pytest.mark.parametrize("facts", [{"standing_on": date(2026, 11, 9)}, {"returns": None}])
def test_nothing_is_said_of_purchases_whose_days_are_over(facts: dict[str, Any]) -> None:
    given = {"standing_on": date(2026, 11, 20), **facts}

    assert view(standing="removed", **given).standing.kept_last_on is None


@pytest.mark.parametrize(
    ("facts", "since", "until", "next_on"),
    [
        ({"standing": "active"}, date(2026, 3, 9), date(2029, 3, 8), None),
        ({"standing": "rectifying", "due_on": date(2026, 11, 30)}, ON, date(2026, 11, 30), None),
        ({"standing": "publicised", "due_on": date(2026, 11, 16)}, ON, date(2026, 11, 16), None),
        ({"standing": "suspended"}, ON, None, None),
        ({"standing": "lapsed"}, ON, None, date(2027, 5, 9)),
        ({"standing": "withdrawn"}, ON, date(2026, 11, 16), None),
        ({"standing": "removed"}, ON, None, date(2027, 11, 9)),
        ({"standing": "removed", "ground": Words("假码", "Forged", "forged_code")}, ON, None, date(2028, 11, 9)),
        ({"standing": "closed"}, ON, None, None),
    ],
)
def test_each_standing_has_its_days(
    facts: dict[str, Any], since: date, until: date | None, next_on: date | None
) -> None:
    found = view(standing_on=ON, **facts).standing

    assert (found.since, found.until, found.next_on) == (since, until, next_on)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("standing", sorted(PUBLIC))
@pytest.mark.parametrize("scanned", [True, False])
def test_every_standing_has_a_page_of_its_own(*, standing: str, language: str, scanned: bool) -> None:
    made = html(language, scanned=scanned, standing=standing, standing_on=date(2026, 11, 20), due_on=date(2026, 12, 1))

    assert plate(made) == standing


@pytest.mark.parametrize("standing", sorted(PUBLIC - {"active", "rectifying"}))
def test_out_of_force_machines_are_told_nothing(standing: str) -> None:
    assert "ld+json" not in html(standing=standing)


@pytest.mark.parametrize("standing", ["active", "rectifying"])
def test_in_force_machines_are_told_the_terms_that_people_read(standing: str) -> None:
    made = html(standing=standing)

    assert structured(made)["hasMerchantReturnPolicy"]["merchantReturnDays"] == RETURNS.window_days
    assert f"{RETURNS.window_days} 天" in made


def test_nothing_in_a_name_ends_the_data_or_becomes_markup() -> None:
    name = "</script><script>alert(1)</script>&amp;\u2028"
    made = html(shop_name=name, licence_name=name, street=name)

    assert "<script>alert" not in made
    assert structured(made)["legalName"] == name


def test_each_language_has_its_words_and_the_way_to_the_other() -> None:
    zh, en = view("zh"), view("en")

    assert (zh.shop.office[:3], en.shop.office[:6]) == ("长沙市", "Furong")
    assert (zh.language_path, en.language_path) == (en.own_path, zh.own_path)


def test_a_page_by_search_says_that_no_code_was_scanned_and_has_no_short_code() -> None:
    found = view(scanned=False)

    assert (found.scanned, found.short_code, found.wrong_shop_path) == (False, "", "")
    assert found.own_path == f"/m/{a_shop().merchant_id}"


@pytest.mark.parametrize(
    ("standing", "objection", "report"),
    [("publicised", True, False), ("active", False, False), ("removed", False, True), ("closed", False, True)],
)
def test_the_counter_is_offered_where_it_can_do_something(*, standing: str, objection: bool, report: bool) -> None:
    found = view(standing=standing)

    assert (bool(found.objection_path), bool(found.report_path)) == (objection, report)


def test_the_region_stands_before_the_street_once() -> None:
    assert view().shop.street == "长沙市芙蓉区五一大道 158 号"
    assert view(street="长沙市芙蓉区五一大道 158 号").shop.street == "长沙市芙蓉区五一大道 158 号"


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [(0, "当场退", "On the spot."), (1, "1 天内退款", "Within a day."), (3, "3 天内退款", "Within 3 days.")],
)
def test_the_refund_says_when_and_how(days: int, zh: str, en: str) -> None:
    terms = replace(RETURNS, refund_days=days)
    chinese, english = view("zh", returns=terms).returns, view("en", returns=terms).returns

    assert chinese is not None
    assert english is not None
    assert chinese.refund.startswith(zh)
    assert english.refund.startswith(en)


def test_items_are_joined_so_that_they_can_be_told_apart() -> None:
    bring = (words("小票、发票都行", "A receipt, an invoice"), words("包装", "Packaging"))
    zh, en = (view(language, returns=replace(RETURNS, bring=bring)).returns for language in ("zh", "en"))

    assert zh is not None
    assert en is not None
    assert (zh.bring, en.bring) == ("小票、发票都行；包装", "A receipt, an invoice; packaging")


def test_an_exclusion_is_short_first_and_in_full_when_that_says_more() -> None:
    same = Exclusion("E08", words("药品", "Medicines"), words("药品", "medicines"))
    found = view("en", returns=replace(RETURNS, exclusions=(*RETURNS.exclusions, same))).returns

    assert found is not None
    assert [(e.words, e.detail) for e in found.exclusions] == [
        ("Made to order", "Goods made to your order"),
        ("Medicines", ""),
    ]


def test_what_a_shop_adds_in_its_own_words_is_shown() -> None:
    made = html(returns=replace(RETURNS, extra="老顾客可以先退后寄"), safe=replace(SAFE, extra="雨伞免费借"))

    assert "老顾客可以先退后寄" in made
    assert "雨伞免费借" in made


def test_a_revoked_print_says_when_and_why_and_leads_to_the_shop() -> None:
    given = asked("en", revoked_on=ON)
    assert given.print is not None

    found: CodeView = revoked_view(given, given.print, NOW, HOUSE)

    assert (found.since, found.reason) == (ON, "The shop lost it")
    assert found.shop_path == f"/en/m/{given.card.merchant_id}"
