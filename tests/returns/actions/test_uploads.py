"""A file that was sent in waits for a day; of two sent at once the later one waits, and nobody is told of a fault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.merchants.builders import DAY, Shop
from tests.returns.builders import a_shop
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.returns.actions import uploads
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

FILES = [f"list {n}".encode() for n in range(6)]
LONGEST_WAIT = 20


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    """A shop that keeps a ledger."""
    return a_shop(store, at)


def kept(store: Store, at: Moment, shop: Shop, content: bytes) -> str:
    with jotting(store, at) as jotter:
        return uploads.keep(jotter, actor=shop.owner, merchant_id=shop.id, name="list.csv", content=content)


def waiting(store: Store, at: Moment, shop: Shop, digest: str) -> tuple[str, bytes] | None:
    with reading(store) as reader:
        return uploads.waiting(reader, shop.id, digest, at)


def test_a_later_file_takes_the_place_of_an_earlier_one(store: Store, at: Moment, shop: Shop) -> None:
    first, second = (kept(store, at, shop, content) for content in FILES[:2])

    assert waiting(store, at, shop, first) is None
    assert waiting(store, at, shop, second) == ("list.csv", FILES[1])


def test_a_file_waits_for_a_day(store: Store, at: Moment, shop: Shop) -> None:
    digest = kept(store, at, shop, FILES[0])

    assert waiting(store, at + DAY, shop, digest) is not None
    assert waiting(store, at + 2 * DAY, shop, digest) is None


def test_of_several_sent_at_once_one_waits_and_none_fails(store: Store, at: Moment, shop: Shop) -> None:
    start = Barrier(len(FILES))

    def send(content: bytes) -> str:
        start.wait(LONGEST_WAIT)
        return kept(store, at, shop, content)

    with ThreadPoolExecutor(len(FILES)) as pool:
        digests = list(pool.map(send, FILES))

    found = [waiting(store, at, shop, digest) for digest in digests]
    assert [one for one in found if one] == [("list.csv", FILES[found.index(next(filter(None, found)))])]
