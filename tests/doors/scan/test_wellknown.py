"""Anyone can verify a code with what is published, and a keeper can ask how we are."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from tests.doors.scan.shops import CARD, OTHER_RING, RING, token_of
from trustcode.codes.rules.keyring import keyring_from_json
from trustcode.codes.rules.seal import open_seal
from trustcode.kernel.refusals import Refusal
from trustcode.storage.reading import Reader


def test_what_is_published_verifies_our_codes_and_no_others(visitor: Client) -> None:
    published = keyring_from_json(visitor.get("/.well-known/trustcode.json").text)

    assert open_seal(token_of(CARD.number), published).merchant_number == CARD.number
    with pytest.raises(Refusal):
        open_seal(token_of(CARD.number, ring=OTHER_RING), published)


def test_no_private_key_is_published(visitor: Client) -> None:
    assert RING.signing is not None
    document = visitor.get("/.well-known/trustcode.json")

    assert "private" not in document.text
    assert document.json["origin"] == "https://fxm.hunan.example"


def test_alive_and_ready_are_told_apart(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> NoReturn:
        raise OperationalError("SELECT", {}, Exception("gone"))

    before = visitor.get("/readyz").status_code
    monkeypatch.setattr(Reader, "scalar", gone)

    assert (before, visitor.get("/readyz").status_code, visitor.get("/healthz").status_code) == (200, 503, 200)
