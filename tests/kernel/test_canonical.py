"""One value, one byte string."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.canonical import canonical, plain, utc_text


class Colour(StrEnum):
    RED = "red"


class Size(IntEnum):
    BIG = 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-5, "-5"),
        ("湘", '"湘"'),
        (Colour.RED, '"red"'),
        (Size.BIG, "3"),
        (date(2026, 11, 23), '"2026-11-23"'),
        (datetime(2026, 11, 23, 1, 42, tzinfo=UTC), '"2026-11-23T01:42:00.000000Z"'),
        ((1, [2, ()]), "[1,[2,[]]]"),
        ({"b", "a"}, '["a","b"]'),
        (frozenset({2, 1}), "[1,2]"),
        ({"b": 1, "a": {Colour.RED: 2}}, '{"a":{"red":2},"b":1}'),
        ({}, "{}"),
    ],
)
def test_every_kind_of_value_has_one_text(value: Any, text: str) -> None:
    assert canonical(value).decode() == text


@pytest.mark.parametrize("value", [1.5, float("nan"), Decimal(1), b"bytes", object(), [1.0], {"a": 0.5}])
def test_what_has_no_single_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_two_keys_that_would_become_one_are_refused() -> None:
    with pytest.raises(TypeError, match="same text"):
        canonical({1: "a", "1": "b"})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")


def test_the_same_moment_in_another_zone_is_the_same_text() -> None:
    china = timezone(timedelta(hours=8))
    assert utc_text(datetime(2026, 11, 23, 9, 42, tzinfo=china)) == "2026-11-23T01:42:00.000000Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        utc_text(datetime(2026, 11, 23))  # noqa: DTZ001 the point of the test


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=10,
)


@given(VALUES)
def test_plain_json_comes_back_as_it_was(value: Any) -> None:
    assert json.loads(canonical(value)) == plain(value) == value


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), st.integers(), max_size=6))
def test_the_order_of_writing_does_not_matter(value: dict[str, int]) -> None:
    backwards = dict(reversed(list(value.items())))
    assert canonical(backwards) == canonical(value)
