"""The page of the open data, for people: what there is, what it means, what one may do with it, how fresh it is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response, request

from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.window.columns import MEANINGS, bare
from trustcode.doors.window.datasets import DATASETS, LICENCE, LICENCE_URL, Dataset
from trustcode.doors.window.entrance import READS, blueprint
from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.msgids import say
from trustcode.doors.wording.pages import render
from trustcode.kernel.moments import Moment
from trustcode.people.rules.permissions import PUBLIC_READING

PATH = "/open-data/"


@dataclass(frozen=True, kw_only=True)
class SetView:
    """One data set. `columns`: name and meaning."""

    title: str
    about: str
    csv_path: str
    lines_path: str
    schema_path: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class OpenDataView:
    """The page. `api`: address of each part of the API and what it gives; `licence_at` is an address as text."""

    sets: tuple[SetView, ...]
    at: Moment
    licence: str
    licence_at: str
    catalogue_path: str
    api_path: str
    moderation_path: str


@blueprint.get(PATH)
@access(PUBLIC_READING)
@limited(READS)
def open_data() -> Response:
    """What may be taken, by whoever wants it."""
    language, root = the_language(), request.script_root
    view = OpenDataView(
        sets=tuple(_set(language, one) for one in DATASETS.values()),
        at=the_moment(),
        licence=LICENCE,
        licence_at=LICENCE_URL.removeprefix("https://").rstrip("/"),
        catalogue_path=f"{PATH}datapackage.json",
        api_path="/api/v1/openapi.json",
        moderation_path=f"{root}/moderation",
    )
    frame = Frame(
        home_path=f"{root}/",
        demo=the_office().settings.is_demo,
        other_language_path=PATH if language == "en" else f"/en{PATH}",
    )
    response = make_response(render("window/open-data.html", language, frame=frame, view=view))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _set(language: str, one: Dataset) -> SetView:
    return SetView(
        title=say(language, one.title),
        about=say(language, one.about),
        csv_path=f"{PATH}{one.name}.csv",
        lines_path=f"{PATH}{one.name}.jsonl",
        schema_path=f"{PATH}{one.name}.schema.json",
        columns=tuple((name, say(language, MEANINGS[name])) for name in bare(one.columns)),
    )
