"""The table of publication: who may take something out of sight, and which complaints may be shown."""

from __future__ import annotations

from itertools import product

import pytest

from trustcode.complaints.rules.course import OPEN, State
from trustcode.kernel.actors import Role
from trustcode.publication.rules.course import ARROWS, PUBLICATION, SHOWN, Act, Stage, Withhold
from trustcode.publication.rules.judging import PUBLISHABLE, Ended, rate, withheld_for


def test_every_stage_is_reached_and_nothing_is_ever_deleted() -> None:
    assert {Stage.CANDIDATE} | {arrow.target for arrow in ARROWS} == set(Stage)
    assert "delete" not in {act.value for act in Act}


def test_only_two_people_take_something_out_of_sight() -> None:
    away = [arrow for arrow in ARROWS if set(arrow.sources) & set(SHOWN) and arrow.target not in SHOWN]
    alone = [arrow.act for arrow in away if not arrow.confirmed_by]

    assert set(alone) == {Act.EXPIRE, Act.RECALL}
    assert all(Role.INSPECTOR not in arrow.confirmed_by for arrow in away)


def test_no_path_leads_from_hidden_to_withheld() -> None:
    assert PUBLICATION.acts_from(Stage.HIDDEN) == (Act.SHOW_AGAIN,)


GOOD = Ended(
    State.AGREED, was_accepted=True, may_publish=True, phone_proved=True, has_paper=True, names_unit=True, is_held=False
)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"may_publish": False}, Withhold.NO_CONSENT),
        ({"state": State.REFUSED}, Withhold.NOT_ACCEPTED),
        ({"state": State.SILENT}, Withhold.NOT_ACCEPTED),
        ({"state": State.WITHDRAWN, "was_accepted": False}, Withhold.NOT_ACCEPTED),
        ({"state": State.WITHDRAWN}, None),
        ({"state": State.SETTLED, "was_accepted": False}, None),
        ({"phone_proved": False, "has_paper": False}, Withhold.IDENTITY_UNVERIFIED),
        ({"phone_proved": False}, None),
        ({"state": State.SETTLED, "was_accepted": False, "is_held": True}, Withhold.SUSPECTED_ABUSE),
        ({"is_held": True}, None),
        ({"names_unit": False}, Withhold.RESPONDENT_UNCLEAR),
    ],
)
def test_each_ground_by_itself(changes: dict[str, object], why: Withhold | None) -> None:
    assert withheld_for(Ended(**{**vars(GOOD), **changes})) is why


def test_whatever_is_shown_was_closed_consented_and_of_a_known_person_and_unit() -> None:
    for state, *flags in product(State, *[(False, True)] * 6):
        one = Ended(state, *flags)
        if withheld_for(one) is None:
            assert state in PUBLISHABLE
            assert state not in OPEN
            assert one.may_publish
            assert one.names_unit
            assert one.phone_proved or one.has_paper


def test_the_rate_names_its_denominator() -> None:
    withheld = {Withhold.NO_CONSENT: 5, Withhold.NOT_ACCEPTED: 100, Withhold.DUPLICATE: 7, Withhold.LITIGATION: 1}

    assert rate(90, withheld, 4) == (90, 100)
