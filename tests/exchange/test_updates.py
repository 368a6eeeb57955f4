"""What the other side says later of its orders: more words, or that the shopper took it back; once, in any order."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.complaints.builders import the_complaint
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.exchange.peer import KEY, signed
from tests.merchants.builders import DAY, Shop, an_officer
from trustcode.complaints.actions import handling
from trustcode.complaints.queries.sheets import messages_of, steps_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import RefusalGround, Speaker
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PATH = "/exchange/12345/updates"
NUMBER = "CS2026112300017"


def an_update(kind: str = "added", **changes: Any) -> dict[str, Any]:
    return {"external_no": NUMBER, "update_no": "U-1", "kind": kind, "text": "收据找到了，编号 B-2。", **changes}


def told(line: Client, update: Any, **how: Any) -> TestResponse:
    return sent(line, update, how.pop("path", PATH), **how)


def words(store: Store, number: str) -> list[tuple[Speaker, str]]:
    with reading(store) as reader:
        return [(one.speaker, one.text) for one in messages_of(reader, the_complaint(store, number).id)]


def test_further_words_of_the_shopper_stand_in_the_matter_once(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]

    answers = [told(line, an_update()) for _ in range(3)]

    assert [(one.status_code, one.json["known"]) for one in answers] == [(200, False), (200, True), (200, True)]
    assert answers[0].json == {"complaint": number, "state": "received", "known": False}
    assert words(store, number) == [(Speaker.SHOPPER, "收据找到了，编号 B-2。")]


def test_what_was_taken_back_there_is_taken_back_here_and_stays_counted(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]

    answers = [told(line, an_update("withdrawn", text="店里退了钱。")) for _ in range(2)]

    assert [(one.status_code, one.json["state"]) for one in answers] == [(200, "withdrawn")] * 2
    row = the_complaint(store, number)
    assert (row.state, row.changes) == (State.WITHDRAWN, 1)
    with reading(store) as reader:
        assert [(one.act, one.said) for one in steps_of(reader, row.id)] == [("withdraw", "店里退了钱。")]


def test_taken_back_by_both_numbers_is_taken_back_once(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]

    for which in ("U-1", "U-2"):
        assert told(line, an_update("withdrawn", update_no=which, text="店里退了钱。")).status_code == 200
    assert the_complaint(store, number).changes == 1


def test_an_update_that_overtook_its_order_is_to_come_again(store: Store, line: Client, shop: Shop) -> None:
    early = told(line, an_update())
    assert (early.status_code, early.json["code"]) == (404, "order_unknown")
    number = sent(line, an_order(store, shop)).json["complaint"]

    assert told(line, an_update()).status_code == 200
    assert len(words(store, number)) == 1


def test_a_number_of_one_system_is_not_that_of_the_other(store: Store, line: Client, shop: Shop) -> None:
    sent(line, an_order(store, shop))

    assert told(line, an_update(), path="/exchange/12315/updates").json["code"] == "order_unknown"


def test_a_known_update_with_other_words_is_refused(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]
    told(line, an_update())

    for other in (an_update(text="另一句话。"), an_update("withdrawn")):
        assert (told(line, other).status_code, told(line, other).json["code"]) == (409, "order_with_other_body")
    assert len(words(store, number)) == 1


def test_after_the_end_nothing_is_added_or_taken_back(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]
    with pen(store, an_officer(store, AT), AT) as p:
        own, ground = the_complaint(store, number).id, RefusalGround.NOT_CONSUMPTION
        handling.refuse(p, complaint_id=own, ground=ground, said="买来转卖。")

    for kind in ("added", "withdrawn"):
        answer = told(line, an_update(kind))
        assert (answer.status_code, answer.json["code"]) == (409, "order_ended")
    assert the_complaint(store, number).state is State.REFUSED


def test_a_report_is_checked_whoever_changes_their_mind(store: Store, line: Client, shop: Shop) -> None:
    sent(line, an_order(store, shop, kind="report", facts="", wishes=[], clue="价签与收银台不一致。"))

    answer = told(line, an_update("withdrawn", text="算了。"))

    assert (answer.status_code, answer.json["code"]) == (422, "order_report_stays")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "closed"}, "kind"),
        ({"kind": []}, "kind"),
        ({"text": " "}, "text"),
        ({"text": "字" * 1_001}, "text"),
        ({"kind": "withdrawn", "text": "字" * 201}, "text"),
        ({"text": "\x07铃"}, "text"),
        ({"text": 5}, "text"),
        ({"update_no": ""}, "update_no"),
        ({"update_no": "字"}, "update_no"),
        ({"external_no": None}, "external_no"),
        ({"more": 1}, "more"),
    ],
)
def test_a_wrong_field_is_named(store: Store, line: Client, shop: Shop, changes: dict[str, Any], field: str) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]

    answer = told(line, an_update(**changes))

    assert (answer.status_code, [fault["field"] for fault in answer.json["faults"]]) == (422, [field])
    assert words(store, number) == []


@pytest.mark.parametrize("body", [b"{}", b"[]", b'"x"', b"{"])
def test_what_is_no_update_gets_a_plain_no(line: Client, body: bytes) -> None:
    assert told(line, body).status_code in {400, 422}


def test_what_is_not_rightly_signed_or_too_old_is_not_taken(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop)).json["complaint"]

    wrong = told(line, an_update("withdrawn"), headers={"X-TrustCode-Signature": "0" * 64})
    old = told(line, an_update("withdrawn"), headers=signed(b"", AT.timestamp() - 3600, KEY))

    assert (wrong.status_code, old.status_code) == (401, 401)
    assert the_complaint(store, number).state is State.RECEIVED


def test_the_second_telling_of_one_dispute_stays_in_the_case(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop, bought_on="2026-11-21")).json["complaint"]
    same = an_order(store, shop, "P-1", bought_on="2026-11-21")
    other = an_order(store, shop, "P-2", bought_on="2026-11-21", facts="外套拉链坏，有发票。")

    for order in (same, other):
        assert sent(line, order, "/exchange/12315/orders").json["merged"]

    assert words(store, number) == [(Speaker.SHOPPER, "外套拉链坏，有发票。")]


def test_who_calls_after_the_end_complains_anew(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop, bought_on="2026-11-21", received_at=(AT - DAY).isoformat())).json[
        "complaint"
    ]
    with pen(store, an_officer(store, AT), AT) as p:
        own, ground = the_complaint(store, number).id, RefusalGround.NOT_CONSUMPTION
        handling.refuse(p, complaint_id=own, ground=ground, said="买来转卖。")

    before = sent(line, an_order(store, shop, "E-1", bought_on="2026-11-21"))
    after = sent(line, an_order(store, shop, "E-2", bought_on="2026-11-21", received_at=(AT + DAY / 1440).isoformat()))

    assert (before.json["merged"], after.json["merged"]) == (True, False)
