"""Home and search, for people without a code in front of them. What they look for is written down nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from trustcode.doors.scan import addresses
from trustcode.doors.scan.door import ask, public_frame, the_door, the_language, the_moment, to
from trustcode.doors.scan.sending import page
from trustcode.doors.scan.views.search import Choice, Found, HomeView, Query, SearchView
from trustcode.doors.wording.labels import Audience, standing_means
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import damm_holds, digits_of
from trustcode.kernel.moments import civil_day
from trustcode.kernel.territory import parent
from trustcode.merchants.rules.standing import IN_FORCE, Standing
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.searching import LONGEST_TEXT, SearchPage, SearchQuery, find_cards
from trustcode.regions.rules import Place, way_en, way_zh
from trustcode.storage.reading import Reader

blueprint = Blueprint("home", __name__)

_SHORT_CODE_DIGITS = 12
_MOST_DIGITS_OF_A_PAGE = 4


@blueprint.get("/")
def home() -> Response:
    """The front page."""
    return home_page()


def home_page(status: int = 200, *, short_code: str = "", short_code_error: str = "") -> Response:
    """The front page, with what was typed and why it is no short code, if so."""
    regions, kinds, sample = ask(_front)
    view = HomeView(
        regions=regions,
        kinds=kinds,
        search_path=to("/search"),
        lookup_path=to("/code"),
        sign_up_path=to("/sign-up"),
        sample_path=sample,
        short_code=short_code,
        short_code_error=short_code_error,
    )
    return page(render("scan/home.html", the_language(), frame=public_frame("/"), view=view), status)


@blueprint.get("/search")
def search() -> AnyResponse:
    """Shops by words, region, kind and returns, twenty a page. A short code goes to its own page."""
    typed = request.args.get("q", "")[:LONGEST_TEXT].strip()
    if _is_short_code(typed):
        return redirect(to(f"/code?code={digits_of(typed)}"), 303)
    query = SearchQuery(
        text=typed,
        region_code=request.args.get("region", "")[:6],
        unit_kind=request.args.get("kind", "")[:20],
        offers_returns=bool(request.args.get("returns")),
        on=civil_day(the_moment()),
        page=_page_number(request.args.get("page", "")),
    )
    (regions, kinds, _), query, found = ask(lambda reader: _answer(reader, query))
    asked = bool(typed or query.region_code or query.unit_kind or query.offers_returns)
    view = SearchView(
        query=Query(words=typed, region=query.region_code, kind=query.unit_kind, returns=query.offers_returns),
        regions=regions,
        kinds=kinds,
        search_path=to("/search"),
        results=tuple(_found(card) for card in found.cards) if asked else (),
        total=found.total,
        page=found.page,
        pages=found.pages,
        before_path=_leaf(query, found, -1),
        after_path=_leaf(query, found, +1),
        asked=asked,
    )
    frame = public_frame(_address(query, query.page))
    return page(render("scan/search.html", the_language(), frame=frame, view=view))


def _answer(
    reader: Reader, query: SearchQuery
) -> tuple[tuple[tuple[Choice, ...], tuple[Choice, ...], str], SearchQuery, SearchPage]:
    """The choices, the question as it was understood, the shops found; a kind that there is not is no wish."""
    front = _front(reader)
    if query.unit_kind not in {kind.value for kind in front[1]}:
        query = replace(query, unit_kind="")
    return front, query, find_cards(reader, query)


def _front(reader: Reader) -> tuple[tuple[Choice, ...], tuple[Choice, ...], str]:
    """Regions and kinds to choose from, and on a demonstration the address of some shop in force."""
    sources, today = the_door().office.sources, civil_day(the_moment())
    sample = _sample(reader) if the_door().house.is_demo else ""
    return _regions(sources.places(reader, today)), _kinds(reader, today), sample


def _regions(places: Mapping[str, Place]) -> tuple[Choice, ...]:
    """Each city, then its counties under its name; the province itself is the empty choice of the form."""
    return tuple(Choice(code, _region_name(places, code)) for code in places if not code.endswith("0000"))


def _region_name(places: Mapping[str, Place], code: str) -> str:
    place, city = places[code], places.get(parent(code) or "")
    if code.endswith("00") or city is None:
        return place.name_zh if the_language() == "zh" else place.name_en
    return way_zh((city, place)) if the_language() == "zh" else way_en((city, place))


def _kinds(reader: Reader, today: date) -> tuple[Choice, ...]:
    kinds = the_door().office.sources.kinds(reader, today)
    return tuple(Choice(code, term.zh if the_language() == "zh" else term.en) for code, term in kinds.items())


def _sample(reader: Reader) -> str:
    cards = find_cards(reader, SearchQuery(offers_returns=True, on=civil_day(the_moment()))).cards
    tokens = [one.token for card in cards for one in card.prints if one.revoked_on is None]
    return to(addresses.code_path(tokens[0])) if tokens else ""


def _is_short_code(typed: str) -> bool:
    digits = digits_of(typed)
    bare = "".join(char for char in typed if not char.isspace() and char != "-")
    return len(digits) == len(bare) == _SHORT_CODE_DIGITS and damm_holds(digits)


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS_OF_A_PAGE else 1


def _found(card: Card) -> Found:
    in_force = card.standing in IN_FORCE
    returns = card.returns_on(civil_day(the_moment())) if in_force else None
    region = card.region.zh if the_language() == "zh" else card.region.en
    joined = region + card.street if the_language() == "zh" else ", ".join(filter(None, (card.street, region)))
    return Found(
        name=card.shop_name,
        branch=card.branch_name,
        street=joined,
        standing=card.standing,
        path=to(addresses.shop_path(card.merchant_id)),
        note="" if in_force else standing_means(the_language(), Standing(card.standing), Audience.PUBLIC),
        window_days=returns.window_days if returns and not returns.paused else None,
    )


def _leaf(query: SearchQuery, found: SearchPage, step: int) -> str:
    number = found.page + step
    return to(_address(query, number)) if 1 <= number <= found.pages else ""


def _address(query: SearchQuery, number: int) -> str:
    return addresses.search_path(
        q=query.text,
        region=query.region_code,
        kind=query.unit_kind,
        returns="1" if query.offers_returns else "",
        page=str(number) if number > 1 else "",
    )
