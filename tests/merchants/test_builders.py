"""The builders lead a unit into each standing by acts alone."""

from __future__ import annotations

import pytest

from tests.merchants.builders import a_merchant_in
from trustcode.kernel.moments import Moment
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


@pytest.mark.parametrize("standing", Standing)
def test_a_unit_can_be_led_into_every_standing(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with reading(store) as reader:
        found = sheet(reader, shop.owner, shop.id)
    assert (found.standing, found.standing_at) == (standing, at)
