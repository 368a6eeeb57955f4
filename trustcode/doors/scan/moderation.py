"""The public moderation log: what officers kept back, corrected, hid or showed again, by rank and never by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, request

from trustcode.doors.scan import addresses
from trustcode.doors.scan.door import ask, public_frame, the_door, the_language, the_moment, to
from trustcode.doors.scan.leafing import Leaf, leaf, page_number
from trustcode.doors.scan.sending import page
from trustcode.doors.scan.views.complaints import LogLine, LogView
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.moderation_words import rank_words, why_words
from trustcode.doors.wording.pages import render
from trustcode.kernel.moments import civil_day
from trustcode.publication.rules.course import Withhold
from trustcode.publication.rules.showing import ModerationLine, PublicationRate
from trustcode.regions.rules import Place
from trustcode.storage.reading import Reader

blueprint = Blueprint("moderation", __name__)

A_PAGE = 50


@blueprint.get("/moderation")
def moderation() -> Response:
    """The log, the newest first, under the rate of the year."""
    number, today = page_number(request.args.get("page", "")), civil_day(the_moment())

    def question(reader: Reader) -> tuple[Leaf, Sequence[ModerationLine], PublicationRate, Mapping[str, Place]]:
        sources = the_door().office.sources
        total, _ = sources.published.log(reader, 0, 0)
        part = leaf(number, total, A_PAGE)
        _, lines = sources.published.log(reader, A_PAGE, part.skip)
        return part, lines, sources.published.rate(reader, today.year), sources.places(reader, today)

    part, lines, rate, places = ask(question)
    language = the_language()
    view = LogView(
        lines=tuple(_line(language, one, places) for one in lines),
        total=part.total,
        page=part.page,
        pages=part.pages,
        before_path=to(addresses.moderation_path(part.before)) if part.before else "",
        after_path=to(addresses.moderation_path(part.after)) if part.after else "",
        year=rate.year,
        published=rate.published,
        publishable=rate.publishable,
        hidden=rate.hidden,
        waiting=rate.waiting,
        withheld=tuple((label(language, why), rate.withheld[why]) for why in Withhold if why in rate.withheld),
    )
    frame = public_frame(addresses.moderation_path(part.page))
    return page(render("scan/moderation.html", language, frame=frame, view=view))


def _line(language: str, one: ModerationLine, places: Mapping[str, Place]) -> LogLine:
    place = places.get(one.region_code)
    return LogLine(
        on=one.on,
        what=label(language, one.act),
        why=why_words(language, one),
        region="" if place is None else place.name_zh if language == "zh" else place.name_en,
        by=rank_words(language, one),
        shop_path=to(addresses.results_path(one.merchant_id)) if one.merchant_id else "",
    )
