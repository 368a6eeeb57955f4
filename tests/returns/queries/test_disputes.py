"""What a shopper said was not so stays said, whatever the shop writes down afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.merchants.builders import SCHEME, Shop
from tests.returns.builders import PHONE, a_line, a_return, a_shop, answered
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.queries.disputes import disputes
from trustcode.returns.rules.words import Answer, AnswerMark, Basis, DisputeReason
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

HOUR = timedelta(hours=1)


def count(store: Store, shop: Shop) -> dict[str, int]:
    with reading(store) as reader:
        return dict(disputes(reader, shop.id, date(2026, 1, 1), date(2026, 12, 31)))


def a_disputed_line(store: Store, at: Moment, shop: Shop, **line: object) -> str:
    return_id = a_return(store, at, shop, **line)
    answered(store, at, return_id, Answer.DISPUTED, DisputeReason.WRONG_AMOUNT)
    return return_id


def written_anew(store: Store, at: Moment, shop: Shop, return_id: str, **line: object) -> str:
    with pen(store, shop.owner, at) as p:
        return correct(p, return_id=return_id, line=a_line(at, **line), why="金额写错了", scheme=SCHEME)


def test_a_disputed_line_is_counted_in_the_month_of_its_request(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    a_return(store, at, shop)

    a_disputed_line(store, at, shop)

    assert count(store, shop) == {"2026-11": 1}


@pytest.mark.parametrize("line", [{"refund_fen": 1}, {"basis": Basis.GOODWILL}])
def test_writing_it_anew_does_not_take_the_dispute_back(store: Store, at: Moment, line: dict[str, object]) -> None:
    shop = a_shop(store, at)
    return_id = a_disputed_line(store, at, shop)

    written_anew(store, at + HOUR, shop, return_id, **line)

    assert count(store, shop) == {"2026-11": 1}


def test_once_the_shopper_confirms_the_new_line_nothing_is_disputed_and_the_phone_is_no_repeat(
    store: Store, at: Moment
) -> None:
    shop = a_shop(store, at)
    first = a_disputed_line(store, at, shop)
    second = written_anew(store, at + HOUR, shop, first, refund_fen=2)
    third = written_anew(store, at + 2 * HOUR, shop, second, refund_fen=1)

    mark = answered(store, at + 3 * HOUR, third)

    assert mark is AnswerMark.FRESH
    assert count(store, shop) == {}


def test_the_shop_cannot_settle_a_dispute_from_its_own_device(store: Store, at: Moment) -> None:
    shop, till = a_shop(store, at), b"t" * 32
    first = a_disputed_line(store, at, shop)
    second = written_anew(store, at + HOUR, shop, first, refund_fen=1)
    with jotting(store, at) as jotter:
        seen_at_desk(jotter, merchant_id=shop.id, device_index=till, network_index=b"")

    mark = answered(store, at + 2 * HOUR, second, device_index=till)

    assert mark is AnswerMark.OWN_DEVICE
    assert count(store, shop) == {"2026-11": 1}


def test_a_browser_that_cannot_be_told_from_the_last_settles_no_dispute(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_disputed_line(store, at, shop)
    second = written_anew(store, at + HOUR, shop, first, refund_fen=1)

    mark = answered(store, at + 2 * HOUR, second, device_index=b"")

    assert mark is AnswerMark.REPEATED
    assert count(store, shop) == {"2026-11": 1}


def test_another_return_confirmed_from_the_same_phone_is_a_repeat(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    a_disputed_line(store, at, shop)
    other = a_return(store, at + HOUR, shop)

    assert answered(store, at + HOUR, other, device_index=PHONE) is AnswerMark.REPEATED


def test_a_line_disputed_twice_counts_once(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_disputed_line(store, at, shop)
    second = written_anew(store, at + HOUR, shop, first, refund_fen=1)

    answered(store, at + 2 * HOUR, second, Answer.DISPUTED, DisputeReason.WRONG_AMOUNT)

    assert count(store, shop) == {"2026-11": 1}
