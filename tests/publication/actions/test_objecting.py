"""The shop objects to a result; somebody else than who closed the complaint decides, and only a second one hides."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import CITY, DAY, Shop, a_person, an_officer
from tests.publication.builders import an_office_shop, at_the_office, formed, published, the_item, the_objections
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.notices.models import Notice
from trustcode.notices.rules import NoticeKind
from trustcode.publication.actions import hiding, objecting, publishing
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.rules.course import HideGround, Stage
from trustcode.publication.rules.hiding import Verdict
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

KEPT = Decision(verdict=Verdict.KEPT, reason="票据对得上")


def objected(store: Store, at: Moment, shop: Shop, one: str) -> None:
    with pen(store, shop.owner, at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货，请看台账")


def told(store: Store, shop: Shop) -> list[tuple[NoticeKind, str]]:
    """What the shop was told of its results: the kind, and which complaint."""
    kinds = NoticeKind.OBJECTION_DECIDED, NoticeKind.RESULT_CHANGED
    mine = select(Notice).where(Notice.merchant_id == shop.id, Notice.kind.in_(kinds)).order_by(Notice.made_at)
    with reading(store) as reader:
        return [(row.kind, json.loads(row.facts)["about"]) for row in reader.all(mine)]


def test_an_objection_is_decided_within_seven_working_days_by_somebody_else(store: Store, at: Moment) -> None:
    shop, closer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = published(store, at, shop, closer)
    objected(store, at, shop, one)
    assert the_objections(store, one)[0].due_on == date(2026, 12, 2)
    with pytest.raises(Refusal) as refused, pen(store, closer, at) as p:
        objecting.decide(p, complaint_id=one, decision=KEPT)
    assert refused.value.code is PublicationRefusal.CLOSED_IT_ONESELF

    with pen(store, an_officer(store, at), at) as p:
        objecting.decide(p, complaint_id=one, decision=KEPT)

    assert [row.verdict for row in the_objections(store, one)] == ["kept"]
    assert the_item(store, one).stage is Stage.PUBLISHED


def test_one_objection_at_a_time_and_the_owner_alone(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    staff = a_person(store, at, role=Role.STAFF, scope=shop.id)
    for nobody in (staff, an_office_shop(store, at).owner, an_officer(store, at)):
        with pytest.raises(NotFound), pen(store, nobody, at) as p:
            objecting.object_to(p, complaint_id=one, text="不对")
    objected(store, at, shop, one)

    with pytest.raises(Refusal) as refused:
        objected(store, at, shop, one)

    assert refused.value.code is PublicationRefusal.OBJECTION_OPEN


def test_only_what_is_on_display_is_objected_to(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    waiting = at_the_office(store, at, shop, an_officer(store, at - 3 * DAY))
    formed(store, at, waiting)

    with pytest.raises(NotAllowed):
        objected(store, at, shop, waiting)
    assert the_objections(store, waiting) == []


def test_a_right_objection_corrects(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)
    decision = Decision(verdict=Verdict.CORRECTED, reason="类别写错了", corrected=Corrected(problem="after_sales"))

    with pen(store, an_officer(store, at), at) as p:
        objecting.decide(p, complaint_id=one, decision=decision)

    assert the_item(store, one).stage is Stage.CORRECTED
    assert "after_sales" in the_item(store, one).corrected


def test_an_objection_that_would_hide_still_needs_the_second_of_another_rank(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)
    decision = Decision(verdict=Verdict.TO_HIDE, reason="不是这家店", ground=HideGround.NOT_THIS_SHOP)

    with pen(store, an_officer(store, at), at) as p:
        objecting.decide(p, complaint_id=one, decision=decision)
    assert the_item(store, one).stage is Stage.PUBLISHED
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at) as p:
        hiding.confirm(p, complaint_id=one)

    assert (the_item(store, one).stage, the_item(store, one).hidden_for) == (Stage.HIDDEN, HideGround.NOT_THIS_SHOP)


def test_a_decision_that_cannot_be_carried_out_leaves_the_objection_open(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=one, ground=HideGround.COURT, reason="判决书")

    codes = []
    for ground in (None, HideGround.NOT_THIS_SHOP):
        with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
            decision = Decision(verdict=Verdict.TO_HIDE, reason="不是这家店", ground=ground)
            objecting.decide(p, complaint_id=one, decision=decision)
        codes.append(refused.value.faults[0].code)

    assert codes == [PublicationRefusal.GROUND_NEEDED, PublicationRefusal.HIDING_OPEN]
    assert the_objections(store, one)[0].decided_at is None


def test_officers_elsewhere_and_the_shop_itself_decide_nothing(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)
    for nobody in (an_officer(store, at, scope="430202"), shop.owner):
        with pytest.raises(NotFound), pen(store, nobody, at) as p:
            objecting.decide(p, complaint_id=one, decision=KEPT)
    with pen(store, an_officer(store, at), at) as p:
        objecting.decide(p, complaint_id=one, decision=KEPT)
    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        objecting.decide(p, complaint_id=one, decision=KEPT)
    assert refused.value.code is PublicationRefusal.OBJECTION_DECIDED


def test_a_decision_needs_a_verdict_and_a_reason(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)

    for decision in (Decision(verdict=None, reason="好"), Decision(verdict=Verdict.KEPT, reason=" ")):
        with pytest.raises(Refusal), pen(store, an_officer(store, at), at) as p:
            objecting.decide(p, complaint_id=one, decision=decision)
    assert the_objections(store, one)[0].decided_at is None


def test_the_shop_is_told_of_the_decision_once_whatever_it_is(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    for decision in (
        KEPT,
        Decision(verdict=Verdict.CORRECTED, reason="类别写错了", corrected=Corrected(problem="after_sales")),
        Decision(verdict=Verdict.TO_HIDE, reason="不是这家店", ground=HideGround.NOT_THIS_SHOP),
    ):
        one = published(store, at, shop)
        objected(store, at, shop, one)
        before = told(store, shop)
        with pen(store, an_officer(store, at), at) as p:
            objecting.decide(p, complaint_id=one, decision=decision)

        after = told(store, shop)
        assert sorted(set(after) - set(before)) == [(NoticeKind.OBJECTION_DECIDED, one)]


def test_the_shop_is_told_when_its_result_is_corrected_hidden_or_shown_again(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    one = published(store, at, shop)
    with pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=one, to=Corrected(problem="after_sales"))
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=one, ground=HideGround.NOT_THIS_SHOP, reason="不是这家店")
    assert told(store, shop) == [(NoticeKind.RESULT_CHANGED, one)]
    with pen(store, above, at) as p:
        hiding.confirm(p, complaint_id=one)
    with pen(store, above, at) as p:
        hiding.show_again(p, complaint_id=one)

    assert told(store, shop) == [(NoticeKind.RESULT_CHANGED, one)] * 3


def test_the_shop_is_told_that_an_objection_was_overtaken(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    objected(store, at, shop, one)
    with pen(store, SYSTEM, at + timedelta(days=400)) as p:
        publishing.expire(p, complaint_id=one)

    assert the_objections(store, one)[0].verdict == "overtaken"
    assert told(store, shop) == [(NoticeKind.OBJECTION_DECIDED, one)]
