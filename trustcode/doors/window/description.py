"""What programs are told of the API: the OpenAPI document, which tests hold against the real answers, and JSON schemas."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, request

from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import the_office
from trustcode.doors.window.asked import answers
from trustcode.doors.window.entrance import READS, blueprint, said
from trustcode.people.rules.permissions import PUBLIC_READING

_FILE = Path(__file__).with_name("data") / "openapi.json"
_REF = "#/components/schemas/"


@blueprint.get("/api/v1/openapi.json")
@access(PUBLIC_READING)
@limited(READS)
def openapi() -> Response:
    """The description of the API (OpenAPI 3.1)."""
    answers(request.args, {})
    return said({**description(), "servers": [{"url": the_office().settings.public_url}]})


@cache
def description() -> dict[str, Any]:
    """The document as it is written; whoever asks gets it with the address of this installation."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def schema_of(name: str) -> dict[str, Any]:
    """One schema of the document by itself, with all that it leads to (JSON Schema 2020-12)."""
    schemas = description()["components"]["schemas"]
    needed: dict[str, Any] = {}
    waiting = [name]
    while waiting:
        for other in _led_to(schemas[waiting.pop()]):
            if other not in needed:
                needed[other] = _at_home(schemas[other])
                waiting.append(other)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return {**head, **_at_home(schemas[name]), "$defs": dict(sorted(needed.items()))}


def _led_to(part: Any) -> set[str]:
    if isinstance(part, list):
        return {name for one in part for name in _led_to(one)}
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"].removeprefix(_REF)} if "$ref" in part else set()
    return own | _led_to(list(part.values()))


def _at_home(part: Any) -> Any:
    if isinstance(part, list):
        return [_at_home(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: value.replace(_REF, "#/$defs/") if name == "$ref" else _at_home(value) for name, value in part.items()
    }
