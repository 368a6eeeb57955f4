"""A sender files one too many in the moment in which somebody decides on what they filed before."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.complaints.builders import a_filing, a_shop, the_complaint
from tests.complaints.flood import words_of_their_own
from tests.meanwhile import Work, meanwhile
from tests.merchants.builders import SCHEME, Shop, an_officer
from trustcode.complaints.actions import filing, handling, marking
from trustcode.complaints.actions.filing import About
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.words import Hold, RefusalGround, Source
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import Moment
from trustcode.record.pen import pen
from trustcode.storage.engines import Store

PHONE = "13700001111"
CROWDED = replace(SCHEME, filings_about_shop_an_hour=1)
"""The second about a shop within the hour is marked for that."""


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    return a_shop(store, at, settles=False)


def filing_of(store: Store, at: Moment, shop: Shop, n: int) -> Work:
    """The same phone about the same shop, in words of its own."""
    typed = a_filing(at, phone=PHONE, facts=words_of_their_own(n))
    whom = About(source=Source.SCAN, proved=True, merchant_id=shop.id)

    def work() -> object:
        with pen(store, PUBLIC, at + timedelta(minutes=n)) as p:
            receipt = filing.file(p, filing=typed, about=whom, scheme=CROWDED)
        assert receipt.complaint is not None
        return receipt.complaint[0]

    return work


def filed(store: Store, at: Moment, shop: Shop, size: int) -> list[Complaint]:
    """So many by the phone, one after the other."""
    return [the_complaint(store, str(filing_of(store, at, shop, n)())) for n in range(size)]


def marks(store: Store, row: Complaint) -> list[str]:
    return list(json.loads(the_complaint(store, row.number).holds))


def test_what_is_decided_in_that_moment_is_not_marked_any_more(
    store: Store, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, officer = filed(store, at, shop, 3), an_officer(store, at)

    def refuse() -> None:
        with pen(store, officer, at + timedelta(hours=1)) as p:
            handling.refuse(p, complaint_id=rows[0].id, ground=RefusalGround.NOT_CONSUMPTION, said="不是生活消费。")

    meanwhile(store, refuse, filing_of(store, at, shop, 9), monkeypatch)

    assert [marks(store, row) for row in rows] == [[], [Hold.PHONE_CAP], [Hold.PHONE_CAP]]


def test_what_an_officer_frees_in_that_moment_stays_free(
    store: Store, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, officer = filed(store, at, shop, 3), an_officer(store, at)
    assert [marks(store, row) for row in rows] == [[], [Hold.SHOP_BURST], [Hold.SHOP_BURST]]

    def free() -> None:
        with pen(store, officer, at + timedelta(hours=1)) as p:
            marking.free(p, complaint_id=rows[1].id)

    meanwhile(store, free, filing_of(store, at, shop, 9), monkeypatch)

    assert [marks(store, row) for row in rows] == [[Hold.PHONE_CAP], [], [Hold.PHONE_CAP]]
    assert the_complaint(store, rows[1].number).freed_at is not None
