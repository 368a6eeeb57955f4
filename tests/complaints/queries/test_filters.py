"""What an officer finds: the own region alone, never the own business, and of that what the filter says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tests.complaints.builders import a_complaint, accepted, filed, the_complaint, the_report
from tests.merchants.builders import CITY, COUNTY, DAY, Shop, a_person, an_active_merchant, an_officer
from trustcode.complaints.actions import handling, passing, reporting
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.counts import pressed
from trustcode.complaints.queries.lists import Asked, bundled, bundled_size, queue, queue_counts, queue_size
from trustcode.complaints.queries.reports import report_counts, report_queue, report_sheet, reports_of_complaint
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.reporting import REPORTS_OPEN, ReportState
from trustcode.complaints.rules.words import MediationEnd, RefusalGround, Source
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

NEXT_COUNTY = "430102"
HOUR = DAY / 24
OTHER_CITY = "430202"


@dataclass(frozen=True)
class City:
    """Two shops of a city with a complaint each, and one of another city."""

    here: Shop
    there: Shop
    ours: Complaint
    theirs: Complaint
    far: Complaint
    above: Actor


@pytest.fixture
def city(store: Store, at: Moment) -> City:
    here = an_active_merchant(store, at - 60 * DAY, shop_name="青禾布衣 2 店")
    there = an_active_merchant(store, at - 60 * DAY, shop_name="百分百鞋店", region_code=NEXT_COUNTY)
    ours = the_complaint(store, a_complaint(store, at, here)[0])
    theirs = the_complaint(store, a_complaint(store, at, there, phone="13700001111")[0])
    elsewhere = an_active_merchant(store, at - 60 * DAY, region_code=OTHER_CITY)
    far = the_complaint(store, a_complaint(store, at, elsewhere, phone="13700002222")[0])
    return City(here, there, ours, theirs, far, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY))


def found(store: Store, who: Actor, **asked: object) -> set[str]:
    """The numbers that a filter finds; its counts agree."""
    with reading(store) as reader:
        rows = queue(reader, who, Asked(**asked))
        assert len(rows) == queue_size(reader, who, Asked(**asked)) == bundled_size(reader, who, Asked(**asked))
    return {row.number for row in rows}


def test_an_officer_finds_the_own_region_and_a_filter_never_leads_out_of_it(
    store: Store, at: Moment, city: City
) -> None:
    inspector = an_officer(store, at)

    assert found(store, inspector) == {city.ours.number}
    assert found(store, city.above) == {city.ours.number, city.theirs.number}
    assert found(store, city.above, within=NEXT_COUNTY) == {city.theirs.number}
    for outside in (NEXT_COUNTY, OTHER_CITY, CITY, "430000"):
        assert found(store, inspector, within=outside) == {city.ours.number}
    with reading(store) as reader:
        assert queue_counts(reader, city.above, Asked()) == {State.RECEIVED: 2}
        assert queue_counts(reader, inspector, Asked(within=OTHER_CITY)) == {State.RECEIVED: 1}


def test_nobody_finds_the_own_business_and_what_has_no_unit_is_everybodys(store: Store, at: Moment, city: City) -> None:
    nobody = filed(store, at, None, phone="13700003333").complaint
    assert nobody is not None
    with_a_part = replace(city.above, own_merchants=frozenset({city.here.id}))

    assert found(store, with_a_part) == {city.theirs.number, nobody[0]}
    assert found(store, with_a_part, merchant_id=city.here.id) == set()


def test_who_is_no_officer_finds_nothing_at_all(store: Store, at: Moment, city: City) -> None:
    staff = a_person(store, at, role=Role.STAFF, scope=city.here.id)
    reads: list[Callable[[Reader, Actor], object]] = [
        lambda reader, who: queue(reader, who, Asked()),
        lambda reader, who: pressed(reader, who, Asked(), today=civil_day(at), soon=civil_day(at)),
        lambda reader, who: report_queue(reader, who, REPORTS_OPEN),
        report_counts,
        lambda reader, who: reports_of_complaint(reader, who, city.ours.id),
    ]
    for who in (city.here.owner, staff, PUBLIC, SYSTEM, an_officer(store, at, role=Role.SECURITY, scope="")):
        for read in reads:
            with pytest.raises(NotFound), reading(store) as reader:
                read(reader, who)


def test_each_filter_narrows_by_what_it_names(store: Store, at: Moment, city: City) -> None:
    with pen(store, city.above, at) as p:
        handling.take(p, complaint_id=city.theirs.id)
    ours, theirs = {city.ours.number}, {city.theirs.number}
    spoken = f"{city.ours.number[:4]} {city.ours.number[4:8]}-{city.ours.number[8:]}"

    assert found(store, city.above, officer_id=city.above.person_id) == theirs
    assert found(store, city.above, merchant_id=city.here.id) == ours
    assert found(store, city.above, words="布衣") == ours
    assert found(store, city.above, words="2 店") == ours
    assert found(store, city.above, words=spoken) == ours
    assert found(store, city.above, words=city.ours.number[:-1]) == set()
    assert found(store, city.above, words="%") == set()
    assert found(store, city.above, words=city.far.number) == set()
    assert found(store, city.above, only_held=True) == set()
    assert found(store, city.above, only_plain=True) == ours | theirs
    assert found(store, city.above, states=(State.MEDIATING,)) == set()


def test_what_is_to_be_told_and_what_somebody_wants_passed_on_is_found_apart(
    store: Store, at: Moment, city: City
) -> None:
    mediated = the_complaint(store, accepted(store, at, city.here, phone="13700004444")[0])
    inspector = an_officer(store, at)
    with pen(store, inspector, at) as p:
        handling.end_mediation(p, complaint_id=mediated.id, ground=MediationEnd.NO_AGREEMENT, said="没谈成。")
        proposal = passing.propose(p, matter_id=city.ours.id, region_code=NEXT_COUNTY, said="店开在那边。")
    ours = city.ours.number

    assert found(store, inspector) == {ours}
    assert found(store, inspector, telling=True) == {ours, mediated.number}
    assert found(store, inspector, states=(), telling=True) == {mediated.number}
    assert found(store, city.above, passing=True) == {ours}
    with pen(store, inspector, at) as p:
        handling.note_told(p, complaint_id=mediated.id)
        passing.decline(p, matter_id=city.ours.id, proposal_id=proposal, said="")
    assert found(store, inspector, telling=True) == {ours}
    assert found(store, city.above, passing=True) == set()


def test_how_pressing_it_is_counts_days_before_on_and_after_their_last(store: Store, at: Moment, city: City) -> None:
    with reading(store) as reader:
        due = queue(reader, city.above, Asked())[0].due_on
        assert due is not None

        def count(today: int, soon: int) -> tuple[int, int, int, int]:
            days = {"today": due + today * DAY, "soon": due + soon * DAY}
            one = pressed(reader, city.above, Asked(), **days)
            return one.complaints, one.over, one.today, one.soon

        assert count(-2, -1) == (2, 0, 0, 0)
        assert count(-1, 0) == (2, 0, 0, 2)
        assert count(0, 1) == (2, 0, 2, 0)
        assert count(1, 2) == (2, 2, 0, 0)


def test_clues_are_of_the_region_and_not_of_the_own_business(store: Store, at: Moment, city: City) -> None:
    facts = {"is_complaint": False, "is_report": True, "clue": "价签与收银台不一致。"}
    far = Shop(city.far.merchant_id or "", PUBLIC)
    ours, theirs, _ = (filed(store, at, shop, **facts).report for shop in (city.here, city.there, far))
    assert ours is not None
    assert theirs is not None
    with pen(store, an_officer(store, at), at) as p:
        reporting.refer(p, report_id=the_report(store, ours[0]).id, said="归城管。")
    inspector, with_a_part = an_officer(store, at), replace(city.above, own_merchants=frozenset({city.here.id}))
    every = tuple(ReportState)

    with reading(store) as reader:
        assert [row.number for row in report_queue(reader, inspector, every)] == [ours[0]]
        assert [row.number for row in report_queue(reader, inspector, every, within=NEXT_COUNTY)] == [ours[0]]
        assert [row.number for row in report_queue(reader, city.above, REPORTS_OPEN)] == [theirs[0]]
        assert [row.number for row in report_queue(reader, city.above, every, within=COUNTY)] == [ours[0]]
        assert [row.number for row in report_queue(reader, with_a_part, every)] == [theirs[0]]
        assert report_counts(reader, city.above) == {ReportState.REFERRED: 1, ReportState.RECEIVED: 1}
        assert report_counts(reader, with_a_part) == {ReportState.RECEIVED: 1}
        days = {"today": civil_day(at), "soon": civil_day(at)}
        clues = [pressed(reader, who, Asked(), **days).clues for who in (city.above, inspector)]
        with pytest.raises(NotFound):
            report_sheet(reader, with_a_part, the_report(store, ours[0]).id)
    assert clues == [1, 0]


def test_a_clue_names_its_complaint_only_to_whoever_may_read_that(store: Store, at: Moment, city: City) -> None:
    with pen(store, city.above, at) as p:
        clue = reporting.note_clue(p, complaint_id=city.ours.id, clue="鞋上没有标签。").id
        handling.refuse(p, complaint_id=city.theirs.id, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")
    inspector = an_officer(store, at)
    province = an_officer(store, at, role=Role.PROVINCE, scope="430000")
    with pen(store, province, at) as p:
        passing.send_to(p, matter_id=city.ours.id, region_code=OTHER_CITY, said="店搬走了。")

    with reading(store) as reader:
        own = report_sheet(reader, inspector, clue)
        whole = report_sheet(reader, province, clue)
        linked = reports_of_complaint(reader, city.above, city.theirs.id)
    assert (own.complaint_id, own.complaint_number) == ("", "")
    assert (whole.complaint_id, whole.complaint_number) == (city.ours.id, city.ours.number)
    assert linked == []


def test_what_began_at_a_code_stands_before_the_rest_of_its_day_and_after_what_is_due_sooner(
    store: Store, at: Moment, city: City
) -> None:
    def came(source: Source, day: Moment, phone: str, facts: str) -> str:
        about = {"source": source}
        number, _ = filed(store, day, city.here, about=about, phone=phone, facts=facts).complaint or ("", "")
        return number

    scanned = came(Source.SCAN, at + DAY, "13700003331", "鞋底开胶，店里说过了三包期。")
    searched = came(Source.SEARCH, at + DAY + HOUR, "13700003332", "裤子洗一次就褪色，要求退款被拒。")
    sooner = came(Source.SEARCH, at - DAY, "13700003333", "标价 99 元，结账收了 129 元。")

    with reading(store) as reader:
        in_order = [[row.number for row in read(reader, city.above, Asked(within=COUNTY))] for read in (queue, bundled)]

    for numbers in in_order:
        assert [one for one in numbers if one in {scanned, searched, sooner}] == [sooner, scanned, searched]
