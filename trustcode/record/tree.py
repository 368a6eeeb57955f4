"""Pure: the hash of one leaf, as RFC 9162 section 2.1.1 builds it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from trustcode.kernel.canonical import canonical

SALT_LENGTH = 32
_LEAF = b"\x00"
_BODY = b"trustcode/entry-body/v1\x00"


def body_hash(salt: bytes, body: dict[str, Any]) -> bytes:
    """A commitment to what an entry says: erasing salt and body later leaves it standing and telling nothing."""
    return body_text_hash(salt, canonical(body))


def body_text_hash(salt: bytes, text: bytes) -> bytes:
    """The same for a body that is canonical text already."""
    return hashlib.sha256(_BODY + salt + text).digest()


def leaf(kind: str, subject: str, at: datetime, committed: bytes) -> bytes:
    """The bytes of a leaf: what kind of entry, about what, when, and the commitment to its body."""
    return canonical({"v": 1, "kind": kind, "subject": subject, "at": at, "body": committed.hex()})


def leaf_hash(leaf_bytes: bytes) -> bytes:
    """SHA-256 over a zero byte and the leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(_LEAF + leaf_bytes).digest()
