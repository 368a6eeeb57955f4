"""An officer's lists: only the own region, own turn first, the oldest deadline first; and what the calendar makes due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.merchants.builders import (
    CITY,
    DAY,
    SCHEME,
    Shop,
    a_merchant_in,
    a_publicised_merchant,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
)
from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.territory import PROVINCE
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.queries import lists
from trustcode.merchants.queries.lists import QueueRow
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.queues import LISTED, Heap
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.merchants.rules.terms import CLUSTER_KINDS
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def county(person: str = "i" * 16, scope: str = "430103", own: frozenset[str] = frozenset()) -> Actor:
    return Actor(person, Role.INSPECTOR, scope, own)


SUPERVISOR = Actor("s" * 16, Role.SUPERVISOR, CITY)
PROVINCIAL = Actor("p" * 16, Role.PROVINCE, PROVINCE)


def asked(store: Store, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
    with reading(store) as reader:
        return query(reader, *args, **named)


def rows(store: Store, actor: Actor, heap: Heap = Heap.TO_DO, **named: object) -> list[QueueRow]:
    with reading(store) as reader:
        return lists.queue(reader, actor, heap, **named)


def ids(found: list[QueueRow]) -> list[str]:
    return [row.merchant_id for row in found]


def propose(store: Store, at: Moment, shop: Shop, act: Act, by: Actor, ground: str = "") -> str:
    with pen(store, by, at) as p:
        return moving.propose(p, merchant_id=shop.id, act=act, ground=ground, reason="看过了")


def test_a_queue_holds_the_units_of_the_own_region_alone(store: Store, at: Moment) -> None:
    here = a_submitted_merchant(store, at)
    sibling = a_submitted_merchant(store, at, region_code="430102")
    elsewhere = a_submitted_merchant(store, at, region_code="430202")

    assert ids(rows(store, county())) == [here.id]
    assert set(ids(rows(store, SUPERVISOR))) == {here.id, sibling.id}
    assert elsewhere.id in ids(asked(store, lists.units, PROVINCIAL))


def test_the_oldest_deadline_comes_first_and_what_others_do_last(store: Store, at: Moment) -> None:
    sent_back = a_merchant_in(store, at - 13 * DAY, Standing.CORRECTING)
    late = a_submitted_merchant(store, at - 12 * DAY)
    early = a_submitted_merchant(store, at - 15 * DAY)

    assert ids(rows(store, county())) == [early.id, late.id, sent_back.id]
    assert [row.others_turn for row in rows(store, county())] == [False, False, True]


def test_each_heap_and_its_count_agree(store: Store, at: Moment) -> None:
    for standing in Standing:
        a_merchant_in(store, at, standing)
    propose(store, at, a_submitted_merchant(store, at), Act.APPROVE, an_officer(store, at))

    for actor in (county(), SUPERVISOR, PROVINCIAL):
        counted = asked(store, lists.heap_counts, actor)
        assert counted == {heap: len(rows(store, actor, heap)) for heap in Heap}


def test_what_the_heaps_hold(store: Store, at: Moment) -> None:
    units = {standing: a_merchant_in(store, at, standing).id for standing in Standing}

    held = {heap: {s for s, unit in units.items() if unit in ids(rows(store, county(), heap))} for heap in Heap}

    assert held[Heap.REVIEW] == {Standing.SUBMITTED, Standing.CORRECTING, Standing.REVIEWED}
    assert held[Heap.NOTICE] == {Standing.PUBLICISED}
    assert held[Heap.MEASURES] == {Standing.RECTIFYING, Standing.SUSPENDED}
    assert held[Heap.CONFIRM] == set()
    assert held[Heap.TO_DO] == held[Heap.REVIEW] | {Standing.RECTIFYING}


def test_a_proposal_is_for_others_to_confirm_and_not_for_its_proposer(store: Store, at: Moment) -> None:
    first = an_officer(store, at)
    shop = a_submitted_merchant(store, at)
    propose(store, at, shop, Act.APPROVE, first)

    assert ids(rows(store, county(), Heap.CONFIRM)) == [shop.id]
    assert rows(store, first, Heap.CONFIRM) == []
    assert rows(store, first)[0].others_turn


def test_a_suspension_waits_for_city_and_province_and_not_for_the_county(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    propose(store, at, shop, Act.SUSPEND, an_officer(store, at), "safety_risk")

    assert rows(store, county(), Heap.CONFIRM) == []
    assert ids(rows(store, county())) == [shop.id]
    assert ids(rows(store, SUPERVISOR, Heap.CONFIRM)) == ids(rows(store, PROVINCIAL)) == [shop.id]


def test_a_renewal_waits_for_an_officer(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.LAPSED)
    with pen(store, shop.owner, at) as p:
        applying.renew(p, merchant_id=shop.id, scheme=SCHEME)

    row = rows(store, county())[0]

    assert (row.merchant_id, row.waits_for_second, row.to_confirm) == (shop.id, Act.RENEW, True)
    assert row.deadline == date(2026, 11, 25)


def test_the_deadline_is_the_earlier_of_the_units_and_the_proposals(store: Store, at: Moment) -> None:
    pressing = a_submitted_merchant(store, at - 13 * DAY)
    calm = a_submitted_merchant(store, at)
    for shop in (pressing, calm):
        propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    assert [(row.merchant_id, row.deadline) for row in rows(store, county())] == [
        (pressing.id, date(2026, 11, 24)),
        (calm.id, date(2026, 11, 25)),
    ]


def test_nothing_to_confirm_about_the_own_business(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)
    propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    assert rows(store, county(own=frozenset({shop.id})), Heap.CONFIRM) == []


def test_an_objection_brings_a_notice_onto_the_list(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)
    assert rows(store, county()) == []

    with pen(store, PUBLIC, at) as p:
        objection = deciding.object_to(p, merchant_id=shop.id, text="老板欠钱")
    assert [(row.merchant_id, row.open_objections) for row in rows(store, county())] == [(shop.id, 1)]

    with pen(store, an_officer(store, at), at) as p:
        deciding.decide_objection(p, objection_id=objection, upheld=False, reason="已经退了")
    assert rows(store, county()) == []


def test_an_approved_cluster_is_the_citys_turn(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.REVIEWED)

    assert [row.others_turn for row in rows(store, county()) if row.merchant_id == shop.id] == [True]
    assert [row.others_turn for row in rows(store, SUPERVISOR) if row.merchant_id == shop.id] == [False]


def test_what_is_due_now_is_counted_over_all_pages(store: Store, at: Moment) -> None:
    a_submitted_merchant(store, at - 16 * DAY)
    a_submitted_merchant(store, at - 14 * DAY)
    a_submitted_merchant(store, at)
    a_merchant_in(store, at - 20 * DAY, Standing.CORRECTING)

    assert asked(store, lists.due_now, county(), civil_day(at)) == 2


def test_a_list_can_be_narrowed_to_a_region_inside_and_to_no_other(store: Store, at: Moment) -> None:
    here = a_submitted_merchant(store, at)
    a_submitted_merchant(store, at, region_code="430102")

    assert ids(rows(store, SUPERVISOR, within="430103")) == [here.id]
    for stranger in ("430202", "430000", "440000"):
        with pytest.raises(NotFound):
            rows(store, SUPERVISOR, within=stranger)


@pytest.mark.parametrize("actor", [PUBLIC, Actor("o" * 16, Role.OPERATOR), Actor("a" * 16, Role.AUDITOR, "")])
def test_who_has_no_region_has_no_list(store: Store, at: Moment, actor: Actor) -> None:
    a_submitted_merchant(store, at)

    assert rows(store, actor) == []
    assert asked(store, lists.counts, actor) == {}


def test_a_long_list_has_pages_that_neither_repeat_nor_leave_out(
    store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 3)
    made = {a_submitted_merchant(store, at, returns=False).id for _ in range(4)}

    first, second = rows(store, county()), rows(store, county(), page=2)

    assert (len(first), len(second)) == (3, 1)
    assert {*ids(first), *ids(second)} == made


def test_units_are_found_by_parts_of_names_streets_and_look_alikes(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    an_active_merchant(store, at, shop_name="南城粮油", branch_name="", street="白沙路 1 号", licence_name="南城粮油店")

    for words in ("青禾", "布衣 ", "坡子街店", "坡子街 128", "长沙市天心区青禾", "靑禾"):
        assert ids(asked(store, lists.units, county(), asked=words)) == [shop.id]
    for words in ("ＱＩＮＧ", "%", "_", "没有这家"):
        assert asked(store, lists.units, county(), asked=words) == []


def test_units_are_found_by_the_beginning_of_their_code(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    with reading(store) as reader:
        code = sheet(reader, county(), shop.id).credit_code

    for part in (code, code[:12], code.lower()):
        assert ids(asked(store, lists.units, county(), asked=part)) == [shop.id]


def test_units_can_be_asked_by_standing_and_drafts_are_nobodys(store: Store, at: Moment) -> None:
    units = {standing: a_merchant_in(store, at, standing).id for standing in Standing}

    for standing in LISTED:
        found = asked(store, lists.units, county(), standings=[standing])
        assert ids(found) == [units[standing]]
        assert asked(store, lists.units_count, county(), standings=[standing]) == 1
    assert asked(store, lists.units_count, county()) == len(LISTED)
    assert asked(store, lists.counts, county()) == dict.fromkeys(LISTED, 1)


def test_the_calendar_finds_what_is_due_and_nothing_else(store: Store, at: Moment) -> None:
    noticed = a_publicised_merchant(store, at - 8 * DAY)
    a_publicised_merchant(store, at - 7 * DAY)
    unanswered = a_merchant_in(store, at - 15 * DAY, Standing.CORRECTING)
    a_merchant_in(store, at - 14 * DAY, Standing.CORRECTING)
    today = civil_day(at)

    assert asked(store, lists.notice_over, today) == [noticed.id]
    assert asked(store, lists.unanswered, today) == [unanswered.id]


def test_validity_lapses_after_thirty_days_of_grace(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    last = date(2029, 11, 23) + 30 * DAY

    assert asked(store, lists.lapsing, last, SCHEME) == []
    assert asked(store, lists.lapsing, last + DAY, SCHEME) == [shop.id]


def test_the_kinds_that_count_as_clusters_are_those_of_the_catalogue(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        kinds = catalogue(reader, Catalogue.UNIT_KIND, civil_day(at))

    assert {code for code, term in kinds.items() if term.detail["cluster"]} == CLUSTER_KINDS
