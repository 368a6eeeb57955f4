"""The owner is told of a dispute and of a correction that waits by the act itself, once, and the sweep adds nothing."""

from __future__ import annotations

import pytest

from tests.merchants.builders import DAY, SCHEME, Shop
from tests.returns.builders import a_line, a_member_of_staff, a_return, a_shop, answered
from trustcode.doors.console.reminding import due_reminders
from trustcode.kernel.moments import Moment
from trustcode.notices import actions
from trustcode.notices.queries import NoticeSheet, notices
from trustcode.notices.rules import NoticeKind
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import propose
from trustcode.returns.rules.words import Answer, DisputeReason
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

TOLD_HERE = {NoticeKind.RETURN_DISPUTED, NoticeKind.CORRECTION_WAITING}


def told(store: Store, shop: Shop) -> list[NoticeSheet]:
    with reading(store) as reader:
        return [one for one in notices(reader, shop.id, limit=50) if one.kind in TOLD_HERE]


def sweep(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        found = [one for one in due_reminders(reader, at, SCHEME) if one.kind in TOLD_HERE]
    assert found
    with jotting(store, at) as jotter:
        assert actions.make(jotter, found) == 0


def test_a_dispute_is_told_with_the_number_of_the_line(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first, second = a_return(store, at, shop), a_return(store, at, shop)
    answered(store, at, first)

    for _ in range(2):
        answered(store, at, second, Answer.DISPUTED, DisputeReason.NOT_REFUNDED)

    assert [(one.kind, one.facts["number"], one.made_at) for one in told(store, shop)] == [
        (NoticeKind.RETURN_DISPUTED, "2", at)
    ]
    sweep(store, at + DAY)


def test_a_correction_that_waits_is_told(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)
    staff = a_member_of_staff(store, at, shop)

    with pen(store, staff, at) as p:
        proposal = propose(p, return_id=return_id, line=a_line(at, quantity=2), why="数错了", scheme=SCHEME)

    assert [(one.kind, one.facts["about"], one.facts["number"]) for one in told(store, shop)] == [
        (NoticeKind.CORRECTION_WAITING, proposal, "1")
    ]
    sweep(store, at + DAY)


def test_what_is_not_kept_is_not_told(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)
    staff = a_member_of_staff(store, at, shop)

    with pytest.raises(KeyboardInterrupt), pen(store, staff, at) as p:
        propose(p, return_id=return_id, line=a_line(at, quantity=2), why="数错了", scheme=SCHEME)
        raise KeyboardInterrupt

    assert told(store, shop) == []
