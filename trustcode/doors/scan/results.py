"""What the page of a shop has no room for: all published results, returns month by month, every clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, Response, request

from trustcode.catalogues.rules import TermWords
from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.door import ask, public_frame, the_door, the_language, the_moment, to
from trustcode.doors.scan.leafing import Leaf, leaf, page_number
from trustcode.doors.scan.page import assurance_views
from trustcode.doors.scan.records import record_view
from trustcode.doors.scan.sending import nothing_here, page
from trustcode.doors.scan.views.complaints import Parties, ResultBlock, ResultsView
from trustcode.doors.scan.views.ledger import MonthsView
from trustcode.doors.scan.views.promise import ClausesView
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.moments import civil_day
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.publication.rules.showing import ShownComplaint, Tombstone
from trustcode.regions.rules import Office
from trustcode.storage.reading import Reader

blueprint = Blueprint("results", __name__)

A_PAGE = 20
_IN_TIME = {True: N_("in time"), False: N_("late or not at all"), None: ""}


@dataclass(frozen=True)
class _Words:
    """The words that occur on a page, in both languages: classes, problems, offices by region, districts by region."""

    classes: Mapping[str, TermWords]
    problems: Mapping[str, TermWords]
    offices: Mapping[str, Office]
    districts: Mapping[str, str]


@blueprint.get("/m/<merchant_id>/complaints")
def results(merchant_id: str) -> Response:
    """Everything that may be shown of the complaints about a shop, with what was hidden and why."""
    if not is_id(merchant_id):
        raise nothing_here()
    number, today, language = page_number(request.args.get("page", "")), civil_day(the_moment()), the_language()

    def question(reader: Reader) -> tuple[Card | None, Leaf, Sequence[ShownComplaint | Tombstone], _Words]:
        card = card_of_merchant(reader, merchant_id)
        read = the_door().office.sources.published.results
        total, _ = read(reader, merchant_id, today, 0, 0)
        part = leaf(number, total, A_PAGE)
        _, found = read(reader, merchant_id, today, A_PAGE, part.skip)
        return card, part, found, _words(reader, found, today)

    card, part, found, words = ask(question)
    if card is None or not card.is_public:
        raise nothing_here()
    blocks = tuple(_block(language, one, words) for one in found)
    parties = _the_same(blocks)
    view = ResultsView(
        shop_name=_name(card),
        shop_path=to(addresses.shop_path(merchant_id)),
        parties=parties,
        results=tuple(replace(one, parties=None) for one in blocks) if parties else blocks,
        total=part.total,
        page=part.page,
        pages=part.pages,
        before_path=to(addresses.results_path(merchant_id, part.before)) if part.before else "",
        after_path=to(addresses.results_path(merchant_id, part.after)) if part.after else "",
        log_path=to(addresses.moderation_path()),
    )
    frame = public_frame(addresses.results_path(merchant_id, part.page))
    return page(render("scan/results.html", language, frame=frame, view=view))


@blueprint.get("/m/<merchant_id>/returns")
def months(merchant_id: str) -> Response:
    """The returns of a shop in each of twelve months."""
    if not is_id(merchant_id):
        raise nothing_here()
    card = ask(lambda reader: card_of_merchant(reader, merchant_id))
    if card is None or not card.is_public:
        raise nothing_here()
    asked = Asked(card, None, the_language())
    record = record_view(asked, civil_day(the_moment()), the_door().house.scheme.few_requests)
    view = MonthsView(shop_name=_name(card), shop_path=to(addresses.shop_path(merchant_id)), record=record)
    frame = public_frame(addresses.record_path(merchant_id))
    return page(render("scan/months.html", the_language(), frame=frame, view=view))


@blueprint.get("/m/<merchant_id>/clauses")
def clauses(merchant_id: str) -> Response:
    """The five assurances of a shop clause by clause, as they hold today."""
    if not is_id(merchant_id):
        raise nothing_here()
    card = ask(lambda reader: card_of_merchant(reader, merchant_id))
    safe = card.safe_on(civil_day(the_moment())) if card is not None and card.is_public else None
    if card is None or safe is None:
        raise nothing_here()
    view = ClausesView(
        shop_name=_name(card),
        shop_path=to(addresses.shop_path(merchant_id)),
        on_path=to(addresses.on_path(merchant_id)),
        signed_on=safe.signed_on,
        assurances=assurance_views(Asked(card, None, the_language()), safe),
        extra=safe.extra,
    )
    frame = public_frame(addresses.clauses_path(merchant_id))
    return page(render("scan/clauses.html", the_language(), frame=frame, view=view))


def _name(card: Card) -> str:
    return f"{card.shop_name} {card.branch_name}".strip()


def _words(reader: Reader, found: Sequence[ShownComplaint | Tombstone], today: date) -> _Words:
    sources = the_door().office.sources
    shown = [one for one in found if isinstance(one, ShownComplaint)]
    places = sources.places(reader, today) if shown else {}
    named = {code: place.name_zh if the_language() == "zh" else place.name_en for code, place in places.items()}
    return _Words(
        classes=sources.published.classes(reader, today) if shown else {},
        problems=sources.published.problems(reader, today) if shown else {},
        offices={code: sources.published.office(reader, code, today) for code in {one.office for one in shown}},
        districts=named,
    )


def _block(language: str, one: ShownComplaint | Tombstone, words: _Words) -> ResultBlock:
    if isinstance(one, Tombstone):
        return ResultBlock(hidden_on=one.hidden_on, why=label(language, one.ground))
    office = words.offices[one.office]
    in_time = _IN_TIME[one.answered_in_time]
    return ResultBlock(
        came_on=one.came_on,
        parties=Parties(
            shop=one.respondent_name,
            credit_code=one.credit_code,
            district=words.districts.get(one.district, one.district),
            office=office.zh if language == "zh" else office.en,
        ),
        category=_term(language, words.classes, one.category),
        problem=_term(language, words.problems, one.problem),
        result=label(language, one.result),
        reply=one.reply,
        in_time=say(language, in_time) if in_time else "",
    )


def _the_same(blocks: Sequence[ResultBlock]) -> Parties | None:
    """The parties of all results, where they do not differ."""
    found = {one.parties for one in blocks if one.parties is not None}
    return found.pop() if len(found) == 1 else None


def _term(language: str, terms: Mapping[str, TermWords], code: str) -> str:
    return terms[code].words(language) if code in terms else code
