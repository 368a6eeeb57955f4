"""One value, one byte string: JSON with sorted keys, no blanks, UTF-8, without floats (a subset of RFC 8785)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

_PLAIN = frozenset({str, int, bool, type(None)})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A value made of str, int, bool, None, list and dict alone.

    Dates become ISO text, moments ISO text in UTC to the microsecond, enums their value. Raises TypeError for floats,
    decimals and anything else whose text is not unique.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, int | str) and not isinstance(value, Enum):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _plain_dict(value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(v) for v in value)
    if isinstance(value, Decimal | float):
        raise TypeError("numbers with a fraction have no single text; use whole units (fen, millionths of a degree)")
    raise TypeError(f"no canonical text for {type(value).__name__}")


def _plain_dict(value: dict[Any, Any]) -> dict[str, Any]:
    named = {str(plain(k)): plain(v) for k, v in value.items()}
    if len(named) != len(value):
        raise TypeError("two keys have the same text")
    return named


def utc_text(at: datetime) -> str:
    """A moment as text of fixed width in UTC, for example 2026-11-23T01:42:00.000000Z."""
    if at.tzinfo is None:
        raise TypeError("a moment needs a time zone")
    from_utc = at.astimezone(UTC)
    return from_utc.strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def canonical(value: Any) -> bytes:
    """The one byte string of a value. Raises TypeError as `plain` does, UnicodeEncodeError for lone surrogates."""
    return _ENCODER.encode(plain(value)).encode()
