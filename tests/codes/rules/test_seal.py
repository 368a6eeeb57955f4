"""A token opens only if we sealed exactly these digits."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from trustcode.codes.rules.keyring import EPOCH, KeyRing, new_signing_key, ring_of, rotate, signing_key_of
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.seal import TOKEN_DIGITS, CodeFacts, is_token_shaped, open_seal, seal
from trustcode.kernel.refusals import Refusal

RING = ring_of(signing_key_of(1, bytes(range(32))))
FACTS = CodeFacts(key_id=1, merchant_number=305_419_896, serial=3, issued_on=date(2026, 11, 23))
TOKEN = seal(FACTS, RING)
LIMIT = 2**592
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))

any_facts = st.builds(
    CodeFacts,
    key_id=st.just(1),
    merchant_number=st.integers(0, 2**32 - 1),
    serial=st.integers(0, 2**16 - 1),
    issued_on=st.integers(0, 2**16 - 1).map(lambda day: EPOCH + timedelta(days=day)),
)


def refusal_of(token: str, ring: KeyRing = RING) -> CodeRefusal:
    with pytest.raises(Refusal) as refused:
        open_seal(token, ring)
    assert isinstance(refused.value.code, CodeRefusal)
    return refused.value.code


def written(number: int) -> str:
    return str(number).zfill(TOKEN_DIGITS)


@given(any_facts)
@settings(max_examples=50, deadline=None)
def test_what_was_sealed_opens_to_the_same_facts(facts: CodeFacts) -> None:
    assert open_seal(seal(facts, RING), RING) == facts


@given(any_facts)
@settings(max_examples=20, deadline=None)
def test_a_token_is_always_179_digits(facts: CodeFacts) -> None:
    assert is_token_shaped(seal(facts, RING))


def test_the_same_facts_give_the_same_token() -> None:
    assert seal(FACTS, RING) == TOKEN


@pytest.mark.parametrize("merchant_number", [0, 1, 56_400, 2**32 - 1])
def test_no_single_flipped_bit_is_accepted(merchant_number: int) -> None:
    number = int(seal(CodeFacts(1, merchant_number, 1, date(2026, 11, 23)), RING))

    accepted = [bit for bit in range(592) if _opens(written(number ^ (1 << bit)))]

    assert accepted == []


def test_no_single_changed_digit_is_accepted() -> None:
    changed = [TOKEN[:i] + str((int(TOKEN[i]) + 1) % 10) + TOKEN[i + 1 :] for i in range(TOKEN_DIGITS)]

    assert not any(_opens(token) for token in changed)


def _opens(token: str) -> bool:
    try:
        open_seal(token, RING)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(
    "token",
    [
        "",
        TOKEN[:-1],
        TOKEN[1:],
        TOKEN + "0",
        "0" + TOKEN,
        TOKEN + TOKEN,
        " " + TOKEN,
        TOKEN + "\n",
        TOKEN[:-1] + "\n",
        "+" + TOKEN[1:],
        "-" + TOKEN[1:],
        TOKEN[:89] + "_" + TOKEN[90:],
        TOKEN.translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
        TOKEN.translate({ord("0") + i: 0x0660 + i for i in range(10)}),
        TOKEN[:-1] + "²",
        "0x" + TOKEN[2:],
        "9" * TOKEN_DIGITS,
        written(LIMIT),
        written(LIMIT + int(TOKEN)),
    ],
    ids=lambda token: repr(token[:6]) + str(len(token)),
)
def test_anything_of_another_shape_is_refused(token: str) -> None:
    assert refusal_of(token) is CodeRefusal.WRONG_SHAPE


def test_a_signature_of_the_same_key_for_another_purpose_is_no_code() -> None:
    payload = int(TOKEN).to_bytes(74, "big")[:10]
    bare = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).sign(payload)

    assert refusal_of(written(int.from_bytes(payload + bare, "big"))) is CodeRefusal.FORGED


def test_a_signature_shifted_by_the_group_order_is_refused() -> None:
    raw = int(TOKEN).to_bytes(74, "big")
    order = 2**252 + 27742317777372353535851937790883648493
    shifted = (int.from_bytes(raw[42:], "little") + order).to_bytes(32, "little")

    assert refusal_of(written(int.from_bytes(raw[:42] + shifted, "big"))) is CodeRefusal.FORGED


@pytest.mark.parametrize("suite", [0, 2, 255])
def test_a_suite_that_we_do_not_use_is_refused(suite: int) -> None:
    raw = int(TOKEN).to_bytes(74, "big")

    assert refusal_of(written(int.from_bytes(bytes([suite]) + raw[1:], "big"))) is CodeRefusal.UNKNOWN_SUITE


def test_a_key_that_is_not_on_the_ring_is_refused() -> None:
    assert refusal_of(TOKEN, ring_of(new_signing_key(2))) is CodeRefusal.UNKNOWN_KEY


def test_another_key_under_the_same_id_is_refused() -> None:
    assert refusal_of(TOKEN, ring_of(new_signing_key(1))) is CodeRefusal.FORGED


def test_a_code_dated_after_its_keys_last_day_is_a_forgery() -> None:
    later = seal(CodeFacts(1, 7, 1, date(2026, 11, 24)), RING)

    turned = rotate(RING, new_signing_key(2), date(2026, 11, 23))

    assert refusal_of(later, turned) is CodeRefusal.FORGED


def test_a_code_dated_before_its_keys_first_day_is_a_forgery() -> None:
    private = bytes(range(32))
    younger = ring_of(signing_key_of(1, private, date(2026, 11, 24)))

    assert refusal_of(TOKEN, younger) is CodeRefusal.FORGED


@pytest.mark.parametrize(
    ("ring", "facts"),
    [
        (RING.without_private(), FACTS),
        (RING, CodeFacts(2, 7, 1, date(2026, 11, 23))),
        (RING, CodeFacts(1, 7, 1, date(2026, 11, 23), suite=2)),
        (ring_of(new_signing_key(1, date(2026, 11, 24))), FACTS),
    ],
    ids=["verifies only", "another id", "another suite", "before its first day"],
)
def test_sealing_needs_the_key_that_the_facts_name(ring: KeyRing, facts: CodeFacts) -> None:
    with pytest.raises(Refusal) as refused:
        seal(facts, ring)

    assert refused.value.code is CodeRefusal.NO_SIGNING_KEY


@pytest.mark.parametrize(
    "wrong",
    [
        {"merchant_number": 2**32},
        {"merchant_number": -1},
        {"serial": 2**16},
        {"key_id": 256},
        {"suite": 256},
        {"issued_on": date(2019, 12, 31)},
        {"issued_on": EPOCH + timedelta(days=2**16)},
    ],
    ids=str,
)
def test_facts_that_do_not_fit_their_bytes_are_an_error(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"key_id": 1, "merchant_number": 7, "serial": 1, "issued_on": date(2026, 11, 23)}

    with pytest.raises(ValueError, match="does not fit"):
        CodeFacts(**{**right, **wrong})


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda v: str(v["merchant_number"]))
def test_the_published_vectors_hold(vector: dict[str, Any]) -> None:
    ring = ring_of(signing_key_of(VECTORS["key_id"], bytes.fromhex(VECTORS["private_key"])))
    facts = CodeFacts(
        VECTORS["key_id"], vector["merchant_number"], vector["serial"], date.fromisoformat(vector["issued_on"])
    )

    assert seal(facts, ring) == vector["token"]
    assert open_seal(vector["token"], ring.without_private()) == facts
