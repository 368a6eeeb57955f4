"""Work in hand is written without an entry; the facts of a room are not."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from tests.record.notes_for_tests import a_region
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import Jotter, jotting
from trustcode.record.models import Entry, Retry
from trustcode.record.pen import Unrecorded
from trustcode.regions.models import Region
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

HUNAN = select(Region).where(Region.code == "430000")


def a_row(at: Moment, key: str = "k", answer: str = "1") -> Retry:
    return Retry(key=key, body_hash=b"h", answer=answer, at=at)


def answer_of(store: Store, key: str = "k") -> str | None:
    with reading(store) as reader:
        row = reader.get(Retry, key)
        return row.answer if row else None


def name_of_hunan(store: Store) -> str:
    with reading(store) as reader:
        return the_province(reader).name_zh


def the_province(reader: Reader) -> Region:
    found = reader.one(HUNAN)
    assert found is not None
    return found


def test_work_in_hand_is_kept_without_an_entry(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        before = len(reader.all(select(Entry.id)))
    with jotting(store, at) as jotter:
        jotter.add(a_row(at))

    assert answer_of(store) == "1"
    with reading(store) as reader:
        assert len(reader.all(select(Entry.id))) == before


def test_what_fails_is_not_kept(store: Store, at: Moment) -> None:
    def fail(jotter: Jotter) -> None:
        jotter.add(a_row(at))
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"), jotting(store, at) as jotter:
        fail(jotter)

    assert answer_of(store) is None


def test_a_row_is_locked_changed_and_forgotten(store: Store, at: Moment) -> None:
    with jotting(store, at) as jotter:
        jotter.add(a_row(at))
    with jotting(store, at) as jotter:
        jotter.lock(Retry, "k").answer = "2"  # type: ignore[union-attr]
    assert answer_of(store) == "2"

    with jotting(store, at) as jotter:
        jotter.remove(jotter.get(Retry, "k"))
    assert answer_of(store) is None


def test_many_rows_are_changed_at_once(store: Store, at: Moment) -> None:
    with jotting(store, at) as jotter:
        jotter.add(a_row(at, "a"), a_row(at, "b"))
        assert jotter.change(update(Retry).values(answer="9")) == 2
        assert jotter.change(delete(Retry).where(Retry.key == "a")) == 1

    assert (answer_of(store, "a"), answer_of(store, "b")) == (None, "9")


def test_a_row_that_is_there_already_is_left_alone(store: Store, at: Moment) -> None:
    for answer in ("first", "second"):
        with jotting(store, at) as jotter:
            jotter.ensure(Retry, key="k", body_hash=b"h", answer=answer, at=at)

    assert answer_of(store) == "first"


def test_a_new_row_of_a_room_is_refused(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), jotting(store, at) as jotter:
        jotter.add(a_region())


def test_a_changed_row_of_a_room_is_refused(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), jotting(store, at) as jotter:
        the_province(jotter).name_zh = "别名"

    assert name_of_hunan(store) != "别名"


def test_a_changed_row_of_a_room_does_not_slip_through_with_a_jotted_one(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), jotting(store, at) as jotter:
        the_province(jotter).name_zh = "别名"
        jotter.add(a_row(at))

    assert name_of_hunan(store) != "别名"


def test_a_row_of_a_room_is_not_forgotten(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), jotting(store, at) as jotter:
        jotter.remove(the_province(jotter))


@pytest.mark.parametrize("statement", [update(Region).values(name_zh="x"), delete(Region), delete(Entry)])
def test_rows_of_a_room_or_of_the_record_are_not_changed_in_bulk(store: Store, at: Moment, statement: object) -> None:
    with pytest.raises(Unrecorded), jotting(store, at) as jotter:
        jotter.change(statement)  # type: ignore[arg-type]


def test_a_row_of_a_room_is_not_made_sure_of(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), jotting(store, at) as jotter:
        jotter.ensure(Region, code="430199")
