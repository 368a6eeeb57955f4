"""Which of several take a decision: each is judged by itself, as if it were decided alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.merchants.builders import SCHEME
from trustcode.complaints.rules.bundling import may_assign, may_free, may_refuse, require_in_bundle, require_several
from trustcode.complaints.rules.course import OPEN, Act, State, acts_open_to
from trustcode.complaints.rules.grounds import Circumstances
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import Hold, RefusalGround
from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Refusal

TODAY = date(2026, 11, 23)
NOW = Circumstances(TODAY, knew_on=date(2026, 11, 1), asked_until=None, has_identity=False)


def says_no(act: object, *args: object, **facts: object) -> object:
    """The code of a refusal, or nothing."""
    try:
        act(*args, **facts)  # type: ignore[operator]
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("state", State)
def test_it_is_refused_from_no_other_state_than_alone(state: State) -> None:
    allowed = says_no(may_refuse, state, RefusalGround.NOT_CONSUMPTION, NOW) is None

    assert allowed is (Act.REFUSE in acts_open_to(Role.INSPECTOR, state))


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (RefusalGround.PAPERS_FAULTY, ComplaintRefusal.IDENTITY_NOT_ASKED),
        (RefusalGround.OVER_THREE_YEARS, ComplaintRefusal.WITHIN_THREE_YEARS),
        (RefusalGround.OUTSIDE_DUTY, None),
    ],
)
def test_a_ground_holds_for_each_as_it_does_alone(ground: RefusalGround, code: ComplaintRefusal | None) -> None:
    assert says_no(may_refuse, State.RECEIVED, ground, NOW) is code


@pytest.mark.parametrize("state", State)
def test_what_has_ended_is_neither_given_nor_freed(state: State) -> None:
    is_open = state in OPEN

    assert says_no(may_assign, state) is (None if is_open else ComplaintRefusal.ASSIGNED_OPEN)
    assert says_no(may_free, state, [Hold.PHONE_CAP]) is (None if is_open else ComplaintRefusal.NOT_MARKED)


def test_an_officer_who_may_not_handle_it_and_one_without_a_mark_are_refused() -> None:
    assert says_no(may_assign, State.RECEIVED, fits=False) is ComplaintRefusal.NO_SUCH_OFFICER
    assert says_no(may_free, State.RECEIVED, []) is ComplaintRefusal.NOT_MARKED


@pytest.mark.parametrize(("bundle", "fits"), [("a", True), ("b", False), ("", False)])
def test_it_must_stand_in_the_bundle_where_it_was_chosen(bundle: str, *, fits: bool) -> None:
    assert says_no(require_in_bundle, bundle, "a") is (None if fits else ComplaintRefusal.LEFT_BUNDLE)


def test_none_is_in_no_bundle_even_when_the_form_names_none() -> None:
    assert says_no(require_in_bundle, "", "") is ComplaintRefusal.LEFT_BUNDLE


@pytest.mark.parametrize(
    ("many", "code"),
    [
        (0, ComplaintRefusal.NONE_CHOSEN),
        (1, None),
        (SCHEME.bundle_at_once, None),
        (SCHEME.bundle_at_once + 1, ComplaintRefusal.TOO_MANY_CHOSEN),
    ],
)
def test_at_least_one_and_no_more_than_the_scheme_says(many: int, code: ComplaintRefusal | None) -> None:
    assert says_no(require_several, [str(n) for n in range(many)], SCHEME) is code
