"""Columns that both engines share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from trustcode.storage.base import Base, MomentColumn, Recorded, Working, words

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
DIALECTS = [sqlite.dialect(), postgresql.dialect()]


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
def test_a_moment_goes_in_and_comes_out_as_it_was(dialect: Dialect) -> None:
    column = MomentColumn()
    there = column.process_bind_param(AT.astimezone(timezone(timedelta(hours=8))), dialect)

    assert column.process_result_value(there, dialect) == AT
    assert column.process_result_value(there, dialect).tzinfo is UTC  # type: ignore[union-attr]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
def test_no_moment_is_no_moment(dialect: Dialect) -> None:
    column = MomentColumn()
    assert column.process_bind_param(None, dialect) is None
    assert column.process_result_value(None, dialect) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MomentColumn().process_bind_param(AT.replace(tzinfo=None), DIALECTS[0])


def test_words_are_kept_as_their_text_with_a_check() -> None:
    column = words(Colour, "colour")

    assert (column.enums, column.native_enum, column.create_constraint) == (["red", "dark-blue"], False, True)


def tables_of(kind: type) -> list[Any]:
    return [mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, kind)]


@pytest.mark.usefixtures("store")
def test_every_table_of_a_room_names_the_entry_that_changed_it_last() -> None:
    for table in tables_of(Recorded):
        column = table.c.entry_id
        assert not column.nullable
        assert [key.target_fullname for key in column.foreign_keys] == ["entry.id"]


@pytest.mark.usefixtures("store")
def test_no_table_is_both_of_the_record_and_work_in_hand() -> None:
    assert set(tables_of(Recorded)) & set(tables_of(Working)) == set()


@pytest.mark.usefixtures("store")
def test_every_constraint_has_a_name() -> None:
    nameless = [(t.name, type(c).__name__) for t in Base.metadata.tables.values() for c in t.constraints if not c.name]
    assert nameless == []
