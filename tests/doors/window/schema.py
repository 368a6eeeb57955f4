"""A small judge of JSON Schema (2020-12): the words that our document uses and no other, so that none is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "null": (type(None),),
}  # fmt: skip
SILENT = {"description", "title", "example", "default", "$schema", "$defs", "$id", "x-columns"}
KNOWN = SILENT | {
    "type", "enum", "const", "properties", "required", "additionalProperties", "items", "oneOf", "allOf", "$ref", "pattern",
    "format", "minimum", "maximum", "maxItems",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> Iterator[str]:
    """What is wrong with a value. Raises AssertionError for a word that this judge does not know."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from faults(value, _led(schema["$ref"], root), root, at)
    if not _has_type(value, schema):
        yield f"{at}: {type(value).__name__} is not {schema['type']}"
        return
    for part in schema.get("allOf", ()):
        yield from faults(value, part, root, at)
    if "oneOf" in schema:
        fitting = sum(not list(faults(value, part, root, at)) for part in schema["oneOf"])
        if fitting != 1:
            yield f"{at}: fits {fitting} of oneOf"
    yield from _plain_faults(value, schema, at)
    if isinstance(value, dict):
        yield from _object_faults(value, schema, root, at)
    for place, one in enumerate(value if isinstance(value, list) else ()):
        yield from faults(one, schema.get("items", {}), root, f"{at}[{place}]")


def _led(ref: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for name in ref.removeprefix("#/").split("/"):
        found = found[name]
    return found


def _has_type(value: Any, schema: dict[str, Any]) -> bool:
    wanted = schema.get("type")
    names = [wanted] if isinstance(wanted, str) else wanted
    if names is None:
        return True
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _plain_faults(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value!r} has not the form {schema['pattern']}"
        if schema.get("format") == "date" and date.fromisoformat(value).isoformat() != value:
            yield f"{at}: {value!r} is no day"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if isinstance(value, list) and len(value) > schema.get("maxItems", len(value)):
        yield f"{at}: too many"


def _object_faults(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: lacks {name}"
    for name, one in value.items():
        if name in known:
            yield from faults(one, known[name], root, f"{at}.{name}")
        elif schema.get("additionalProperties", True) is False:
            yield f"{at}: {name} is not in the document"
