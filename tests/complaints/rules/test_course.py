"""The table of a complaint's course, walked at every state with every act."""

from __future__ import annotations

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.rules.course import ARROWS, COURSE, ENDED, OPEN, Act, State, acts_open_to, arrow_for
from trustcode.complaints.rules.ticking import STARTS, first_clock, is_met_by, is_stopped_by
from trustcode.kernel.actors import Role

SHOP = {Role.OWNER, Role.STAFF}


def test_every_state_is_reached_and_every_open_one_is_left() -> None:
    reached = {State.SETTLING, State.RECEIVED} | {arrow.target for arrow in ARROWS}

    assert reached == set(State)
    assert all(COURSE.acts_from(state) for state in OPEN)
    assert set(OPEN) | set(ENDED) == set(State)


def test_no_act_of_the_shop_ends_a_complaint() -> None:
    assert all(arrow.target in OPEN for arrow in ARROWS if arrow.by & SHOP)


def test_only_the_shopper_says_that_it_is_settled() -> None:
    assert {arrow.by for arrow in ARROWS if arrow.target is State.SETTLED} == {frozenset({Role.PUBLIC})}


def test_nothing_leads_back_to_a_state_in_which_it_was_never_received() -> None:
    assert all(arrow.target is not State.SETTLING for arrow in ARROWS)


def test_no_two_rows_say_the_same_act_from_the_same_state() -> None:
    pairs = [(source, arrow.act) for arrow in ARROWS for source in arrow.sources]

    assert len(pairs) == len(set(pairs))
    assert all(arrow_for(*pair).act is pair[1] for pair in pairs)


def test_the_buttons_of_a_page_are_the_rows_of_a_role() -> None:
    assert acts_open_to(Role.OWNER, State.SETTLING) == (Act.ANSWER,)
    assert acts_open_to(Role.OWNER, State.MEDIATING) == ()
    assert set(acts_open_to(Role.PUBLIC, State.ANSWERED)) == {Act.SAY_SOLVED, Act.SAY_UNSOLVED, Act.WITHDRAW}


def running_after(state: State, clocks: frozenset[ClockCode], arrow_act: Act, target: State) -> frozenset[ClockCode]:
    """Which clocks run after an act, by the table of clocks alone."""
    left = {code for code in clocks if not is_stopped_by(code, arrow_act, target)}
    started = STARTS.get((arrow_act, target))
    return frozenset(left | ({started} if started else set()))


def test_on_every_path_an_open_complaint_has_a_clock_that_runs_and_an_ended_one_none_but_telling() -> None:
    seen: set[tuple[State, frozenset[ClockCode]]] = set()
    waiting = [(state, frozenset({first_clock(state)})) for state in (State.SETTLING, State.RECEIVED)]
    while waiting:
        state, clocks = waiting.pop()
        if (state, clocks) in seen:
            continue
        seen.add((state, clocks))
        for act in COURSE.acts_from(state):
            target = COURSE.next(state, act)
            waiting.append((target, running_after(state, clocks, act, target)))

    assert [(state, clocks) for state, clocks in seen if state in OPEN and not clocks] == []
    assert [(s, c) for s, c in seen if s in ENDED and c - {ClockCode.TELL_END}] == []


def test_a_clock_is_met_by_what_it_waits_for_and_not_by_being_cut_short() -> None:
    assert is_met_by(ClockCode.SETTLE, Act.ANSWER)
    assert not is_met_by(ClockCode.SETTLE, Act.PASS_ON)
    assert is_stopped_by(ClockCode.SETTLE, Act.PASS_ON, State.RECEIVED)
