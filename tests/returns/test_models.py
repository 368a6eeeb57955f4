"""The database itself keeps the ledger from being changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.returns.builders import a_return, a_shop, answered, the_entry
from trustcode.kernel.moments import Moment
from trustcode.record.pen import Unrecorded, pen
from trustcode.returns.models import Return
from trustcode.storage.engines import Store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE return_entry SET refund_fen = 1",
        "UPDATE return_entry SET requested_on = '2026-01-01'",
        "DELETE FROM return_entry",
        "UPDATE return_answer SET mark = 'fresh'",
        "UPDATE return_answer SET answer = 'confirmed'",
        "DELETE FROM return_answer",
    ],
)
def test_no_line_and_no_answer_can_be_changed_or_deleted(store: Store, at: Moment, statement: str) -> None:
    return_id = a_return(store, at, a_shop(store, at))
    answered(store, at, return_id)
    before = the_entry(store, return_id)

    with pytest.raises(DBAPIError, match="append-only"), store.write_engine.begin() as connection:
        connection.execute(text(statement))

    assert the_entry(store, return_id) == before


def test_a_pen_cannot_change_a_line_either(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)

    with pytest.raises(Unrecorded), pen(store, shop.owner, at) as p:
        row = p.get(Return, return_id)
        assert row is not None
        row.refund_fen = 1
