"""Whole courses of a complaint by the acts: with the shop, with the office, and what its clocks do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.complaints.builders import a_complaint, a_shop, accepted, filed, the_clocks, the_complaint
from tests.merchants.builders import DAY, a_person, an_active_merchant, an_officer
from trustcode.clocks.rules import ClockCode, PauseWhy
from trustcode.complaints.actions import handling, settling
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd, PaperKind, RefusalGround
from trustcode.kernel.actors import PUBLIC, SYSTEM, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.transitions import NotAllowed
from trustcode.publication.queries.history import facts_of
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def ticking(store: Store, number: str) -> list[tuple[ClockCode, date, bool | None]]:
    """Clocks as (code, last day, met)."""
    return [(clock.code, clock.due_on, clock.met) for clock in the_clocks(store, number)]


def test_a_complaint_goes_to_a_shop_that_settles_first_and_its_ten_working_days_run(store: Store, at: Moment) -> None:
    number, _ = a_complaint(store, at, a_shop(store, at))

    found = the_complaint(store, number)
    assert (found.state, found.competent_at) == (State.SETTLING, None)
    assert ticking(store, number) == [(ClockCode.SETTLE, date(2026, 12, 7), None)]


def test_any_other_goes_to_the_office_at_once(store: Store, at: Moment) -> None:
    number, _ = a_complaint(store, at, a_shop(store, at, settles=False))

    found = the_complaint(store, number)
    assert (found.state, found.competent_at) == (State.RECEIVED, at)
    assert ticking(store, number) == [(ClockCode.ACCEPT, date(2026, 12, 2), None)]


def test_the_shop_answers_and_the_shopper_closes(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    number, secret = a_complaint(store, at, shop)
    with pen(store, shop.owner, at + DAY) as p:
        settling.answer(p, complaint_id=the_complaint(store, number).id, text="明天来店，我们退款。")
    assert the_complaint(store, number).state is State.ANSWERED

    with pen(store, PUBLIC, at + 2 * DAY) as p:
        settling.say_solved(p, number=number, secret=secret, obtained_fen=32_900)

    found = the_complaint(store, number)
    assert (found.state, found.obtained_fen, found.answered_in_time) == (State.SETTLED, 32_900, True)
    assert [(code, met) for code, _, met in ticking(store, number)] == [
        (ClockCode.SETTLE, True),
        (ClockCode.SHOPPER_WORD, True),
    ]


def test_the_shop_cannot_close_and_cannot_answer_twice(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    number, _ = a_complaint(store, at, shop)
    complaint_id = the_complaint(store, number).id
    with pen(store, shop.owner, at) as p:
        settling.answer(p, complaint_id=complaint_id, text="可以换货。")

    with pytest.raises(NotAllowed), pen(store, shop.owner, at) as p:
        settling.answer(p, complaint_id=complaint_id, text="可以换货。")
    with pytest.raises(NotFound), pen(store, shop.owner, at) as p:
        settling.close_unheard(p, complaint_id=complaint_id)


def test_when_the_shopper_is_not_content_the_office_takes_it_and_its_clock_starts_then(
    store: Store, at: Moment
) -> None:
    shop = a_shop(store, at)
    number, secret = a_complaint(store, at, shop)
    with pen(store, shop.owner, at + DAY) as p:
        settling.answer(p, complaint_id=the_complaint(store, number).id, text="不能退。")

    with pen(store, PUBLIC, at + 2 * DAY) as p:
        settling.say_unsolved(p, number=number, secret=secret, scheme=SchemeRules())

    found = the_complaint(store, number)
    assert (found.state, found.competent_at) == (State.RECEIVED, at + 2 * DAY)
    assert ticking(store, number)[-1] == (ClockCode.ACCEPT, date(2026, 12, 4), None)


@pytest.mark.parametrize(("days", "in_time"), [(14, True), (15, False)])
def test_an_answer_after_the_last_day_is_late_although_nobody_has_swept_yet(
    store: Store,
    at: Moment,
    days: int,
    in_time: bool,  # noqa: FBT001 - what is expected
) -> None:
    shop = a_shop(store, at)
    number, secret = a_complaint(store, at, shop)
    with pen(store, shop.owner, at + days * DAY) as p:
        settling.answer(p, complaint_id=the_complaint(store, number).id, text="可以换货。")
    with pen(store, PUBLIC, at + days * DAY) as p:
        settling.say_solved(p, number=number, secret=secret)

    assert the_complaint(store, number).answered_in_time is in_time
    assert ticking(store, number)[0][2] is in_time
    with reading(store) as reader:
        (fact,) = facts_of(reader, shop.id, civil_day(at + days * DAY))
    assert fact.in_time is in_time


def test_silence_of_the_shop_moves_it_on_only_when_its_last_day_is_over(store: Store, at: Moment) -> None:
    number, _ = a_complaint(store, at, a_shop(store, at))
    complaint_id = the_complaint(store, number).id
    with pytest.raises(Refusal) as refused, pen(store, SYSTEM, at + 14 * DAY) as p:
        settling.pass_on(p, complaint_id=complaint_id)
    assert refused.value.code is ComplaintRefusal.NOT_OVER

    with pen(store, SYSTEM, at + 15 * DAY) as p:
        settling.pass_on(p, complaint_id=complaint_id)

    found = the_complaint(store, number)
    assert (found.state, found.answered_in_time) == (State.RECEIVED, False)
    assert [(code, met) for code, _, met in ticking(store, number)] == [
        (ClockCode.SETTLE, False),
        (ClockCode.ACCEPT, None),
    ]


def test_silence_of_the_shopper_ends_it_neither_way_and_the_office_is_still_open_to_them(
    store: Store, at: Moment
) -> None:
    shop = a_shop(store, at)
    number, secret = a_complaint(store, at, shop)
    with pen(store, shop.owner, at) as p:
        settling.answer(p, complaint_id=the_complaint(store, number).id, text="可以换货。")
    with pen(store, SYSTEM, at + 15 * DAY) as p:
        settling.close_unheard(p, complaint_id=the_complaint(store, number).id)
    assert the_complaint(store, number).state is State.SILENT

    with pen(store, PUBLIC, at + 16 * DAY) as p:
        settling.say_unsolved(p, number=number, secret=secret, scheme=SchemeRules())

    assert the_complaint(store, number).state is State.RECEIVED


def test_the_office_cannot_accept_before_it_knows_who_complains(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, secret = a_complaint(store, at, a_shop(store, at, settles=False))
    complaint_id = the_complaint(store, number).id
    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        handling.accept(p, complaint_id=complaint_id)
    assert refused.value.code is ComplaintRefusal.IDENTITY_NEEDED

    with pen(store, officer, at + timedelta(hours=1)) as p:
        handling.ask_identity(p, complaint_id=complaint_id, by_day=civil_day(at) + timedelta(days=5))
    with pen(store, PUBLIC, at + DAY) as p:
        settling.prove_identity(
            p,
            number=number,
            secret=secret,
            paper=PaperKind.ID_CARD,
            paper_number="4301031990 0307 1230",
            address="解放西路 9 号",
        )
    with pen(store, officer, at + 2 * DAY) as p:
        handling.accept(p, complaint_id=complaint_id)

    assert the_complaint(store, number).accepted_at == at + 2 * DAY
    assert [(code, met) for code, _, met in ticking(store, number)] == [
        (ClockCode.ACCEPT, True),
        (ClockCode.IDENTITY, True),
        (ClockCode.MEDIATE, None),
    ]


def test_refused_on_a_ground_and_reopened_by_a_supervisor(store: Store, at: Moment) -> None:
    officer, above = an_officer(store, at), an_officer(store, at, role=Role.SUPERVISOR, scope="430100")
    number, _ = a_complaint(store, at, a_shop(store, at, settles=False))
    complaint_id = the_complaint(store, number).id
    with pytest.raises(Refusal) as refused, pen(store, officer, at) as p:
        handling.refuse(p, complaint_id=complaint_id, ground=None, said="不属于消费纠纷。")
    assert refused.value.code is ComplaintRefusal.GROUND_NEEDED
    with pen(store, officer, at) as p:
        handling.refuse(p, complaint_id=complaint_id, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")
    assert the_complaint(store, number).ground == "not_consumption"

    with pytest.raises(NotFound), pen(store, officer, at) as p:
        handling.reopen(p, complaint_id=complaint_id, said="再看一次。")
    with pytest.raises(Refusal) as unsaid, pen(store, above, at + DAY) as p:
        handling.reopen(p, complaint_id=complaint_id, said=" ")
    assert unsaid.value.faults[0].code is ComplaintRefusal.REASON_NEEDED
    with pen(store, above, at + DAY) as p:
        handling.reopen(p, complaint_id=complaint_id, said="买来自用，有聊天记录。")

    found = the_complaint(store, number)
    assert (found.state, found.ground, found.ended_at) == (State.RECEIVED, "", None)
    assert [(code, met) for code, _, met in ticking(store, number)][-1] == (ClockCode.ACCEPT, None)


def test_mediated_with_what_the_shopper_obtained(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)

    with pen(store, officer, at + DAY) as p:
        handling.record_agreement(
            p, complaint_id=the_complaint(store, number).id, obtained_fen=20_000, said="退 200 元。"
        )

    found = the_complaint(store, number)
    assert (found.state, found.amount_fen, found.obtained_fen) == (State.AGREED, 32_900, 20_000)


def test_mediation_that_fails_ends_on_a_ground_and_both_are_to_be_told(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    complaint_id = the_complaint(store, number).id
    with pen(store, officer, at + timedelta(hours=1)) as p:
        handling.end_mediation(p, complaint_id=complaint_id, ground=MediationEnd.NO_AGREEMENT, said="双方差距太大。")
    assert ticking(store, number)[-1] == (ClockCode.TELL_END, date(2026, 12, 2), None)

    with pen(store, officer, at + DAY) as p:
        handling.note_told(p, complaint_id=complaint_id)

    assert ticking(store, number)[-1] == (ClockCode.TELL_END, date(2026, 12, 2), True)


def test_an_appraisal_stops_the_clock_of_mediation_and_moves_its_last_day(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    complaint_id = the_complaint(store, number).id
    clock = the_clocks(store, number)[-1]
    assert clock.due_on == date(2027, 1, 22)
    with pen(store, officer, at) as p:
        handling.pause(p, complaint_id=complaint_id, clock_id=clock.id, why=PauseWhy.APPRAISAL)
    with pytest.raises(Refusal), pen(store, officer, at) as p:
        handling.pause(p, complaint_id=complaint_id, clock_id=clock.id, why=PauseWhy.APPRAISAL)

    with pen(store, officer, at + 10 * DAY) as p:
        handling.resume(p, complaint_id=complaint_id, clock_id=clock.id)

    assert the_clocks(store, number)[-1].due_on == date(2027, 2, 1)


def test_of_two_officers_who_close_at_once_one_wins_and_the_other_is_told(store: Store, at: Moment) -> None:
    one, other = an_officer(store, at), an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), one)
    seen = the_complaint(store, number)
    with pen(store, one, at) as p:
        handling.record_agreement(p, complaint_id=seen.id, obtained_fen=1, said="退一分。", seen=seen.changes)

    with pytest.raises(Refusal) as refused, pen(store, other, at) as p:
        handling.end_mediation(
            p, complaint_id=seen.id, ground=MediationEnd.NO_AGREEMENT, said="没谈成。", seen=seen.changes
        )

    assert refused.value.code is ComplaintRefusal.CHANGED_MEANWHILE
    assert the_complaint(store, number).state is State.AGREED


def test_officers_of_another_county_and_of_their_own_business_see_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    number, _ = a_complaint(store, at, shop)
    complaint_id = the_complaint(store, number).id
    elsewhere = an_officer(store, at, scope="430202")

    with pytest.raises(NotFound), pen(store, elsewhere, at) as p:
        handling.accept(p, complaint_id=complaint_id)
    with pytest.raises(NotFound), pen(store, a_person(store, at, scope=an_active_merchant(store, at).id), at) as p:
        settling.tell(p, complaint_id=complaint_id, text="你好")


@pytest.mark.parametrize("state_after", ["withdrawn"])
def test_a_withdrawn_complaint_stays_with_its_step_and_reason(store: Store, at: Moment, state_after: str) -> None:
    number, secret = a_complaint(store, at, a_shop(store, at))
    with pytest.raises(Refusal), pen(store, PUBLIC, at) as p:
        settling.withdraw(p, number=number, secret=secret, why=" ")

    with pen(store, PUBLIC, at) as p:
        settling.withdraw(p, number=number, secret=secret, why="店家已经道歉。")

    assert the_complaint(store, number).state.value == state_after
    assert all(clock.stopped_on for clock in the_clocks(store, number))


def test_number_alone_or_a_wrong_secret_opens_nothing(store: Store, at: Moment) -> None:
    number, secret = a_complaint(store, at, a_shop(store, at))
    for wrong in ("", secret[:-1], secret[:-1] + ("0" if secret[-1] != "0" else "1"), "一" * 26):
        with pytest.raises(NotFound), pen(store, PUBLIC, at) as p:
            settling.say_solved(p, number=number, secret=wrong)
    with pytest.raises(NotFound), pen(store, PUBLIC, at) as p:
        settling.say_solved(p, number="123456789012", secret=secret)


def test_complaint_and_report_in_one_message_go_their_own_ways(store: Store, at: Moment) -> None:
    receipt = filed(store, at, a_shop(store, at), is_report=True, clue="卖的护肤品没有生产日期。")

    assert receipt.complaint is not None
    assert receipt.report is not None
    assert receipt.complaint[0] != receipt.report[0]
    assert the_complaint(store, receipt.complaint[0]).state is State.SETTLING


def test_an_anonymous_report_needs_no_name(store: Store, at: Moment) -> None:
    receipt = filed(
        store,
        at,
        None,
        is_complaint=False,
        is_report=True,
        clue="门口的秤不准。",
        anonymous=True,
        name="",
        phone="",
        wishes=(),
    )

    assert receipt.complaint is None
    assert receipt.report is not None
