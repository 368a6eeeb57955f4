"""Drafts of filings: kept sealed under a key that is kept nowhere, gone after the days of the scheme."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.merchants.builders import DAY, SCHEME
from trustcode.complaints.actions.drafts import forget_drafts, keep_draft, throw_away
from trustcode.complaints.models import FilingDraft
from trustcode.complaints.queries.drafts import draft_of
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

KEY = "0123456789abcdef0123456789abcdef"
TYPED = {"facts": "拉链坏了", "name": "陈小满"}


def kept(store: Store, at: Moment, content: dict[str, Any], key: str = KEY) -> None:
    with jotting(store, at) as jotter:
        keep_draft(jotter, key=key, content=content, scheme=SCHEME)


def found(store: Store, at: Moment, key: str = KEY) -> dict[str, Any] | None:
    with reading(store) as reader:
        return draft_of(reader, key, at, SCHEME)


def test_what_was_kept_last_is_there_for_whoever_has_the_key(store: Store, at: Moment) -> None:
    kept(store, at, {"facts": "一"})
    kept(store, at, TYPED)

    assert found(store, at) == TYPED
    assert found(store, at, "f" * 32) is None
    assert found(store, at, "") is None


def test_neither_the_key_nor_a_word_can_be_read_in_the_table(store: Store, at: Moment) -> None:
    kept(store, at, TYPED)

    with reading(store) as reader:
        (row,) = reader.all(select(FilingDraft))
    assert KEY not in row.key_hash
    assert "陈小满".encode() not in row.content
    assert b"facts" not in row.content


def test_it_is_gone_after_seven_days_without_a_touch(store: Store, at: Moment) -> None:
    kept(store, at, TYPED)

    assert found(store, at + 7 * DAY - timedelta(seconds=1)) == TYPED
    assert found(store, at + 7 * DAY) is None
    with jotting(store, at + 7 * DAY) as jotter:
        assert forget_drafts(jotter, SCHEME) == 1


def test_it_can_be_thrown_away_at_once_and_others_stay(store: Store, at: Moment) -> None:
    kept(store, at, TYPED)
    kept(store, at, {"facts": "别人的"}, "e" * 32)

    with jotting(store, at) as jotter:
        throw_away(jotter, key=KEY)

    assert found(store, at) is None
    assert found(store, at, "e" * 32) is not None
