"""The promise on the day of purchase, by address: by real acts, in both languages, and whatever is typed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from tests.commitments.acts import change, pause
from tests.doors.scan.shops import Clock
from tests.merchants.builders import DAY, Shop, a_draft_merchant, an_active_merchant
from trustcode.kernel.moments import Moment, civil_day
from trustcode.storage.engines import Store


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    """In force since 24 September 2026; thirty days for food at first, twelve for purchases from 20 November."""
    shop = an_active_merchant(store, at - 60 * DAY, terms={"window_days": ["30"]})
    change(store, at - 11 * DAY, shop, window_days=12)
    return shop


def text(visitor: Client, path: str, status: int = 200) -> str:
    answer = visitor.get(path)
    assert answer.status_code == status, path
    return answer.text


def test_a_purchase_has_the_terms_of_its_own_day(visitor: Client, shop: Shop) -> None:
    before = text(visitor, f"/en/m/{shop.id}/on/2026-11-19")
    after = text(visitor, f"/en/m/{shop.id}/on/2026-11-20")

    assert "30 days, no reason needed" in before
    assert "12 days, no reason needed" in after
    assert "by 21 December, Monday" in before
    assert "by 2 December, Wednesday" in after
    assert "version 1" in before
    assert "version 2" in after


def test_before_the_start_nothing_was_promised_and_the_page_says_when_it_began(visitor: Client, shop: Shop) -> None:
    for day in ("2026-09-23", "0001-01-01", "1999-12-31"):
        page = text(visitor, f"/en/m/{shop.id}/on/{day}")
        assert "Not without a reason" in page
        assert "began on 24 September 2026" in page


def test_days_ahead_are_told_as_far_as_they_are_certain(visitor: Client, shop: Shop, at: Moment) -> None:
    today = civil_day(at)
    near, far = today + timedelta(days=7), today + timedelta(days=8)

    assert "still to come" in text(visitor, f"/en/m/{shop.id}/on/{near}")
    for day in (far, "9999-12-31", "9999-01-01"):
        assert "cannot be known yet" in text(visitor, f"/en/m/{shop.id}/on/{day}")


def test_a_pause_is_told_for_its_days_and_what_was_bought_before_keeps_its_promise(
    visitor: Client, store: Store, shop: Shop, at: Moment
) -> None:
    pause(store, at, shop)
    begins = civil_day(at) + timedelta(days=8)

    assert "had paused returns" in text(visitor, f"/en/m/{shop.id}/on/{begins}")
    assert "may come back" in text(visitor, f"/en/m/{shop.id}/on/{begins - timedelta(days=1)}")


def test_an_announced_pause_is_told_beside_the_last_day_and_leads_to_what_it_means(
    visitor: Client, store: Store, shop: Shop, at: Moment
) -> None:
    assert 'href="#change"' not in text(visitor, f"/en/m/{shop.id}")
    pause(store, at, shop)

    page = text(visitor, f"/en/m/{shop.id}")
    beside = page.index('<a href="#change">From <span class="nb">1 December</span> the shop pauses returns')
    assert page.index('class="answer"') < beside < page.index('class="day-ruler"') < page.index('id="change"')


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("goods=food", "may come back"),
        ("goods=food&opened=yes", "had left these goods out"),
        ("goods=clothing", "not for these goods: Clothing"),
        ("goods=food&gift=yes", "gift"),
        ("goods=food&elsewhere=yes", "where you bought it"),
        ("goods=%3Cscript%3E", "not for these goods: &lt;script&gt;"),
    ],
)
def test_the_answer_follows_from_what_is_asked(visitor: Client, shop: Shop, asked: str, said: str) -> None:
    assert said in text(visitor, f"/en/m/{shop.id}/on/2026-11-20?{asked}")


def test_a_day_typed_without_its_year_is_the_last_such_day(visitor: Client, shop: Shop) -> None:
    sent = visitor.get(f"/m/{shop.id}/on?day={quote('11月20日')}")

    assert sent.status_code == 303
    assert sent.headers["Location"].endswith(f"/m/{shop.id}/on/2026-11-20")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_leads_to_the_one_address_of_a_day(visitor: Client, shop: Shop, prefix: str) -> None:
    typed = quote("２０２６年１１月３日")
    sent = visitor.get(f"{prefix}/m/{shop.id}/on?day={typed}&goods=food&opened=no&gift=yes&elsewhere=no")
    direct = visitor.get(f"{prefix}/m/{shop.id}/on/{typed}?goods=food&gift=yes")

    assert (sent.status_code, sent.location) == (303, f"{prefix}/m/{shop.id}/on/2026-11-03?goods=food&gift=yes")
    assert direct.location == sent.location


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "gestern", "0000-00-00", "9" * 60])
def test_what_is_no_day_gets_a_clear_answer_and_stays_in_the_form(visitor: Client, shop: Shop, typed: str) -> None:
    for path in (f"/m/{shop.id}/on/{typed}", f"/m/{shop.id}/on?day={typed}"):
        page = text(visitor, path, 422)
        assert "看不出是哪一天" in page
        assert typed[:20] in page


def test_without_a_day_there_is_the_form_alone(visitor: Client, shop: Shop) -> None:
    page = text(visitor, f"/m/{shop.id}/on")

    assert 'name="day"' in page
    assert "hashes" not in page


def test_a_unit_that_is_not_public_has_no_such_page(visitor: Client, store: Store, at: Moment) -> None:
    draft = a_draft_merchant(store, at)

    paths = (f"/m/{draft.id}/on", f"/m/{draft.id}/on/2026-11-03", "/m/nobody/on/2026-11-03", "/m/nobody/on")
    assert [visitor.get(path).status_code for path in paths] == [404] * 4


def test_the_last_day_on_the_calendar_breaks_nothing_even_when_the_clock_is_far_ahead(
    visitor: Client, shop: Shop, clock: Clock
) -> None:
    clock.move(days=365 * 40)

    assert visitor.get(f"/m/{shop.id}/on/2026-11-03").status_code == 200
