"""Codes that lead nowhere are told apart, and a code typed by hand leads to its page."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.test import Client

from tests.doors.scan.shops import plate, put_shop, short_code
from trustcode.storage.engines import Store


def test_a_short_code_leads_to_the_page_of_that_print(store: Store, visitor: Client) -> None:
    path = put_shop(store, 5)

    answer = visitor.get("/code", query_string={"code": short_code(5)})

    assert (answer.status_code, answer.headers["Location"]) == (303, path)


@pytest.mark.parametrize("form", ["{0} {1} {2}", "{0}-{1}-{2}", "  {0}{1}{2} "])
def test_a_short_code_may_be_typed_as_it_is_printed(store: Store, visitor: Client, form: str) -> None:
    path = put_shop(store, 5)
    code = short_code(5)
    typed = form.format(code[:4], code[4:8], code[8:]).translate({ord("3"): "３"})

    assert visitor.get("/en/code", query_string={"code": typed}).headers["Location"] == "/en" + path


def test_a_revoked_print_is_found_too_and_says_so(store: Store, visitor: Client) -> None:
    put_shop(store, 5, revoked_on=date(2026, 11, 1))

    assert plate(visitor.get(f"/code?code={short_code(5)}", follow_redirects=True).text) == "revoked"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("typed", ["123", "3000 0000 0050 1", "3000o0000005", "300000000051"])
def test_what_is_no_short_code_comes_back_with_the_reason(
    store: Store, visitor: Client, typed: str, language: str
) -> None:
    put_shop(store, 5)

    answer = visitor.get(f"{language}/code", query_string={"code": typed})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{typed}"' in answer.text


def test_nothing_typed_leads_home(visitor: Client) -> None:
    assert visitor.get("/en/code?code=+").headers["Location"] == "/en/"


def test_a_short_code_of_no_shop_is_unknown(visitor: Client) -> None:
    answer = visitor.get(f"/code?code={short_code(5)}")

    assert (answer.status_code, plate(answer.text)) == (404, "unknown")


def test_a_short_code_of_a_shop_that_is_not_public_does_not_show_it(store: Store, visitor: Client) -> None:
    put_shop(store, 5, standing="draft", shop_name="藏着的店")

    answer = visitor.get(f"/code?code={short_code(5)}", follow_redirects=True)

    assert (answer.status_code, "藏着的店" in answer.text) == (404, False)


@pytest.mark.parametrize("path", ["/1", "/" + "12" * 40, "/" + "7" * 178 + "x", "/" + "1-" * 30])
def test_what_was_meant_as_a_code_is_called_false(visitor: Client, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status_code, plate(answer.text)) == (404, "forged")
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_over_long_address_is_not_repeated(visitor: Client) -> None:
    assert "7" * 359 not in visitor.get("/" + "7" * 2_000).text


@pytest.mark.parametrize("path", ["/nope", "/en/nope", "/desk2", "/m", "/a/b", "/%00", "/%ff", "/<script>"])
def test_any_other_address_is_no_page(visitor: Client, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 404
    assert "plate is-" not in answer.text
    assert "<script" not in answer.text
