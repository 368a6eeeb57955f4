"""The public log names ranks and reasons and no person; the rate is never without its denominator."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import update

from tests.merchants.builders import CITY, DAY, an_officer
from tests.publication.builders import an_office_shop, at_the_office, formed, published, refused, the_item
from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.publication.actions import hiding, publishing
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.queries.log import lines_in_all, log_after, moderation_log
from trustcode.publication.queries.rates import publication_rate
from trustcode.publication.rules.course import Act, HideGround, Stage, Withhold
from trustcode.publication.rules.hiding import OFFICERS_GROUNDS
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import ModerationLine, PublicationRate
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_what_officers_did_stands_in_the_log_with_ranks_and_the_calendar_does_not(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    shown, kept_back = published(store, at, shop, officer), at_the_office(store, at, shop, officer, phone="13900002222")
    formed(store, at, kept_back)
    formed(store, at, at_the_office(store, at, shop, officer, may_publish=False, phone="13900003333"))
    with pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=kept_back, ground=Withhold.LITIGATION)
    with pen(store, officer, at) as p:
        hiding.propose(p, complaint_id=shown, ground=HideGround.COURT, reason="判决书")
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at + DAY) as p:
        hiding.confirm(p, complaint_id=shown)

    with reading(store) as reader:
        lines, count = moderation_log(reader, limit=9), lines_in_all(reader)

    today, code = civil_day(at), "430103"
    assert count == 2
    assert list(lines) == [
        ModerationLine(
            on=civil_day(at + DAY), act=Act.HIDE, ground="court", region_code=code, role="supervisor",
            second_role="inspector", merchant_id=shop.id,
        ),
        ModerationLine(
            on=today, act=Act.WITHHOLD, ground="W7", region_code=CITY, role="inspector", second_role="", merchant_id=""
        ),
    ]  # fmt: skip


def test_the_rate_counts_what_waits_and_leaves_out_what_was_not_accepted(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    published(store, at, shop, officer)
    for n, changes in enumerate(({"may_publish": False}, {})):
        formed(store, at, at_the_office(store, at, shop, officer, phone=f"1390000444{n}", **changes))
    formed(store, at, refused(store, at, shop, officer, phone="13900005555"))
    at_the_office(store, at, shop, officer, phone="13900006666")

    with reading(store) as reader:
        found = publication_rate(reader, CITY, 2026)
        elsewhere, earlier = publication_rate(reader, "430200", 2026), publication_rate(reader, CITY, 2025)

    withheld = {Withhold.NO_CONSENT: 1, Withhold.NOT_ACCEPTED: 1}
    assert found == PublicationRate(2026, published=1, publishable=4, hidden=0, waiting=2, withheld=withheld)
    assert (elsewhere.publishable, earlier.publishable) == (0, 0)


def test_whoever_was_withheld_and_reconsidered_is_not_named_in_the_log(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    one = at_the_office(store, at, shop, officer)
    formed(store, at, one)
    with pen(store, officer, at) as p:
        publishing.withhold(p, complaint_id=one, ground=Withhold.LITIGATION)
    with pen(store, officer, at) as p:
        publishing.reconsider(p, complaint_id=one)

    with reading(store) as reader:
        lines = moderation_log(reader, limit=9)

    assert {line.act for line in lines} == {Act.WITHHOLD, Act.RECONSIDER}
    assert {(line.region_code, line.merchant_id) for line in lines} == {(CITY, "")}


def test_page_by_page_each_line_is_told_once_also_those_of_one_moment(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    for n in range(3):
        one = at_the_office(store, at, shop, officer, phone=f"1390000777{n}")
        formed(store, at, one)
        with pen(store, officer, at + min(n, 1) * DAY) as p:
            publishing.withhold(p, complaint_id=one, ground=list(OFFICERS_GROUNDS)[n])

    with reading(store) as reader:
        whole, pages, mark = list(moderation_log(reader, limit=9)), [], ""
        for _ in whole:
            page = log_after(reader, limit=1, mark=mark)
            pages, mark = [*pages, *page.lines], page.next
        second = moderation_log(reader, limit=1, skip=1)
        for wrong in ("x", reader.vault.veil("moderation", "nobody")):
            with pytest.raises(Refusal) as refused:
                log_after(reader, limit=1, mark=wrong)
            assert refused.value.faults[0].code is PublicationRefusal.NO_SUCH_PLACE

    assert len({line.ground for line in whole}) == 3
    assert (pages, mark) == (whole, "")
    assert list(second) == whole[1:2]


def test_what_was_published_counts_whatever_became_of_it(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    ones = [published(store, at, shop, officer, phone=f"1390000666{n}") for n in range(5)]
    shown, corrected, hidden, *expired = ones
    with pen(store, officer, at) as p:
        publishing.correct(p, complaint_id=corrected, to=Corrected(problem="after_sales"))
        hiding.propose(p, complaint_id=hidden, ground=HideGround.COURT, reason="判决书")
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at) as p:
        hiding.confirm(p, complaint_id=hidden)
    with pen(store, SYSTEM, at + 366 * DAY) as p:
        for one in expired:
            publishing.expire(p, complaint_id=one)

    with reading(store) as reader:
        found = publication_rate(reader, CITY, 2026)

    assert found == PublicationRate(2026, published=5, publishable=5, hidden=1, waiting=0, withheld={})
    assert the_item(store, shown).stage is Stage.PUBLISHED


@pytest.mark.parametrize(("ended_at", "year"), [("2026-12-31 15:59:59", 2026), ("2026-12-31 16:00:00", 2027)])
def test_a_year_of_the_rate_is_a_year_of_china(store: Store, at: Moment, ended_at: str, year: int) -> None:
    one = published(store, at, an_office_shop(store, at))
    moment = datetime.fromisoformat(f"{ended_at}+00:00")
    with store.write_engine.begin() as connection:
        connection.execute(update(Complaint).where(Complaint.id == one).values(ended_at=moment))

    with reading(store) as reader:
        counted = {which: publication_rate(reader, CITY, which).published for which in (2026, 2027)}

    assert counted == {2026: 0, 2027: 0, year: 1}
