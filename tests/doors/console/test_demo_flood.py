"""A newcomer sees a flood and clues of illegality: a bundle with an honest one in it, one beside, reports in several states."""

from __future__ import annotations

from sqlalchemy import select

from tests.doors.console.conftest import Terminal
from tests.doors.console.test_demo import made  # noqa: F401 - the same small demonstration
from trustcode.complaints.models import ClockExtension, Complaint, Report
from trustcode.complaints.queries.bundles import bundle_page
from trustcode.complaints.queries.lists import Asked, bundled
from trustcode.complaints.rules.reporting import ReportState
from trustcode.doors.console.demo_flood import SENT
from trustcode.doors.console.demo_notes import Notes
from trustcode.kernel.actors import Actor
from trustcode.people.queries.accounts import actors_of, person_id_of
from trustcode.people.rules.handles import read_handle
from trustcode.storage.reading import Reader, reading


def the_inspector(reader: Reader) -> Actor:
    """The first officer one can sign in as."""
    return actors_of(reader, person_id_of(reader, read_handle("inspector@demo.example")))[0]


def test_the_officer_finds_a_bundle_with_an_honest_one_caught_in_it_and_one_beside(
    terminal: Terminal,
    made: Notes,  # noqa: F811
) -> None:
    with reading(terminal.store) as reader:
        officer = the_inspector(reader)
        heads = [row for row in bundled(reader, officer, Asked()) if row.together > 1]
        inside = [one for row in heads for one in bundle_page(reader, officer, row.bundle, limit=100)]
        shop = {one.row.merchant_id for one in inside}
        plain = reader.all(select(Complaint).where(Complaint.merchant_id.in_(shop), Complaint.holds == "[]"))

    assert (len(heads), len(inside), len(shop)) == (1, len(SENT) - 1, 1)
    assert sum(one.percent >= 75 for one in inside) == 4
    assert any("我是他的同事" in one.facts for one in inside)
    assert len(plain) >= 1


def test_reports_stand_in_several_states_one_without_a_name_and_one_waits_for_more_time(
    terminal: Terminal,
    made: Notes,  # noqa: F811
) -> None:
    with reading(terminal.store) as reader:
        scope = the_inspector(reader).scope
        reports = reader.all(select(Report).where(Report.region_code == scope))
        asked = reader.all(select(ClockExtension).where(ClockExtension.granted.is_(None)))

    assert {row.state for row in reports} >= {ReportState.RECEIVED, ReportState.CASE_FILED, ReportState.NO_CASE}
    assert [row.anonymous for row in reports].count(True) == 1
    assert len(asked) == 1
