"""Clues of illegality by the acts, on each engine: a case or none, its clocks, more time by two, and from complaint to case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_complaint, a_shop, filed, the_complaint, the_report
from tests.merchants.builders import CITY, DAY, Shop, an_active_merchant, an_officer
from trustcode.clocks.rules import ClockCode, PauseWhy
from trustcode.complaints.actions import reading, reporting
from trustcode.complaints.models import PersonReading, Report, RunningClock
from trustcode.complaints.queries.persons import in_clear
from trustcode.complaints.queries.reports import report_queue, report_sheet, reports_of_complaint
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORTS_OPEN, NoCaseGround, ReportOrigin, ReportState
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.transitions import NotAllowed
from trustcode.notices.models import Notice
from trustcode.record.pen import Pen, pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading as read


def a_report(store: Store, at: Moment, shop: Shop, **changes: object) -> Report:
    receipt = filed(store, at, shop, is_complaint=False, is_report=True, **{"clue": "价签与收银台不一致。", **changes})
    assert receipt.report
    return the_report(store, receipt.report[0])


def clocks(store: Store, matter_id: str) -> dict[ClockCode, RunningClock]:
    with read(store) as reader:
        rows = reader.all(select(RunningClock).where(RunningClock.matter_id == matter_id))
    return {row.code: row for row in rows}


def test_a_case_stops_the_check_and_starts_the_clocks_of_case_and_reporter(store: Store, at: Moment) -> None:
    own = a_report(store, at, a_shop(store, at)).id
    officer = an_officer(store, at)
    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        reporting.file_case(p, report_id=own, case_no=" ")
    assert refused.value.code is ComplaintRefusal.CASE_NUMBER_NEEDED

    with pen(store, officer, at + DAY) as p:
        reporting.file_case(p, report_id=own, case_no="长天市监案〔2026〕17 号")

    found = clocks(store, own)
    assert set(found) == {ClockCode.VERIFY, ClockCode.TELL_REPORTER, ClockCode.PENALTY_CASE}
    assert (found[ClockCode.VERIFY].met, found[ClockCode.TELL_REPORTER].due_on) == (True, date(2026, 12, 1))
    with pen(store, officer, at + 2 * DAY) as p:
        reporting.note_told(p, report_id=own)
        reporting.close_case(p, report_id=own, said="罚款二千元。")
    found = clocks(store, own)
    assert (found[ClockCode.TELL_REPORTER].met, found[ClockCode.PENALTY_CASE].met) == (True, True)


def test_without_a_name_nobody_is_to_be_told(store: Store, at: Moment) -> None:
    own = a_report(store, at, a_shop(store, at), anonymous=True, name="", phone="").id

    with pen(store, an_officer(store, at), at) as p:
        reporting.find_no_case(p, report_id=own, ground=NoCaseGround.NO_BREACH, said="价签已核对，一致。")

    assert set(clocks(store, own)) == {ClockCode.VERIFY}
    with pytest.raises(NotFound), read(store) as reader:
        in_clear(reader, an_officer(store, at), own, at)


def test_no_case_needs_a_ground_and_a_word_and_cannot_follow_a_case(store: Store, at: Moment) -> None:
    own, officer = a_report(store, at, a_shop(store, at)).id, an_officer(store, at)
    for ground, said in ((None, "查过了。"), (NoCaseGround.NO_EVIDENCE, " ")):
        with pytest.raises(Refusal), pen(store, officer, at) as p:
            reporting.find_no_case(p, report_id=own, ground=ground, said=said)
    with pen(store, officer, at) as p:
        reporting.file_case(p, report_id=own, case_no="17")

    with pytest.raises(NotAllowed), pen(store, officer, at) as p:
        reporting.find_no_case(p, report_id=own, ground=NoCaseGround.NO_EVIDENCE, said="查过了。")


def test_the_same_clue_is_joined_to_the_earlier_one_within_the_region(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first, second = a_report(store, at, shop), a_report(store, at, shop, phone="13700001111")
    officer = an_officer(store, at)
    elsewhere = a_report(store, at, an_active_merchant(store, at, region_code="430202"), phone="13700002222")
    ended = a_report(store, at, shop, phone="13700003333")
    with pen(store, officer, at) as p:
        reporting.refer(p, report_id=ended.id, said="归城管。")
    for number in (second.number, "100000000093", elsewhere.number, ended.number):
        with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
            reporting.join(p, report_id=second.id, number=number, said="")
        assert refused.value.faults[0].code is ComplaintRefusal.NO_SUCH_REPORT

    with pen(store, officer, at) as p:
        reporting.join(p, report_id=second.id, number=first.number, said="同一个价签。")

    found = the_report(store, second.number)
    assert (found.state, found.joined_to) == (ReportState.JOINED, first.id)


def test_more_time_needs_a_supervisor_who_did_not_ask_and_is_given_once(store: Store, at: Moment) -> None:
    own = a_report(store, at, a_shop(store, at)).id
    clock = clocks(store, own)[ClockCode.VERIFY]
    boss, other = (an_officer(store, at, role=Role.SUPERVISOR, scope=CITY, name=name) for name in ("周主任", "吴主任"))
    with pen(store, boss, at) as p:
        asked = reporting.ask_extension(p, report_id=own, clock_id=clock.id, why="要等检测结果")
    for officer in (boss, an_officer(store, at)):
        with pytest.raises((Refusal, NotFound)), pen(store, officer, at) as p:
            reporting.decide_extension(p, report_id=own, extension_id=asked, granted=True)
    with pytest.raises(Refusal) as again, pen(store, boss, at) as p:
        reporting.ask_extension(p, report_id=own, clock_id=clock.id, why="再来一次")
    assert again.value.code is ComplaintRefusal.EXTENSION_ASKED

    with pen(store, other, at) as p:
        reporting.decide_extension(p, report_id=own, extension_id=asked, granted=True)

    assert clocks(store, own)[ClockCode.VERIFY].due_on > clock.due_on
    with pytest.raises(Refusal) as once, pen(store, boss, at) as p:
        reporting.ask_extension(p, report_id=own, clock_id=clock.id, why="还不够")
    assert once.value.code is ComplaintRefusal.EXTENDED_BEFORE


def test_more_time_is_decided_once_by_a_supervisor_and_no_is_no(store: Store, at: Moment) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)
    own, other = a_report(store, at, shop).id, a_report(store, at, shop, phone="13700001111").id
    clock = clocks(store, own)[ClockCode.VERIFY]
    boss = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    with pen(store, officer, at) as p:
        asked = reporting.ask_extension(p, report_id=own, clock_id=clock.id, why="要等检测结果")
    strangers = (an_officer(store, at), own), (boss, other)
    for who, which in strangers:
        with pytest.raises(NotFound), pen(store, who, at) as p:
            reporting.decide_extension(p, report_id=which, extension_id=asked, granted=True)

    with pen(store, boss, at) as p:
        reporting.decide_extension(p, report_id=own, extension_id=asked, granted=False)

    assert clocks(store, own)[ClockCode.VERIFY].due_on == clock.due_on
    with pytest.raises(Refusal) as refused, pen(store, boss, at) as p:
        reporting.decide_extension(p, report_id=own, extension_id=asked, granted=True)
    assert refused.value.code is ComplaintRefusal.CHANGED_MEANWHILE


def test_a_clock_is_that_of_its_report_and_a_reporter_is_told_once_something_was_decided(
    store: Store, at: Moment
) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)
    own, other = a_report(store, at, shop).id, a_report(store, at, shop, phone="13700001111").id
    clock = clocks(store, other)[ClockCode.VERIFY].id
    acts: list[Callable[[Pen], object]] = [
        lambda p: reporting.pause(p, report_id=own, clock_id=clock, why=PauseWhy.APPRAISAL),
        lambda p: reporting.resume(p, report_id=own, clock_id=clock),
        lambda p: reporting.ask_extension(p, report_id=own, clock_id=clock, why="要等检测结果"),
    ]
    for act in acts:
        with pytest.raises(NotFound), pen(store, officer, at) as p:
            act(p)

    for case_no, code in (("", ComplaintRefusal.CASE_NUMBER_NEEDED), ("号" * 61, ComplaintRefusal.LONG_CASE_NUMBER)):
        with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
            reporting.file_case(p, report_id=own, case_no=case_no)
        assert refused.value.faults[0].code is code
    with pytest.raises(Refusal) as early, pen(store, officer, at) as p:
        reporting.note_told(p, report_id=own)
    assert early.value.code is ComplaintRefusal.NOT_TELLING
    with pen(store, officer, at) as p:
        reporting.file_case(p, report_id=own, case_no="号" * 60)


def test_what_is_found_in_a_complaint_becomes_a_case_that_names_it(store: Store, at: Moment) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)
    number, _ = a_complaint(store, at, shop)
    complaint = the_complaint(store, number)
    with pen(store, officer, at) as p:
        clue = reporting.note_clue(p, complaint_id=complaint.id, clue="鞋上没有标签。").id
        reporting.file_case(p, report_id=clue, case_no="18")

    with read(store) as reader:
        linked = reports_of_complaint(reader, officer, complaint.id)
        own = report_sheet(reader, officer, clue)
    assert [(row.id, row.case_no, row.origin) for row in linked] == [(clue, "18", ReportOrigin.COMPLAINT)]
    assert (own.complaint_number, own.has_reporter, own.clue) == (number, False, "鞋上没有标签。")
    assert the_complaint(store, number).state is State.SETTLING


def test_the_shop_and_other_regions_see_nothing_of_a_report(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    own = a_report(store, at, shop).id
    for actor in (shop.owner, an_officer(store, at, scope="430202")):
        with pytest.raises(NotFound), read(store) as reader:
            report_sheet(reader, actor, own)
        with pytest.raises(NotFound), pen(store, actor, at) as p:
            reporting.refer(p, report_id=own, said="不归我管。")
    with read(store) as reader:
        assert report_queue(reader, an_officer(store, at, scope="430202"), REPORTS_OPEN) == []
        with pytest.raises(NotFound):
            report_queue(reader, shop.owner, REPORTS_OPEN)
        entries = entries_of(reader, own)
    assert not any(shop.id in str(entry.facts) for entry in entries)


def test_no_notice_tells_the_shop_of_a_report_whatever_becomes_of_it(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    with read(store) as reader:
        before = set(reader.all(select(Notice.id).where(Notice.merchant_id == shop.id)))
    own, officer = a_report(store, at, shop).id, an_officer(store, at)
    with pen(store, officer, at + DAY) as p:
        reporting.file_case(p, report_id=own, case_no="长天市监案〔2026〕18 号")
    with pen(store, officer, at + 2 * DAY) as p:
        reporting.close_case(p, report_id=own, said="已作出处理决定。")

    with read(store) as reader:
        assert set(reader.all(select(Notice.id).where(Notice.merchant_id == shop.id))) == before


def test_reading_the_reporter_is_one_row_a_field_and_capped(store: Store, at: Moment) -> None:
    own, officer = a_report(store, at, a_shop(store, at)).id, an_officer(store, at)
    scheme = SchemeRules(contact_reads_a_day=3)
    with pen(store, officer, at) as p:
        assert reading.read_person(p, matter_id=own, why="核实线索", scheme=scheme) == ("name", "phone")
    with read(store) as reader:
        assert in_clear(reader, officer, own, at).name == "陈小满"
        assert len(reader.all(select(PersonReading.id).where(PersonReading.matter_id == own))) == 2

    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        reading.read_person(p, matter_id=own, why="再看一次", scheme=scheme)

    assert refused.value.code is ComplaintRefusal.READS_ENOUGH
