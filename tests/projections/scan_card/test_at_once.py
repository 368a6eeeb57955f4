"""Two who change what stands on one card at the same moment: it tells what both did.

Only a server can show a real race; SQLite takes one writer at a time, and the second waits for the first.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.complaints.flood import words_of_their_own
from tests.meanwhile import Work, meanwhile
from tests.merchants.builders import Shop, an_officer
from tests.returns.builders import a_return
from trustcode.complaints.actions import handling
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.moments import Moment
from trustcode.projections.scan_card.models import ScanCard
from trustcode.projections.scan_card.texts import from_text
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    return a_shop(store, at, settles=False)


def refusals_of(store: Store, at: Moment, shop: Shop) -> list[Work]:
    """Two officers with one complaint each about the shop."""

    def refusing(n: int) -> Work:
        number, _ = a_complaint(store, at, shop, phone=f"1370000111{n}", facts=words_of_their_own(n))
        matter, officer = the_complaint(store, number).id, an_officer(store, at, name=f"官{n}")

        def work() -> None:
            with pen(store, officer, at + timedelta(hours=1)) as p:
                handling.refuse(p, complaint_id=matter, ground=RefusalGround.NOT_CONSUMPTION, said="不是生活消费。")

        return work

    return [refusing(n) for n in range(2)]


def told(store: Store, shop: Shop) -> tuple[int, int]:
    """Of how many complaints, and of how many months with returns, the card tells."""
    with reading(store) as reader:
        row = reader.get(ScanCard, shop.id)
    assert row is not None
    card = from_text(row.facts)
    return len(card.complaints), len(card.record)


def test_of_two_complaints_refused_at_once_the_card_counts_neither(
    store: Store, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = refusals_of(store, at, shop)
    assert told(store, shop)[0] == 2

    meanwhile(store, one, two, monkeypatch)

    assert told(store, shop)[0] == 0


@pytest.mark.parametrize("is_return_first", [True, False])
def test_a_return_logged_while_a_complaint_is_refused_takes_nothing_back(
    store: Store, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch, *, is_return_first: bool
) -> None:
    refuse, _ = refusals_of(store, at, shop)

    def log() -> object:
        return a_return(store, at + timedelta(hours=1), shop)

    works = (log, refuse) if is_return_first else (refuse, log)
    assert told(store, shop) == (2, 0)

    meanwhile(store, *works, monkeypatch)

    assert told(store, shop) == (1, 1)
