"""The OpenAPI document says what is there: every address, every parameter, every field of every real answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.complaints.builders import filed
from tests.doors.window.conftest import Program
from tests.doors.window.schema import faults
from tests.merchants.builders import CITY, DAY, an_officer
from tests.publication.builders import an_office_shop, at_the_office, formed, published
from trustcode.complaints.rules.numbers import SECRET_PURPOSE
from trustcode.doors.window import clocks
from trustcode.doors.window.description import description
from trustcode.doors.window.paging import PAGED
from trustcode.kernel.actors import Role
from trustcode.publication.actions import hiding, publishing
from trustcode.publication.rules.course import HideGround, Withhold
from trustcode.record.pen import pen

DOCUMENT = description()
PARAMETERS = {"clock_days": clocks.DAYS, "merchant_complaints": PAGED, "moderation_log": PAGED}
"""What the code takes, by the operation."""


def operations() -> dict[str, dict[str, Any]]:
    return {path: methods["get"] for path, methods in DOCUMENT["paths"].items()}


def body(operation: dict[str, Any], status: str = "200") -> dict[str, Any]:
    found = operation["responses"][status]
    if "$ref" in found:
        found = DOCUMENT["components"]["responses"][found["$ref"].rpartition("/")[2]]
    return next(iter(found["content"].values()))


def real_answers(program: Program) -> dict[str, Any]:
    """Something real for every operation: a shop with results, one of them hidden; a matter; a log of three kinds."""
    at, store = program.at, program.store
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    published(store, at, shop, officer)
    hidden = published(store, at, shop, officer, phone="13900001111")
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=hidden, ground=HideGround.PRIVACY, reason="照片里有人")
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at) as p:
        hiding.confirm(p, complaint_id=hidden)
    withheld(program, shop, officer)
    receipt = filed(store, at, shop, phone="13900003333")
    assert receipt.complaint
    number, secret = receipt.complaint
    answer = program.ask(f"/api/v1/matters/{number}/clocks", Authorization=f"Bearer {secret}")
    return {
        "clock_table": program.read("/api/v1/clocks"),
        "clock": program.read("/api/v1/clocks/C1"),
        "clock_days": program.read("/api/v1/clocks/C1/days?from=2026-09-28"),
        "matter_clocks": answer.json,
        "merchant_complaints": program.read(f"/api/v1/merchants/{shop.id}/complaints"),
        "moderation_log": program.read("/api/v1/moderation"),
        "openapi": program.read("/api/v1/openapi.json"),
    }


def withheld(program: Program, shop: Any, officer: Any) -> None:
    """A result that an officer keeps back while the case is at court."""
    one = at_the_office(program.store, program.at, shop, officer, phone="13900002222")
    formed(program.store, program.at, one)
    with pen(program.store, officer, program.at) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION)


def test_every_address_of_the_api_is_described_and_no_other(still: Program) -> None:
    rules = {rule.rule for rule in still.app.url_map.iter_rules() if rule.rule.startswith("/api/")}

    assert {rule.replace("<", "{").replace(">", "}") for rule in rules} == set(DOCUMENT["paths"])
    named = {rule.endpoint.partition(".")[2] for rule in still.app.url_map.iter_rules() if rule.rule in rules}
    assert {one["operationId"] for one in operations().values()} == named


def test_every_parameter_is_described_and_no_other() -> None:
    for path, operation in operations().items():
        said = {one["name"]: one for one in operation.get("parameters", ())}
        asked = {name for name, one in said.items() if one["in"] == "query"}
        known = PARAMETERS.get(operation["operationId"], {})
        assert asked == set(known), path
        assert {name for name in asked if said[name]["required"]} == {n for n, one in known.items() if one.needed}
        assert {name for name, one in said.items() if one["in"] == "path"} == {
            part[1:-1] for part in path.split("/") if part.startswith("{")
        }


def test_every_real_answer_and_every_example_is_as_described(program: Program) -> None:
    answers = real_answers(program)

    for path, operation in operations().items():
        told, real = body(operation), answers[operation["operationId"]]
        assert list(faults(real, told["schema"], DOCUMENT)) == [], path
        if operation["operationId"] != "openapi":
            assert list(faults(told["example"], told["schema"], DOCUMENT)) == [], path
            assert told["example"], path


def test_the_judge_notices_what_the_document_does_not_say(still: Program) -> None:
    real = still.read("/api/v1/clocks/C1")
    schema = body(operations()["/api/v1/clocks/{name}"])["schema"]

    assert list(faults({**real, "phone": "139"}, schema, DOCUMENT)) == ["$: phone is not in the document"]
    assert list(faults({**real, "versions": None}, schema, DOCUMENT)) != []
    assert list(faults({"clock": "C1", "name": real["name"]}, schema, DOCUMENT)) == ["$: lacks versions"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/clocks?x=1", "400"),
        ("/api/v1/clocks/C99", "404"),
        ("/api/v1/clocks/C1/days", "400"),
        ("/api/v1/matters/123456789012/clocks", "401"),
        ("/api/v1/merchants/0000000000000000/complaints", "404"),
        ("/api/v1/moderation?after=nowhere", "400"),
    ],
)
def test_every_no_is_as_described(still: Program, path: str, status: str) -> None:
    answer = still.ask(path)
    templates = [one for one in DOCUMENT["paths"] if one.count("/") == path.partition("?")[0].count("/")]

    assert str(answer.status_code) == status
    assert answer.mimetype == "application/problem+json"
    assert any(status in operations()[one]["responses"] for one in templates)
    assert list(faults(answer.json, DOCUMENT["components"]["schemas"]["Problem"], DOCUMENT)) == []


def test_the_document_names_this_installation_and_its_secret_is_nowhere_in_it(still: Program) -> None:
    found = still.read("/api/v1/openapi.json")

    assert found["servers"] == [{"url": "http://localhost"}]
    assert SECRET_PURPOSE not in str(found)
