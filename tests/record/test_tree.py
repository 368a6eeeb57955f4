"""The hash of a leaf: the same for ever, and different for every difference."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from trustcode.record.tree import body_hash, leaf, leaf_hash

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
SALT = bytes(range(32))


def test_a_leaf_hash_begins_with_a_zero_byte() -> None:
    """RFC 9162, 2.1.1; the empty leaf is the vector of RFC 6962's implementations."""
    assert leaf_hash(b"") == hashlib.sha256(b"\0").digest()
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_the_bytes_of_a_leaf_never_change() -> None:
    """Written down once: whoever changes this breaks every proof ever given out."""
    committed = body_hash(SALT, {"by": "p", "role": "owner", "facts": {"a": 1}})

    assert leaf("merchant.admitted", "m1", AT, committed) == (
        b'{"at":"2026-11-23T01:42:00.000000Z","body":"' + committed.hex().encode() + b'",'
        b'"kind":"merchant.admitted","subject":"m1","v":1}'
    )
    assert (
        committed
        == hashlib.sha256(b"trustcode/entry-body/v1\0" + SALT + b'{"by":"p","facts":{"a":1},"role":"owner"}').digest()
    )


@pytest.mark.parametrize(("salt", "body"), [(SALT[::-1], {"a": 1}), (SALT, {"a": 2}), (SALT, {})])
def test_another_salt_or_body_is_another_commitment(salt: bytes, body: dict[str, int]) -> None:
    assert body_hash(salt, body) != body_hash(SALT, {"a": 1})
