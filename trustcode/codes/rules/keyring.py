"""The keys that codes are signed with: one signs, all that ever signed go on verifying, so nothing is reprinted.

A key ring is read from JSON of two shapes: our own file, which may hold the private half of the one key that signs,
and the public list at `/.well-known/trustcode.json`, which never does.
"""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.kernel.refusals import Refusal

EPOCH = date(2020, 1, 1)
"""Day number 0 of a token; no key is older."""
ED25519 = 1
"""Suite id of Ed25519 (RFC 8032). Id 2 is kept for SM2 with SM3 (GB/T 32918), whose signatures also have 64 bytes."""
ALGORITHMS: Mapping[int, str] = MappingProxyType({ED25519: "Ed25519"})
_KEY_BYTES = 32


@dataclass(frozen=True)
class PublicKey:
    """What anyone may know of a key. Days are civil days in China; both ends are included."""

    key_id: int
    suite: int
    public: bytes
    not_before: date = EPOCH
    retired_on: date | None = None

    def in_use_on(self, day: date) -> bool:
        """Whether this key could have signed a code issued on a day."""
        return self.not_before <= day and (self.retired_on is None or day <= self.retired_on)


@dataclass(frozen=True)
class SigningKey:
    """A key with its private half, 32 bytes that no repr shows."""

    public: PublicKey
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyRing:
    """All public keys by id, and the one that signs, if this process may sign."""

    keys: Mapping[int, PublicKey]
    signing: SigningKey | None = None

    @property
    def signing_id(self) -> int:
        """Id of the key that signs. Raises Refusal(NO_SIGNING_KEY)."""
        if self.signing is None:
            raise Refusal(CodeRefusal.NO_SIGNING_KEY)
        return self.signing.public.key_id

    def without_private(self) -> KeyRing:
        """The same ring, able to verify only: what the public doors are given."""
        return KeyRing(self.keys)


def new_signing_key(key_id: int, not_before: date = EPOCH) -> SigningKey:
    """A fresh random Ed25519 key. The id is 1 to 255; raises ValueError otherwise."""
    private = Ed25519PrivateKey.generate()
    return signing_key_of(key_id, private.private_bytes_raw(), not_before)


def signing_key_of(key_id: int, private: bytes, not_before: date = EPOCH) -> SigningKey:
    """The key whose private half (32 bytes) is known. Raises ValueError for a wrong id or length."""
    if not 1 <= key_id <= 255:
        raise ValueError("a key id is 1 to 255")
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return SigningKey(PublicKey(key_id, ED25519, public, not_before), private)


def ring_of(key: SigningKey) -> KeyRing:
    """A ring of one key, which signs."""
    return KeyRing(MappingProxyType({key.public.key_id: key.public}), key)


def rotate(ring: KeyRing, key: SigningKey, on: date) -> KeyRing:
    """A ring in which a new key signs from a day on; the former one keeps verifying, and its private half is dropped.

    The former key's last day is that day too, since codes may have been issued on it that morning. Raises
    Refusal(BAD_KEY_RING) when the id has been used before.
    """
    if key.public.key_id in ring.keys:
        raise _bad("id_used_twice", key_id=key.public.key_id)
    keys = {i: k if k.retired_on else replace(k, retired_on=on) for i, k in ring.keys.items()}
    fresh = replace(key, public=replace(key.public, not_before=on))
    return KeyRing(MappingProxyType({**keys, fresh.public.key_id: fresh.public}), fresh)


def next_key_id(ring: KeyRing) -> int:
    """One more than the highest id, since ids are never used twice. Raises Refusal(BAD_KEY_RING) after 255."""
    highest = max(ring.keys, default=0)
    if highest >= 255:
        raise _bad("ids_used_up")
    return highest + 1


def keyring_to_json(ring: KeyRing) -> str:
    """The private file: all keys, and the private half of the one that signs. Keep it readable by its owner alone."""
    rows = [_public_row(key) for key in ring.keys.values()]
    for row in rows:
        if ring.signing is not None and row["id"] == ring.signing.public.key_id:
            row["private_key"] = _to_text(ring.signing.private)
    return json.dumps({"keys": rows}, indent=2) + "\n"


def public_keys(ring: KeyRing) -> list[dict[str, Any]]:
    """The public list: id, suite, algorithm, public key (base64url of 32 bytes), first and last day of signing."""
    return [_public_row(key) for key in ring.keys.values()]


def public_keys_json(ring: KeyRing) -> str:
    """The public list as a JSON document of one member, `keys`."""
    return json.dumps({"keys": public_keys(ring)}, indent=2) + "\n"


def keyring_from_json(text: str) -> KeyRing:
    """A ring from the private file or from the public list. Raises Refusal(BAD_KEY_RING) with `problem` as a fact."""
    rows = _rows(text)
    keys = [_public_of(row) for row in rows]
    if len({key.key_id for key in keys}) != len(keys):
        raise _bad("id_used_twice")
    signing = [_signing_of(row, key) for row, key in zip(rows, keys, strict=True) if row.get("private_key")]
    if len(signing) > 1:
        raise _bad("two_keys_sign")
    return KeyRing(MappingProxyType({key.key_id: key for key in keys}), signing[0] if signing else None)


def _bad(problem: str, **facts: Any) -> Refusal:
    return Refusal(CodeRefusal.BAD_KEY_RING, problem=problem, **facts)


def _rows(text: str) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text)["keys"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _bad("not_a_key_file") from None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _bad("not_a_key_file")
    return rows


def _public_row(key: PublicKey) -> dict[str, Any]:
    return {
        "id": key.key_id,
        "suite": key.suite,
        "algorithm": ALGORITHMS[key.suite],
        "public_key": _to_text(key.public),
        "not_before": key.not_before.isoformat(),
        "retired_on": key.retired_on.isoformat() if key.retired_on else None,
    }


def _public_of(row: dict[str, Any]) -> PublicKey:
    try:
        key_id, suite, retired = row["id"], row["suite"], row.get("retired_on")
        public = _from_text(row["public_key"])
        not_before = date.fromisoformat(row["not_before"])
        retired_on = date.fromisoformat(retired) if retired else None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _bad("broken_key") from None
    if type(key_id) is not int or type(suite) is not int or not 1 <= key_id <= 255 or suite not in ALGORITHMS:
        raise _bad("unknown_id_or_suite")
    return PublicKey(key_id, suite, public, not_before, retired_on)


def _signing_of(row: dict[str, Any], key: PublicKey) -> SigningKey:
    try:
        made = signing_key_of(key.key_id, _from_text(row["private_key"]), key.not_before)
    except (TypeError, ValueError, AttributeError):
        raise _bad("broken_key", key_id=key.key_id) from None
    if made.public.public != key.public:
        raise _bad("halves_differ", key_id=key.key_id)
    if key.retired_on is not None:
        raise _bad("retired_key_signs", key_id=key.key_id)
    return SigningKey(key, made.private)


def _to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _from_text(text: str) -> bytes:
    raw = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if len(raw) != _KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return raw
