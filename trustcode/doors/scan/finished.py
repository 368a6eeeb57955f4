"""A finished page: bytes compressed once, headers made once, handed out as they are over plain WSGI."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli  # type: ignore[import-untyped]

from trustcode.doors.wording.headers import Headers, completed

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Wsgi = Callable[[Environ, StartResponse], Iterable[bytes]]

BROTLI, GZIP, IDENTITY = "br", "gzip", "identity"
_BROTLI_QUALITY = 5
"""Quality 5 takes a tenth of the time of the best and comes within a tenth of its size."""
_GZIP_LEVEL = 6
_LONGEST_KNOWN = 120
"""A list of encodings longer than this comes from no browser and is not worth remembering."""
_OVERHEAD = 1_024
"""Bytes that a page takes besides its body: key, headers, bookkeeping."""


@dataclass(frozen=True, slots=True)
class Times:
    """When the facts were checked; from when and until when the page is good (not included); seconds since 1970."""

    checked_at: float
    good_from: float
    good_until: float

    def hold(self, second: float) -> bool:
        """Whether the page is good now."""
        return self.good_from <= second < self.good_until


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one encoding, of a shop with this number in its codes. `name`: version of the card and language."""

    number: int
    name: str
    encoding: str
    etag: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    headers_unchanged: tuple[tuple[str, str], ...]
    times: Times

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return len(self.body) + _OVERHEAD


def finish(html: str, number: int, name: str, encoding: str, security: Headers, times: Times) -> Page:
    """The page of some HTML. Its ETag is name, time and a hash, weak since one tag stands for all encodings."""
    raw = html.encode()
    etag = f'W/"{name}-{int(times.checked_at)}-{hashlib.sha256(raw).hexdigest()[:8]}"'
    body = compressed(raw, encoding)
    common = completed([("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding")], security)
    named = [] if encoding == IDENTITY else [("Content-Encoding", encoding)]
    about = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))), *named]
    return Page(
        number=number,
        name=name,
        encoding=encoding,
        etag=etag,
        body=body,
        headers=(*about, *common),
        headers_unchanged=tuple(common),
        times=times,
    )


def html_of(page: Page) -> str:
    """The HTML that a page was made from."""
    if page.encoding == BROTLI:
        return str(brotli.decompress(page.body), "utf-8")
    return (gzip.decompress(page.body) if page.encoding == GZIP else page.body).decode()


def hand_out(page: Page, environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer GET or HEAD with a page, or with 304 when the visitor has it already (RFC 9110, 13.1.2)."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and (known == page.etag or _is_among(page.etag, known)):
        start_response("304 Not Modified", list(page.headers_unchanged))
        return ()
    start_response("200 OK", list(page.headers))
    return (page.body,) if environ["REQUEST_METHOD"] != "HEAD" else ()


def compressed(raw: bytes, encoding: str) -> bytes:
    """Bytes in an encoding; always the same for the same bytes."""
    if encoding == BROTLI:
        return bytes(brotli.compress(raw, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))
    return gzip.compress(raw, _GZIP_LEVEL, mtime=0) if encoding == GZIP else raw


def encoding_for(accepted: str) -> str:
    """The best of br, gzip and identity for an Accept-Encoding header (RFC 9110, 12.5.3)."""
    return _known_encoding(accepted) if len(accepted) <= _LONGEST_KNOWN else IDENTITY


@lru_cache(maxsize=256)
def _known_encoding(accepted: str) -> str:
    wanted = dict(_weighed(part) for part in accepted.lower().split(","))
    for encoding in (BROTLI, GZIP):
        if wanted.get(encoding, wanted.get("*", 0.0)) > 0:
            return encoding
    return IDENTITY


def _weighed(part: str) -> tuple[str, float]:
    name, _, rest = part.strip().partition(";")
    quality = rest.strip().removeprefix("q=")
    try:
        return name.strip(), float(quality) if rest else 1.0
    except ValueError:
        return name.strip(), 0.0


def _is_among(etag: str, known: str) -> bool:
    """Weak comparison with a list, or with `*`."""
    bare = etag.removeprefix("W/")
    return known.strip() == "*" or any(one.strip().removeprefix("W/") == bare for one in known.split(","))
