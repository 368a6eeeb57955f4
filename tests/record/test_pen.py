"""No entry, no change; and one transaction for both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select, update

from tests.record.notes_for_tests import COUNTY, OTHER, Tried, a_region
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.record.models import Entry, EntryBody, Retry
from trustcode.record.pen import KeyReused, Pen, Unrecorded, copying, pen
from trustcode.record.tree import body_hash, leaf, leaf_hash
from trustcode.regions.models import Region
from trustcode.regions.rules import RegionRefusal
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

OFFICER = Actor("officer1", Role.INSPECTOR, "430103")


def region(reader: Reader, code: str = COUNTY) -> Region | None:
    return reader.one(select(Region).where(Region.code == code))


def how_many(store: Store, model: type[object]) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count()).select_from(model)))


def add_a_region(store: Store, at: Moment, code: str = COUNTY) -> int:
    with pen(store, OFFICER, at) as p:
        p.add(a_region(code))
        return p.note(Tried(subject=code))


def test_a_change_and_its_entry_are_kept_together(store: Store, at: Moment) -> None:
    number = add_a_region(store, at)

    with reading(store) as reader:
        kept = region(reader)
        assert kept is not None
        assert kept.entry_id == number
        assert reader.get(Entry, number) is not None


def test_an_entry_says_who_when_what_and_commits_to_it(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        number = p.note(Tried(subject="m1", what="this"))

    with reading(store) as reader:
        entry, body = reader.get(Entry, number), reader.get(EntryBody, number)
        assert entry is not None
        assert body is not None
        assert (entry.kind, entry.subject, entry.at) == ("record_test.tried", "m1", at)
        said = json.loads(body.body)
        assert said == {"by": "officer1", "role": "inspector", "facts": {"what": "this"}}
        assert entry.leaf_hash == leaf_hash(leaf(entry.kind, "m1", at, body_hash(body.salt, said)))


def test_the_same_note_twice_is_two_leaves_that_tell_nothing_of_each_other(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        first, second = p.note_all([Tried(subject="m1"), Tried(subject="m1")])

    with reading(store) as reader:
        assert len(set(reader.all(select(Entry.leaf_hash).where(Entry.id.in_([first, second]))))) == 2


def test_a_new_row_without_a_note_is_not_kept(store: Store, at: Moment) -> None:
    with pytest.raises(Unrecorded, match="Region"), pen(store, OFFICER, at) as p:
        p.add(a_region())

    with reading(store) as reader:
        assert region(reader) is None


def test_a_changed_row_without_a_note_is_not_kept(store: Store, at: Moment) -> None:
    add_a_region(store, at)

    with pytest.raises(Unrecorded, match="Region"), pen(store, OFFICER, at) as p:
        region(p).name_zh = "别名"  # type: ignore[union-attr]

    with reading(store) as reader:
        assert region(reader).name_zh == "试区"  # type: ignore[union-attr]


def test_a_change_after_the_last_note_is_not_kept(store: Store, at: Moment) -> None:
    entries = how_many(store, Entry)

    with pytest.raises(Unrecorded), pen(store, OFFICER, at) as p:
        p.note(Tried(subject="m1"))
        p.add(a_region())

    assert how_many(store, Entry) == entries


@pytest.mark.parametrize(
    "statement", [update(Region).values(name_zh="x"), delete(Region), update(Region.__table__).values(name_zh="x")]
)
def test_rows_of_a_room_are_not_changed_in_bulk(store: Store, at: Moment, statement: object) -> None:
    with pytest.raises(Unrecorded, match="region"), pen(store, OFFICER, at) as p:
        p.scalar(statement)  # type: ignore[arg-type]


def test_a_row_of_a_room_is_not_deleted(store: Store, at: Moment) -> None:
    add_a_region(store, at)

    with pytest.raises(Unrecorded, match="Region"), pen(store, OFFICER, at) as p:
        p._session.delete(region(p))
        p.note(Tried(subject=COUNTY))

    with reading(store) as reader:
        assert region(reader) is not None


def test_a_row_touched_without_being_changed_needs_no_note(store: Store, at: Moment) -> None:
    number = add_a_region(store, at)

    with pen(store, OFFICER, at) as p:
        region(p).name_zh = "试区"  # type: ignore[union-attr]

    with reading(store) as reader:
        assert region(reader).entry_id == number  # type: ignore[union-attr]


def renamed(p: Pen, code: str) -> None:
    """Give a region another name; refuses one that is not there, or that has it already."""
    row = p.lock(Region, (code, date(2026, 1, 1)))
    if row is None or row.name_zh == "别名":
        raise Refusal(RegionRefusal.NO_SUCH_REGION)
    row.name_zh = "别名"
    p.note(Tried(subject=code))
    row.name_en = "Another"
    p.note(Tried(subject=code, what="again"))


def test_each_of_many_has_its_own_entries_written_together(store: Store, at: Moment) -> None:
    for code in (COUNTY, OTHER):
        add_a_region(store, at, code)

    with pen(store, OFFICER, at) as p:
        assert p.each([COUNTY, "430196", OTHER], renamed) == 2

    with reading(store) as reader:
        kept = [region(reader, code) for code in (COUNTY, OTHER)]
        entries = [reader.get(Entry, row.entry_id) for row in kept if row]
        said = [json.loads(reader.get(EntryBody, one.id).body)["facts"] for one in entries if one]  # type: ignore[union-attr]
    assert [(row.name_zh, row.name_en) for row in kept if row] == [("别名", "Another")] * 2
    assert [one.subject for one in entries if one] == [COUNTY, OTHER]
    assert said == [{"what": "again"}] * 2


def test_one_that_refuses_after_a_change_stops_all(store: Store, at: Moment) -> None:
    add_a_region(store, at)

    def half(p: Pen, code: str) -> None:
        row = region(p, code)
        assert row is not None
        row.name_zh = "别名"
        raise Refusal(RegionRefusal.NO_SUCH_REGION)

    with pytest.raises(Unrecorded), pen(store, OFFICER, at) as p:
        p.each([COUNTY], half)


def test_what_is_held_is_not_asked_for_again_nor_what_is_absent(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        number = p.note(Tried(subject="m1"))
    with pen(store, OFFICER, at) as p:
        p.hold(Retry, Retry.key, ["a", "b"])
        asked: list[str] = []
        event.listen(store.write_engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert (p.lock(Retry, "a"), p.lock(Retry, "b")) == (None, None)
        assert asked == []
        assert number


def test_what_is_read_once_is_read_anew_after_an_entry(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        answers = iter((1, 2))
        assert [p.once("n", lambda: next(answers)), p.once("n", lambda: next(answers))] == [1, 1]
        p.note(Tried(subject="m1"))
        assert p.once("n", lambda: next(answers)) == 2


def test_an_act_that_fails_leaves_nothing(store: Store, at: Moment) -> None:
    entries = how_many(store, Entry)

    def fail(p: Pen) -> None:
        p.add(a_region())
        p.note(Tried(subject=COUNTY))
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"), pen(store, OFFICER, at) as p:
        fail(p)

    assert how_many(store, Entry) == entries


def test_rows_are_ascribed_to_the_note_that_follows_them(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        p.add(a_region(COUNTY))
        first = p.note(Tried(subject=COUNTY))
        p.add(a_region(OTHER))
        second = p.note(Tried(subject=OTHER))

    with reading(store) as reader:
        assert [region(reader, code).entry_id for code in (COUNTY, OTHER)] == [first, second]  # type: ignore[union-attr]


def test_a_later_change_takes_the_later_entry(store: Store, at: Moment) -> None:
    first = add_a_region(store, at)

    with pen(store, OFFICER, at + timedelta(days=1)) as p:
        region(p).name_zh = "新名"  # type: ignore[union-attr]
        second = p.note(Tried(subject=COUNTY))

    with reading(store) as reader:
        assert first < second == region(reader).entry_id  # type: ignore[union-attr]


def test_many_rows_each_get_their_own_entry(store: Store, at: Moment) -> None:
    codes = [COUNTY, OTHER]
    with pen(store, OFFICER, at) as p:
        count = p.note_bulk((Tried(subject=code), [a_region(code)]) for code in codes)

    with reading(store) as reader:
        found = [reader.get(Entry, region(reader, code).entry_id).subject for code in codes]  # type: ignore[union-attr]
    assert (count, found) == (2, codes)


def test_a_few_notes_speak_for_many_rows_each_for_its_own(store: Store, at: Moment) -> None:
    codes = [f"43{n:04d}" for n in range(7, 2_507)]
    rows = ((n % 2, Region, _values(a_region(code))) for n, code in enumerate(codes))

    with pen(store, OFFICER, at) as p:
        first, second = p.note_rows([Tried(subject="even"), Tried(subject="odd")], rows)

    with reading(store) as reader:
        entries = dict(reader.rows(select(Region.code, Region.entry_id).where(Region.code.in_(codes))))
    assert [entries[code] for code in codes] == [first, second] * (len(codes) // 2)


def test_rows_that_fail_leave_neither_rows_nor_notes(store: Store, at: Moment) -> None:
    before = how_many(store, Entry)

    def failing() -> Iterator[tuple[int, type[object], dict[str, Any]]]:
        yield 0, Region, _values(a_region(OTHER))
        raise LookupError

    with pytest.raises(LookupError), pen(store, OFFICER, at) as p:
        p.note_rows([Tried(subject="x")], failing())

    assert how_many(store, Entry) == before


def _values(row: Region) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}


def test_a_query_inside_an_act_sees_what_the_act_has_done(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        p.add(a_region())
        p.note(Tried(subject=COUNTY))
        assert region(p) is not None
        assert p.lock_one(select(Region).where(Region.code == COUNTY)) is region(p)


def test_a_keyed_request_gets_the_same_answer_again(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        assert p.answered("key", {"a": 1}) is None
        p.answer("key", {"a": 1}, {"id": "m1", "on": at})

    with pen(store, OFFICER, at) as p:
        assert p.answered("key", {"a": 1}) == {"id": "m1", "on": "2026-11-23T01:42:00.000000Z"}


def test_a_key_with_another_body_is_refused(store: Store, at: Moment) -> None:
    with pen(store, OFFICER, at) as p:
        p.answer("key", {"a": 1}, "x")

    with pytest.raises(KeyReused), pen(store, OFFICER, at) as p:
        p.answered("key", {"a": 2})


def test_making_copies_again_changes_no_row_of_a_room(store: Store, at: Moment) -> None:
    add_a_region(store, at)

    with pytest.raises(Unrecorded, match="Region"), copying(store) as session:
        session.execute(select(Region).where(Region.code == COUNTY)).scalar_one().name_zh = "x"

    with copying(store) as session:
        session.execute(delete(Retry))


def test_what_happens_by_the_calendar_has_no_person(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        number = p.note(Tried(subject="m1"))

    with reading(store) as reader:
        said = json.loads(reader.get(EntryBody, number).body)  # type: ignore[union-attr]
    assert (said["by"], said["role"]) == ("", "system")


def test_twenty_copies_of_one_keyed_request_at_once_make_one_entry_and_one_answer(store: Store, at: Moment) -> None:
    def once(number: int) -> object:
        with pen(store, SYSTEM, at) as p:
            earlier = p.answered("key-1", {"what": 1})
            if earlier is not None:
                return earlier
            made = p.note(Tried(subject="song", what=str(number)))
            p.answer("key-1", {"what": 1}, {"entry": made})
            return {"entry": made}

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(once, range(20)))

    with reading(store) as reader:
        entries = reader.all(select(Entry.id).where(Entry.subject == "song"))
    assert len(entries) == 1
    assert answers == [{"entry": entries[0]}] * 20


def test_a_row_with_a_change_not_yet_noted_cannot_be_locked_and_so_lose_it(store: Store, at: Moment) -> None:
    add_a_region(store, at)

    with pytest.raises(Unrecorded), pen(store, OFFICER, at) as p:
        row = p.lock(Region, (COUNTY, a_region(COUNTY).valid_from))
        assert row is not None
        row.name_zh = "别的名字"
        p.lock(Region, (COUNTY, a_region(COUNTY).valid_from))
