"""The open data: every line that the gate lets out and no other, made while it is taken, in bounded memory."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from tests.complaints.builders import a_shop
from tests.doors.window.conftest import Program
from tests.doors.window.schema import faults
from tests.doors.window.test_merchants import TEN, hide, shop_with
from tests.publication.builders import settled_and_published
from trustcode.doors.lobby import open_rows
from trustcode.doors.window.columns import MEANINGS, bare
from trustcode.doors.window.datasets import DATASETS, LICENCE_URL

FILES = [f"/open-data/{what}.{form}" for what in DATASETS for form in ("jsonl", "csv")]


def lines(program: Program, what: str = "complaints") -> list[dict[str, object]]:
    return [json.loads(line) for line in program.ask(f"/open-data/{what}.jsonl").text.splitlines()]


def rows(program: Program, what: str = "complaints") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(program.ask(f"/open-data/{what}.csv").data.decode("utf-8-sig"))))


def test_both_forms_hold_every_result_with_the_ten_fields(program: Program) -> None:
    _, ids = shop_with(program, 4)
    hide(program, ids[1])

    told, flat = lines(program), rows(program)

    assert (len(told), len(flat)) == (3, 3)
    assert {frozenset(one) for one in told} == {frozenset(TEN)}
    assert {name for row in flat for name in row} == set(open_rows.COMPLAINTS)
    assert [row["category"] for row in flat] == [one["category"]["code"] for one in told]  # type: ignore[index]
    assert flat[0]["district_zh"] == "天心区"
    assert not any(one in str(told) + str(flat) for one in ids)


def test_every_line_is_as_its_schema_says(program: Program) -> None:
    _, ids = shop_with(program, 2)
    hide(program, ids[0])

    for what in DATASETS:
        schema = program.read(f"/open-data/{what}.schema.json")
        schema.pop("$id")
        found = lines(program, what)
        assert found
        assert [fault for one in found for fault in faults(one, schema, schema)] == []


def test_the_log_is_there_in_both_forms(program: Program) -> None:
    shop, ids = shop_with(program, 1)
    hide(program, ids[0])

    told, flat = lines(program, "moderation"), rows(program, "moderation")

    assert told == program.read("/api/v1/moderation")["lines"]
    assert [(row["act"], row["ground"], row["second_role"], row["merchant_id"]) for row in flat] == [
        ("hide", "privacy", "inspector", shop.id)
    ]


def test_a_reply_never_becomes_a_formula(program: Program) -> None:
    settled_and_published(program.store, program.at, a_shop(program.store, program.at), reply="=1+1，已经退款。")

    assert rows(program)[0]["reply"] == "'=1+1，已经退款。"
    assert lines(program)[0]["reply"] == "=1+1，已经退款。"
    assert rows(program)[0]["answered_in_time"] == "true"


def test_what_is_hidden_while_a_file_is_taken_is_not_in_it(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also shows that no part is read before it is wanted, and that nothing is told twice or left out."""
    _, ids = shop_with(program, 5)
    monkeypatch.setattr(open_rows, "A_PART", 2)
    whole = lines(program)
    seen = program.statements()
    answer = program.app.test_client().get("/open-data/complaints.jsonl", buffered=False)
    pieces = iter(answer.response)

    first = next(pieces)
    hide(program, sorted(ids)[4])
    begun = len(seen)
    rest = b"".join(pieces)

    assert len(whole) == 5
    assert [json.loads(line) for line in (first + rest).splitlines()] == whole[:4]
    assert 0 < len(seen) - begun <= 2
    answer.close()


def test_a_file_takes_the_same_memory_however_long_it_is(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """No piece holds more than one part, and no question asks for more than one."""
    shop_with(program, 5)
    monkeypatch.setattr(open_rows, "A_PART", 2)
    asked: list[int] = []
    right = open_rows.shown_anywhere

    def counting(*given: object, limit: int, **more: object) -> object:
        asked.append(limit)
        return right(*given, limit=limit, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(open_rows, "shown_anywhere", counting)
    answer = program.app.test_client().get("/open-data/complaints.jsonl", buffered=False)
    sizes = [piece.count(b"\n") for piece in answer.response]
    answer.close()

    assert asked == [2, 2, 2]
    assert sizes == [2, 2, 1]


def test_nothing_published_is_an_empty_file(program: Program) -> None:
    assert program.ask("/open-data/complaints.jsonl").data == b""
    assert rows(program) == []
    assert program.ask("/open-data/complaints.csv").data.startswith("﻿came_on,respondent_name".encode())


def test_a_result_leaves_the_file_when_its_year_is_over(program: Program) -> None:
    shop_with(program, 1)
    program.at += timedelta(days=366)

    assert lines(program) == []


def test_a_file_says_how_fresh_it_is_and_what_it_is(still: Program) -> None:
    for path in FILES:
        answer = still.ask(path, Origin="https://elsewhere.example")
        assert answer.status_code == 200
        assert answer.headers["Last-Modified"] == "Mon, 23 Nov 2026 01:42:00 GMT"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert f'<{LICENCE_URL}>; rel="license"' in answer.headers["Link"]
        assert answer.headers["Content-Disposition"].endswith(f"-2026-11-23.{path.rpartition('.')[2]}")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert still.app.test_client().head(path).data == b""


def test_the_catalogue_names_every_file_and_column(still: Program) -> None:
    told = still.read("/open-data/datapackage.json")

    assert [f"/open-data/{one['path']}" for one in told["resources"]] == [
        f"/open-data/{what}.{form}" for what in DATASETS for form in ("csv", "jsonl")
    ]
    for one in told["resources"]:
        assert still.ask(f"/open-data/{one['path']}").status_code == 200
        if one["format"] == "csv":
            named = [field["name"] for field in one["schema"]["fields"]]
            assert named == still.ask(f"/open-data/{one['path']}").data.decode("utf-8-sig").strip().split(",")
    assert told["licenses"][0]["name"] == "CC-BY-4.0"


def test_every_column_is_explained() -> None:
    assert {name for one in DATASETS.values() for name in bare(one.columns)} == set(MEANINGS)


@pytest.mark.parametrize(
    "path",
    [f"{FILES[0]}?x=1", "/open-data/datapackage.json?x=1", "/open-data/persons.csv", "/open-data/complaints.xml"],
)
def test_what_is_not_there_is_said_in_json(still: Program, path: str) -> None:
    answer = still.ask(path, Accept="text/html")

    assert (answer.status_code, answer.mimetype) == (400 if "?" in path else 404, "application/problem+json")


def test_the_page_leads_to_every_file_and_depends_on_nobody(still: Program) -> None:
    for prefix, heading, language in (("", "开放数据", "zh-Hans-CN"), ("/en", "Open data", "en")):
        answer = still.ask(f"{prefix}/open-data/", Cookie="trustcode=x")
        assert f"<h1>{heading}</h1>" in answer.text
        assert f'lang="{language}"' in answer.text
        assert all(f'href="{path}"' in answer.text for path in FILES)
        assert "CC BY 4.0" in answer.text
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert 'href="/open-data/"' in still.ask("/").text
    assert 'href="/en/open-data/"' in still.ask("/en/moderation").text
