"""Both numbers hand over the same dispute at the same moment."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.exchange.orders import an_order
from tests.meanwhile import Work, meanwhile
from tests.merchants.builders import SCHEME, Shop
from trustcode.complaints.models import Complaint
from trustcode.exchange.actions.taking_in import take_in
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.orders import read_order
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import Moment
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_the_same_dispute_by_both_numbers_at_once_is_one_case(
    store: Store, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taking(peer: str, number: str) -> Work:
        order = read_order(an_order(store, shop, number, bought_on="2026-11-21"), at)

        def work() -> object:
            with pen(store, PUBLIC, at) as p:
                return take_in(p, peer=peer, order=order, scheme=SCHEME)

        return work

    meanwhile(store, taking("12345", "CS-1"), taking("12315", "P-1"), monkeypatch)

    with reading(store) as reader:
        assert len(reader.all(select(Complaint.id))) == 1
        assert sorted(reader.all(select(Reference.source))) == ["12315", "12345"]
        assert len(set(reader.all(select(Reference.complaint_id)))) == 1
