"""What of results waits for officers: of the own region, never of the own business, the earliest last day first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.merchants.builders import CITY, DAY, a_person, an_officer
from tests.publication.builders import (
    a_shop_that_settles,
    an_office_shop,
    formed,
    published,
    settled,
    the_item,
    the_objections,
)
from trustcode.kernel.actors import PUBLIC, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.publication.actions import hiding, objecting
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.queries.waiting import Errand, WaitingCounts, waiting, waiting_counts
from trustcode.publication.rules.course import HideGround
from trustcode.publication.rules.hiding import Verdict
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_what_waits_is_of_the_region_and_is_counted_by_its_last_day(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one, two = (published(store, at, shop, officer, phone=f"1390000999{n}") for n in range(2))
    look = settled(store, at, a_shop_that_settles(store, at), reply="打我电话 13900005678 就退", phone="13900007777")
    formed(store, at, look)
    formed(store, at, settled(store, at, a_shop_that_settles(store, at), phone="13900006666"))
    with pen(store, shop.owner, at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=two, ground=HideGround.COURT, reason="判决书")
    objection_due, look_due = the_objections(store, one)[0].due_on, the_item(store, look).due_on
    assert look_due is not None
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)

    with reading(store) as reader:
        for who in (officer, above):
            assert [(row.complaint_id, row.what, row.due_on) for row in waiting(reader, who)] == [
                (one, Errand.OBJECTION, objection_due),
                (look, Errand.LOOK, look_due),
                (two, Errand.HIDING, None),
            ]
        counts = [waiting_counts(reader, officer, objection_due + n * DAY) for n in (-1, 0, 1)]
        with_a_part = replace(officer, own_merchants=frozenset({shop.id}))
        assert [row.complaint_id for row in waiting(reader, with_a_part)] == [look]
        assert waiting(reader, an_officer(store, at, scope="430202")) == []
        for stranger in (shop.owner, a_person(store, at, role=Role.STAFF, scope=shop.id), PUBLIC):
            with pytest.raises(NotFound):
                waiting(reader, stranger)
    assert counts == [WaitingCounts(3, 1, 0, 0), WaitingCounts(3, 1, 0, 1), WaitingCounts(3, 1, 1, 0)]


def test_what_is_decided_waits_no_more(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = published(store, at, shop, officer)
    with pen(store, shop.owner, at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=one, ground=HideGround.COURT, reason="判决书")
    other = an_officer(store, at)
    with reading(store) as reader:
        assert {row.what for row in waiting(reader, other)} == {Errand.OBJECTION, Errand.HIDING}

    with pen(store, other, at) as p:
        objecting.decide(p, complaint_id=one, decision=Decision(verdict=Verdict.KEPT, reason="票据对得上"))
    with pen(store, officer, at) as p:
        hiding.decline(p, complaint_id=one, reason="")

    with reading(store) as reader:
        assert waiting(reader, other) == []
