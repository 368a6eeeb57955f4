"""Orders come in by two numbers and are answered both ways, through duplicates, disorder, outages and bad signatures."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import Client

from tests.complaints.builders import a_complaint, the_complaint
from tests.conftest import AT
from tests.exchange.orders import PATH, an_order, sent
from tests.exchange.peer import KEY, Hotline, signed
from tests.merchants.builders import DAY, Shop, an_officer
from trustcode.complaints.actions import handling
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.persons import masked
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import RefusalGround
from trustcode.doors.console.exchanging import http_post, send_to
from trustcode.doors.lobby.present import Office
from trustcode.exchange.queries.deliveries import numbers_of, stuck
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.record.pen import pen
from trustcode.settings import BadSettings, Peer, from_env
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def complaints(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count(Complaint.id))))


def test_an_order_becomes_a_complaint_with_both_receipt_times(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop))

    assert (answer.status_code, answer.json["known"], answer.json["merged"]) == (201, False, False)
    found = the_complaint(store, answer.json["complaint"])
    assert (found.merchant_id, found.state) == (shop.id, State.RECEIVED)
    assert (found.came_in_at, found.competent_at) == (AT - timedelta(hours=2), AT)
    with reading(store) as reader:
        assert masked(reader, found.id).phone_proved


def test_the_same_order_again_is_the_same_case_and_the_same_answer(store: Store, line: Client, shop: Shop) -> None:
    answers = [sent(line, an_order(store, shop)) for _ in range(5)]

    assert [one.status_code for one in answers] == [201, 200, 200, 200, 200]
    assert len({one.json["complaint"] for one in answers}) == 1
    assert complaints(store) == 1


def test_a_known_number_with_another_body_is_refused(store: Store, line: Client, shop: Shop) -> None:
    sent(line, an_order(store, shop))

    answer = sent(line, an_order(store, shop, facts="另一件事。"))

    assert (answer.status_code, answer.json["code"]) == (409, "order_with_other_body")
    assert complaints(store) == 1


def test_the_same_dispute_by_both_numbers_is_one_case_with_two_references(
    store: Store, line: Client, shop: Shop
) -> None:
    first = sent(line, an_order(store, shop, bought_on="2026-11-21"))
    second = sent(
        line,
        an_order(store, shop, "P12315-88", bought_on="2026-11-21", facts="外套拉链坏，要求退款。"),
        "/exchange/12315/orders",
    )

    assert (second.status_code, second.json["merged"]) == (201, True)
    assert second.json["complaint"] == first.json["complaint"]
    assert complaints(store) == 1
    with reading(store) as reader:
        found = numbers_of(reader, the_complaint(store, first.json["complaint"]).id)
    assert found == [("12315", "P12315-88"), ("12345", "CS2026112300017")]


def test_what_the_shopper_filed_here_and_then_told_the_hotline_is_one_case(
    store: Store, line: Client, shop: Shop, at: Moment
) -> None:
    number, _ = a_complaint(store, at - DAY, shop)
    bought = the_complaint(store, number).bought_on
    assert bought is not None

    answer = sent(line, an_order(store, shop, bought_on=bought.isoformat()))

    assert (answer.json["complaint"], answer.json["merged"]) == (number, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "13700001111"},
        {"category": "food", "facts": "酱板鸭里有一只虫子，要求赔偿。"},
        {"receipt_no": "B-2", "facts": "另一张小票，另一件外套。"},
    ],
    ids=["another phone", "another story", "another receipt"],
)
def test_other_disputes_stay_apart(store: Store, line: Client, shop: Shop, changes: dict[str, Any]) -> None:
    sent(line, an_order(store, shop, receipt_no="A-1"))

    answer = sent(line, an_order(store, shop, "CS2", **changes))

    assert answer.json["merged"] is False
    assert complaints(store) == 2


def test_a_shop_without_a_code_of_ours_is_taken_in_by_its_name(store: Store, line: Client) -> None:
    answer = sent(line, an_order(store, None))

    assert answer.status_code == 201
    assert the_complaint(store, answer.json["complaint"]).respondent_name == "无名小店"


def test_a_message_of_both_kinds_becomes_two_matters(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop, kind="both", clue="没有明码标价。"))

    assert answer.json["complaint"]
    assert answer.json["report"]
    assert answer.json["complaint"] != answer.json["report"]


def test_what_is_not_rightly_signed_is_not_taken(store: Store, line: Client, shop: Shop) -> None:
    assert sent(line, an_order(store, shop), headers={"X-TrustCode-Signature": "0" * 64}).status_code == 401
    assert complaints(store) == 0


def test_a_signature_of_an_hour_ago_is_not_taken(store: Store, line: Client, shop: Shop) -> None:
    body = json.dumps(an_order(store, shop)).encode()

    answer = line.post(PATH, data=body, headers=signed(body, AT.timestamp() - 3600), content_type="application/json")

    assert (answer.status_code, answer.json["code"]) == (401, "signature_too_old")


def test_a_wrong_field_is_named_and_nothing_is_kept(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop, phone="12", extra=1))

    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json["faults"]} == {"extra"}
    assert complaints(store) == 0


@pytest.mark.parametrize("region_code", ["999999", "439999", "430199", "xx"])
def test_a_region_that_no_officer_has_is_named_and_nothing_is_lost_in_it(
    store: Store, line: Client, region_code: str
) -> None:
    answer = sent(line, an_order(store, None, region_code=region_code))

    assert (answer.status_code, [fault["field"] for fault in answer.json["faults"]]) == (422, ["region_code"])
    assert complaints(store) == 0


def test_what_the_filing_refuses_is_named_as_well(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop, phone="12", category="weapons"))

    assert {fault["field"] for fault in answer.json["faults"]} == {"phone", "category"}
    assert complaints(store) == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"[]", 422),
        (b'"x"', 422),
        (b'{"a":1,"a":2}', 400),
        (b"[" * 5_000, 400),
        (b"\xff", 400),
    ],
)
def test_bad_bytes_get_a_plain_no(line: Client, body: bytes, status: int) -> None:
    answer = sent(line, body)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_other_addresses_and_methods_are_not_there(line: Client) -> None:
    assert line.get(PATH).status_code == 405
    assert sent(line, b"{}", "/exchange/99999/orders").status_code == 404
    assert sent(line, b"{}", "/exchange/12345").status_code == 404
    assert line.post(PATH, data=b"x" * 70_000, content_type="application/json").status_code == 413


def refused(store: Store, at: Moment, number: str) -> None:
    with pen(store, an_officer(store, at), at) as p:
        complaint_id = the_complaint(store, number).id
        handling.refuse(p, complaint_id=complaint_id, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")


def test_the_other_side_is_told_in_order_once_each(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]
    refused(store, AT, number)
    above = an_officer(store, AT, role=Role.SUPERVISOR, scope="430100")
    with pen(store, above, AT + DAY) as p:
        handling.reopen(p, complaint_id=the_complaint(store, number).id, said="再看。")

    assert send_to(office, office.settings.peers["12345"], AT + DAY) == (2, 0)
    assert send_to(office, office.settings.peers["12345"], AT + DAY) == (0, 0)

    assert hotline.states("CS2026112300017") == ["refused", "received"]
    told = next(iter(hotline.heard.values()))
    assert told["number"] == number
    assert not {"陈小满", "13900005678", "买来转卖"} & set(json.dumps(told, ensure_ascii=False).split('"'))


def test_an_outage_is_outlived_and_nothing_overtakes(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]
    refused(store, AT, number)
    above = an_officer(store, AT, role=Role.SUPERVISOR, scope="430100")
    with pen(store, above, AT + timedelta(minutes=1)) as p:
        handling.reopen(p, complaint_id=the_complaint(store, number).id, said="再看。")
    peer = office.settings.peers["12345"]
    hotline.away = 2

    assert send_to(office, peer, AT + timedelta(minutes=2)) == (0, 1)
    assert send_to(office, peer, AT + timedelta(minutes=2)) == (0, 0)
    with reading(store) as reader:
        assert [(one.tries, one.problem) for one in stuck(reader, "12345")] == [(1, "HTTP 503")]
    assert send_to(office, peer, AT + timedelta(minutes=4)) == (0, 1)
    assert send_to(office, peer, AT + timedelta(hours=1)) == (2, 0)

    assert hotline.states("CS2026112300017") == ["refused", "received"]


def test_who_dies_after_the_yes_tells_it_again_under_the_same_id(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]
    refused(store, AT, number)
    peer = office.settings.peers["12345"]

    class Killed(Exception):
        pass

    def dies(peer: Peer, body: bytes, at: Moment) -> str:
        http_post(peer, body, at)
        raise Killed

    with pytest.raises(Killed):
        send_to(office, peer, AT, dies)
    assert send_to(office, peer, AT) == (1, 0)

    assert (hotline.requests, len(hotline.heard)) == (2, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"110": {"url": "", "key_id": "k1", "keys": {"k1": base64.b64encode(KEY).decode()}}},
        {"12345": {"url": "", "key_id": "k2", "keys": {"k1": base64.b64encode(KEY).decode()}}},
        {"12345": {"url": "ftp://x", "key_id": "k1", "keys": {"k1": base64.b64encode(KEY).decode()}}},
        {"12345": {"url": "", "key_id": "k1", "keys": {"k1": "short"}}},
        {"12345": []},
        [],
    ],
)
def test_peers_that_are_not_right_stop_the_start(tmp_path: Path, facts: Any) -> None:
    path = tmp_path / "peers.json"
    path.write_text(json.dumps(facts))
    path.chmod(0o600)

    with pytest.raises(BadSettings, match="PEERS"):
        from_env({"TRUSTCODE_PEERS": str(path)}, tmp_path / "var")


def test_peers_that_others_can_read_stop_the_start(tmp_path: Path) -> None:
    path = tmp_path / "peers.json"
    path.write_text("{}")
    path.chmod(0o644)

    with pytest.raises(BadSettings, match="600"):
        from_env({"TRUSTCODE_PEERS": str(path)}, tmp_path / "var")
