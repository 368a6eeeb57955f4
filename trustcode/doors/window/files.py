"""The open data as files: made while they are taken, a few hundred lines at a time; a schema for each, and a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

from flask import Response, request

from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.open_rows import json_lines, table
from trustcode.doors.lobby.present import the_moment, the_office
from trustcode.doors.window.asked import answers
from trustcode.doors.window.columns import MEANINGS, kind_of
from trustcode.doors.window.datasets import DATASETS, LICENCE, LICENCE_ID, LICENCE_URL, Dataset
from trustcode.doors.window.description import schema_of
from trustcode.doors.window.entrance import READS, blueprint, said
from trustcode.doors.wording.msgids import say
from trustcode.kernel.moments import civil_day, in_china
from trustcode.people.rules.permissions import PUBLIC_READING
from trustcode.spreadsheets.writing import csv_bytes
from trustcode.storage.reading import reading

TAKEN = "60 per hour"
"""How often one source may take a file; many share an address."""

_SETS = "<any(complaints,moderation):what>"
_KINDS = {"jsonl": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@blueprint.get(f"/open-data/{_SETS}.<any(jsonl,csv):form>")
@access(PUBLIC_READING)
@limited(TAKEN)
def data_file(what: str, form: str) -> Response:
    """All lines of a data set as they are now."""
    answers(request.args, {})
    at, dataset = the_moment(), DATASETS[what]
    response = Response(_pieces(dataset, form), content_type=_KINDS[form])
    response.headers["Content-Disposition"] = f"attachment; filename=trustcode-{what}-{civil_day(at)}.{form}"
    response.headers["Last-Modified"] = format_datetime(at, usegmt=True)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Link"] = f'<{what}.schema.json>; rel="describedby", <{LICENCE_URL}>; rel="license"'
    return response


def _pieces(dataset: Dataset, form: str) -> Iterator[bytes]:
    """Pieces of a file. The house is asked for now, since they are taken when the request is over."""
    store, today = the_office().store, civil_day(the_moment())
    rows = dataset.rows(lambda: reading(store), today)
    return csv_bytes(table(rows, dataset.columns)) if form == "csv" else json_lines(rows)


@blueprint.get(f"/open-data/{_SETS}.schema.json")
@access(PUBLIC_READING)
@limited(READS)
def data_schema(what: str) -> Response:
    """What a line of a data set is (JSON Schema 2020-12)."""
    answers(request.args, {})
    return said({"$id": f"{_here()}/{what}.schema.json", **schema_of(DATASETS[what].schema)})


@blueprint.get("/open-data/datapackage.json")
@access(PUBLIC_READING)
@limited(READS)
def data_catalogue() -> Response:
    """All files with their columns and licence, for programs (Data Package 1)."""
    answers(request.args, {})
    return said(
        {
            "name": "trustcode-hunan",
            "title": "湖南放心码开放数据 TrustCode open data, Hunan Province",
            "homepage": f"{_here()}/",
            "licenses": [{"name": LICENCE_ID, "title": LICENCE, "path": LICENCE_URL}],
            "as_of": in_china(the_moment()).date().isoformat(),
            "resources": [one for dataset in DATASETS.values() for one in _resources(dataset)],
        }
    )


def _resources(dataset: Dataset) -> list[dict[str, Any]]:
    name, about = dataset.name, f"{say('zh', dataset.about)} {say('en', dataset.about)}"
    fields = [{"name": one, "type": kind_of(one), **_described(one)} for one in dataset.columns]
    return [
        {"name": f"{name}-table", "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
         "description": about, "schema": {"fields": fields}},
        {"name": f"{name}-lines", "path": f"{name}.jsonl", "format": "jsonl", "mediatype": "application/x-ndjson",
         "encoding": "utf-8", "description": about, "jsonSchema": f"{name}.schema.json"},
    ]  # fmt: skip


def _described(column: str) -> dict[str, str]:
    meaning = MEANINGS.get(column)
    return {"description": f"{say('zh', meaning)} {say('en', meaning)}"} if meaning else {}


def _here() -> str:
    return f"{the_office().settings.public_url}/open-data"
