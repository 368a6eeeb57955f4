"""The one table of standings, walked through: every state with every act is allowed or refused, nothing else."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.actors import OFFICERS, Role
from trustcode.kernel.transitions import NotAllowed
from trustcode.merchants.rules.standing import (
    APPLYING,
    ARROWS,
    LIVE,
    PUBLIC,
    STANDING,
    Act,
    Standing,
    arrow_for,
    arrows_from,
    reinstates,
    reinstating,
    table,
)
from trustcode.people.rules.permissions import TABLE, Reach

S, A = Standing, Act
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "standing.md"

EXPECTED = {
    (S.DRAFT, A.SUBMIT): S.SUBMITTED,
    (S.CORRECTING, A.RESUBMIT): S.SUBMITTED,
    (S.SUBMITTED, A.RECALL): S.DRAFT,
    (S.CORRECTING, A.RECALL): S.DRAFT,
    (S.REVIEWED, A.RECALL): S.DRAFT,
    (S.PUBLICISED, A.RECALL): S.DRAFT,
    (S.SUBMITTED, A.SEND_BACK): S.CORRECTING,
    (S.SUBMITTED, A.APPROVE): S.REVIEWED,
    (S.SUBMITTED, A.REFUSE): S.DRAFT,
    (S.PUBLICISED, A.REFUSE): S.DRAFT,
    (S.CORRECTING, A.CLOSE_UNANSWERED): S.DRAFT,
    (S.REVIEWED, A.PUBLICISE): S.PUBLICISED,
    (S.PUBLICISED, A.ACTIVATE): S.ACTIVE,
    (S.ACTIVE, A.ORDER_RECTIFICATION): S.RECTIFYING,
    (S.RECTIFYING, A.ACCEPT_RECTIFICATION): S.ACTIVE,
    (S.RECTIFYING, A.SUSPEND_UNMENDED): S.SUSPENDED,
    (S.ACTIVE, A.SUSPEND): S.SUSPENDED,
    (S.RECTIFYING, A.SUSPEND): S.SUSPENDED,
    (S.SUSPENDED, A.RESTORE): S.ACTIVE,
    (S.SUSPENDED, A.REMOVE_UNCURED): S.REMOVED,
    (S.ACTIVE, A.REMOVE): S.REMOVED,
    (S.RECTIFYING, A.REMOVE): S.REMOVED,
    (S.SUSPENDED, A.REMOVE): S.REMOVED,
    (S.ACTIVE, A.LAPSE): S.LAPSED,
    (S.ACTIVE, A.RENEW): S.ACTIVE,
    (S.LAPSED, A.RENEW): S.ACTIVE,
    (S.LAPSED, A.REAPPLY): S.DRAFT,
    (S.ACTIVE, A.WITHDRAW): S.WITHDRAWN,
    (S.RECTIFYING, A.WITHDRAW): S.WITHDRAWN,
    (S.REMOVED, A.REAPPLY): S.DRAFT,
    (S.WITHDRAWN, A.REAPPLY): S.DRAFT,
    (S.CLOSED, A.REAPPLY): S.DRAFT,
    (S.REMOVED, A.REINSTATE_ACTIVE): S.ACTIVE,
    (S.SUSPENDED, A.REINSTATE_ACTIVE): S.ACTIVE,
    (S.REMOVED, A.REINSTATE_RECTIFYING): S.RECTIFYING,
    (S.SUSPENDED, A.REINSTATE_RECTIFYING): S.RECTIFYING,
    (S.REMOVED, A.REINSTATE_SUSPENDED): S.SUSPENDED,
    **{(state, A.CLOSE): S.CLOSED for state in S if state is not S.CLOSED},
}
"""Written out by hand from the scheme, so that a slip in the table shows."""

OWNERS = {A.SUBMIT, A.RESUBMIT, A.RECALL, A.RENEW, A.WITHDRAW, A.REAPPLY}
CALENDAR_ALONE = {A.CLOSE_UNANSWERED, A.LAPSE}
CONFIRMED_ABOVE = {A.SUSPEND, A.SUSPEND_UNMENDED, A.REMOVE, A.REMOVE_UNCURED}
CONFIRMED_IN_COUNTY = {A.APPROVE, A.REFUSE, A.ACCEPT_RECTIFICATION, A.RESTORE, A.RENEW, A.CLOSE}


@pytest.mark.parametrize(("state", "act"), list(product(Standing, Act)), ids=lambda x: x.value)
def test_every_state_with_every_act_is_allowed_or_refused_and_nothing_else(state: Standing, act: Act) -> None:
    if (state, act) in EXPECTED:
        assert STANDING.next(state, act) is EXPECTED[state, act]
        assert arrow_for(state, act).target is EXPECTED[state, act]
        return
    with pytest.raises(NotAllowed):
        STANDING.next(state, act)
    with pytest.raises(NotAllowed) as refused:
        arrow_for(state, act)
    assert refused.value.facts == {"state": state.value, "act": act.value}


def test_no_pair_of_state_and_act_stands_in_the_table_twice() -> None:
    pairs = [(source, arrow.act) for arrow in ARROWS for source in arrow.sources]

    assert len(pairs) == len(set(pairs)) == len(EXPECTED)


def test_all_eighteen_transitions_of_the_scheme_are_there() -> None:
    assert {arrow.number for arrow in ARROWS} == {f"T{n}" for n in range(1, 19)}


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda a: f"{a.number}-{a.act.value}")
def test_an_owner_does_what_is_the_businesss_own_and_officers_nothing_of_it(arrow: object) -> None:
    assert isinstance(arrow, type(ARROWS[0]))
    if arrow.act in OWNERS:
        assert arrow.by == {Role.OWNER}
    elif arrow.act in CALENDAR_ALONE:
        assert arrow.by == {Role.SYSTEM}
    else:
        assert arrow.by & OFFICERS


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda a: f"{a.number}-{a.act.value}")
def test_measures_are_confirmed_above_and_reviews_in_the_county(arrow: object) -> None:
    assert isinstance(arrow, type(ARROWS[0]))
    reinstatement = reinstates(arrow.act) is not None
    if arrow.act in CONFIRMED_ABOVE or reinstatement:
        assert arrow.confirmed_by == {Role.SUPERVISOR, Role.PROVINCE}
    elif arrow.act in CONFIRMED_IN_COUNTY:
        assert arrow.confirmed_by == {Role.INSPECTOR, Role.SUPERVISOR}
    else:
        assert not arrow.needs_two


def test_nobody_but_owner_officers_and_calendar_moves_a_unit() -> None:
    hands = {role for arrow in ARROWS for role in arrow.by | arrow.confirmed_by}

    assert hands == {Role.OWNER, Role.SYSTEM, *OFFICERS}


def test_the_calendar_never_confirms() -> None:
    assert not any(Role.SYSTEM in arrow.confirmed_by for arrow in ARROWS)


@pytest.mark.parametrize("act", [A.APPROVE, A.REFUSE])
def test_who_approves_is_who_the_permission_table_lets_approve(act: Act) -> None:
    allowed = {role for role in OFFICERS if TABLE.cell("approve merchant", role).reach is Reach.REGION}

    assert arrow_for(S.SUBMITTED, act).by == arrow_for(S.SUBMITTED, act).confirmed_by == allowed


@pytest.mark.parametrize("act", [A.SUSPEND, A.REMOVE])
def test_who_confirms_a_measure_is_who_the_permission_table_lets_do_more_than_propose(act: Act) -> None:
    cells = {role: TABLE.cell("suspend or end commitment", role) for role in OFFICERS}
    confirming = {role for role, cell in cells.items() if not cell.proposes_only}

    assert arrow_for(S.ACTIVE, act).confirmed_by == confirming


def test_an_inspector_proposes_a_measure_and_never_carries_it_out() -> None:
    for act in CONFIRMED_ABOVE:
        arrow = next(a for a in ARROWS if a.act is act)
        assert Role.INSPECTOR in arrow.by
        assert Role.INSPECTOR not in arrow.confirmed_by


def test_the_way_into_force_leads_through_public_notice() -> None:
    into_force = {source for (source, _), target in EXPECTED.items() if target is S.ACTIVE}

    assert into_force & set(APPLYING) == {S.PUBLICISED}


def test_what_a_shopper_sees_begins_with_public_notice() -> None:
    assert set(PUBLIC) == set(S) - {S.DRAFT, S.SUBMITTED, S.CORRECTING, S.REVIEWED}
    assert set(LIVE) == {S.ACTIVE, S.RECTIFYING, S.SUSPENDED}


@pytest.mark.parametrize("state", list(Standing))
def test_what_can_happen_in_a_state_is_listed_in_the_order_of_the_table(state: Standing) -> None:
    acts = [arrow.act for arrow in arrows_from(state)]

    assert set(acts) == {act for source, act in EXPECTED if source is state}
    assert tuple(acts) == STANDING.acts_from(state)


@pytest.mark.parametrize("state", list(Standing))
def test_a_correction_gives_back_the_state_before_the_measure(state: Standing) -> None:
    if state in LIVE:
        assert EXPECTED[S.REMOVED, reinstating(state)] is state
        assert reinstates(reinstating(state)) is state
    else:
        with pytest.raises(NotAllowed):
            reinstating(state)


@given(st.lists(st.sampled_from(list(Act)), max_size=60))
def test_a_walk_at_random_never_leaves_the_table(acts: list[Act]) -> None:
    """A unit begins as a draft; whatever is tried, it is in force only after a public notice of its own."""
    state, noticed = S.DRAFT, False
    for act in acts:
        try:
            after = STANDING.next(state, act)
        except NotAllowed:
            assert (state, act) not in EXPECTED
            continue
        noticed = (noticed or after is S.PUBLICISED) and after is not S.DRAFT
        state = after
        assert noticed or state not in LIVE


@given(st.lists(st.sampled_from(list(Act)), max_size=60))
def test_an_ended_unit_comes_back_only_by_applying_renewing_or_correction(acts: list[Act]) -> None:
    state = S.REMOVED
    for act in acts:
        if not STANDING.allows(state, act):
            continue
        if state in {S.REMOVED, S.WITHDRAWN, S.CLOSED, S.LAPSED}:
            assert act in {A.REAPPLY, A.RENEW, A.CLOSE} or reinstates(act)
        state = STANDING.next(state, act)


def test_the_document_holds_the_table_and_its_diagram() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    assert table() in text
    assert STANDING.diagram() in text
