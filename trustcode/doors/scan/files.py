"""Style sheets, pictures and the few files that browsers and robots ask for by name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request, send_file
from werkzeug.security import safe_join

from trustcode.doors.scan.finished import compressed, encoding_for
from trustcode.doors.scan.sending import nothing_here, sent
from trustcode.doors.scan.shops import FOR_EVER
from trustcode.doors.wording.pages import static
from trustcode.doors.wording.styles import STATIC, office_sheet

blueprint = Blueprint("files", __name__)

_DAY = "public, max-age=86400"
_ROBOTS = b"User-agent: *\nDisallow: /search\nDisallow: /en/search\nDisallow: /code\nDisallow: /en/code\nDisallow: /counter/\n"
_TEXT_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@blueprint.get("/static/<path:name>")
def file(name: str) -> Response:
    """A file of the product; kept for ever when asked for with its version."""
    path = safe_join(str(STATIC), name)
    if path is None:
        raise nothing_here()
    try:
        current = static(path.removeprefix(f"{STATIC}/"))
    except (OSError, ValueError):  # no such file, or a name that no file can have
        raise nothing_here() from None
    kind = _TEXT_KINDS.get(name.rpartition(".")[2])
    version = request.args.get("v", "")
    headers = {"Cache-Control": FOR_EVER if version and current.endswith(f"?v={version}") else "no-cache"}
    if kind is None:
        response = send_file(path)
        response.headers.update(headers)
        return response
    return sent(Path(path).read_bytes(), f"{kind}; charset=utf-8", headers=headers)


@blueprint.get("/style/office-<version>.css")
def style(version: str) -> Response:
    """The one style sheet of all pages but the scan pages; an old version gets the present one, for this time only."""
    sheet = office_sheet()
    encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
    response = Response(_packed(sheet.text, encoding), content_type="text/css; charset=utf-8")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_EVER if version == sheet.version else "no-cache"
    return response


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """The mark."""
    return sent((STATIC / "img" / "mark.svg").read_bytes(), "image/svg+xml", headers={"Cache-Control": _DAY})


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Shops may be found by search engines; searches and forms need not be."""
    return sent(_ROBOTS, "text/plain; charset=utf-8", headers={"Cache-Control": _DAY})


@lru_cache(maxsize=4)
def _packed(text: str, encoding: str) -> bytes:
    return compressed(text.encode(), encoding)
