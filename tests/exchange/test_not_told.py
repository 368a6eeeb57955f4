"""What did not go out: each number has its own, what was given up waits for the operator, and only that goes again."""

from __future__ import annotations

from datetime import timedelta

from werkzeug.test import Client

from tests.complaints.builders import a_complaint, the_complaint
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.merchants.builders import DAY, Shop, an_officer
from trustcode.complaints.actions import handling
from trustcode.complaints.rules.words import RefusalGround
from trustcode.exchange.actions import delivering
from trustcode.exchange.queries.deliveries import Due, due, stuck
from trustcode.exchange.rules.delivering import MOST_TRIES
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def refused(store: Store, number: str) -> None:
    with pen(store, an_officer(store, AT), AT) as p:
        own, ground = the_complaint(store, number).id, RefusalGround.NOT_CONSUMPTION
        handling.refuse(p, complaint_id=own, ground=ground, said="买来转卖。")


def gathered(store: Store, peer: str) -> list[Due]:
    with jotting(store, AT) as jotter:
        delivering.gather(jotter, peer)
    return to_tell(store, peer, AT)


def to_tell(store: Store, peer: str, at: Moment) -> list[Due]:
    with reading(store) as reader:
        return list(due(reader, peer, at))


def fails(store: Store, one: Due, *, tries: int, problem: str = "HTTP 503") -> None:
    with jotting(store, AT) as jotter:
        delivering.note_failed(jotter, one.reference_id, one.entry_number, tries=tries, problem=problem)


def again(store: Store, peer: str, at: Moment, external_no: str = "") -> int:
    with jotting(store, at) as jotter:
        return delivering.try_again(jotter, peer, external_no)


def test_each_number_is_told_of_its_own_orders_alone(store: Store, line: Client) -> None:
    refused(store, sent(line, an_order(store, None, "H-1")).json["complaint"])
    refused(store, sent(line, an_order(store, None, "P-1"), "/exchange/12315/orders").json["complaint"])

    theirs = [*gathered(store, "12345"), *gathered(store, "12315")]
    for one in theirs:
        fails(store, one, tries=1)

    assert [one.message["external_no"] for one in theirs] == ["H-1", "P-1"]
    with reading(store) as reader:
        assert [[one.external_no for one in stuck(reader, peer)] for peer in ("12345", "12315")] == [["H-1"], ["P-1"]]


def test_of_a_case_that_was_there_they_are_told_what_comes_after_their_order(
    store: Store, line: Client, shop: Shop
) -> None:
    number, _ = a_complaint(store, AT - DAY, shop)
    row = the_complaint(store, number)
    with pen(store, an_officer(store, AT - DAY), AT - DAY) as p:
        handling.ask_identity(p, complaint_id=row.id, by_day=(AT + 7 * DAY).date())
    assert row.bought_on is not None
    assert sent(line, an_order(store, shop, bought_on=row.bought_on.isoformat())).json["merged"]
    refused(store, number)

    assert [one.message["state"] for one in gathered(store, "12345")] == ["refused"]


def test_what_was_given_up_stands_with_what_waits_behind_it_until_the_operator_says_again(
    store: Store, line: Client
) -> None:
    number = sent(line, an_order(store, None, "H-1")).json["complaint"]
    refused(store, number)
    with pen(store, an_officer(store, AT, role=Role.SUPERVISOR, scope="430100"), AT + DAY) as p:
        handling.reopen(p, complaint_id=the_complaint(store, number).id, said="再看。")
    (first,) = gathered(store, "12345")
    later = AT + 90 * DAY

    fails(store, first, tries=MOST_TRIES - 1)
    assert [one.tries for one in to_tell(store, "12345", later)] == [MOST_TRIES - 1]
    fails(store, first, tries=MOST_TRIES, problem="x" * 200)

    assert to_tell(store, "12345", later) == []
    with reading(store) as reader:
        (found,) = stuck(reader, "12345")
    assert (found.tries, found.given_up, found.behind, found.problem) == (MOST_TRIES, True, 1, "x" * 80)
    now = AT + timedelta(minutes=1)
    assert (again(store, "12315", now), again(store, "12345", now, "H-2")) == (0, 0)
    for which in ("H-1", ""):
        assert again(store, "12345", now, which) == 1
        (once_more,) = to_tell(store, "12345", now)
        assert (once_more.entry_number, once_more.tries) == (first.entry_number, 0)
        fails(store, first, tries=1)


def test_of_one_case_with_two_numbers_each_side_is_told_for_itself(store: Store, line: Client, shop: Shop) -> None:
    bought = {"bought_on": "2026-11-21"}
    number = sent(line, an_order(store, shop, "H-1", **bought)).json["complaint"]
    assert sent(line, an_order(store, shop, "P-1", **bought), "/exchange/12315/orders").json["merged"]
    refused(store, number)
    (theirs,), (others,) = gathered(store, "12345"), gathered(store, "12315")

    with jotting(store, AT) as jotter:
        delivering.note_delivered(jotter, theirs.reference_id, theirs.entry_number)

    assert theirs.entry_number == others.entry_number
    assert (to_tell(store, "12345", AT), to_tell(store, "12315", AT)) == ([], [others])


def test_what_went_out_or_was_never_tried_is_not_told_again(store: Store, line: Client) -> None:
    for number in ("H-1", "H-2"):
        refused(store, sent(line, an_order(store, None, number)).json["complaint"])
    told, waits = gathered(store, "12345")
    fails(store, told, tries=1)
    with jotting(store, AT) as jotter:
        delivering.note_delivered(jotter, told.reference_id, told.entry_number)

    assert again(store, "12345", AT) == 0
    with reading(store) as reader:
        assert stuck(reader, "12345") == []
    assert to_tell(store, "12345", AT) == [waits]
