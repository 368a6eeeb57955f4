"""What may not be done now is refused, each with its own reason, and leaves the matter as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, accepted, the_clocks, the_complaint
from tests.merchants.builders import CITY, DAY, a_person, an_officer
from trustcode.clocks.rules import PauseWhy
from trustcode.complaints.actions import handling, settling
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.office_file import file_of
from trustcode.complaints.queries.sheets import messages_of, steps_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.file_notes import FileNoteKind
from trustcode.complaints.rules.filing import MOST_FEN
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import MOST_A_DAY
from trustcode.complaints.rules.words import MediationEnd, PaperKind, RefusalGround
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen, pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def refusal(store: Store, who: Actor, at: Moment, act: Callable[[Pen], object]) -> object:
    """The code with which an act is refused."""
    with pytest.raises(Refusal) as refused, pen(store, who, at) as p:
        act(p)
    return refused.value.faults[0].code


def refused(store: Store, at: Moment, officer: Actor) -> tuple[str, str, Complaint]:
    """Number, secret and row of a complaint that the office refused."""
    number, secret = a_complaint(store, at, a_shop(store, at, settles=False))
    own = the_complaint(store, number).id
    with pen(store, officer, at) as p:
        handling.refuse(p, complaint_id=own, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")
    return number, secret, the_complaint(store, number)


def test_papers_are_asked_for_by_a_day_that_is_to_come(store: Store, at: Moment) -> None:
    officer, today = an_officer(store, at), civil_day(at)
    own = the_complaint(store, a_complaint(store, at, a_shop(store, at, settles=False))[0]).id

    def ask(days: int) -> Callable[[Pen], object]:
        return lambda p: handling.ask_identity(p, complaint_id=own, by_day=today + timedelta(days=days))

    assert refusal(store, officer, at, ask(0)) is ComplaintRefusal.DAY_PASSED
    with pen(store, officer, at) as p:
        ask(1)(p)


@pytest.mark.parametrize(
    "half",
    [{"address": "解放西路 9 号"}, {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD}],
    ids=["place", "paper"],
)
def test_half_of_who_complains_is_not_enough_to_accept_and_papers_may_still_be_faulty(
    store: Store, at: Moment, half: dict[str, object]
) -> None:
    officer = an_officer(store, at)
    own = the_complaint(store, a_complaint(store, at, a_shop(store, at, settles=False), **half)[0]).id
    with pen(store, officer, at) as p:
        handling.ask_identity(p, complaint_id=own, by_day=civil_day(at) + timedelta(days=1))

    def accept(p: Pen) -> None:
        handling.accept(p, complaint_id=own)

    def refuse(p: Pen) -> None:
        handling.refuse(p, complaint_id=own, ground=RefusalGround.PAPERS_FAULTY, said="没有补齐。")

    assert refusal(store, officer, at, accept) is ComplaintRefusal.IDENTITY_NEEDED
    assert refusal(store, officer, at, refuse) is ComplaintRefusal.NAMED_DAY_RUNS
    with pen(store, officer, at + 2 * DAY) as p:
        refuse(p)


@pytest.mark.parametrize(
    ("happened", "bought", "code"),
    [
        (None, 3, ComplaintRefusal.WITHIN_THREE_YEARS),
        (3, 1_500, ComplaintRefusal.WITHIN_THREE_YEARS),
        (1_500, 1_600, None),
    ],
)
def test_three_years_run_from_when_it_happened_or_else_from_when_it_was_bought(
    store: Store, at: Moment, happened: int | None, bought: int, code: ComplaintRefusal | None
) -> None:
    officer, today = an_officer(store, at), civil_day(at)
    days = {
        "happened_on": None if happened is None else today - timedelta(days=happened),
        "bought_on": today - timedelta(days=bought),
    }
    own = the_complaint(store, a_complaint(store, at, a_shop(store, at, settles=False), **days)[0]).id

    def refuse(p: Pen) -> None:
        handling.refuse(p, complaint_id=own, ground=RefusalGround.OVER_THREE_YEARS, said="已过三年。")

    if code is not None:
        assert refusal(store, officer, at, refuse) is code
        return
    with pen(store, officer, at) as p:
        refuse(p)


def test_both_sides_are_told_once_and_only_of_an_end(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    own = the_complaint(store, number).id

    def tell(p: Pen) -> None:
        handling.note_told(p, complaint_id=own)

    assert refusal(store, officer, at, tell) is ComplaintRefusal.NOT_TELLING
    with pen(store, officer, at) as p:
        handling.end_mediation(p, complaint_id=own, ground=MediationEnd.NO_AGREEMENT, said="没谈成。")
    with pen(store, officer, at) as p:
        tell(p)
    assert refusal(store, officer, at, tell) is ComplaintRefusal.NOT_TELLING


def test_what_was_obtained_is_an_amount_and_the_time_of_mediation_is_over_when_it_is_with_its_pauses(
    store: Store, at: Moment
) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    own, clock = the_complaint(store, number).id, the_clocks(store, number)[-1]

    def agree(fen: int) -> Callable[[Pen], object]:
        return lambda p: handling.record_agreement(p, complaint_id=own, obtained_fen=fen, said="退款。")

    def end(p: Pen) -> None:
        handling.end_mediation(p, complaint_id=own, ground=MediationEnd.TIME_PASSED, said="时间已过。")

    assert [refusal(store, officer, at, agree(fen)) for fen in (-1, MOST_FEN + 1)] == [
        ComplaintRefusal.AMOUNT_RANGE
    ] * 2
    with pen(store, officer, at) as p:
        handling.pause(p, complaint_id=own, clock_id=clock.id, why=PauseWhy.APPRAISAL)
    with pen(store, officer, at + 10 * DAY) as p:
        handling.resume(p, complaint_id=own, clock_id=clock.id)
    last = at + (the_clocks(store, number)[-1].due_on - civil_day(at))
    assert last - at == clock.due_on - civil_day(at) + 10 * DAY
    assert refusal(store, officer, last, end) is ComplaintRefusal.TIME_NOT_PASSED
    with pen(store, officer, last + DAY) as p:
        end(p)


def test_opened_again_the_office_has_it_from_then_or_from_when_it_had_it_first(store: Store, at: Moment) -> None:
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    number, secret = a_complaint(store, at, a_shop(store, at), phone="13700001111")
    with pen(store, PUBLIC, at) as p:
        settling.say_solved(p, number=number, secret=secret)
    ended = refused(store, at, an_officer(store, at))[0]

    for which, since in ((number, at + DAY), (ended, at)):
        row = the_complaint(store, which)

        def reopen(p: Pen, own: str = row.id, seen: int = row.changes) -> None:
            handling.reopen(p, complaint_id=own, said="新证据。", seen=seen)

        with pen(store, above, at + DAY) as p:
            reopen(p)
        assert the_complaint(store, which).competent_at == since
        assert refusal(store, above, at + DAY, reopen) is ComplaintRefusal.CHANGED_MEANWHILE


def test_whoever_is_named_as_competent_stands_in_the_file(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at), a_shop(store, at, settles=False)
    phones = ("13700001111", "13700002222")
    named, bare = (the_complaint(store, a_complaint(store, at, shop, phone=one)[0]).id for one in phones)
    for own, to in ((named, "城市管理局"), (bare, " ")):
        with pen(store, officer, at) as p:
            handling.refer(p, complaint_id=own, said="不归本局管。", to=to)

    with reading(store) as reader:
        assert [(one.kind, one.place) for one in file_of(reader, named)] == [(FileNoteKind.REFERRAL, "城市管理局")]
        assert file_of(reader, bare) == []
        assert [(one.act, one.said) for one in steps_of(reader, bare)] == [("refer", "不归本局管。")]


def test_a_clock_stands_once_runs_on_once_and_is_that_of_its_complaint(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at), a_shop(store, at, settles=False)
    (number, _), (other, _) = (
        accepted(store, at, shop, officer),
        accepted(store, at, shop, officer, phone="13700001111"),
    )
    own, clock = the_complaint(store, number).id, the_clocks(store, number)[-1].id

    def pause(p: Pen) -> None:
        handling.pause(p, complaint_id=own, clock_id=clock, why=PauseWhy.APPRAISAL)

    def resume(p: Pen) -> None:
        handling.resume(p, complaint_id=own, clock_id=clock)

    assert refusal(store, officer, at, resume) is ComplaintRefusal.CLOCK_RUNS
    with pytest.raises(NotFound), pen(store, officer, at) as p:
        handling.pause(p, complaint_id=the_complaint(store, other).id, clock_id=clock, why=PauseWhy.APPRAISAL)
    with pen(store, officer, at) as p:
        pause(p)
    assert refusal(store, officer, at, pause) is ComplaintRefusal.CLOCK_STANDS
    with pen(store, officer, at) as p:
        handling.record_agreement(p, complaint_id=own, obtained_fen=None, said="换货。")
    assert refusal(store, officer, at, pause) is ComplaintRefusal.CLOCK_STANDS
    assert refusal(store, officer, at, resume) is ComplaintRefusal.CLOCK_RUNS


def test_a_late_answer_is_given_once_and_only_by_a_shop_that_was_silent(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    number, _ = a_complaint(store, at, shop)
    own = the_complaint(store, number).id

    def late(p: Pen) -> None:
        settling.answer_late(p, complaint_id=own, text="已联系顾客退款。")

    assert refusal(store, shop.owner, at, late) is ComplaintRefusal.ANSWERED_BEFORE
    with pen(store, SYSTEM, at + 15 * DAY) as p:
        settling.pass_on(p, complaint_id=own)
    officer, stranger = an_officer(store, at), a_shop(store, at).owner
    for nobody in (officer, stranger, PUBLIC):
        with pytest.raises(NotFound), pen(store, nobody, at + 16 * DAY) as p:
            late(p)
    with pen(store, shop.owner, at + 16 * DAY) as p:
        late(p)
    assert refusal(store, shop.owner, at + 17 * DAY, late) is ComplaintRefusal.ANSWERED_BEFORE
    with reading(store) as reader:
        assert len(messages_of(reader, own)) == 1


def test_the_shopper_rates_what_has_ended_from_one_to_five_and_once(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, secret = a_complaint(store, at, a_shop(store, at, settles=False))

    def rate(satisfaction: int) -> Callable[[Pen], object]:
        return lambda p: settling.rate(p, number=number, secret=secret, satisfaction=satisfaction)

    assert refusal(store, PUBLIC, at, rate(5)) is ComplaintRefusal.NOT_RATED_NOW
    number, secret, _ = refused(store, at, officer)
    assert [refusal(store, PUBLIC, at, rate(wrong)) for wrong in (0, 6)] == [ComplaintRefusal.NOT_RATED_NOW] * 2
    with pen(store, PUBLIC, at) as p:
        rate(1)(p)
    assert refusal(store, PUBLIC, at, rate(5)) is ComplaintRefusal.NOT_RATED_NOW
    assert the_complaint(store, number).satisfaction == 1


def test_after_the_end_the_shopper_adds_neither_words_nor_papers_and_the_shop_writes_no_more(
    store: Store, at: Moment
) -> None:
    officer = an_officer(store, at)
    number, secret, row = refused(store, at, officer)
    assert row.merchant_id is not None
    staff = a_person(store, at, role=Role.STAFF, scope=row.merchant_id)

    def papers(p: Pen) -> None:
        where = "解放西路 9 号"
        settling.prove_identity(
            p, number=number, secret=secret, paper=PaperKind.ID_CARD, paper_number=ID_CARD, address=where
        )

    def word(p: Pen) -> None:
        settling.add(p, number=number, secret=secret, text="还有一句。")

    def reply(p: Pen) -> None:
        settling.tell(p, complaint_id=row.id, text="我们也说一句。")

    codes = [refusal(store, who, at, act) for who, act in ((PUBLIC, papers), (PUBLIC, word), (staff, reply))]
    assert codes == [ComplaintRefusal.NO_LONGER_OPEN] * 3
    with pen(store, officer, at) as p:
        settling.tell(p, complaint_id=row.id, text="请向法院起诉。")
    assert the_complaint(store, number).state is State.REFUSED


def test_the_same_word_sent_twice_is_said_once(store: Store, at: Moment) -> None:
    number, secret = a_complaint(store, at, a_shop(store, at))
    for _ in range(2):
        with pen(store, PUBLIC, at) as p:
            settling.add(p, number=number, secret=secret, text="还有一句。", key="0123456789abcdef")

    with reading(store) as reader:
        assert [one.text for one in messages_of(reader, the_complaint(store, number).id)] == ["还有一句。"]


def test_the_day_named_to_one_shopper_is_not_anothers(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at), a_shop(store, at, settles=False)
    phones = ("13700001111", "13700002222", "13700003333")
    sooner, later, never = (the_complaint(store, a_complaint(store, at, shop, phone=one)[0]).id for one in phones)
    for own, days in ((sooner, 1), (later, 5)):
        with pen(store, officer, at) as p:
            handling.ask_identity(p, complaint_id=own, by_day=civil_day(at) + timedelta(days=days))

    def refuse(own: str) -> Callable[[Pen], object]:
        return lambda p: handling.refuse(p, complaint_id=own, ground=RefusalGround.PAPERS_FAULTY, said="没有补来。")

    assert refusal(store, officer, at + 2 * DAY, refuse(later)) is ComplaintRefusal.NAMED_DAY_RUNS
    assert refusal(store, officer, at + 2 * DAY, refuse(never)) is ComplaintRefusal.IDENTITY_NOT_ASKED
    with pen(store, officer, at + 2 * DAY) as p:
        refuse(sooner)(p)


def test_so_many_words_a_day_are_those_of_one_matter_and_one_side(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    (number, secret), other = a_complaint(store, at, shop), a_complaint(store, at, shop, phone="13700001111")

    def word(number: str, secret: str) -> Callable[[Pen], object]:
        return lambda p: settling.add(p, number=number, secret=secret, text="还有一句。")

    with pen(store, PUBLIC, at) as p:
        for _ in range(MOST_A_DAY):
            word(number, secret)(p)
    assert refusal(store, PUBLIC, at + DAY - timedelta(seconds=1), word(number, secret)) is ComplaintRefusal.SAID_ENOUGH
    with pen(store, PUBLIC, at) as p:
        word(*other)(p)
    with pen(store, shop.owner, at) as p:
        settling.tell(p, complaint_id=the_complaint(store, number).id, text="已经在办。")
    with pen(store, PUBLIC, at + DAY) as p:
        word(number, secret)(p)
