"""A shop reached by search, and the photo of its door."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

from tests.doors.scan.shops import a_shop, plate, put_shop
from trustcode.storage.engines import Store


def test_a_shop_found_by_search_says_that_nothing_was_scanned(store: Store, visitor: Client) -> None:
    put_shop(store, 5)

    answer = visitor.get(f"/m/{a_shop(5).merchant_id}")

    assert (answer.status_code, plate(answer.text)) == (200, "active")
    assert "unscanned" in answer.text


@pytest.mark.parametrize("path", ["/m/nobody", "/m/" + "0" * 16, "/m/M000000000000005", "/m/"])
def test_there_is_no_page_of_a_shop_that_is_not(store: Store, visitor: Client, path: str) -> None:
    put_shop(store, 5)

    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("standing", ["draft", "submitted", "correcting", "reviewed"])
def test_an_application_has_no_page(store: Store, visitor: Client, standing: str) -> None:
    put_shop(store, 5, standing=standing)

    assert visitor.get(f"/m/{a_shop(5).merchant_id}").status_code == 404


def test_the_photo_on_a_card_is_handed_out_for_ever(store: Store, visitor: Client) -> None:
    digest = store.blobs.keep(b"\xff\xd8 a small photo")
    put_shop(store, 5, thumb=digest)

    answer = visitor.get(f"/photo/{digest}")

    assert (answer.data, answer.content_type) == (b"\xff\xd8 a small photo", "image/jpeg")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.get(f"/photo/{digest}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_file_that_is_on_no_card_is_nobodys_business(store: Store, visitor: Client) -> None:
    digest = store.blobs.keep(b"evidence of an officer")

    assert visitor.get(f"/photo/{digest}").status_code == 404


@pytest.mark.parametrize("digest", ["a" * 64, "..%2f..%2fetc", "A" * 64, "a"])
def test_a_photo_that_is_not_there_is_not_there(store: Store, visitor: Client, digest: str) -> None:
    put_shop(store, 5, thumb="a" * 64)

    assert visitor.get(f"/photo/{digest}").status_code == 404
