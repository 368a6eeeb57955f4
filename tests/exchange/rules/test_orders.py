"""An order is read strictly, and only what is rightly signed and fresh is read at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import AT
from tests.exchange.peer import KEY, signed
from trustcode.complaints.rules.words import Wish
from trustcode.exchange.rules.orders import Order, read_order
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.exchange.rules.signing import require_signed
from trustcode.kernel.refusals import Refusal

ORDER: dict[str, Any] = {
    "external_no": "CS-1",
    "kind": "complaint",
    "received_at": "2026-11-23T07:42:00+08:00",
    "region_code": "430103",
    "category": "clothing",
    "problem": "quality",
    "name": "陈小满",
    "phone": "13900005678",
    "credit_code": "91430100MA4L000001",
}


def test_a_whole_order_is_read() -> None:
    plain = {
        "facts": "拉链坏了",
        "clue": "秤不准",
        "shop_name": "小店",
        "shop_address": "人民路 1 号",
        "amount_fen": 100,
    }
    more = {**plain, "address": "解放西路 9 号", "receipt_no": "B-2", "may_publish": True}
    days = {"bought_on": "2026-11-20", "happened_on": "2026-11-21"}

    order = read_order({**ORDER, **more, **days, "kind": "both", "wishes": ("refund",)}, AT)

    assert order == Order(
        **{**ORDER, **more, "kind": "both", "received_at": datetime(2026, 11, 22, 23, 42, tzinfo=UTC)},
        bought_on=date(2026, 11, 20),
        happened_on=date(2026, 11, 21),
        wishes=(Wish.REFUND,),
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"external_no": "编号"}, "external_no"),
        ({"external_no": 5}, "external_no"),
        ({"external_no": ""}, "external_no"),
        ({"credit_code": "", "shop_name": "小店"}, "shop_name"),
        ({"credit_code": "", "shop_address": "人民路 1 号"}, "shop_name"),
        ({"anonymous": "yes"}, "anonymous"),
        ({"anonymous": True}, "anonymous"),
        ({"amount_fen": "1"}, "amount_fen"),
        ({"received_at": 1}, "received_at"),
        ({"bought_on": "20261101"}, "bought_on"),
        ({"happened_on": "2026-W01-1"}, "happened_on"),
        ({"external_no": "../x"}, "external_no"),
        ({"kind": "praise"}, "kind"),
        ({"kind": []}, "kind"),
        ({"received_at": "yesterday"}, "received_at"),
        ({"received_at": "2026-11-23T09:00:00"}, "received_at"),
        ({"received_at": "2026-11-20T09:00:00"}, "received_at"),
        ({"received_at": "2027-01-01T00:00:00+08:00"}, "received_at"),
        ({"received_at": "9999-12-31T23:59:59-23:00"}, "received_at"),
        ({"phone": 13900005678}, "phone"),
        ({"name": " "}, "name"),
        ({"amount_fen": -1}, "amount_fen"),
        ({"amount_fen": True}, "amount_fen"),
        ({"amount_fen": 1.5}, "amount_fen"),
        ({"wishes": "refund"}, "wishes"),
        ({"wishes": ["refund", "revenge"]}, "wishes"),
        ({"wishes": [{}]}, "wishes"),
        ({"wishes": {"refund": 1}}, "wishes"),
        ({"bought_on": "2026-13-01"}, "bought_on"),
        ({"bought_on": 20261101}, "bought_on"),
        ({"may_publish": "yes"}, "may_publish"),
        ({"credit_code": ""}, "shop_name"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_order({**ORDER, **changes}, AT)

    assert {(fault.code, fault.where) for fault in refused.value.faults} == {(ExchangeRefusal.FIELD_WRONG, field)}


def test_a_field_too_many_is_named_once() -> None:
    with pytest.raises(Refusal) as refused:
        read_order({**ORDER, "extra": 1, "x" * 60: 2}, AT)

    assert [fault.where for fault in refused.value.faults] == ["extra", "x" * 40]


LONGEST = {
    "external_no": 40, "credit_code": 18, "shop_name": 80, "shop_address": 120, "region_code": 6, "category": 40,
    "problem": 40, "facts": 2_000, "clue": 2_000, "name": 40, "phone": 20, "address": 120, "receipt_no": 60,
}  # fmt: skip
"""What the other side was promised, written by hand."""


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_every_text_may_go_up_to_its_limit_and_no_further(name: str, most: int) -> None:
    assert read_order({**ORDER, name: "x" * most}, AT)
    with pytest.raises(Refusal) as refused:
        read_order({**ORDER, name: "x" * (most + 1)}, AT)

    assert [fault.where for fault in refused.value.faults] == [name]


def test_a_receipt_may_be_five_minutes_ahead_and_others_may_be_left_out() -> None:
    bare = {"credit_code": "", "shop_name": "小店", "shop_address": "人民路 1 号", "amount_fen": 0, "clue": ""}
    none = {"bought_on": None, "happened_on": None, "amount_fen": None}

    for changes in (bare, none, {"received_at": (AT + timedelta(minutes=5)).isoformat()}):
        assert read_order({**ORDER, **changes}, AT).external_no
    with pytest.raises(Refusal):
        read_order({**ORDER, "received_at": (AT + timedelta(minutes=5, seconds=1)).isoformat()}, AT)


def test_of_an_anonymous_report_who_it_was_is_not_read() -> None:
    order = read_order({**ORDER, "kind": "report", "anonymous": True, "address": "人民路 1 号"}, AT)

    assert (order.name, order.phone, order.address, order.anonymous) == ("", "", "", True)
    assert read_order({**ORDER, "kind": "report", "anonymous": True, "name": None, "phone": 5}, AT).phone == ""
    named = read_order({**ORDER, "kind": "report", "anonymous": False}, AT)
    assert (named.name, named.phone, named.anonymous) == ("陈小满", "13900005678", False)
    both = read_order({**ORDER, "kind": "both", "anonymous": True}, AT)
    assert (both.name, both.anonymous) == ("陈小满", True)


@pytest.mark.parametrize(
    "missing", ["external_no", "kind", "received_at", "region_code", "name", "phone", "category", "problem"]
)
def test_what_is_missing_is_named(missing: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_order({name: value for name, value in ORDER.items() if name != missing}, AT)

    assert missing in {fault.where for fault in refused.value.faults}


@pytest.mark.parametrize("found", [None, [], "x", 1, ()])
def test_what_is_no_object_is_no_order(found: Any) -> None:
    with pytest.raises(Refusal) as refused:
        read_order(found, AT)

    assert refused.value.code is ExchangeRefusal.NOT_AN_ORDER


BODY = b'{"a":1}'


def check(headers: dict[str, str], body: bytes = BODY, after: timedelta = timedelta()) -> None:
    require_signed({"k1": KEY}, headers, body, AT + after)


def test_the_independent_signature_holds_for_five_minutes_either_way() -> None:
    headers = signed(BODY, AT.timestamp())

    check(headers)
    check(headers, after=timedelta(minutes=5))
    check(headers, after=-timedelta(minutes=5))


@pytest.mark.parametrize(
    "spoil",
    [
        {"X-TrustCode-Signature": "0" * 64},
        {"X-TrustCode-Signature": "ä"},
        {"X-TrustCode-Signature": ""},
        {"X-TrustCode-Key": "k9"},
        {"X-TrustCode-Key": ""},
        {"X-TrustCode-Time": "now"},
        {"X-TrustCode-Time": "9" * 13},
        {"X-TrustCode-Time": "-5"},
    ],
)
def test_any_other_does_not_hold(spoil: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        check({**signed(BODY, AT.timestamp()), **spoil})

    assert refused.value.code is ExchangeRefusal.NOT_SIGNED


def test_another_body_another_key_or_another_time_does_not_hold() -> None:
    with pytest.raises(Refusal):
        check(signed(BODY, AT.timestamp()), b'{"a":2}')
    with pytest.raises(Refusal):
        check(signed(BODY, AT.timestamp(), b"x" * 32))
    with pytest.raises(Refusal) as refused:
        check(signed(BODY, AT.timestamp()), after=timedelta(minutes=6))

    assert refused.value.code is ExchangeRefusal.TOO_OLD
