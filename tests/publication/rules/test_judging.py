"""Which ground stands in the way of publication: every combination of facts against the table of the rules, and the rate."""

from __future__ import annotations

from itertools import product

import pytest

from trustcode.complaints.rules.course import State
from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Refusal
from trustcode.publication.rules.course import Withhold
from trustcode.publication.rules.hiding import OFFICERS_GROUNDS, require_other_rank
from trustcode.publication.rules.judging import OUTSIDE_THE_RATE, Ended, rate, withheld_for

YES_NO = (True, False)


def expected(ended: Ended) -> str:
    """The table of section 5 of the rules, read from top to bottom; empty where nothing stands in the way."""
    accepted_by_somebody = ended.was_accepted or ended.state.value == "settled"
    lines = (
        ("W2", ended.state.value not in {"settled", "agreed", "ended", "withdrawn"} or not accepted_by_somebody),
        ("W3", not ended.phone_proved and not ended.has_paper),
        ("W4", ended.is_held and not ended.was_accepted),
        ("W6", not ended.names_unit),
        ("W1", not ended.may_publish),
    )
    return next((code for code, stands in lines if stands), "")


def test_every_combination_of_facts_has_the_ground_of_the_table() -> None:
    wrong = []
    for state, *facts in product(State, *[YES_NO] * 6):
        names = "was_accepted", "may_publish", "phone_proved", "has_paper", "names_unit", "is_held"
        ended = Ended(state, **dict(zip(names, facts, strict=True)))
        found = withheld_for(ended)
        if (found.value if found else "") != expected(ended):
            wrong.append(ended)

    assert wrong == []


def test_the_rate_leaves_out_what_was_not_accepted_not_verified_or_double_and_nothing_else() -> None:
    assert {why.value for why in OUTSIDE_THE_RATE} == {"W2", "W3", "W8"}
    one_of_each = dict.fromkeys(Withhold, 1)

    assert rate(7, one_of_each, 2) == (7, 7 + 5 + 2)
    assert rate(0, {}, 0) == (0, 0)


def test_officers_judge_privacy_a_court_and_doubles_and_the_rest_follows_from_the_facts() -> None:
    assert {why.value for why in OFFICERS_GROUNDS} == {"W5", "W7", "W8"}


@pytest.mark.parametrize("rank", Role)
def test_two_of_one_rank_are_refused_and_two_of_different_rank_are_not(rank: Role) -> None:
    for other in Role:
        if other is rank:
            with pytest.raises(Refusal):
                require_other_rank(rank.value, other)
        else:
            require_other_rank(rank.value, other)
