"""The keys behind the codes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from trustcode.codes.rules.keyring import (
    KeyRing,
    keyring_from_json,
    keyring_to_json,
    new_signing_key,
    next_key_id,
    public_keys,
    public_keys_json,
    ring_of,
    rotate,
    signing_key_of,
)
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.seal import CodeFacts, open_seal, seal
from trustcode.kernel.refusals import Refusal

ON = date(2026, 11, 23)


@pytest.fixture
def ring() -> KeyRing:
    return ring_of(signing_key_of(1, b"\x01" * 32))


def test_a_ring_survives_its_file(ring: KeyRing) -> None:
    read = keyring_from_json(keyring_to_json(ring))

    assert read == ring


def test_the_public_list_verifies_but_cannot_sign(ring: KeyRing) -> None:
    token = seal(CodeFacts(1, 7, 1, ON), ring)

    public = keyring_from_json(public_keys_json(ring))

    assert open_seal(token, public).merchant_number == 7
    assert public.signing is None


def test_the_public_list_holds_no_private_half(ring: KeyRing) -> None:
    assert "private" not in public_keys_json(ring)
    assert set(public_keys(ring)[0]) == {"id", "suite", "algorithm", "public_key", "not_before", "retired_on"}


def test_no_repr_shows_a_private_half(ring: KeyRing) -> None:
    private = b"\x01" * 32

    assert repr(private) not in repr(ring)
    assert "private" not in repr(ring)


def test_two_new_keys_differ() -> None:
    assert new_signing_key(1).private != new_signing_key(1).private


def test_a_retired_key_goes_on_verifying(ring: KeyRing) -> None:
    token = seal(CodeFacts(1, 7, 1, ON), ring)

    turned = rotate(ring, new_signing_key(2), ON)

    assert open_seal(token, turned).merchant_number == 7


def test_after_rotation_the_new_key_signs(ring: KeyRing) -> None:
    turned = rotate(ring, new_signing_key(2), ON)

    assert turned.signing_id == 2
    assert open_seal(seal(CodeFacts(2, 8, 1, ON), turned), turned).merchant_number == 8


def test_rotation_drops_the_former_private_half(ring: KeyRing) -> None:
    text = keyring_to_json(rotate(ring, new_signing_key(2), ON))

    assert text.count("private_key") == 1
    assert ring.signing is not None
    assert json.loads(keyring_to_json(ring))["keys"][0]["private_key"] not in text


def test_an_earlier_retirement_stays_as_it_was(ring: KeyRing) -> None:
    second = rotate(ring, new_signing_key(2), date(2026, 1, 1))

    third = rotate(second, new_signing_key(3), ON)

    assert third.keys[1].retired_on == date(2026, 1, 1)
    assert third.keys[2].retired_on == ON


def test_an_id_is_never_used_twice(ring: KeyRing) -> None:
    with pytest.raises(Refusal) as refused:
        rotate(ring, new_signing_key(1), ON)

    assert refused.value.code is CodeRefusal.BAD_KEY_RING


def test_the_next_id_is_above_all_others(ring: KeyRing) -> None:
    assert next_key_id(rotate(ring, new_signing_key(9), ON)) == 10


def test_there_is_no_id_after_255() -> None:
    with pytest.raises(Refusal):
        next_key_id(ring_of(new_signing_key(255)))


@pytest.mark.parametrize("key_id", [0, 256, -1])
def test_an_id_fits_one_byte(key_id: int) -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        new_signing_key(key_id)


def test_a_ring_without_private_half_names_no_signing_id(ring: KeyRing) -> None:
    with pytest.raises(Refusal) as refused:
        _ = ring.without_private().signing_id

    assert refused.value.code is CodeRefusal.NO_SIGNING_KEY


def _file(**changes: Any) -> str:
    rows = json.loads(keyring_to_json(ring_of(signing_key_of(1, b"\x01" * 32))))["keys"]
    return json.dumps({"keys": [{**rows[0], **changes}]})


OTHER = json.loads(public_keys_json(ring_of(signing_key_of(1, b"\x02" * 32))))["keys"][0]["public_key"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not_a_key_file"),
        ("[]", "not_a_key_file"),
        ("{}", "not_a_key_file"),
        ('{"keys": []}', "not_a_key_file"),
        ('{"keys": {"id": 1}}', "not_a_key_file"),
        ('{"keys": [1]}', "not_a_key_file"),
        ("[" * 100_000, "not_a_key_file"),
        ('{"keys": [{}]}', "broken_key"),
        (_file(public_key="AAAA"), "broken_key"),
        (_file(public_key="!" * 43), "broken_key"),
        (_file(public_key=5), "broken_key"),
        (_file(not_before="yesterday"), "broken_key"),
        (_file(id=0), "unknown_id_or_suite"),
        (_file(id=256), "unknown_id_or_suite"),
        (_file(id=True), "unknown_id_or_suite"),
        (_file(id="1"), "unknown_id_or_suite"),
        (_file(suite=2), "unknown_id_or_suite"),
        (_file(suite=[]), "unknown_id_or_suite"),
        (_file(private_key="AAAA"), "broken_key"),
        (_file(public_key=OTHER), "halves_differ"),
        (_file(retired_on="2026-01-01"), "retired_key_signs"),
    ],
)
def test_a_bad_key_file_is_refused_with_its_problem(text: str, problem: str) -> None:
    with pytest.raises(Refusal) as refused:
        keyring_from_json(text)

    assert refused.value.facts["problem"] == problem


@pytest.mark.parametrize(("second", "problem"), [(1, "id_used_twice"), (2, "two_keys_sign")])
def test_a_file_names_each_id_once_and_one_signer(second: int, problem: str) -> None:
    row = json.loads(_file())["keys"][0]

    with pytest.raises(Refusal) as refused:
        keyring_from_json(json.dumps({"keys": [row, {**row, "id": second}]}))

    assert refused.value.facts["problem"] == problem
