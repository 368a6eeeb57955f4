"""What the shelf has no page for: codes that are not ours, codes of no shop, and codes that nobody can check now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from trustcode.codes.rules.seal import TOKEN_DIGITS
from trustcode.codes.rules.short_code import read_short_code
from trustcode.doors.scan import addresses
from trustcode.doors.scan.door import ask, in_other_language, the_door, the_language, the_moment, to
from trustcode.doors.scan.home import home_page
from trustcode.doors.scan.sending import RETRY_SECONDS, nothing_here, page
from trustcode.doors.scan.shelf import CHECKED_AT, VERDICT, Verdict
from trustcode.doors.scan.views.page import CodeView
from trustcode.doors.wording.labels import words_of
from trustcode.doors.wording.pages import render
from trustcode.kernel.refusals import Refusal
from trustcode.projections.scan_card.reading import card_of_merchant, print_by_short_code
from trustcode.storage.reading import Reader

blueprint = Blueprint("codes", __name__)

_MANY_DIGITS = 20
"""A part of an address with so many digits was meant as a code."""
_LONGEST_SHOWN = 2 * TOKEN_DIGITS


@blueprint.get("/<segment>")
def code(segment: str) -> Response:
    """The address on a print, when the shelf could not answer it; or something that merely looks like one."""
    verdict = request.environ.get(VERDICT)
    if verdict is None and not _was_meant_as_code(segment):
        raise nothing_here()
    return _PAGES[verdict or Verdict.FORGED](segment)


@blueprint.get("/code")
def look_up() -> AnyResponse:
    """From the spoken form of a code, typed in, to the page of that very print."""
    typed = request.args.get("code", "")[:60]
    if not typed.strip():
        return redirect(to("/"), 303)
    try:
        digits = read_short_code(typed, "code")
    except Refusal as refusal:
        return home_page(422, short_code=typed, short_code_error=words_of(the_language(), refusal.faults[0]))
    token = ask(lambda reader: _token(reader, digits))
    return redirect(to(addresses.code_path(token)), 303) if token else _unknown("")


def _token(reader: Reader, digits: str) -> str:
    """The token of the print with this short code; empty when there is none or nothing of its shop is public."""
    found = print_by_short_code(reader, digits)
    card = card_of_merchant(reader, found[0]) if found else None
    one = card.print_of(found[1]) if card and found else None
    return one.token if one else ""


def _was_meant_as_code(segment: str) -> bool:
    digits = sum(char.isdigit() for char in segment)
    return digits == len(segment) or digits >= _MANY_DIGITS


def _forged(segment: str) -> Response:
    return page(render("scan/forged.html", the_language(), view=_view(segment)), 404)


def _unknown(segment: str) -> Response:
    return page(render("scan/unknown.html", the_language(), view=_view(segment)), 404)


def _stale(segment: str) -> Response:
    now = the_moment()
    view = replace(_view(segment), checked_at=request.environ.get(CHECKED_AT, now), tried_at=now)
    html = render("scan/stale.html", the_language(), view=view)
    return page(html, 503, headers={"Retry-After": str(RETRY_SECONDS)})


_PAGES: dict[Verdict, Callable[[str], Response]] = {
    Verdict.FORGED: _forged,
    Verdict.UNKNOWN: _unknown,
    Verdict.AWAY: _stale,
}


def _view(segment: str) -> CodeView:
    """What a page may say of a code that it does not know; an over-long address is not repeated."""
    house = the_door().house
    path = "/" + quote(segment) if len(segment) <= _LONGEST_SHOWN else "/"
    return CodeView(
        checked_at=the_moment(),
        domain=house.host,
        own_path=to(path),
        language_path=in_other_language(path),
        lookup_path=to("/"),
        report_path=to(addresses.counter_path("false-code")),
        demo=house.is_demo,
    )
