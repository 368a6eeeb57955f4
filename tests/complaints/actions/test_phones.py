"""One-time codes to a phone: what counts, for how long, how often, and how many are sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.merchants.builders import SCHEME
from trustcode.complaints.actions.phones import make_code, try_code
from trustcode.complaints.models import PhoneCode
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.record.jotting import jotting
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PHONE = "13900005678"
MINUTE = timedelta(minutes=1)


def made(store: Store, at: Moment, phone: str = PHONE) -> str:
    with jotting(store, at) as jotter:
        return make_code(jotter, phone=phone, scheme=SCHEME)


def tried(store: Store, at: Moment, typed: str, phone: str = PHONE) -> ComplaintRefusal | None:
    with jotting(store, at) as jotter:
        fault = try_code(jotter, phone=phone, typed=typed, scheme=SCHEME)
    return ComplaintRefusal(fault.code) if fault else None


def other_than(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06d}"


def test_the_digits_prove_the_phone_once(store: Store, at: Moment) -> None:
    digits = made(store, at)

    assert tried(store, at, f" {digits[:3]} {digits[3:]} ") is None
    assert tried(store, at, digits) is ComplaintRefusal.PHONE_CODE_OVER


def test_digits_belong_to_one_phone(store: Store, at: Moment) -> None:
    digits = made(store, at)
    made(store, at, "13900005679")

    assert tried(store, at, digits, "13900000000") is ComplaintRefusal.PHONE_CODE_OVER
    assert tried(store, at, digits) is None


def test_they_last_ten_minutes(store: Store, at: Moment) -> None:
    assert tried(store, at + 10 * MINUTE, made(store, at)) is None
    assert tried(store, at + 31 * MINUTE, made(store, at + 20 * MINUTE)) is ComplaintRefusal.PHONE_CODE_OVER


def test_after_five_wrong_tries_the_right_ones_count_no_more(store: Store, at: Moment) -> None:
    digits = made(store, at)

    said = [tried(store, at, other_than(digits)) for _ in range(5)]

    assert said == [ComplaintRefusal.PHONE_CODE_WRONG] * 4 + [ComplaintRefusal.PHONE_CODE_OVER]
    assert tried(store, at, digits) is ComplaintRefusal.PHONE_CODE_OVER


def test_newer_digits_take_the_place_of_older_ones(store: Store, at: Moment) -> None:
    first, second = made(store, at), made(store, at)

    if first != second:
        assert tried(store, at, first) is ComplaintRefusal.PHONE_CODE_WRONG
    assert tried(store, at, second) is None


def test_a_phone_gets_five_in_a_day_and_again_the_day_after(store: Store, at: Moment) -> None:
    for _ in range(5):
        made(store, at)

    with pytest.raises(Refusal) as no:
        made(store, at)

    assert no.value.code is ComplaintRefusal.PHONE_CODES_ENOUGH
    assert made(store, at, "13900005679")
    assert made(store, at + timedelta(days=1, seconds=1))


def test_all_together_get_no_more_than_the_scheme_says(store: Store, at: Moment) -> None:
    few = replace(SCHEME, phone_codes_in_all_a_day=2)
    made(store, at, "13900000001")
    made(store, at, "13900000002")

    with pytest.raises(Refusal) as no, jotting(store, at) as jotter:
        make_code(jotter, phone="13900000003", scheme=few)

    assert no.value.code is ComplaintRefusal.PHONE_CODES_ALL


@pytest.mark.parametrize("to_one_phone", [True, False])
def test_those_who_ask_at_the_same_instant_get_no_more_either(store: Store, at: Moment, *, to_one_phone: bool) -> None:
    """Sixteen threads wait at a barrier. Red without the turn in `make_code`, on PostgreSQL."""
    few, together = replace(SCHEME, phone_codes_in_all_a_day=5), Barrier(16)

    def ask(n: int) -> bool:
        phone = PHONE if to_one_phone else f"1390000{n:04d}"
        together.wait()
        try:
            with jotting(store, at) as jotter:
                make_code(jotter, phone=phone, scheme=few)
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        sent = sum(pool.map(ask, range(16)))

    assert sent == 5
    with reading(store) as reader:
        assert len(reader.all(select(PhoneCode))) == 5


def test_neither_the_number_nor_the_digits_are_kept(store: Store, at: Moment) -> None:
    digits = made(store, at)

    with reading(store) as reader:
        (row,) = reader.all(select(PhoneCode))
        kept = repr([getattr(row, column.name) for column in PhoneCode.__table__.columns])
    assert digits not in kept
    assert PHONE not in kept
    assert len(row.phone_index) == len(row.code_index) == 32
