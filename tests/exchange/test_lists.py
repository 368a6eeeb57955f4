"""A list is taken in by the operator alone, and of each number it is known how it came."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.merchants.builders import COUNTY, DAY, Shop, an_officer
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import State
from trustcode.exchange.actions.records import Heap, take_in_records
from trustcode.exchange.queries.records import earlier, listed_as, units_taken_in
from trustcode.exchange.rules.records import Kind, Record
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def a_record(number: str, shop: Shop | None = None, kind: Kind = Kind.COMPLAINT) -> Record:
    return Record(
        number, date(2026, 3, 5), shop.id if shop else "", "青禾布衣", COUNTY, "clothing", "quality", State.SETTLED, "",
        date(2026, 3, 20), None, False, kind,
    )  # fmt: skip


def taken(store: Store, at: Moment, *records: Record, who: Actor = SYSTEM, source: str = "12315") -> int:
    with Heap() as heap, pen(store, who, at) as p:
        for record in records:
            heap.put(record)
        return take_in_records(p, heap=heap, source=source, source_hash="a" * 64)


def test_nobody_but_the_operator_takes_in_a_list(store: Store, at: Moment, shop: Shop) -> None:
    for who in (an_officer(store, at, role=Role.PROVINCE, scope="430000"), shop.owner, PUBLIC):
        with pytest.raises(NotFound):
            taken(store, at, a_record("L-1"), who=who)
    assert taken(store, at, a_record("L-1")) == 1


def test_of_each_number_it_is_known_whether_a_list_or_an_order_brought_it(
    store: Store, at: Moment, line: Client, shop: Shop
) -> None:
    taken(store, at, a_record("L-1"), a_record("L-2"))
    taken(store, at, a_record("L-1"), source="12345")
    sent(line, an_order(store, shop, "P-1"), "/exchange/12315/orders")

    with reading(store) as reader:
        assert earlier(reader, "12315", ["L-1", "P-1", "L-9"]) == {"L-1": a_record("L-1").digest, "P-1": ""}
        assert earlier(reader, "12345", ["L-1", "L-2", "P-1"]) == {"L-1": a_record("L-1").digest}
        assert earlier(reader, "12315", []) == {}


def test_what_a_newer_list_tells_is_about_its_own_units_alone(store: Store, at: Moment, shop: Shop) -> None:
    other = a_shop(store, at, settles=False)
    taken(store, at, a_record("L-1", shop))
    taken(store, at + DAY, a_record("L-1", shop), a_record("L-2", other), a_record("L-3", other), a_record("L-4"))
    taken(store, at + DAY, a_record("L-1", shop), source="12345")

    with reading(store) as reader:
        assert units_taken_in(reader, "12315") == [other.id]
        assert units_taken_in(reader, "12345") == [shop.id]


def test_a_complaint_that_came_from_elsewhere_names_its_number(
    store: Store, at: Moment, line: Client, shop: Shop
) -> None:
    own = the_complaint(store, a_complaint(store, at, shop, phone="13700001111")[0])
    ordered = the_complaint(store, sent(line, an_order(store, shop, "Z-1")).json["complaint"])
    taken(store, at + DAY, a_record("L-1"))

    with reading(store) as reader:
        listed = reader.one(select(Complaint.id).where(Complaint.text_hash == ""))
        assert listed is not None
        found = [listed_as(reader, one) for one in (own.id, ordered.id, listed)]
    assert found == [None, ("Z-1", AT), ("L-1", at + DAY)]
