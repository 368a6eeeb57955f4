"""Notices are made once, seen once, and their letters go out at least once and not for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.notices import actions
from trustcode.notices.queries import notice_counts, notices, unsent
from trustcode.notices.rules import MAIL_CLAIM, MAIL_TRIES, MAIL_WITHIN, NoticeKind, Reminder, event_reminder
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

SHOP, OTHER = "a" * 16, "b" * 16
MINUTE = timedelta(minutes=1)


def dispute(number: int, shop: str = SHOP) -> Reminder:
    return event_reminder(shop, NoticeKind.RETURN_DISPUTED, f"r{number}", date(2026, 11, 30), number=str(number))


def make(store: Store, at: Moment, *reminders: Reminder) -> int:
    with jotting(store, at) as jotter:
        return actions.make(jotter, reminders)


def one_unsent(store: Store, at: Moment) -> str:
    with reading(store) as reader:
        return unsent(reader, at)[0].id


def waiting(store: Store, at: Moment) -> int:
    with reading(store) as reader:
        return len(unsent(reader, at))


def claim(store: Store, at: Moment, notice_id: str) -> bool:
    with jotting(store, at) as jotter:
        return actions.claim_mail(jotter, notice_id)


def test_the_same_reminder_is_kept_once(store: Store, at: Moment) -> None:
    assert make(store, at, dispute(1), dispute(2), dispute(1)) == 2
    assert make(store, at, dispute(1), dispute(2), dispute(1, OTHER)) == 1

    with reading(store) as reader:
        assert notice_counts(reader, SHOP) == (2, 2)
        assert notices(reader, SHOP, limit=9)[0].facts["number"] in {"1", "2"}


def test_more_than_one_batch_is_kept(store: Store, at: Moment) -> None:
    many = [dispute(number) for number in range(1_001)]

    assert make(store, at, *many) == 1_001
    assert make(store, at, *many) == 0


def test_what_an_act_tells_is_kept_once_and_no_other_notice_is_read_for_it(
    store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop under a flood has thousands, and an officer refuses a hundred complaints in one transaction."""
    make(store, at, *(dispute(number) for number in range(300)))
    read: list[object] = []
    for name in ("all", "rows"):
        real = getattr(Reader, name)
        monkeypatch.setattr(Reader, name, lambda *given, real=real: (found := real(*given), read.extend(found))[0])

    with pen(store, SYSTEM, at) as p:
        actions.tell(p, dispute(1))
        actions.tell(p, dispute(300))

    assert read == []
    with reading(store) as reader:
        assert notice_counts(reader, SHOP)[0] == 301


def test_what_nobody_has_seen_comes_first(store: Store, at: Moment) -> None:
    make(store, at, dispute(1))
    with jotting(store, at + MINUTE) as jotter:
        assert actions.mark_seen(jotter, merchant_id=SHOP) == 1
        assert actions.mark_seen(jotter, merchant_id=SHOP) == 0
    make(store, at - MINUTE, dispute(2))

    with reading(store) as reader:
        assert [one.facts["number"] for one in notices(reader, SHOP, limit=9)] == ["2", "1"]
        assert notice_counts(reader, SHOP) == (2, 1)


def test_a_letter_is_claimed_by_one_and_sent_once(store: Store, at: Moment) -> None:
    make(store, at, dispute(1))
    letter = one_unsent(store, at)

    assert claim(store, at, letter)
    assert not claim(store, at, letter)
    assert waiting(store, at) == 0
    with jotting(store, at) as jotter:
        actions.note_sent(jotter, letter)
    assert waiting(store, at + MAIL_CLAIM + MINUTE) == 0
    assert not claim(store, at + MAIL_CLAIM + MINUTE, letter)


def test_a_claim_that_was_never_finished_is_taken_up_again(store: Store, at: Moment) -> None:
    make(store, at, dispute(1))
    letter = one_unsent(store, at)
    claim(store, at, letter)

    assert waiting(store, at + MAIL_CLAIM + MINUTE) == 1
    assert claim(store, at + MAIL_CLAIM + MINUTE, letter)


def test_a_letter_that_is_refused_again_and_again_is_given_up(store: Store, at: Moment) -> None:
    make(store, at, dispute(1))
    letter = one_unsent(store, at)

    for _ in range(MAIL_TRIES):
        assert claim(store, at, letter)
        with jotting(store, at) as jotter:
            actions.note_refused(jotter, letter)

    assert waiting(store, at) == 0
    assert not claim(store, at, letter)


def test_a_server_that_is_away_counts_against_no_letter(store: Store, at: Moment) -> None:
    make(store, at, dispute(1))
    letter = one_unsent(store, at)

    for _ in range(MAIL_TRIES + 1):
        assert claim(store, at, letter)
        with jotting(store, at) as jotter:
            actions.release_mail(jotter, letter)

    assert waiting(store, at) == 1


@pytest.mark.parametrize("seen", [True, False])
def test_what_was_seen_at_the_desk_or_is_old_needs_no_letter(store: Store, at: Moment, *, seen: bool) -> None:
    make(store, at, dispute(1))
    if seen:
        with jotting(store, at) as jotter:
            actions.mark_seen(jotter, merchant_id=SHOP)

    assert waiting(store, at + MAIL_WITHIN + MINUTE) == 0
    assert waiting(store, at) == (0 if seen else 1)
