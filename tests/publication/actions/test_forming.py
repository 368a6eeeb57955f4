"""What stands in the way of a result is read from the complaint as it is; a page that is no longer true decides nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import update

from tests.merchants.builders import CITY, DAY, SCHEME, an_officer
from tests.publication.builders import an_office_shop, at_the_office, formed, published, the_item
from trustcode.complaints.actions import handling
from trustcode.complaints.models import Complaint, Person
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.publication.actions import hiding, publishing
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.queries import gate
from trustcode.publication.rules.course import HideGround, Stage, Withhold
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import ShownComplaint
from trustcode.record.pen import Pen, pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

COPY = json.dumps([Hold.NEAR_COPY.value])


@pytest.mark.parametrize(
    ("complaint", "person", "why"),
    [
        ({}, {}, None),
        ({"may_publish": False}, {}, Withhold.NO_CONSENT),
        ({"accepted_at": None}, {}, Withhold.NOT_ACCEPTED),
        ({"accepted_at": None, "state": State.SETTLED}, {}, None),
        ({"accepted_at": None, "state": State.SETTLED, "holds": COPY}, {}, Withhold.SUSPECTED_ABUSE),
        ({"holds": COPY}, {}, None),
        ({"merchant_id": None}, {}, Withhold.RESPONDENT_UNCLEAR),
        ({}, {"proved_at": None}, None),
        ({}, {"paper_number": b""}, None),
        ({}, {"proved_at": None, "paper_number": b""}, Withhold.IDENTITY_UNVERIFIED),
        ({"text_hash": ""}, {"proved_at": None, "paper_number": b""}, None),
    ],
)
def test_each_fact_of_a_complaint_that_stands_in_the_way(
    store: Store, at: Moment, complaint: dict[str, object], person: dict[str, object], why: Withhold | None
) -> None:
    one = at_the_office(store, at, an_office_shop(store, at), an_officer(store, at - 3 * DAY))
    with store.write_engine.begin() as connection:
        for model, own, values in ((Complaint, Complaint.id, complaint), (Person, Person.matter_id, person)):
            if values:
                connection.execute(update(model).where(own == one).values(**values))

    item = formed(store, at, one)

    assert (item.withheld_for, item.stage) == (why, Stage.WITHHELD if why else Stage.CANDIDATE)


def test_what_ended_anew_is_published_only_when_it_is_formed_anew(store: Store, at: Moment) -> None:
    officer, above = an_officer(store, at - 3 * DAY), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    one = at_the_office(store, at, an_office_shop(store, at), officer)
    formed(store, at, one)
    with pen(store, above, at + DAY) as p:
        handling.reopen(p, complaint_id=one, said="新证据")
    with pen(store, officer, at + 2 * DAY) as p:
        handling.record_agreement(p, complaint_id=one, obtained_fen=0, said="换货")

    with pytest.raises(Refusal) as refused, pen(store, officer, at + 2 * DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)

    assert refused.value.code is PublicationRefusal.NOT_OVER
    formed(store, at + 3 * DAY, one)
    with pen(store, officer, at + 3 * DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)
    assert the_item(store, one).stage is Stage.PUBLISHED


def test_one_correction_keeps_the_other_and_what_is_personal_stays_out(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at - 3 * DAY), an_office_shop(store, at)
    one = published(store, at, shop, officer)
    for to in (Corrected(problem="after_sales"), Corrected(category="food"), Corrected(reply="已经退款。")):
        with pen(store, officer, at) as p:
            publishing.correct(p, complaint_id=one, to=to)

    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=one, to=Corrected(reply="打我电话 13900005678 就退"))

    assert refused.value.faults[0].code is PublicationRefusal.STILL_PERSONAL
    with reading(store) as reader:
        (shown,) = gate.results_of(reader, shop.id, civil_day(at), limit=9)
    assert isinstance(shown, ShownComplaint)
    assert (shown.problem, shown.category, shown.reply) == ("after_sales", "food", "已经退款。")


def test_a_ground_is_needed_to_keep_something_back(store: Store, at: Moment) -> None:
    officer = an_officer(store, at - 3 * DAY)
    one = at_the_office(store, at, an_office_shop(store, at), officer)
    formed(store, at, one)

    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=one, ground=None)

    assert refused.value.faults[0].code is PublicationRefusal.GROUND_NEEDED


ACTS: dict[str, Callable[[Pen, str, int], object]] = {
    "publish": lambda p, one, seen: publishing.publish(p, complaint_id=one, scheme=SCHEME, seen=seen),
    "withhold": lambda p, one, seen: publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION, seen=seen),
    "reconsider": lambda p, one, seen: publishing.reconsider(p, complaint_id=one, seen=seen),
    "correct": lambda p, one, seen: publishing.correct(
        p, complaint_id=one, to=Corrected(problem="after_sales"), seen=seen
    ),
    "propose": lambda p, one, seen: hiding.propose(
        p, complaint_id=one, ground=HideGround.COURT, reason="判决书", seen=seen
    ),
    "decline": lambda p, one, seen: hiding.decline(p, complaint_id=one, reason="", seen=seen),
}


def test_a_page_that_is_no_longer_true_decides_nothing(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at - 3 * DAY), an_office_shop(store, at)
    one = at_the_office(store, at, shop, officer)
    formed(store, at, one)
    for name in ("withhold", "reconsider", "publish", "correct", "propose", "decline"):
        changes = the_item(store, one).changes
        with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
            ACTS[name](p, one, changes - 1)
        assert refused.value.code is PublicationRefusal.CHANGED_MEANWHILE, name
        with pen(store, officer, at) as p:
            ACTS[name](p, one, changes)
