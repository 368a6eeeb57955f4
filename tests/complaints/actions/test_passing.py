"""A complaint goes to the competent office: proposed by one, decided by a second whose region covers both."""

from __future__ import annotations

from datetime import date

import pytest

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, the_clocks, the_complaint
from tests.merchants.builders import CITY, DAY, an_officer
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import handling, passing
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.lists import Asked, queue
from trustcode.complaints.queries.office_file import passings_of
from trustcode.complaints.rules.passing import Outcome, receiving
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind, RefusalGround
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import PROVINCE
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NEXT_DOOR = "430102"
OTHER_CITY = "430202"
PAPERS = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}


def at_an_office(store: Store, at: Moment) -> Complaint:
    return the_complaint(store, a_complaint(store, at, a_shop(store, at, settles=False), **PAPERS)[0])


def outcomes(store: Store, own: Complaint) -> list[Outcome | None]:
    with reading(store) as reader:
        return [one.outcome for one in passings_of(reader, own.id)]


def proposed(store: Store, at: Moment, own: Complaint, by: Actor, region: str = NEXT_DOOR) -> str:
    with pen(store, by, at) as p:
        return passing.propose(p, matter_id=own.id, region_code=region, said="店开在那边。")


def test_one_proposes_and_a_second_decides_and_the_clock_starts_there(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at + DAY, own, chen)
    assert the_complaint(store, own.number).region_code == "430103"
    with reading(store) as reader:
        assert [row.id for row in queue(reader, above, Asked(passing=True))] == [own.id]

    with pen(store, above, at + 3 * DAY) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    moved = the_complaint(store, own.number)
    assert (moved.region_code, moved.officer_id) == (NEXT_DOOR, "")
    assert (moved.came_in_at, moved.competent_at) == (at, at + 3 * DAY)
    accept = [one for one in the_clocks(store, own.number) if one.code is ClockCode.ACCEPT]
    assert [(one.start_on, one.met) for one in accept] == [(date(2026, 11, 23), None), (date(2026, 11, 26), None)]
    assert accept[0].stopped_on == date(2026, 11, 26)
    next_door = an_officer(store, at, scope=NEXT_DOOR)
    with reading(store) as reader:
        assert [row.id for row in queue(reader, next_door, Asked())] == [own.id]
        assert not queue(reader, chen, Asked())
        told = [one.facts for one in entries_of(reader, own.id) if one.kind == "complaint.passed"]
    assert [(one["was_region_code"], one["region_code"]) for one in told] == [("430103", NEXT_DOOR)]


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
    assert outcomes(store, own) == [None]


def test_another_city_is_decided_by_the_province_alone(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    city = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    province = an_officer(store, at, role=Role.PROVINCE, scope=PROVINCE)
    which = proposed(store, at, own, chen, OTHER_CITY)
    for act in (
        lambda p: passing.confirm(p, matter_id=own.id, proposal_id=which),
        lambda p: passing.decline(p, matter_id=own.id, proposal_id=which, said="不转。"),
    ):
        with pytest.raises(NotFound), pen(store, city, at) as p:
            act(p)

    with pen(store, province, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    assert the_complaint(store, own.number).region_code == OTHER_CITY


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("430103", ComplaintRefusal.SAME_REGION),
        (CITY, ComplaintRefusal.NO_SUCH_OFFICE),
        (PROVINCE, ComplaintRefusal.NO_SUCH_OFFICE),
        ("420102", ComplaintRefusal.NO_SUCH_OFFICE),
        ("", ComplaintRefusal.NO_SUCH_OFFICE),
    ],
)
def test_only_another_county_of_the_list_may_receive(
    store: Store, at: Moment, region: str, code: ComplaintRefusal
) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)

    with pytest.raises(Refusal) as refused, pen(store, chen, at) as p:
        passing.propose(p, matter_id=own.id, region_code=region, said="店开在那边。")

    assert refused.value.faults[0].code is code


def test_declined_with_a_reason_or_taken_back_without_one(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    first = proposed(store, at, own, chen)
    with pytest.raises(Refusal) as refused, pen(store, chen, at) as p:
        passing.propose(p, matter_id=own.id, region_code=OTHER_CITY, said="再提一次。")
    assert refused.value.code is ComplaintRefusal.PASSING_OPEN
    with pytest.raises(Refusal), pen(store, above, at) as p:
        passing.decline(p, matter_id=own.id, proposal_id=first, said=" ")
    with pen(store, above, at) as p:
        passing.decline(p, matter_id=own.id, proposal_id=first, said="实际经营地在本区。")
    second = proposed(store, at + DAY, own, chen)
    with pen(store, chen, at + DAY) as p:
        passing.decline(p, matter_id=own.id, proposal_id=second, said="")

    assert outcomes(store, own) == [Outcome.DECLINED, Outcome.TAKEN_BACK]
    with pytest.raises(Refusal) as again, pen(store, above, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=second)
    assert again.value.code is ComplaintRefusal.PASSING_CLOSED


def test_what_has_moved_on_overtakes_the_proposal(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at, own, chen)
    with pen(store, chen, at) as p:
        handling.ask_identity(p, complaint_id=own.id, by_day=date(2026, 12, 7))
    assert outcomes(store, own) == [None]
    with pen(store, chen, at) as p:
        handling.refuse(p, complaint_id=own.id, ground=RefusalGround.HANDLED_ELSEWHERE, said="法院已受理。")

    assert outcomes(store, own) == [Outcome.OVERTAKEN]
    with pytest.raises(Refusal), pen(store, above, at) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)
    assert the_complaint(store, own.number).region_code == "430103"


def test_a_proposal_of_another_complaint_opens_nothing(store: Store, at: Moment) -> None:
    own, chen = at_an_office(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    which = proposed(store, at, own, chen)
    for other in ("zzzzzzzzzzzzzzzz", which):
        with pytest.raises(NotFound), pen(store, above, at) as p:
            passing.confirm(p, matter_id=other, proposal_id=which)


def test_receiving_is_every_county_but_its_own() -> None:
    assert receiving(["430000", "430100", "430102", "430103"], "430103") == ("430102",)


def disputes(store: Store, own: Complaint) -> list[tuple[date, date, date | None, bool | None]]:
    """First day, last day, the day it stopped and whether it was kept, of each dispute over which office is competent."""
    found = [one for one in the_clocks(store, own.number) if one.code is ClockCode.JURISDICTION]
    return [(one.start_on, one.due_on, one.stopped_on, one.met) for one in found]


def in_dispute(store: Store, at: Moment) -> tuple[Complaint, str, Actor]:
    """A complaint that was passed on yesterday, and today that office says it is the first one's; the city decides."""
    own, above = at_an_office(store, at - DAY), an_officer(store, at - DAY, role=Role.SUPERVISOR, scope=CITY)
    first = proposed(store, at - DAY, own, an_officer(store, at - DAY))
    assert disputes(store, own) == []
    with pen(store, above, at - DAY) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=first)
    return own, proposed(store, at, own, an_officer(store, at - DAY, scope=NEXT_DOOR), "430103"), above


def test_whoever_was_given_it_and_says_it_is_anothers_disputes_and_the_clock_of_that_begins(
    store: Store, at: Moment
) -> None:
    own, which, above = in_dispute(store, at)
    assert disputes(store, own) == [(date(2026, 11, 23), date(2026, 12, 2), None, None)]

    with pen(store, above, at + 2 * DAY) as p:
        passing.confirm(p, matter_id=own.id, proposal_id=which)

    assert disputes(store, own) == [(date(2026, 11, 23), date(2026, 12, 2), date(2026, 11, 25), True)]
    assert the_complaint(store, own.number).region_code == "430103"


def test_a_dispute_that_the_office_above_declines_too_late_was_not_decided_in_time(store: Store, at: Moment) -> None:
    own, which, above = in_dispute(store, at)

    with pen(store, above, at + 10 * DAY) as p:
        passing.decline(p, matter_id=own.id, proposal_id=which, said="经营地在贵区。")

    assert disputes(store, own) == [(date(2026, 11, 23), date(2026, 12, 2), date(2026, 12, 3), False)]


@pytest.mark.parametrize(("days", "kept"), [(1, None), (10, False)])
def test_a_dispute_ends_undecided_with_whatever_overtakes_it(
    store: Store,
    at: Moment,
    days: int,
    kept: bool | None,  # noqa: FBT001 - what is expected
) -> None:
    own, _, _ = in_dispute(store, at)

    with pen(store, an_officer(store, at - DAY, scope=NEXT_DOOR), at + days * DAY) as p:
        handling.accept(p, complaint_id=own.id)

    ((_, _, stopped_on, met),) = disputes(store, own)
    assert (stopped_on is not None, met) == (True, kept)
    assert outcomes(store, own) == [Outcome.PASSED, Outcome.OVERTAKEN]


def test_sent_by_the_office_above_without_an_answer_it_is_decided_as_well(store: Store, at: Moment) -> None:
    own, _, above = in_dispute(store, at)

    with pen(store, above, at + DAY) as p:
        passing.send_to(p, matter_id=own.id, region_code="430103", said="归贵区管。")

    ((_, _, _, met),) = disputes(store, own)
    assert met is True
