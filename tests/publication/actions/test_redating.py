"""A holiday notice comes: open last days of results and objections move, each with an entry and a word to the shop."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.merchants.builders import SCHEME, Shop, an_officer
from tests.publication.builders import (
    an_office_shop,
    at_the_office,
    formed,
    published,
    the_item,
    the_objections,
)
from trustcode.calendars.actions import load_year
from trustcode.calendars.rules import read_notice
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import CHINA, Moment
from trustcode.kernel.refusals import NotFound
from trustcode.notices.models import Notice
from trustcode.notices.rules import NoticeKind
from trustcode.publication.actions import objecting, publishing, redating
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.entries import PublicationRedated
from trustcode.publication.queries.clocks import result_clocks
from trustcode.publication.rules.course import Withhold
from trustcode.publication.rules.hiding import Verdict
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

LATE = datetime(2026, 12, 28, 10, 0, tzinfo=CHINA)
"""So late that seven working days reach into a year whose holidays nobody has published."""
NOTICE = {
    "year": 2027,
    "official": True,
    "source": "国办发明电〔2026〕9号",
    "rest": ["2027-01-01/2027-01-03", "2027-01-06"],
    "makeup": [],
}


def come(store: Store, at: Moment) -> dict[str, bool]:
    """The notice comes, and all that is open is counted anew: which of it changed."""
    with pen(store, SYSTEM, at) as p:
        load_year(p, notice=read_notice(json.dumps(NOTICE)))
    return again(store, at)


def again(store: Store, at: Moment) -> dict[str, bool]:
    with reading(store) as reader:
        ids = redating.open_results(reader)
    changed = {}
    for one in ids:
        with pen(store, SYSTEM, at) as p:
            changed[one] = redating.redate(p, complaint_id=one)
    return changed


def entries(store: Store, one: str) -> list[tuple[str, str, str]]:
    with reading(store) as reader:
        found = [entry.facts for entry in entries_of(reader, one) if entry.kind == PublicationRedated.kind]
    return [(facts["what"], facts["was_due_on"], facts["due_on"]) for facts in found]


def told(store: Store, shop: Shop) -> list[date | None]:
    mine = Notice.merchant_id == shop.id, Notice.kind == NoticeKind.RESULT_REDATED
    with reading(store) as reader:
        return list(reader.all(select(Notice.due_on).where(*mine).order_by(Notice.key)))


def test_the_last_day_of_an_objection_moves_and_becomes_certain(store: Store) -> None:
    shop = an_office_shop(store, LATE)
    one = published(store, LATE, shop)
    with pen(store, shop.owner, LATE) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    with reading(store) as reader:
        before = result_clocks(reader, one, LATE.date())[0]
    assert (before.due_on, before.provisional) == (date(2027, 1, 6), True)

    assert come(store, LATE) == {one: True}

    assert the_objections(store, one)[0].due_on == date(2027, 1, 8)
    assert entries(store, one) == [("objection", "2027-01-06", "2027-01-08")]
    assert told(store, shop) == [date(2027, 1, 8)]
    with reading(store) as reader:
        after = result_clocks(reader, one, LATE.date())[0]
    assert (after.due_on, after.provisional, after.reckoning.due) == (date(2027, 1, 8), False, date(2027, 1, 8))


def test_the_last_day_of_a_result_that_waits_moves(store: Store) -> None:
    shop = an_office_shop(store, LATE)
    one = at_the_office(store, LATE, shop, an_officer(store, LATE))
    before = formed(store, LATE, one).due_on

    assert come(store, LATE) == {one: True}

    after = the_item(store, one).due_on
    assert after > before
    assert entries(store, one) == [("publish", before.isoformat(), after.isoformat())]
    assert told(store, shop) == [after]


def test_counting_again_changes_nothing_and_tells_nobody(store: Store) -> None:
    shop = an_office_shop(store, LATE)
    one = at_the_office(store, LATE, shop, an_officer(store, LATE))
    formed(store, LATE, one)
    come(store, LATE)

    assert again(store, LATE) == {one: False}
    assert len(entries(store, one)) == len(told(store, shop)) == 1


def test_what_is_withheld_moves_too_without_a_word_to_the_shop(store: Store) -> None:
    shop, officer = an_office_shop(store, LATE), an_officer(store, LATE)
    one = at_the_office(store, LATE, shop, officer)
    before = formed(store, LATE, one).due_on
    with pen(store, officer, LATE) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION)

    assert come(store, LATE) == {one: True}
    assert the_item(store, one).due_on > before
    assert told(store, shop) == []


def test_what_is_published_and_what_is_decided_stays(store: Store) -> None:
    shop = an_office_shop(store, LATE)
    one = published(store, LATE, shop)
    with pen(store, shop.owner, LATE) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    with pen(store, an_officer(store, LATE), LATE) as p:
        objecting.decide(p, complaint_id=one, decision=Decision(verdict=Verdict.KEPT, reason="票据对得上"))
    days = the_item(store, one).due_on, the_objections(store, one)[0].due_on

    assert come(store, LATE) == {}
    assert (the_item(store, one).due_on, the_objections(store, one)[0].due_on) == days
    with pen(store, SYSTEM, LATE) as p:
        assert redating.redate(p, complaint_id=one) is False
    assert entries(store, one) == []


def test_only_the_calendar_counts_anew(store: Store) -> None:
    officer = an_officer(store, LATE, role=Role.SUPERVISOR, scope="430100")
    one = at_the_office(store, LATE, an_office_shop(store, LATE), an_officer(store, LATE))
    formed(store, LATE, one)

    with pytest.raises(NotFound), pen(store, officer, LATE) as p:
        redating.redate(p, complaint_id=one)


def test_the_shop_of_a_result_that_is_published_late_is_not_told_of_it(store: Store) -> None:
    shop, officer = an_office_shop(store, LATE), an_officer(store, LATE)
    one = at_the_office(store, LATE, shop, officer)
    formed(store, LATE, one)
    with pen(store, officer, LATE) as p:
        publishing.publish(p, complaint_id=one, scheme=SCHEME)

    assert come(store, LATE) == {}
    assert told(store, shop) == []
