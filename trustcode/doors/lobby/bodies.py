"""The one way into a request body: strict, limited, read once, unchangeable afterwards.

Everything that a form or a program can send wrong (depth, half characters, huge numbers, repeated keys, cut bodies)
ends here as a BadBody with a 4xx status, so that no page has to expect it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.http import parse_options_header
from werkzeug.wrappers import Request

from trustcode.doors.lobby.body_faults import LIMITS, BadBody, BodyFault, BodyLimits
from trustcode.doors.lobby.strict_forms import SentFile, grouped, pairs_of, parts_of
from trustcode.doors.lobby.strict_json import json_of

__all__ = ["ALL_KINDS", "BadBody", "Body", "BodyFault", "BodyKind", "BodyLimits", "SentFile", "read_body", "read_query"]


T = TypeVar("T")


class BodyKind(StrEnum):
    """The three content types that are read."""

    FORM = "application/x-www-form-urlencoded"
    MULTIPART = "multipart/form-data"
    JSON = "application/json"


ALL_KINDS = frozenset(BodyKind)
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_KEPT = "trustcode.body"


@dataclass(frozen=True)
class Body:
    """What came with a request: fields by name, files by name, or one JSON value. All of it unchangeable."""

    kind: BodyKind | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: grouped([]))
    files: Mapping[str, tuple[SentFile, ...]] = field(default_factory=lambda: grouped([]))
    json: Any = None

    def text(self, name: str, default: str = "") -> str:
        """The value of a field that is sent once; `default` if it was not. Raises BadBody if it was sent twice."""
        return _only(self.fields.get(name, (default,)), name)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a field, as a row of check boxes sends them."""
        return self.fields.get(name, ())

    def file(self, name: str) -> SentFile | None:
        """The file sent under a name, or None. Raises BadBody if there are several."""
        sent = self.files.get(name)
        return _only(sent, name) if sent else None


def _only(values: tuple[T, ...], name: str) -> T:
    if len(values) > 1:
        raise BadBody(BodyFault.REPEATED_FIELD, name)
    return values[0]


def read_body(request: Request, limits: BodyLimits = LIMITS, kinds: frozenset[BodyKind] = ALL_KINDS) -> Body:
    """The body of a request; the same Body when asked again. Raises BadBody (400, 411, 413, 415), never anything else.

    Must come before anything else reads the request; afterwards the bytes can be read again by others.
    """
    kept = request.environ.get(_KEPT)
    if not isinstance(kept, Body):
        kept = _parse(request, limits, kinds)
        request.environ[_KEPT] = kept
    return kept


def read_query(request: Request, limits: BodyLimits = LIMITS) -> Mapping[str, tuple[str, ...]]:
    """Names and values of the query string, as strictly as a form. Raises BadBody."""
    raw = request.query_string
    if len(raw) > limits.query_bytes:
        raise BadBody(BodyFault.TOO_LARGE)
    return grouped(pairs_of(raw, limits))


def _parse(request: Request, limits: BodyLimits, kinds: frozenset[BodyKind]) -> Body:
    length = _length(request.environ)
    if length == 0:
        return Body()
    if request.method in _BODILESS:
        raise BadBody(BodyFault.NOT_EXPECTED)
    kind, options = _kind(request, kinds)
    if length > _most(kind, limits):
        raise BadBody(BodyFault.TOO_LARGE)
    raw = _bytes(request.environ, length)
    if kind is BodyKind.JSON:
        return Body(kind, json=json_of(raw, limits))
    if kind is BodyKind.FORM:
        return Body(kind, grouped(pairs_of(raw, limits)))
    fields, files = parts_of(raw, options.get("boundary", ""), limits)
    return Body(kind, grouped(fields), grouped(files))


def _length(environ: dict[str, Any]) -> int:
    """The declared length in bytes. A body in pieces of unknown number (chunked) is not taken."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise BadBody(BodyFault.NO_LENGTH)
    text = str(environ.get("CONTENT_LENGTH") or "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise BadBody(BodyFault.BAD_LENGTH)
    return int(text)


def _kind(request: Request, kinds: frozenset[BodyKind]) -> tuple[BodyKind, dict[str, str]]:
    name, options = parse_options_header(request.environ.get("CONTENT_TYPE", ""))
    encoding = request.environ.get("HTTP_CONTENT_ENCODING", "identity").lower()
    charset = options.get("charset", "utf-8").lower()
    try:
        kind = BodyKind(name.lower())
    except ValueError:
        raise BadBody(BodyFault.WRONG_TYPE) from None
    if kind not in kinds or charset not in {"utf-8", "utf8"} or encoding != "identity":
        raise BadBody(BodyFault.WRONG_TYPE)
    return kind, options


def _most(kind: BodyKind, limits: BodyLimits) -> int:
    if kind is BodyKind.JSON:
        return limits.json_bytes
    return limits.form_bytes if kind is BodyKind.FORM else limits.multipart_bytes


def _bytes(environ: dict[str, Any], length: int) -> bytes:
    """Exactly as many bytes as declared; then put back, for a library that reads the form by itself."""
    stream = environ["wsgi.input"]
    pieces: list[bytes] = []
    left = length
    try:
        while left > 0 and (piece := stream.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except (OSError, ValueError):
        raise BadBody(BodyFault.CUT_SHORT) from None
    if left > 0:
        raise BadBody(BodyFault.CUT_SHORT)
    raw = b"".join(pieces)
    environ["wsgi.input"] = io.BytesIO(raw)
    return raw
