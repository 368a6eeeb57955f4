"""Nobody hides anything alone: two people of different rank, a reason, and an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.merchants.builders import CITY, DAY, an_officer
from tests.publication.builders import an_office_shop, published, the_item
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.publication.actions import hiding
from trustcode.publication.queries.items import item_for_officer
from trustcode.publication.rules.course import HideGround, Stage
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def supervisor(store: Store, at: Moment) -> Actor:
    return an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)


def propose(store: Store, at: Moment, who: Actor, one: str) -> None:
    with pen(store, who, at) as p:
        hiding.propose(p, complaint_id=one, ground=HideGround.FACTS_WRONG, reason="退货记录显示当天已退")


def confirm(store: Store, at: Moment, who: Actor, one: str) -> None:
    with pen(store, who, at) as p:
        hiding.confirm(p, complaint_id=one)


def test_an_inspector_proposes_and_a_supervisor_confirms(store: Store, at: Moment) -> None:
    officer = an_officer(store, at - 3 * DAY)
    one = published(store, at, an_office_shop(store, at), officer)

    propose(store, at, officer, one)
    assert the_item(store, one).stage is Stage.PUBLISHED
    confirm(store, at, supervisor(store, at), one)

    assert (the_item(store, one).stage, the_item(store, one).hidden_for) == (Stage.HIDDEN, HideGround.FACTS_WRONG)
    with reading(store) as reader:
        (sheet,) = item_for_officer(reader, officer, one).hidings
        kinds = [(line.kind, line.role) for line in entries_of(reader, one)][-3:]
    assert (sheet.outcome, sheet.proposed_role) == ("confirmed", "inspector")
    assert kinds == [
        ("publication.hiding.proposed", "inspector"),
        ("publication.hiding.closed", "supervisor"),
        ("publication.moved", "supervisor"),
    ]


def test_no_one_hides_alone_nor_two_of_one_rank(store: Store, at: Moment) -> None:
    one = published(store, at, an_office_shop(store, at))
    above = supervisor(store, at)
    propose(store, at, above, one)

    with pytest.raises(Refusal) as refused, pen(store, above, at) as p:
        hiding.confirm(p, complaint_id=one)
    assert refused.value.code is PeopleRefusal.OWN_PROPOSAL
    with pytest.raises(Refusal) as refused, pen(store, supervisor(store, at), at) as p:
        hiding.confirm(p, complaint_id=one)
    assert refused.value.code is PublicationRefusal.SAME_RANK

    confirm(store, at, an_officer(store, at, role=Role.PROVINCE, scope="430000"), one)
    assert the_item(store, one).stage is Stage.HIDDEN


def test_an_inspector_confirms_nothing(store: Store, at: Moment) -> None:
    one = published(store, at, an_office_shop(store, at))
    propose(store, at, supervisor(store, at), one)

    with pytest.raises(NotFound):
        confirm(store, at, an_officer(store, at), one)


def test_a_proposal_is_declined_with_a_reason_or_taken_back(store: Store, at: Moment) -> None:
    officer = an_officer(store, at - 3 * DAY)
    one = published(store, at, an_office_shop(store, at), officer)
    propose(store, at, officer, one)
    with pytest.raises(Refusal), pen(store, supervisor(store, at), at) as p:
        hiding.decline(p, complaint_id=one, reason="")
    with pen(store, supervisor(store, at), at) as p:
        hiding.decline(p, complaint_id=one, reason="记录说明不了什么")
    with pytest.raises(Refusal) as refused:
        confirm(store, at, supervisor(store, at), one)
    assert refused.value.code is PublicationRefusal.HIDING_CLOSED

    propose(store, at, officer, one)
    with pen(store, officer, at) as p:
        hiding.decline(p, complaint_id=one, reason="")
    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        hiding.decline(p, complaint_id=one, reason="")
    assert refused.value.code is PublicationRefusal.HIDING_CLOSED
    assert the_item(store, one).stage is Stage.PUBLISHED
    with reading(store) as reader:
        assert {sheet.outcome for sheet in item_for_officer(reader, officer, one).hidings} == {"declined"}


def test_nobody_else_says_no_to_a_proposal_and_none_is_made_beside_it(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = published(store, at, shop, officer)
    with pytest.raises(Refusal) as groundless, pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=one, ground=None, reason="退货记录显示当天已退")
    propose(store, at, officer, one)

    with_a_part = replace(supervisor(store, at), own_merchants=frozenset({shop.id}))
    elsewhere = an_officer(store, at, role=Role.SUPERVISOR, scope="430200")
    for nobody in (an_officer(store, at), elsewhere, with_a_part, shop.owner):
        with pytest.raises(NotFound), pen(store, nobody, at) as p:
            hiding.decline(p, complaint_id=one, reason="不同意")
    with pytest.raises(NotFound):
        confirm(store, at, with_a_part, one)
    with pytest.raises(Refusal) as refused:
        propose(store, at, supervisor(store, at), one)

    assert groundless.value.faults[0].code is PublicationRefusal.GROUND_NEEDED
    assert refused.value.code is PublicationRefusal.HIDING_OPEN
    confirm(store, at, supervisor(store, at), one)


@pytest.mark.parametrize("scope", ["430202", "430200"])
def test_officers_elsewhere_and_the_shop_itself_propose_nothing(store: Store, at: Moment, scope: str) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    role = Role.SUPERVISOR if scope.endswith("00") else Role.INSPECTOR
    with_a_part = replace(an_officer(store, at), own_merchants=frozenset({shop.id}))
    for nobody in (an_officer(store, at, role=role, scope=scope), with_a_part, shop.owner):
        with pytest.raises(NotFound):
            propose(store, at, nobody, one)
    propose(store, at, supervisor(store, at), one)
    with pytest.raises(NotFound):
        confirm(store, at, an_officer(store, at, role=Role.SUPERVISOR, scope="430200"), one)


def test_what_is_hidden_is_shown_again_by_one_above(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = published(store, at, shop, officer)
    propose(store, at, officer, one)
    confirm(store, at, supervisor(store, at), one)
    for nobody in (officer, an_officer(store, at, role=Role.SUPERVISOR, scope="430200"), shop.owner):
        with pytest.raises(NotFound), pen(store, nobody, at) as p:
            hiding.show_again(p, complaint_id=one)

    with pen(store, supervisor(store, at), at) as p:
        hiding.show_again(p, complaint_id=one)

    assert (the_item(store, one).stage, the_item(store, one).hidden_for) == (Stage.CORRECTED, None)
