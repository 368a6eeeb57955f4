"""People without a code find shops; what they look for goes nowhere else."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from werkzeug.test import Client

from tests.doors.scan.shops import a_shop, put_shop, short_code
from tests.projections.scan_card.cards import put
from trustcode.projections.scan_card.keys import initials_kept, words_kept
from trustcode.storage.engines import Store


def put_named(store: Store, number: int, name: str, **facts: Any) -> None:
    shop = a_shop(number, shop_name=name, **facts)
    put(store, shop, search_text=words_kept(name), initials=initials_kept(name))


def found(html: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)">', html)


@pytest.mark.parametrize("language", ["", "/en"])
def test_home_offers_every_region_every_kind_and_both_ways_to_look(visitor: Client, language: str) -> None:
    html = visitor.get(f"{language}/").text

    assert html.count('<option value="43') == 14 + 122 + 12
    assert 'value="restaurant"' in html
    assert f'action="{language}/search"' in html
    assert f'action="{language}/code"' in html


def test_a_county_is_named_with_its_city(visitor: Client) -> None:
    assert "长沙市芙蓉区</option>" in visitor.get("/").text
    assert "Furong District, Changsha</option>" in visitor.get("/en/").text


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("asked", ["火", "火宫", "hgd"])
def test_a_shop_is_found_and_leads_to_its_page(store: Store, visitor: Client, asked: str, language: str) -> None:
    put_named(store, 5, "火宫殿")
    put_named(store, 6, "布行")

    html = visitor.get(f"{language}/search", query_string={"q": asked}).text

    assert found(html) == [f"{language}/m/{a_shop(5).merchant_id}"]


@pytest.mark.parametrize("standing", ["rectifying", "suspended", "removed", "closed"])
def test_the_standing_of_a_shop_is_shown_beside_it(store: Store, visitor: Client, standing: str) -> None:
    put_named(store, 5, "火宫殿", standing=standing)

    assert f"is-{standing}" in visitor.get("/search?q=火").text


@pytest.mark.parametrize("standing", ["draft", "submitted", "correcting", "reviewed"])
def test_applications_are_not_found(store: Store, visitor: Client, standing: str) -> None:
    put_named(store, 5, "火宫殿", standing=standing)

    assert found(visitor.get("/search?q=火").text) == []


def test_pages_are_leafed_through_with_all_that_was_asked(store: Store, visitor: Client) -> None:
    for number in range(1, 26):
        put_named(store, number, "茶馆")

    first = visitor.get("/search?q=茶&region=430100&returns=1").text
    second = visitor.get("/search?q=茶&region=430100&returns=1&page=2").text

    assert (len(found(first)), len(found(second))) == (20, 5)
    assert "/search?q=%E8%8C%B6&amp;region=430100&amp;returns=1&amp;page=2" in first
    assert 'href="/en/search?q=%E8%8C%B6&amp;region=430100&amp;returns=1&amp;page=2"' in second


def test_a_short_code_in_the_search_leads_to_its_page(store: Store, visitor: Client) -> None:
    path = put_shop(store, 5)

    answer = visitor.get("/search", query_string={"q": short_code(5)}, follow_redirects=True)

    assert answer.request.path == path


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=%ff%fe",
        "page=-1",
        "page=999999999999",
        "page=一",
        "region=43%25",
        "kind='",
        "q=" + "火" * 500,
    ],
)
def test_senseless_questions_get_a_page(visitor: Client, query: str) -> None:
    assert visitor.get(f"/search?{query}").status_code == 200


def test_what_is_typed_comes_back_as_text(visitor: Client) -> None:
    html = visitor.get("/search", query_string={"q": '"><b>x'}).text

    assert "<b>x" not in html
    assert "&gt;&lt;b&gt;x" in html


def test_what_is_looked_for_is_not_logged(store: Store, visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    put_named(store, 5, "火宫殿")

    with caplog.at_level(logging.DEBUG):
        visitor.get("/search?q=火宫殿")

    assert "火" not in caplog.text


@pytest.mark.parametrize("kind", ["%00", "no_such_kind", "%ff"])
def test_a_kind_that_there_is_not_is_no_wish(store: Store, visitor: Client, kind: str) -> None:
    put_named(store, 5, "火宫殿")

    assert found(visitor.get(f"/search?q=火&kind={kind}").text) == [f"/m/{a_shop(5).merchant_id}"]
