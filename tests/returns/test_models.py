"""The database itself keeps the ledger from being changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.merchants.builders import SCHEME
from tests.returns.builders import a_return, a_shop, answered, the_entry
from tests.returns.ledger_files import a_row, good
from trustcode.kernel.moments import Moment
from trustcode.record.pen import Unrecorded, pen
from trustcode.returns.actions.reporting import report_month
from trustcode.returns.actions.taking_in import take_in
from trustcode.returns.models import Return
from trustcode.storage.engines import Store
from trustcode.storage.triggers import append_only

LATER = timedelta(days=30)
STATEMENTS = [
    "UPDATE return_entry SET refund_fen = 1",
    "UPDATE return_entry SET requested_on = '2026-01-01'",
    "DELETE FROM return_entry",
    "UPDATE return_answer SET mark = 'fresh'",
    "UPDATE return_answer SET answer = 'confirmed'",
    "DELETE FROM return_answer",
    "UPDATE return_month SET figures = '{}'",
    "DELETE FROM return_month",
    "UPDATE return_import SET rows = 1",
    "DELETE FROM return_import",
]


@pytest.fixture
def return_id(store: Store, at: Moment) -> str:
    """A line that was answered; its shop has taken in a file and reported the month besides."""
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)
    answered(store, at, return_id)
    with pen(store, shop.owner, at) as p:
        take_in(p, merchant_id=shop.id, rows=good(store, at, shop.id, [a_row(at)]), source_hash="a" * 64)
    with pen(store, shop.owner, at + LATER) as p:
        report_month(p, merchant_id=shop.id, period="2026-11", scheme=SCHEME)
    return return_id


def assert_refused(store: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), store.write_engine.connect() as connection:
        connection.execute(text(statement))


def without_guards(store: Store) -> None:
    """The tables of a build that forgot to guard them."""
    dialect = store.write_engine.dialect.name
    tables = ("return_entry", "return_answer", "return_month", "return_import")
    with store.write_engine.begin() as connection:
        for table in tables:
            made = [s.split()[2] for s in append_only(table, dialect) if s.startswith("CREATE TRIGGER")]
            for name in made:
                connection.execute(text(f"DROP TRIGGER {name}" + ("" if store.is_sqlite else f" ON {table}")))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nothing_of_the_ledger_can_be_changed_or_deleted(store: Store, return_id: str, statement: str) -> None:
    before = the_entry(store, return_id)

    assert_refused(store, statement)

    assert the_entry(store, return_id) == before


@pytest.mark.parametrize("statement", [one for one in STATEMENTS if one.startswith("UPDATE")])
@pytest.mark.usefixtures("return_id")
def test_a_build_without_these_guards_is_noticed(store: Store, statement: str) -> None:
    without_guards(store)

    with pytest.raises(pytest.fail.Exception):
        assert_refused(store, statement)


def test_a_pen_cannot_change_a_line_either(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)

    with pytest.raises(Unrecorded), pen(store, shop.owner, at) as p:
        row = p.get(Return, return_id)
        assert row is not None
        row.refund_fen = 1
