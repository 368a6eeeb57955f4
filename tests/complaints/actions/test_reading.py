"""Who filed a matter: sealed at rest, masked at first, in clear for ten minutes after a reason, and capped by the day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, filed, the_complaint, the_report
from tests.merchants.builders import CITY, SCHEME, an_officer
from trustcode.complaints.actions.reading import read_person
from trustcode.complaints.entries import PersonRead
from trustcode.complaints.models import PersonReading
from trustcode.complaints.queries.persons import has_read_lately, in_clear, masked, readings_today
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import CHINA, Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

IDENTITY = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}
MINUTE = timedelta(minutes=1)


def a_matter(store: Store, at: Moment, **changes: object) -> str:
    """The id of a complaint with everything that a shopper can give."""
    number, _ = a_complaint(store, at, a_shop(store, at), **{**IDENTITY, **changes})
    return the_complaint(store, number).id


def read(
    store: Store, at: Moment, who: Actor, own: str, why: str = "打电话约调解时间", most: int = 50
) -> tuple[str, ...]:
    with pen(store, who, at) as p:
        return read_person(p, matter_id=own, why=why, scheme=replace(SCHEME, contact_reads_a_day=most))


def lines(store: Store, own: str) -> list[tuple[str, str]]:
    mine = select(PersonReading).where(PersonReading.matter_id == own).order_by(PersonReading.field)
    with reading(store) as reader:
        return [(row.field, row.why) for row in reader.all(mine)]


def test_one_line_for_each_field_there_is_with_its_reason_and_one_entry(store: Store, at: Moment) -> None:
    own, officer = a_matter(store, at), an_officer(store, at)

    assert read(store, at, officer, own) == ("name", "phone", "address", "paper_number")

    why = "打电话约调解时间"
    assert lines(store, own) == [("address", why), ("name", why), ("paper_number", why), ("phone", why)]
    with reading(store) as reader:
        found = [entry.facts for entry in entries_of(reader, own) if entry.kind == PersonRead.kind]
    assert [facts["fields_read"] for facts in found] == [4]


def test_fields_that_are_not_there_are_not_counted(store: Store, at: Moment) -> None:
    own = a_matter(store, at, paper=None, paper_number="", address="")

    assert read(store, at, an_officer(store, at), own) == ("name", "phone")
    assert len(lines(store, own)) == 2


def test_without_a_reason_nothing_is_read_or_written(store: Store, at: Moment) -> None:
    own, officer = a_matter(store, at), an_officer(store, at)
    for why in ("", "  ", "\u200b"):
        with pytest.raises(Refusal) as refused:
            read(store, at, officer, own, why)
        assert refused.value.code is ComplaintRefusal.REASON_NEEDED

    assert lines(store, own) == []
    with pytest.raises(NotFound), reading(store) as reader:
        in_clear(reader, officer, own, at)


def test_the_cap_of_a_day_holds_to_the_field_and_begins_anew_at_midnight_in_china(store: Store) -> None:
    late = datetime(2026, 11, 23, 23, 59, 59, tzinfo=CHINA)
    own, officer, other = a_matter(store, late), an_officer(store, late), an_officer(store, late, name="王昕")
    for _ in range(2):
        read(store, late, officer, own, most=8)
    with reading(store) as reader:
        assert (readings_today(reader, officer.person_id, late), readings_today(reader, other.person_id, late)) == (
            8,
            0,
        )

    with pytest.raises(Refusal) as refused:
        read(store, late, officer, own, most=11)
    assert refused.value.code is ComplaintRefusal.READS_ENOUGH
    read(store, late, officer, own, most=12)
    read(store, late, other, own, most=4)
    read(store, late + timedelta(seconds=1), officer, own, most=4)
    with pytest.raises(Refusal):
        read(store, late + timedelta(hours=23), officer, own, most=7)


def test_the_cap_of_a_day_holds_when_one_officer_reads_many_at_once(store: Store, at: Moment) -> None:
    officer, shop = an_officer(store, at), a_shop(store, at)
    phones = [f"1390000{n:04d}" for n in range(8)]
    numbers = [a_complaint(store, at, shop, **IDENTITY, phone=phone)[0] for phone in phones]
    matters = [the_complaint(store, number).id for number in numbers]

    def fields_read(own: str) -> int:
        try:
            return len(read(store, at, officer, own, most=8))
        except Refusal:
            return 0

    with ThreadPoolExecutor(len(matters)) as pool:
        assert sum(pool.map(fields_read, matters)) == 8


def test_what_was_read_is_shown_for_ten_minutes_to_the_one_who_read_it(store: Store, at: Moment) -> None:
    own, other_matter = a_matter(store, at), a_matter(store, at, phone="13700001111")
    officer, colleague = an_officer(store, at), an_officer(store, at, name="王昕")
    read(store, at, officer, own)

    with reading(store) as reader:
        person = in_clear(reader, officer, own, at + 10 * MINUTE - timedelta(seconds=1))
        assert (person.name, person.phone, person.address) == ("陈小满", "13900005678", "解放西路 9 号")
        assert (person.paper, person.paper_number, person.phone_proved) == (PaperKind.ID_CARD, ID_CARD, True)
        assert not has_read_lately(reader, officer, own, at + 10 * MINUTE)
        for who, which in ((colleague, own), (officer, other_matter)):
            with pytest.raises(NotFound):
                in_clear(reader, who, which, at)


def test_at_first_everything_is_behind_stars(store: Store, at: Moment) -> None:
    own = a_matter(store, at)

    with reading(store) as reader:
        person, nobody = masked(reader, own), masked(reader, "0" * 16)

    assert (person.name, person.phone, person.address) == ("陈**", "139****5678", "***")
    assert person.paper_number == f"4{'*' * 16}0"
    assert (nobody.name, nobody.phone, nobody.address, nobody.phone_proved) == ("", "", "", False)


def test_officers_elsewhere_above_and_people_of_the_shop_read_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    number, _ = a_complaint(store, at, shop, **IDENTITY)
    own = the_complaint(store, number).id
    strangers = [
        an_officer(store, at, scope="430202"),
        an_officer(store, at, role=Role.PROVINCE, scope="430000"),
        shop.owner,
        replace(an_officer(store, at), own_merchants=frozenset({shop.id})),
    ]
    for who in strangers:
        with pytest.raises(NotFound):
            read(store, at, who, own)
        with pytest.raises(NotFound), reading(store) as reader:
            has_read_lately(reader, who, own, at)

    assert lines(store, own) == []
    assert read(store, at, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), own)


def test_a_reporter_is_read_like_a_shopper_and_an_anonymous_one_by_nobody(store: Store, at: Moment) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)
    facts = {"is_complaint": False, "is_report": True, "clue": "价签与收银台不一致。"}
    named, hidden = filed(store, at, shop, **facts), filed(store, at, shop, **facts, anonymous=True, name="", phone="")
    assert named.report
    assert hidden.report

    assert read(store, at, officer, the_report(store, named.report[0]).id) == ("name", "phone")
    with pytest.raises(NotFound):
        read(store, at, officer, the_report(store, hidden.report[0]).id)


def test_nothing_of_it_stands_in_the_tables_in_clear(store: Store, at: Moment) -> None:
    own, again = a_matter(store, at), a_matter(store, at)
    columns = "name, phone, phone_index, address, paper_number, paper_index, device_index"
    with store.read_engine.connect() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM complaint_person ORDER BY matter_id")).all()
        entries = connection.execute(text("SELECT body FROM entry_body")).scalars().all()
    kept = [bytes(value) for row in rows for value in row]

    for secret in ("陈小满", "13900005678", "解放西路", ID_CARD):
        assert not any(secret.encode() in value for value in kept)
        assert not any(secret in body for body in entries)
    first, second = rows
    assert (first.phone != second.phone, first.phone_index == second.phone_index) == (True, True)
    assert (first.name != second.name, first.paper_index == second.paper_index) == (True, True)
    assert own != again


def test_how_many_lines_there_are_is_how_many_fields_were_shown(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    whole = a_matter(store, at)
    bare = a_matter(store, at, paper=None, paper_number="", address="", phone="13700001111")

    shown = [read(store, at + n * MINUTE, officer, own) for n, own in enumerate((whole, bare, whole, bare))]

    with reading(store) as reader:
        count = reader.scalar(select(func.count(PersonReading.id)))
    assert count == sum(len(fields) for fields in shown) == 12
