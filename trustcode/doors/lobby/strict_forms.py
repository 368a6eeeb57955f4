"""Forms as browsers send them (WHATWG URL, RFC 7578) and nothing looser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from werkzeug.http import parse_options_header

from trustcode.doors.lobby.body_faults import BadBody, BodyFault, BodyLimits
from trustcode.doors.lobby.strict_text import text_of

T = TypeVar("T")

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,\-./:=?]{1,70}")
_PART_HEAD = 4096
_FILENAME = 255


@dataclass(frozen=True)
class SentFile:
    """A file that came with a form. Its name and type are what the sender says, never a path and never proof."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """Values by name, in the order sent, unchangeable."""
    found: dict[str, list[T]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return MappingProxyType({name: tuple(values) for name, values in found.items()})


def pairs_of(raw: bytes, limits: BodyLimits) -> list[tuple[str, str]]:
    """Names and values of `a=1&b=2`. Raises BadBody for broken percent signs and text that is not UTF-8."""
    pieces = [piece for piece in text_of(raw).split("&") if piece]
    if len(pieces) > limits.fields:
        raise BadBody(BodyFault.TOO_MANY_FIELDS)
    return [_pair(piece, limits) for piece in pieces]


def _pair(piece: str, limits: BodyLimits) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    clear_name = _named(_unquoted(name), limits)
    clear_value = _unquoted(value, clear_name)
    if len(clear_value) > limits.value_length:
        raise BadBody(BodyFault.FIELD_TOO_LONG, clear_name)
    return clear_name, clear_value


def _unquoted(text: str, where: str = "") -> str:
    if _BAD_PERCENT.search(text):
        raise BadBody(BodyFault.BAD_FORM, where)
    return text_of(unquote_to_bytes(text.replace("+", " ")), where)


def _named(name: str, limits: BodyLimits) -> str:
    if not name or len(name) > limits.name_length or not name.isprintable():
        raise BadBody(BodyFault.BAD_FORM)
    return name


def parts_of(raw: bytes, boundary: str, limits: BodyLimits) -> tuple[list[tuple[str, str]], list[tuple[str, SentFile]]]:
    """Fields and files of a multipart form (RFC 7578). A file input left empty is no file. Raises BadBody."""
    if not _BOUNDARY.fullmatch(boundary):
        raise BadBody(BodyFault.BAD_FORM)
    fields: list[tuple[str, str]] = []
    files: list[tuple[str, SentFile]] = []
    for head, content in _split(raw, boundary.encode("ascii"), limits):
        name, filename, kind = _read_head(head, limits)
        if filename is None:
            fields.append((name, _field(content, name, limits)))
        elif filename or content:
            files.append((name, SentFile(filename, kind, content)))
    return fields, files


def _split(raw: bytes, boundary: bytes, limits: BodyLimits) -> Iterable[tuple[bytes, bytes]]:
    whole = raw if raw.startswith(b"\r\n") else b"\r\n" + raw
    first, *pieces = whole.split(b"\r\n--" + boundary, limits.fields + 2)
    if len(pieces) > limits.fields + 1:
        raise BadBody(BodyFault.TOO_MANY_FIELDS)
    if first or not pieces or pieces[-1] not in {b"--", b"--\r\n"}:
        raise BadBody(BodyFault.BAD_FORM)
    for piece in pieces[:-1]:
        head, gap, content = piece.partition(b"\r\n\r\n")
        if not gap and head.endswith(b"\r\n"):  # an empty part may do without its blank line (RFC 2046, 5.1.1)
            head, gap = head[:-2], head[-2:]
        if not head.startswith(b"\r\n") or not gap or len(head) > _PART_HEAD:
            raise BadBody(BodyFault.BAD_FORM)
        yield head[2:], content


def _read_head(head: bytes, limits: BodyLimits) -> tuple[str, str | None, str]:
    """Name of the field, name of the file if it is one, and the type that the sender gives it."""
    lines = [line.partition(":") for line in text_of(head).split("\r\n")]
    said = {name.strip().lower(): value.strip() for name, _, value in lines}
    disposition, options = parse_options_header(said.get("content-disposition"))
    is_plain = said.get("content-transfer-encoding", "binary").lower() in {"binary", "8bit", "7bit"}
    if len(said) != len(lines) or disposition.lower() != "form-data" or not is_plain:
        raise BadBody(BodyFault.BAD_FORM)
    filename = options.get("filename")
    if filename is not None and (len(filename) > _FILENAME or not filename.isprintable()):
        raise BadBody(BodyFault.BAD_FORM)
    return _named(options.get("name", ""), limits), filename, said.get("content-type", "")


def _field(content: bytes, name: str, limits: BodyLimits) -> str:
    text = text_of(content, name)
    if len(text) > limits.value_length:
        raise BadBody(BodyFault.FIELD_TOO_LONG, name)
    return text
