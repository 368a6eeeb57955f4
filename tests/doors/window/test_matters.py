"""The clocks of one's own matter: with number and secret, the same days as on its page; without them, nothing to tell apart."""

from __future__ import annotations

import logging
import re

import pytest

from tests.complaints.builders import filed
from tests.doors.window.conftest import Program
from tests.publication.builders import a_shop_that_settles
from trustcode.complaints.rules.numbers import check_digits

WRONG = "0" * 26


@pytest.fixture
def receipts(program: Program) -> list[tuple[str, str]]:
    """Number and secret of a complaint and of a report."""
    shop = a_shop_that_settles(program.store, program.at)
    receipt = filed(program.store, program.at, shop, is_report=True, clue="价签与收银台不一致。")
    assert receipt.complaint
    assert receipt.report
    return [receipt.complaint, receipt.report]


def test_the_days_are_those_of_the_page(program: Program, receipts: list[tuple[str, str]]) -> None:
    for (number, secret), kind in zip(receipts, ("complaint", "report"), strict=True):
        told = program.ask(f"/api/v1/matters/{number}/clocks", Authorization=f"Bearer {secret}").json
        page = program.ask(f"/en/counter/complaints/{number}/{secret}/days").text

        assert (told["number"], told["kind"]) == (number, kind)
        assert [clock["clock"] for clock in told["clocks"]] == [{"complaint": "C9", "report": "C5"}[kind]]
        counted = [day for day in told["clocks"][0]["days"] if day["counts"]]
        rows = re.findall(r"working day", page)
        assert len(counted) == told["clocks"][0]["rule"]["length"]
        assert len(rows) >= len(counted)
        last = told["clocks"][0]["due_on"]
        assert last == told["clocks"][0]["last_day"]
        assert re.search(rf"\b{int(last[8:])} (November|December)", page)


def test_a_secret_is_understood_as_it_is_typed_on_the_page(program: Program, receipts: list[tuple[str, str]]) -> None:
    number, secret = receipts[0]
    typed = "-".join(secret[i : i + 4] for i in range(0, 26, 4)).upper()

    assert program.ask(f"/api/v1/matters/{number}/clocks", Authorization=f"bearer  {typed}").status_code == 200


def test_wrong_ones_are_all_alike(program: Program, receipts: list[tuple[str, str]]) -> None:
    (number, secret), (other, _) = receipts
    body = 9_999_999_999
    asked = [
        (number, WRONG),
        (other, secret),
        (f"{body}{check_digits(body):02d}", secret),
        ("123456789012", secret),
        ("x" * 500, secret),
        (number, "x" * 500),
        (number, ""),
    ]

    found = [program.ask(f"/api/v1/matters/{n}/clocks", Authorization=f"Bearer {s}") for n, s in asked]

    assert {answer.status_code for answer in found} == {404}
    assert len({answer.data for answer in found}) == 1
    assert len({str(sorted(answer.headers)) for answer in found}) == 1


def test_without_a_secret_every_number_is_answered_alike(program: Program, receipts: list[tuple[str, str]]) -> None:
    numbers = [receipts[0][0], "123456789012", "x"]

    found = [program.ask(f"/api/v1/matters/{number}/clocks") for number in numbers]
    basic = program.ask(f"/api/v1/matters/{receipts[0][0]}/clocks", Authorization="Basic eDp5")

    assert {answer.status_code for answer in [*found, basic]} == {401}
    assert len({answer.data for answer in [*found, basic]}) == 1
    assert found[0].headers["WWW-Authenticate"] == 'Bearer realm="receipt"'


def test_it_is_for_this_visitor_alone(
    program: Program, receipts: list[tuple[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    number, secret = receipts[0]
    caplog.set_level(logging.INFO)

    answer = program.ask(
        f"/api/v1/matters/{number}/clocks", Authorization=f"Bearer {secret}", Origin="https://x.example"
    )

    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert number not in caplog.text
    assert secret not in caplog.text


def test_a_secret_in_the_address_is_refused(program: Program, receipts: list[tuple[str, str]]) -> None:
    number, secret = receipts[0]

    answer = program.ask(f"/api/v1/matters/{number}/clocks?secret={secret}", Authorization=f"Bearer {secret}")

    assert answer.json["errors"][0]["code"] == "parameter_none_here"
    assert secret not in answer.text


def test_it_may_be_asked_as_often_as_its_page(program: Program) -> None:
    views = program.app.view_functions

    assert views["window.matter_clocks"].limited == views["counter.matter"].limited
