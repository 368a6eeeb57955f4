"""One decision for several of a bundle: each by itself; what changed, or is another's, is left as it was and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_complaint, a_shop, the_clocks, the_complaint
from tests.complaints.flood import words_of_their_own
from tests.merchants.builders import CITY, DAY, SCHEME, Shop, an_officer
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import bundling, handling, marking
from trustcode.complaints.actions.bundling import Done
from trustcode.complaints.entries import ComplaintAssigned, ComplaintMarked, ComplaintMoved
from trustcode.complaints.models import Complaint, Step
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.notices.models import Notice
from trustcode.publication.queries.history import facts_of
from trustcode.record.pen import Pen, pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PHONE = "13700001111"
HOUR = timedelta(hours=1)
GROUND, SAID = RefusalGround.NOT_CONSUMPTION, "不是生活消费，可以向法院起诉。"


def a_bundle(store: Store, at: Moment, shop: Shop, size: int = 4) -> list[Complaint]:
    """So many by one phone about a shop, each with words of its own; the earliest first."""
    for n in range(size):
        a_complaint(store, at + timedelta(minutes=n), shop, phone=PHONE, facts=words_of_their_own(n))
    with reading(store) as reader:
        rows = reader.all(select(Complaint).where(Complaint.merchant_id == shop.id).order_by(Complaint.came_in_at))
    assert len({row.bundle for row in rows} - {""}) == 1
    return list(rows)


def chosen(rows: list[Complaint]) -> dict[str, int]:
    """As a page saw them."""
    return {row.id: row.changes for row in rows}


def refuse(p: Pen, rows: list[Complaint], bundle: str = "", *, ground: RefusalGround = GROUND) -> Done:
    """Refuse some."""
    named = bundle or rows[0].bundle
    return bundling.refuse_each(p, bundle=named, chosen=chosen(rows), ground=ground, said=SAID, scheme=SCHEME)


def state(store: Store, row: Complaint) -> State:
    """How it stands now."""
    return the_complaint(store, row.number).state


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    return a_shop(store, at, settles=False)


@pytest.fixture
def officer(store: Store, at: Moment) -> Actor:
    return an_officer(store, at)


def test_each_that_was_chosen_gets_its_own_decision_and_the_others_stay(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)

    with pen(store, officer, at + DAY) as p:
        done = refuse(p, rows[:3])

    assert done == Done(tuple(row.id for row in rows[:3]), ())
    assert [state(store, row) for row in rows] == [State.REFUSED] * 3 + [State.RECEIVED]
    with reading(store) as reader:
        for row in rows[:3]:
            moved = [one for one in entries_of(reader, row.id) if one.kind == ComplaintMoved.kind]
            assert [(one.by, one.facts["ground"]) for one in moved] == [(officer.person_id, GROUND.value)]
            assert len(reader.all(select(Step).where(Step.matter_id == row.id))) == 1
            accepting = [one for one in the_clocks(store, row.number) if one.code is ClockCode.ACCEPT]
            assert [one.met for one in accepting] == [True]
        told = reader.all(select(Notice).where(Notice.merchant_id == shop.id))
    assert [sum(row.number in one.facts for one in told) for row in rows] == [2, 2, 2, 1]


def test_what_another_officer_moved_meanwhile_is_left_and_named(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    with pen(store, an_officer(store, at, name="别人"), at + DAY) as p:
        handling.ask_identity(p, complaint_id=rows[1].id, by_day=civil_day(at + 20 * DAY))
    with pen(store, an_officer(store, at, name="又一人"), at + DAY) as p:
        marking.free(p, complaint_id=rows[2].id)

    with pen(store, officer, at + DAY) as p:
        done = refuse(p, rows)

    assert done == Done((rows[0].id, rows[3].id), (rows[1].id, rows[2].id))
    assert [state(store, row) for row in rows] == [State.REFUSED, State.PROVING, State.RECEIVED, State.REFUSED]


def test_ids_of_another_region_another_bundle_or_of_nothing_change_nothing(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    alone, _ = a_complaint(store, at, shop, phone="13700009999", facts=words_of_their_own(77))
    plain = the_complaint(store, alone)
    stranger = an_officer(store, at, scope="430102", name="外区")

    with pen(store, stranger, at + DAY) as p:
        assert refuse(p, rows) == Done((), tuple(row.id for row in rows))
    with pen(store, officer, at + DAY) as p:
        wanted = {plain.id: 0, "0" * 16: 0, rows[0].id: 0}
        done = bundling.refuse_each(p, bundle=rows[0].bundle, chosen=wanted, ground=GROUND, said=SAID, scheme=SCHEME)

    assert done == Done((rows[0].id,), (plain.id, "0" * 16))
    assert {state(store, row) for row in [plain, *rows[1:]]} == {State.RECEIVED}


def test_without_the_check_of_the_bundle_one_that_was_freed_would_be_swept_along(
    store: Store, at: Moment, shop: Shop, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks above see a build that trusts the form."""
    rows = a_bundle(store, at, shop)
    with pen(store, officer, at + DAY) as p:
        marking.free(p, complaint_id=rows[2].id)
    monkeypatch.setattr(bundling, "require_in_bundle", lambda *_: None)

    with pen(store, officer, at + DAY) as p:
        assert rows[2].id in refuse(p, rows).made


def test_a_ground_is_held_against_each_by_itself(store: Store, at: Moment, shop: Shop, officer: Actor) -> None:
    """Faulty papers: only for the one whom the office asked, and only after the day that it named."""
    rows = a_bundle(store, at, shop)
    with pen(store, officer, at + DAY) as p:
        handling.ask_identity(p, complaint_id=rows[1].id, by_day=civil_day(at + 3 * DAY))
    seen = [the_complaint(store, row.number) for row in rows]

    with pen(store, officer, at + 5 * DAY) as p:
        done = refuse(p, seen, ground=RefusalGround.PAPERS_FAULTY)

    assert done.made == (rows[1].id,)
    assert len(done.left) == 3


def test_a_supervisor_gives_several_to_an_officer_and_an_officer_takes_them(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    bundle, boss = rows[0].bundle, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY, name="主管")

    with pen(store, boss, at + DAY) as p:
        given = bundling.assign_each(
            p, bundle=bundle, chosen=chosen(rows[:2]), officer_id=officer.person_id, scheme=SCHEME
        )
    with pen(store, officer, at + DAY) as p:
        taken = bundling.assign_each(p, bundle=bundle, chosen=chosen(rows[2:]), officer_id="", scheme=SCHEME)

    assert (len(given.made), len(taken.made)) == (2, 2)
    with reading(store) as reader:
        for row in rows:
            assert reader.get(Complaint, row.id).officer_id == officer.person_id  # type: ignore[union-attr]
            assert [one.kind for one in entries_of(reader, row.id)].count(ComplaintAssigned.kind) == 1


def test_an_inspector_gives_nothing_to_others_and_nobody_gives_to_a_stranger(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    other, outside = an_officer(store, at, name="别人"), an_officer(store, at, scope="430102", name="外区")
    boss = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY, name="主管")

    for who, whom in ((officer, other), (boss, outside)):
        with pen(store, who, at + DAY) as p:
            done = bundling.assign_each(
                p, bundle=rows[0].bundle, chosen=chosen(rows), officer_id=whom.person_id, scheme=SCHEME
            )
        assert done.made == ()


def test_freed_ones_leave_the_bundle_count_again_and_stay_free(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    """Even when the same phone goes on: an officer has looked at them."""
    rows = a_bundle(store, at, shop)
    assert counted(store, at, shop) == 0

    with pen(store, officer, at + HOUR) as p:
        done = bundling.free_each(p, bundle=rows[0].bundle, chosen=chosen(rows[:2]), scheme=SCHEME)
    a_complaint(store, at + 2 * HOUR, shop, phone=PHONE, facts=words_of_their_own(50))

    assert done.made == (rows[0].id, rows[1].id)
    now = [the_complaint(store, row.number) for row in rows]
    assert [(row.holds, row.bundle) for row in now[:2]] == [("[]", "")] * 2
    assert all(row.holds != "[]" and row.bundle for row in now[2:])
    assert counted(store, at, shop) == 2
    with reading(store) as reader:
        last = [one for one in entries_of(reader, rows[0].id) if one.kind == ComplaintMarked.kind][-1]
    assert (last.by, last.facts["holds"]) == (officer.person_id, "")


def test_without_remembering_who_was_freed_the_next_filing_would_mark_them_again(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    """The check above sees a build that forgets what an officer found."""
    rows = a_bundle(store, at, shop)
    with pen(store, officer, at + HOUR) as p:
        marking.free(p, complaint_id=rows[0].id)
        p.lock(Complaint, rows[0].id).freed_at = None  # type: ignore[union-attr]
        p.note(ComplaintMarked(subject=rows[0].id, merchant=shop.id, holds=""))

    a_complaint(store, at + 2 * HOUR, shop, phone=PHONE, facts=words_of_their_own(50))

    assert the_complaint(store, rows[0].number).holds != "[]"


def test_only_an_open_marked_one_is_freed_and_only_by_an_officer_of_its_region(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    plain, _ = a_complaint(store, at, shop, phone="13700009999", facts=words_of_their_own(77))
    with pen(store, officer, at + DAY) as p:
        refuse(p, rows[:1])

    for number in (plain, rows[0].number):
        with pytest.raises(Refusal) as said, pen(store, officer, at + DAY) as p:
            marking.free(p, complaint_id=the_complaint(store, number).id)
        assert said.value.code is ComplaintRefusal.NOT_MARKED
    for nobody in (an_officer(store, at, scope="430102", name="外区"), shop.owner):
        with pytest.raises(NotFound), pen(store, nobody, at + DAY) as p:
            marking.free(p, complaint_id=rows[1].id)


def test_no_ground_no_words_nothing_chosen_or_too_many_is_said_before_anything_is_done(
    store: Store, at: Moment, shop: Shop, officer: Actor
) -> None:
    rows = a_bundle(store, at, shop)
    bundle = rows[0].bundle
    wrong: list[tuple[ComplaintRefusal, Callable[[Pen], Done]]] = [
        (ComplaintRefusal.GROUND_NEEDED, lambda p: bundling.refuse_each(p, bundle=bundle, chosen=chosen(rows), ground=None, said=SAID, scheme=SCHEME)),
        (ComplaintRefusal.REASON_NEEDED, lambda p: bundling.refuse_each(p, bundle=bundle, chosen=chosen(rows), ground=GROUND, said=" ", scheme=SCHEME)),
        (ComplaintRefusal.NONE_CHOSEN, lambda p: bundling.free_each(p, bundle=bundle, chosen={}, scheme=SCHEME)),
        (ComplaintRefusal.TOO_MANY_CHOSEN, lambda p: bundling.free_each(p, bundle=bundle, chosen={f"{n:016}": 0 for n in range(SCHEME.bundle_at_once + 1)}, scheme=SCHEME)),
    ]  # fmt: skip

    for code, act in wrong:
        with pytest.raises(Refusal) as said, pen(store, officer, at + DAY) as p:
            act(p)
        assert said.value.code is code
    assert {state(store, row) for row in rows} == {State.RECEIVED}


def counted(store: Store, at: Moment, shop: Shop) -> int:
    """How many complaints the public page of a shop counts."""
    with reading(store) as reader:
        return len(facts_of(reader, shop.id, civil_day(at)))


def test_a_burst_alone_makes_no_bundle(store: Store, at: Moment, shop: Shop) -> None:
    """Who came in while many wrote about a shop stands by themselves, and in nobody's bundle."""
    for n in range(SCHEME.filings_about_shop_an_hour + 1):
        a_complaint(store, at + timedelta(minutes=n), shop, phone=f"1380000{n:04d}", facts=words_of_their_own(n))

    with reading(store) as reader:
        rows = reader.all(select(Complaint))
    assert [row.bundle for row in rows if row.holds == marking.ONLY_BURST] == [""]
    assert {row.bundle for row in rows} == {""}
