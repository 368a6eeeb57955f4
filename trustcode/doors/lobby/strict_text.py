"""Bytes into text, once and strictly: UTF-8, no NUL, no half of a pair."""

from __future__ import annotations

from trustcode.doors.lobby.body_faults import BadBody, BodyFault


def text_of(raw: bytes, where: str = "") -> str:
    """The text that the bytes are in UTF-8 (RFC 3629). Raises BadBody for anything else, and for NUL."""
    try:
        text = raw.decode("utf-8", errors="strict")
    except UnicodeDecodeError:
        raise BadBody(BodyFault.NOT_UTF8, where) from None
    return clean(text, where)


def clean(text: str, where: str = "") -> str:
    """The same text. Raises BadBody if it holds NUL or a lone surrogate, which no database takes."""
    if "\0" in text:
        raise BadBody(BodyFault.FORBIDDEN_CHARACTER, where)
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise BadBody(BodyFault.FORBIDDEN_CHARACTER, where)
    return text
