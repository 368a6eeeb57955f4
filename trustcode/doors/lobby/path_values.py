"""What may stand in the variable parts of an address; everything else is an address that does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from trustcode.kernel.identifiers import is_id
from trustcode.storage.blobs import is_digest

MOST_SERIAL = 65_535


class SerialConverter(IntegerConverter):
    """`<serial:…>`: the number of a print, 1 to 65,535, in ASCII digits without leading zeros."""

    regex = "[1-9][0-9]{0,4}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=MOST_SERIAL)


def install(app: Flask) -> None:
    """Let addresses name serials; call before any address that does is registered."""
    app.url_map.converters["serial"] = SerialConverter


def are_fit(values: Mapping[str, Any]) -> bool:
    """Whether each id (`…_id`) and each digest in an address has the shape of one, so that a database may be asked for it."""
    return all(_is_fit(name, str(value)) for name, value in values.items())


def _is_fit(name: str, value: str) -> bool:
    if name.endswith("_id"):
        return is_id(value)
    return is_digest(value) if name == "digest" else True
