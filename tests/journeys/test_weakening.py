"""A shop weakens its promise: told in plain words before signing, announced for a week, and only later purchases have less."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import House
from tests.journeys.hands import go_on, press, sign_in
from tests.merchants.builders import DAY, an_active_merchant
from trustcode.commitments.queries.days import promise_on
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import reading

pytestmark = pytest.mark.browser


def test_a_shop_weakens_its_promise_and_takes_it_back(house: House, hand: Page) -> None:
    phone, at = hand, house.clock.at
    shop = an_active_merchant(house.store, at, terms={"window_days": ["30"]})
    house.give_password(shop.owner)
    sign_in(phone, house.url, house.handle_of(shop.owner))
    phone.goto(f"{house.url}/desk/{shop.id}/promises")

    phone.get_by_role("link", name="变更", exact=True).click()
    phone.fill("[name=window_days]", "10")
    go_on(phone)
    assert "预告满 7 天，12 月 1 日 周二起生效" in phone.inner_text("main")
    assert "变弱： 顾客考虑的时间变短。" in phone.inner_text(".change-worse")
    phone.locator("label[for='f-authorised']").click()
    phone.fill("[name=signer]", "周建国")
    go_on(phone)

    assert "还有 8 天" in phone.inner_text("main")
    assert [_window(house, shop.id, days) for days in (0, 7, 8)] == [30, 30, 10]
    phone.get_by_role("link", name="撤回", exact=True).click()
    press(phone, "撤回")
    assert "还有" not in phone.inner_text("main")
    assert _window(house, shop.id, 8) == 30


def _window(house: House, merchant_id: str, days: int) -> int | None:
    with reading(house.store) as reader:
        terms = promise_on(reader, merchant_id, civil_day(house.clock.at + days * DAY)).terms
    return terms.window_days if terms else None
