"""One receipt, one device, one phone over a year: what each is known by, and that it is a mark and never a refusal."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_shop, filed, the_complaint
from tests.complaints.flood import words_of_their_own
from tests.merchants.builders import DAY, SCHEME, Shop
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.moments import Moment
from trustcode.returns.rules.receipts import receipt_purpose
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading
from trustcode.storage.vault import Vault

RECEIPT = "No. 2026-0011-77"


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    return a_shop(store, at, settles=False)


def came(store: Store, at: Moment, shop: Shop, n: int, *, phone: str = "", device: int = 0, receipt: str = "") -> str:
    """The number of a complaint in words of its own."""
    about = {"device_index": device.to_bytes(32, "big") if device else b""}
    phone = phone or f"1370000{n:04d}"
    made = filed(store, at, shop, about=about, phone=phone, facts=words_of_their_own(n), receipt_no=receipt)
    assert made.complaint
    return made.complaint[0]


def marks(store: Store, number: str) -> list[str]:
    found: list[str] = json.loads(the_complaint(store, number).holds)
    return found


def test_a_receipt_is_known_again_however_it_is_typed_and_in_its_shop_alone(
    store: Store, at: Moment, shop: Shop
) -> None:
    first = came(store, at, shop, 1, receipt=RECEIPT)
    again = came(store, at + DAY, shop, 2, receipt="no.2026 0011 77")
    other = came(store, at + DAY, shop, 3, receipt="No. 2026-0011-78")
    elsewhere = came(store, at + DAY, a_shop(store, at, settles=False), 4, receipt=RECEIPT)
    none = [came(store, at + DAY, shop, n) for n in (5, 6)]

    assert marks(store, again) == [Hold.SAME_RECEIPT.value]
    assert [marks(store, one) for one in (first, other, elsewhere, *none)] == [[]] * 5


def test_without_the_key_a_copy_of_the_tables_links_no_receipt(store: Store, at: Moment, shop: Shop) -> None:
    """Whoever has the tables tries every number there could be, by every way but with our key."""
    number = came(store, at, shop, 1, receipt=RECEIPT)
    kept = the_complaint(store, number).receipt_index
    purpose, tries = receipt_purpose(shop.id), [f"NO.2026{n:06d}" for n in range(2_000)]
    stranger = Vault({1: b"k" * 32}, 1, b"x" * 32)

    assert kept == store.vault.index(purpose, "NO.2026001177")
    assert kept not in {stranger.index(purpose, one) for one in tries}
    with store.read_engine.connect() as connection:
        rows = [repr(tuple(row)) for row in connection.execute(select(Complaint.__table__))]
    assert not any(text in row for row in rows for text in ("2026-0011-77", "2026001177"))


def test_one_device_with_many_phones_is_marked_from_the_first(store: Store, at: Moment, shop: Shop) -> None:
    most = SCHEME.filings_by_device_a_day
    numbers = [came(store, at, shop, n, device=7) for n in range(most)]
    assert [marks(store, one) for one in numbers] == [[]] * most

    numbers.append(came(store, at, shop, most, device=7))
    neighbour = came(store, at, shop, most + 1, device=8)

    assert [marks(store, one) for one in numbers] == [[Hold.DEVICE_CAP.value]] * (most + 1)
    assert marks(store, neighbour) == []


def test_one_phone_over_a_year_is_a_repeat_claimant_also_about_other_shops(store: Store, at: Moment) -> None:
    most, phone = SCHEME.filings_by_phone_lately, "13700009999"
    begun = at - 20 * DAY
    shops = [a_shop(store, begun, settles=False) for _ in range(2)]
    for n in range(most):
        assert marks(store, came(store, begun + n * DAY, shops[n % 2], n, phone=phone)) == []

    last = came(store, at, shops[0], most, phone=phone)
    a_year_on = came(store, at + (SCHEME.filings_lately_days + 1) * DAY, shops[0], most + 1, phone=phone)

    assert marks(store, last) == [Hold.REPEAT_CLAIMANT.value]
    assert marks(store, a_year_on) == []
    with reading(store) as reader:
        assert len(reader.all(select(Complaint.id))) == most + 2
