"""JSON as RFC 8259 has it and one reading only: no repeated keys, no NaN, no depth, no number that loses digits."""

from __future__ import annotations

import json
import math
from types import MappingProxyType
from typing import Any, NoReturn

from trustcode.doors.lobby.body_faults import BadBody, BodyFault, BodyLimits
from trustcode.doors.lobby.strict_text import clean, text_of

_LARGEST = 2**53
_DIGITS = 17


def json_of(raw: bytes, limits: BodyLimits) -> Any:
    """The value in the bytes, unchangeable: mappings, tuples, text, int, float, bool, None. Raises BadBody."""
    text = text_of(raw)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=_int,
            parse_float=_float,
            parse_constant=_constant,
        )
    except RecursionError:
        raise BadBody(BodyFault.TOO_DEEP) from None
    except ValueError:
        raise BadBody(BodyFault.BAD_JSON) from None
    return _Freezer(limits).freeze(value, 0)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadBody(BodyFault.REPEATED_KEY)
    return found


def _int(digits: str) -> int:
    if len(digits) > _DIGITS or abs(number := int(digits)) > _LARGEST:
        raise BadBody(BodyFault.BAD_NUMBER)
    return number


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise BadBody(BodyFault.BAD_NUMBER)
    return number


def _constant(_name: str) -> NoReturn:
    raise BadBody(BodyFault.BAD_NUMBER)


class _Freezer:
    """Makes a value unchangeable and counts as it goes."""

    def __init__(self, limits: BodyLimits) -> None:
        self._limits = limits
        self._left = limits.json_values

    def freeze(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise BadBody(BodyFault.TOO_MANY_FIELDS)
        if isinstance(value, str):
            return self._text(value, self._limits.value_length)
        if isinstance(value, dict | list):
            if depth >= self._limits.json_depth:
                raise BadBody(BodyFault.TOO_DEEP)
            return self._inside(value, depth + 1)
        return value

    def _inside(self, value: dict[str, Any] | list[Any], depth: int) -> Any:
        if isinstance(value, list):
            return tuple(self.freeze(one, depth) for one in value)
        longest = self._limits.name_length
        return MappingProxyType({self._text(key, longest): self.freeze(one, depth) for key, one in value.items()})

    def _text(self, text: str, longest: int) -> str:
        if len(text) > longest:
            raise BadBody(BodyFault.FIELD_TOO_LONG)
        return clean(text)
