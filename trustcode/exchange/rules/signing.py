"""Messages between systems are signed: HMAC-SHA256 (RFC 2104) over the moment and the body, with a key known by its id."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.kernel.refusals import Refusal

KEY_HEADER = "X-TrustCode-Key"
TIME_HEADER = "X-TrustCode-Time"
SIGNATURE_HEADER = "X-TrustCode-Signature"

FRESH = timedelta(minutes=5)
"""How far the moment of a message may lie from ours, either way; what comes again within it is known by its number."""

_DOMAIN = b"trustcode-exchange-v1"


def signature(key: bytes, at: int, body: bytes) -> str:
    """The signature of a body sent at a moment (seconds since 1970, UTC), as 64 hexadecimal digits."""
    return hmac.new(key, b"\n".join([_DOMAIN, str(at).encode(), body]), hashlib.sha256).hexdigest()


def require_signed(keys: Mapping[str, bytes], headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Raises Refusal NOT_SIGNED for a key or signature that is not right, TOO_OLD for one of another time."""
    key = keys.get(headers.get(KEY_HEADER, ""))
    text = headers.get(TIME_HEADER, "")
    at = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else -1
    given = headers.get(SIGNATURE_HEADER, "")
    right = signature(key or b"\0" * 32, at, body)
    if not hmac.compare_digest(right.encode(), given.encode("utf-8", "replace")) or key is None:
        raise Refusal(ExchangeRefusal.NOT_SIGNED)
    if abs(now.timestamp() - at) > FRESH.total_seconds():
        raise Refusal(ExchangeRefusal.TOO_OLD)
