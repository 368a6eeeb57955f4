"""One-time codes by time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.one_time import address, code_at, new_secret, used_step
from trustcode.people.rules.reasons import PeopleRefusal

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
AT = datetime(2026, 11, 23, 1, 42, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


def refusal(*args) -> PeopleRefusal:
    with pytest.raises(Refusal) as refused:
        used_step(*args)
    return refused.value.code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    assert code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_clock_may_be_one_step_off(drift):
    now = int(AT.timestamp()) // 30

    assert used_step(SECRET, code_at(SECRET, AT + drift * STEP), AT, -1) == now + drift


@pytest.mark.parametrize("drift", [-3, -2, 2, 3])
def test_two_steps_off_is_too_far(drift):
    assert refusal(SECRET, code_at(SECRET, AT + drift * STEP), AT, -1) is PeopleRefusal.WRONG_CODE


def test_a_code_is_good_once():
    step = used_step(SECRET, code_at(SECRET, AT), AT, -1)

    assert refusal(SECRET, code_at(SECRET, AT), AT, step) is PeopleRefusal.CODE_USED


def test_an_earlier_code_is_spent_too():
    step = used_step(SECRET, code_at(SECRET, AT), AT, -1)

    assert refusal(SECRET, code_at(SECRET, AT - STEP), AT, step) is PeopleRefusal.CODE_USED


def test_the_next_code_is_good_again():
    step = used_step(SECRET, code_at(SECRET, AT), AT, -1)

    assert used_step(SECRET, code_at(SECRET, AT + STEP), AT + STEP, step) == step + 1


@pytest.mark.parametrize("typed", ["", "abc", "28708", "2870820", "²³⁴⁵⁶⁷", "null"])
def test_anything_else_is_wrong(typed):
    assert refusal(SECRET, typed, AT, -1) is PeopleRefusal.WRONG_CODE


def test_blanks_and_full_width_digits_are_understood():
    code = code_at(SECRET, AT)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)

    assert used_step(SECRET, f"{code[:3]} {code[3:]}", AT, -1) == used_step(SECRET, wide, AT, -1)


def test_a_secret_has_160_bits_and_its_address_names_the_account():
    assert len(new_secret()) == 32
    assert new_secret() != new_secret()
    assert address(SECRET, "13873112345").startswith("otpauth://totp/TrustCode:13873112345?secret=")
