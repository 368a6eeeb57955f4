"""`docs/exchange.md` is true: its messages are sent and its answers come."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from tests.complaints.builders import the_complaint
from tests.conftest import AT
from tests.exchange.orders import sent
from tests.exchange.peer import Hotline, signed
from tests.house.source import ROOT
from tests.merchants.builders import an_officer
from trustcode.complaints.actions import handling
from trustcode.complaints.rules.words import RefusalGround
from trustcode.doors.console.exchanging import send_to
from trustcode.doors.exchange.app import _STATUS
from trustcode.doors.lobby.present import Office
from trustcode.exchange.rules.orders import FIELDS, KINDS
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.exchange.rules.updates import UpdateKind
from trustcode.record.pen import pen
from trustcode.settings import from_env
from trustcode.storage.engines import Store

TEXT = (ROOT / "docs/exchange.md").read_text(encoding="utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"```\w+ ([\w-]+)\n(.*?)\n```", TEXT, re.DOTALL))


def block(name: str) -> Any:
    return json.loads(BLOCKS[name])


def test_the_order_is_taken_and_answered_as_shown(line: Client, office: Office) -> None:
    answers = [sent(line, block("order")) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 200]
    shown = block("order-answer")
    assert answers[0].json == {**shown, "complaint": answers[0].json["complaint"]}
    assert answers[1].json == {**answers[0].json, "known": True}


def test_the_update_is_taken_and_answered_as_shown(line: Client, office: Office) -> None:
    number = sent(line, block("order")).json["complaint"]

    answer = sent(line, block("update"), "/exchange/12345/updates")

    assert (answer.status_code, answer.json) == (200, {**block("update-answer"), "complaint": number})


def test_what_is_told_has_the_shape_shown(line: Client, office: Office, hotline: Hotline, store: Store) -> None:
    number = sent(line, block("order")).json["complaint"]
    with pen(store, an_officer(store, AT, scope=block("order")["region_code"]), AT) as p:
        complaint_id = the_complaint(store, number).id
        handling.refuse(p, complaint_id=complaint_id, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")

    send_to(office, office.settings.peers["12345"], AT)

    (told,) = [one for one in hotline.heard.values() if one["act"] == "refuse"]
    assert list(told) == list(block("told"))
    assert told == {**block("told"), **{name: told[name] for name in ("id", "number")}}


def test_the_problem_is_answered_as_shown(line: Client, office: Office) -> None:
    order = {name: value for name, value in block("order").items() if name != "phone"}

    answer = sent(line, order)

    assert (answer.status_code, answer.json) == (422, block("problem"))


def test_the_signature_is_that_of_the_key_shown(tmp_path: Path) -> None:
    file = tmp_path / "peers.json"
    file.write_text(BLOCKS["peers"])
    file.chmod(0o600)
    peer = from_env({"TRUSTCODE_PEERS": str(file)}, tmp_path / "var").peers["12345"]

    headers = signed(b'{"external_no":"A-1"}', 1_795_398_120, peer.keys["k1"])

    assert BLOCKS["signature"] == headers["X-TrustCode-Signature"]


@pytest.mark.parametrize("code", ExchangeRefusal)
def test_every_refusal_stands_there_with_its_status(code: ExchangeRefusal) -> None:
    (row,) = [one for one in TEXT.splitlines() if one.startswith("| ") and f"`{code.value}`" in one]

    assert row.startswith(f"| {_STATUS.get(code, 422)} |")


def test_every_field_and_kind_stands_there() -> None:
    words = (*FIELDS, *KINDS, *UpdateKind)

    assert [word for word in words if f"`{word}`" not in TEXT] == []
