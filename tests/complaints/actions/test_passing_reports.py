"""A clue goes to the competent office: the same two people, and the check starts anew with the office that receives it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.complaints.actions.test_reporting import a_report
from tests.complaints.builders import a_shop
from tests.merchants.builders import CITY, DAY, an_officer
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import passing, reporting
from trustcode.complaints.models import Report, RunningClock
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.queries.office_file import passings_of_report
from trustcode.complaints.queries.reports import report_queue, report_sheet, reports_passing
from trustcode.complaints.rules import ticking as ticking_rules
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORTS_OPEN, NoCaseGround, ReportState
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import PROVINCE
from trustcode.kernel.transitions import NotAllowed
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NEXT_DOOR = "430102"
OTHER_CITY = "430202"
CASE = "长天市监案〔2026〕17 号"


def at_an_office(store: Store, at: Moment) -> Report:
    return a_report(store, at, a_shop(store, at))


def proposed(store: Store, at: Moment, own: Report, by: Actor, region: str = NEXT_DOOR) -> str:
    with pen(store, by, at) as p:
        return passing.propose(p, matter_id=own.id, region_code=region, said="违法行为发生在那边。")


def row(store: Store, own: Report) -> Report:
    with reading(store) as reader:
        found = reader.get(Report, own.id)
    assert found is not None
    return found


def checks(store: Store, own: Report, today: date) -> list[tuple[date, date, bool | None]]:
    """First day, last day and whether it was kept, of each check of the clue, the oldest first."""
    with reading(store) as reader:
        found = [one for one in clocks_of(reader, own.id, today) if one.rule.code is ClockCode.VERIFY]
        rows = [reader.get(RunningClock, one.id) for one in found]
    return [(one.start_on, one.due_on, one.met) for one in rows if one is not None]


def test_one_proposes_and_a_second_decides_and_the_check_starts_there(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at + DAY, own, chen)
    assert (row(store, own).region_code, row(store, own).competent_at) == ("430103", None)
    with reading(store) as reader:
        assert reports_passing(reader, above) == 1
        assert [one.id for one in report_queue(reader, above, REPORTS_OPEN, passing=True)] == [own.id]

    with pen(store, above, at + 3 * DAY) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    moved = row(store, own)
    assert (moved.region_code, moved.officer_id, moved.state) == (NEXT_DOOR, "", ReportState.RECEIVED)
    assert (moved.came_in_at, moved.competent_at) == (at, at + 3 * DAY)
    assert checks(store, own, date(2026, 11, 26)) == [
        (date(2026, 11, 23), date(2026, 12, 14), None),
        (date(2026, 11, 26), date(2026, 12, 17), None),
    ]
    next_door = an_officer(store, at, scope=NEXT_DOOR)
    with reading(store) as reader:
        assert [one.id for one in report_queue(reader, next_door, REPORTS_OPEN)] == [own.id]
        assert not report_queue(reader, chen, REPORTS_OPEN)
        assert not reports_passing(reader, above)
        kinds = [one.kind for one in entries_of(reader, own.id)]
        told = [one.facts for one in entries_of(reader, own.id) if one.kind == "illegality_report.passed"]
    assert [(one["was_region_code"], one["region_code"]) for one in told] == [("430103", NEXT_DOOR)]
    assert "complaint.passed" not in kinds
    with pytest.raises(NotFound), pen(store, chen, at + 3 * DAY) as p:
        reporting.file_case(p, report_id=own.id, case_no=CASE)


def test_a_check_that_was_over_is_missed_by_the_office_that_passes_it_on(store: Store, at: Moment) -> None:
    own, above = at_an_office(store, at), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)

    with pen(store, above, at + 30 * DAY) as p:
        passing.send_to(p, matter_id=own.id, region_code=NEXT_DOOR, said="应由那边核查。")

    assert [kept for _, _, kept in checks(store, own, date(2026, 12, 23))] == [False, None]


def test_without_a_new_check_nobody_would_be_bound(store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    """The weakened rule: passing on stops the check and starts none."""
    monkeypatch.delitem(ticking_rules.REPORT_STARTS, passing.ReportAct.SEND)
    own, above = at_an_office(store, at), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)

    with pen(store, above, at + DAY) as p:
        passing.send_to(p, matter_id=own.id, region_code=NEXT_DOOR, said="应由那边核查。")

    assert len(checks(store, own, date(2026, 11, 24))) == 1


def test_nobody_decides_their_own_and_no_inspector_decides_at_all(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at, own, above)

    with pytest.raises(Refusal) as refused, pen(store, above, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)
    assert refused.value.code is PeopleRefusal.OWN_PROPOSAL
    with pytest.raises(NotFound), pen(store, chen, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)
    with pytest.raises(NotFound), pen(store, chen, at) as p:
        passing.send_to(p, matter_id=own.id, region_code=NEXT_DOOR, said="我来转。")
    assert row(store, own).region_code == "430103"


def test_another_city_is_decided_by_the_province_alone(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    city = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at, own, chen, OTHER_CITY)
    with pytest.raises(NotFound), pen(store, city, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    with pen(store, an_officer(store, at, role=Role.PROVINCE, scope=PROVINCE), at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    assert row(store, own).region_code == OTHER_CITY


def test_what_is_decided_meanwhile_overtakes_the_proposal_and_stays(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at, own, chen)
    with pytest.raises(Refusal) as second:
        proposed(store, at, own, chen, OTHER_CITY)
    assert second.value.code is ComplaintRefusal.PASSING_OPEN
    with pen(store, chen, at) as p:
        reporting.find_no_case(p, report_id=own.id, ground=NoCaseGround.NO_BREACH, said="查过，没有。")

    with reading(store) as reader:
        assert [one.outcome for one in passings_of_report(reader, own.id)] == [Outcome.OVERTAKEN]
    with pytest.raises(Refusal) as closed, pen(store, above, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)
    assert closed.value.code is ComplaintRefusal.PASSING_CLOSED
    with pytest.raises(NotAllowed), pen(store, above, at) as p:
        passing.send_to(p, matter_id=own.id, region_code=NEXT_DOOR, said="应由那边核查。")


def test_words_are_sealed_and_bound_to_their_table(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    proposed(store, at, own, chen)
    with pen(store, chen, at) as p:
        which = passings_of_report(p, own.id)[0]
        passing.decline(p, matter_id=own.id, proposal_id=which.id, said="")

    with reading(store) as reader:
        (found,) = passings_of_report(reader, own.id)
        sheet = report_sheet(reader, chen, own.id)
    assert (found.why, found.outcome) == ("违法行为发生在那边。", Outcome.TAKEN_BACK)
    assert sheet.competent_at is None


def test_what_goes_to_an_authority_outside_ends_here(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    which = proposed(store, at, own, chen)

    with pen(store, chen, at + DAY) as p:
        reporting.refer(p, report_id=own.id, said="涉嫌犯罪，移送公安机关。")

    assert (row(store, own).state, row(store, own).region_code) == (ReportState.REFERRED, "430103")
    assert [kept for _, _, kept in checks(store, own, date(2026, 11, 24))] == [True]
    with reading(store) as reader:
        assert {one.id: one.outcome for one in passings_of_report(reader, own.id)} == {which: Outcome.OVERTAKEN}


def test_an_office_that_was_given_a_clue_and_says_it_is_anothers_disputes(store: Store, at: Moment) -> None:
    own, above = at_an_office(store, at), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    with pen(store, above, at) as p:
        passing.send_to(p, matter_id=own.id, region_code=NEXT_DOOR, said="违法行为发生在那边。")
    which = proposed(store, at + DAY, own, an_officer(store, at, scope=NEXT_DOOR), "430103")
    with reading(store) as reader:
        running = {
            one.rule.code: one.due_on for one in clocks_of(reader, own.id, date(2026, 11, 24)) if not one.stopped_on
        }
    assert running == {ClockCode.VERIFY: date(2026, 12, 14), ClockCode.JURISDICTION: date(2026, 12, 3)}

    with pen(store, above, at + 2 * DAY) as p:
        passing.decline(p, matter_id=own.id, proposal_id=which, said="发生地在贵区。")

    with reading(store) as reader:
        met = [
            one.met for one in clocks_of(reader, own.id, date(2026, 11, 25)) if one.rule.code is ClockCode.JURISDICTION
        ]
    assert met == [True]
