"""From a complaint that has ended to a result on display and off it again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.merchants.builders import CITY, DAY, SCHEME, an_officer
from tests.publication.builders import (
    REPLY,
    an_office_shop,
    at_the_office,
    formed,
    published,
    refused,
    settled,
    the_item,
)
from trustcode.complaints.actions import handling
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.publication.actions import forming, publishing, reopening
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.queries import due
from trustcode.publication.rules.course import Stage, Withhold
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def by_calendar(store: Store, at: Moment, complaint_id: str) -> None:
    with pen(store, SYSTEM, at) as p:
        publishing.publish(p, complaint_id=complaint_id, scheme=SCHEME)


def test_what_is_settled_is_published_by_itself_on_the_fifth_working_day(store: Store, at: Moment) -> None:
    one = settled(store, at, a_shop(store, at))
    item = formed(store, at, one)
    assert (item.stage, item.due_on, item.reply) == (Stage.CANDIDATE, date(2026, 12, 21), REPLY)
    with pytest.raises(Refusal) as refused_, pen(store, SYSTEM, at + 6 * DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)
    assert refused_.value.code is PublicationRefusal.NOT_DUE

    by_calendar(store, at + 7 * DAY, one)

    shown = the_item(store, one)
    assert (shown.stage, shown.first_published_at) == (Stage.PUBLISHED, at + 7 * DAY)
    assert shown.shown_until == date(2026, 11, 30) + timedelta(days=365)


@pytest.mark.parametrize(
    "reply",
    [
        "打我电话 13900005678 就退",
        "陈小满的外套已退",
        "陈女士的外套已退",
        "请到解放西路 9 号来谈",
        "给 430103199003071230 退了",
    ],
)
def test_a_reply_that_leads_to_a_person_is_masked_and_waits_for_a_look(store: Store, at: Moment, reply: str) -> None:
    shop = a_shop(store, at)
    one = settled(store, at, shop, reply=reply, address="解放西路 9 号")
    item = formed(store, at, one)
    assert "＊＊＊" in item.reply
    assert not any(part in item.reply for part in ("13900005678", "陈小满", "陈女士", "解放西路", "4301031990"))
    with pytest.raises(Refusal), pen(store, SYSTEM, at + 20 * DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)

    with pen(store, an_officer(store, at), at + DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME, reply="外套已退")

    assert (the_item(store, one).stage, the_item(store, one).reply) == (Stage.PUBLISHED, "外套已退")


def test_a_look_that_leaves_something_personal_in_is_refused(store: Store, at: Moment) -> None:
    one = settled(store, at, a_shop(store, at), reply="陈小满 13900005678")
    formed(store, at, one)

    with pytest.raises(Refusal) as refused_, pen(store, an_officer(store, at), at) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME, reply="陈小满已退")

    assert refused_.value.code is PublicationRefusal.STILL_PERSONAL


def test_a_reply_that_nobody_looked_at_does_not_keep_the_result_back_beyond_the_law(store: Store, at: Moment) -> None:
    one = settled(store, at, a_shop(store, at), reply="打 13900005678")
    formed(store, at, one)

    by_calendar(store, at + 28 * DAY, one)

    assert (the_item(store, one).stage, the_item(store, one).reply) == (Stage.PUBLISHED, "")


def test_without_consent_or_not_accepted_it_is_withheld_and_says_why(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    unwilling = at_the_office(store, at, shop, officer, may_publish=False)
    turned_down = refused(store, at, shop, officer)

    assert formed(store, at, unwilling).withheld_for is Withhold.NO_CONSENT
    assert formed(store, at, turned_down).withheld_for is Withhold.NOT_ACCEPTED
    assert the_item(store, unwilling).stage is Stage.WITHHELD
    with pytest.raises(NotAllowed):
        by_calendar(store, at + 30 * DAY, unwilling)
    with pytest.raises(Refusal) as refused_, pen(store, officer, at) as p:
        publishing.reconsider(p, complaint_id=unwilling)
    assert refused_.value.code is PublicationRefusal.STILL_WITHHELD


def test_an_officer_withholds_on_three_grounds_alone_and_may_reconsider(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = at_the_office(store, at, shop, officer)
    formed(store, at, one)
    with pytest.raises(Refusal) as refused_, pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.NO_CONSENT)
    assert refused_.value.code is PublicationRefusal.NOT_AN_OFFICERS_GROUND

    with pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION)
    assert (the_item(store, one).stage, the_item(store, one).withheld_for) == (Stage.WITHHELD, Withhold.LITIGATION)
    with pen(store, officer, at) as p:
        publishing.reconsider(p, complaint_id=one)

    assert (the_item(store, one).stage, the_item(store, one).withheld_for) == (Stage.CANDIDATE, None)


def test_what_is_published_is_not_withheld_by_anybody(store: Store, at: Moment) -> None:
    officer = an_officer(store, at - 3 * DAY)
    one = published(store, at, an_office_shop(store, at), officer)

    with pytest.raises(NotAllowed), pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION)


def test_a_correction_sets_codes_and_reply_anew_and_the_entry_names_them(store: Store, at: Moment) -> None:
    officer = an_officer(store, at - 3 * DAY)
    one = published(store, at, an_office_shop(store, at), officer)

    with pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=one, to=Corrected(problem="after_sales"))

    with reading(store) as reader:
        last = entries_of(reader, one)[-1]
    assert (last.kind, last.facts["act"], last.facts["ground"], last.role) == (
        "publication.moved", "correct", "problem", "inspector",
    )  # fmt: skip
    with pytest.raises(Refusal) as refused_, pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=one, to=Corrected(problem="after_sales"))
    assert refused_.value.code is PublicationRefusal.NOTHING_CHANGED
    with pytest.raises(Refusal) as refused_, pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=one, to=Corrected(category="no such class"))
    assert refused_.value.code is PublicationRefusal.NOT_ON_THE_LIST


def test_it_leaves_the_display_when_its_year_is_over_and_not_a_day_before(store: Store, at: Moment) -> None:
    one = published(store, at, an_office_shop(store, at))
    with pytest.raises(Refusal), pen(store, SYSTEM, at + 365 * DAY) as p:
        publishing.expire(p, complaint_id=one)

    with pen(store, SYSTEM, at + 366 * DAY) as p:
        publishing.expire(p, complaint_id=one)

    assert the_item(store, one).stage is Stage.EXPIRED


def test_a_complaint_opened_again_takes_its_result_back_and_forms_it_anew_when_it_ends(
    store: Store, at: Moment
) -> None:
    officer, above = an_officer(store, at - 3 * DAY), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    one = published(store, at, an_office_shop(store, at), officer)
    with pen(store, above, at + DAY) as p:
        handling.reopen(p, complaint_id=one, said="新证据")
    with pen(store, SYSTEM, at + DAY) as p:
        publishing.recall(p, complaint_id=one)
    assert (the_item(store, one).stage, the_item(store, one).shown_until) == (Stage.CANDIDATE, None)
    with pytest.raises(Refusal) as refused_, pen(store, officer, at + DAY) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)
    assert refused_.value.code is PublicationRefusal.NOT_OVER

    with pen(store, officer, at + 2 * DAY) as p:
        handling.record_agreement(p, complaint_id=one, obtained_fen=0, said="换货")

    assert formed(store, at + 3 * DAY, one).formed_on == date(2026, 11, 25)
    assert the_item(store, one).first_published_at == at


@pytest.mark.parametrize("may_publish", ["shown", "withheld"])
def test_opening_again_takes_the_result_back_in_the_same_transaction(
    store: Store, at: Moment, may_publish: str
) -> None:
    officer, above = an_officer(store, at - 3 * DAY), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    shop = an_office_shop(store, at)
    if may_publish == "withheld":
        one = at_the_office(store, at, shop, officer, may_publish=False)
        formed(store, at, one)
    else:
        one = published(store, at, shop, officer)

    with pen(store, above, at + DAY) as p:
        reopening.reopen(p, complaint_id=one, said="新证据")

    item = the_item(store, one)
    assert (item.stage, item.shown_until, item.withheld_for, item.reply) == (Stage.CANDIDATE, None, None, "")
    with reading(store) as reader:
        assert list(due.to_recall(reader)) == []


def test_opening_again_needs_no_result_and_is_not_for_an_inspector(store: Store, at: Moment) -> None:
    officer, above = an_officer(store, at - 3 * DAY), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    shop = an_office_shop(store, at)
    one = published(store, at, shop, officer)
    with pytest.raises(NotFound), pen(store, officer, at + DAY) as p:
        reopening.reopen(p, complaint_id=one, said="新证据")
    assert the_item(store, one).stage is Stage.PUBLISHED

    other = at_the_office(store, at, shop, officer, phone="13700001111", facts="另一件事。")
    with pen(store, above, at + DAY) as p:
        reopening.reopen(p, complaint_id=other, said="新证据")


def test_nothing_is_recalled_while_its_complaint_stays_ended(store: Store, at: Moment) -> None:
    one = published(store, at, an_office_shop(store, at))

    with pytest.raises(Refusal) as refused_, pen(store, SYSTEM, at + DAY) as p:
        publishing.recall(p, complaint_id=one)

    assert refused_.value.code is PublicationRefusal.NOT_DUE
    assert the_item(store, one).stage is Stage.PUBLISHED


def test_only_the_calendar_forms_and_only_what_has_ended(store: Store, at: Moment) -> None:
    number, _ = a_complaint(store, at, a_shop(store, at))
    complaint_id = the_complaint(store, number).id
    with pytest.raises(Refusal) as refused_, pen(store, SYSTEM, at) as p:
        forming.form(p, complaint_id=complaint_id)
    assert refused_.value.code is PublicationRefusal.NOT_OVER
    with pytest.raises(NotFound), pen(store, an_officer(store, at), at) as p:
        forming.form(p, complaint_id=complaint_id)


def test_officers_elsewhere_and_the_shop_itself_publish_nothing(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = at_the_office(store, at, shop, an_officer(store, at - 3 * DAY))
    formed(store, at, one)
    elsewhere = an_officer(store, at, scope="430202")

    for actor in (elsewhere, shop.owner):
        with pytest.raises(NotFound), pen(store, actor, at) as p:
            publishing.publish(p, complaint_id=one, scheme=SCHEME)
