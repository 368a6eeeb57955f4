"""A file of lines is taken in whole or not at all, once, and every line is bound to the entry of its file."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.merchants.builders import SCHEME, a_person, an_active_merchant, by_two
from tests.returns.builders import a_return, a_shop
from tests.returns.ledger_files import a_row, good
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.standing import Act
from trustcode.record.auditing import audit
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.returns.actions.reporting import report_month
from trustcode.returns.actions.taking_in import Sheaf, take_in, take_in_all
from trustcode.returns.models import LedgerImport, Return
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Origin
from trustcode.storage.reading import reading

HASH = "ab" * 32


def taken(store, at, shop, rows, source_hash=HASH, actor=None):
    lines = good(store, at, shop.id, rows)
    with pen(store, actor or shop.owner, at) as p:
        return take_in(p, merchant_id=shop.id, rows=lines, source_hash=source_hash)


def lines_of(store, shop):
    with reading(store) as reader:
        return reader.all(select(Return).where(Return.merchant_id == shop.id).order_by(Return.number))


def test_lines_follow_those_that_are_there_in_the_order_of_the_file(store, at):
    shop = a_shop(store, at)
    a_return(store, at, shop)

    found = taken(store, at, shop, [a_row(at, goods_name=name) for name in ("一", "二", "三")])

    assert (found.rows, found.first_number, found.is_new) == (3, 2, True)
    assert [(row.number, row.goods_name) for row in lines_of(store, shop)][1:] == [(2, "一"), (3, "二"), (4, "三")]


def test_one_entry_stands_for_the_whole_file(store, at):
    shop = a_shop(store, at)
    taken(store, at, shop, [a_row(at), a_row(at, receipt_no="A1", goods_name="=1+1")])

    rows = lines_of(store, shop)
    with reading(store) as reader:
        entry = reader.one(select(Entry).where(Entry.kind == "return.taken_in"))
        kept = reader.one(select(LedgerImport))
        assert audit(reader).bad_entry is None
    assert {row.entry_id for row in rows} == {entry.id} == {kept.entry_id}
    assert {(row.origin, row.logged_by, row.logged_at) for row in rows} == {(Origin.IMPORTED, shop.owner.person_id, at)}
    assert (kept.rows, kept.first_number, len(kept.rows_hash)) == (2, 1, 64)
    assert rows[1].goods_name == "=1+1"


def test_the_same_file_again_is_the_same_import(store, at):
    shop = a_shop(store, at)
    first = taken(store, at, shop, [a_row(at)])

    second = taken(store, at, shop, [a_row(at)])

    assert (second.rows, second.first_number, second.is_new) == (first.rows, first.first_number, False)
    assert len(lines_of(store, shop)) == 1


def test_the_same_lines_in_the_same_order_have_the_same_hash_and_no_others(store, at):
    shop = a_shop(store, at)
    one, two = a_row(at, goods_name="一"), a_row(at, goods_name="二")

    def hashed(*rows):
        with Sheaf(good(store, at, shop.id, rows)) as sheaf:
            return sheaf.digest(shop.id)

    assert hashed(one, two) == hashed(one, two)
    assert len({hashed(one, two), hashed(two, one), hashed(one)}) == 3


def test_a_receipt_that_came_in_meanwhile_takes_nothing_in(store, at):
    shop = a_shop(store, at)
    lines = good(store, at, shop.id, [a_row(at), a_row(at, receipt_no="A1")])
    a_return(store, at, shop, receipt_no="A1")

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        take_in(p, merchant_id=shop.id, rows=lines, source_hash=HASH)

    assert refused.value.code is ReturnRefusal.RECEIPT_KNOWN
    assert len(lines_of(store, shop)) == 1


def test_nobody_of_another_shop_takes_lines_in(store, at):
    shop, other = a_shop(store, at), an_active_merchant(store, at)

    with pytest.raises(NotFound):
        taken(store, at, shop, [a_row(at)], actor=other.owner)

    assert lines_of(store, shop) == []


def test_staff_may_take_a_file_in(store, at):
    shop = a_shop(store, at)
    staff = a_person(store, at, role=Role.STAFF, scope=shop.id)

    assert taken(store, at, shop, [a_row(at)], actor=staff).rows == 1


def test_a_file_of_two_units_leaves_an_entry_at_each(store, at):
    first = a_shop(store, at)
    second = a_shop(store, at, owner=Actor(first.owner.person_id, Role.OWNER))
    actors = {unit.id: Actor(first.owner.person_id, Role.OWNER, unit.id) for unit in (first, second)}
    rows = [(first, "一"), (second, "二"), (first, "三")]
    lines = [line for unit, name in rows for line in good(store, at, unit.id, [a_row(at, goods_name=name)])]

    with Sheaf(lines) as sheaf, pen(store, actors[first.id], at) as p:
        found = take_in_all(p, sheaf=sheaf, actors=actors, source_hash=HASH)

    assert {one.merchant_id: one.rows for one in found} == {first.id: 2, second.id: 1}
    assert [row.goods_name for row in lines_of(store, first)] == ["一", "三"]
    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Entry).where(Entry.kind == "return.taken_in")) == 2


def test_months_reported_book_the_lines_on_the_day_of_the_import(store, at):
    shop = a_shop(store, at)
    line = good(store, at, shop.id, [a_row(at)])[0]

    assert (line.booked_on, line.is_late) == (line.line.requested_on, False)


def report_october(store, at, shop):
    with pen(store, shop.owner, at) as p:
        report_month(p, merchant_id=shop.id, period="2026-10", scheme=SCHEME)


def suspend(store, at, shop):
    by_two(store, at, shop, Act.SUSPEND)


@pytest.mark.parametrize(
    ("happens", "row"),
    [
        (report_october, {"bought_on": "2026-10-29", "requested_on": "2026-10-30"}),
        (suspend, {"basis": "质量问题", "bought_on": "2026-05-06"}),
    ],
    ids=["the month was reported", "the unit left force, and had promised nothing then"],
)
def test_rows_that_would_not_be_read_any_more_as_they_were_are_not_taken_in(store, at, happens, row):
    shop = a_shop(store, at)
    lines = good(store, at, shop.id, [a_row(at, **row)])
    happens(store, at, shop)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        take_in(p, merchant_id=shop.id, rows=lines, source_hash=HASH)

    assert refused.value.code is LedgerFileRefusal.CHANGED_MEANWHILE
    assert lines_of(store, shop) == []
