"""The gate: whatever stands in the tables, only what may be shown comes out, with the allowed fields and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import update

from tests.merchants.builders import DAY, an_officer
from tests.publication.builders import REPLY, a_shop_that_settles, an_office_shop, published, settled_and_published
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import State
from trustcode.kernel.moments import Moment, civil_day
from trustcode.publication.models import Item
from trustcode.publication.queries import gate
from trustcode.publication.rules.course import SHOWN, HideGround, Stage, Withhold
from trustcode.publication.rules.showing import RESULTS, Result, ShownComplaint, Tombstone
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

ALLOWED = {
    "came_on", "respondent_name", "credit_code", "district", "category", "problem", "result", "office", "reply",
    "answered_in_time",
}  # fmt: skip
"""The list of the rules on publication, written by hand."""


def newest(reader: Reader, merchant_id: str, today: date, limit: int) -> Sequence[tuple[ShownComplaint, date]]:
    """The newest results of a shop with their last days."""
    found = gate.display_of(reader, (merchant_id,), today, latest=limit).get(merchant_id)
    return found.latest if found else ()


def test_a_result_has_exactly_the_allowed_fields() -> None:
    assert {field.name for field in fields(ShownComplaint)} == ALLOWED
    assert {field.name for field in fields(Tombstone)} == {"hidden_on", "ground"}


def test_a_published_result_is_what_happened(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    settled_and_published(store, at, shop)

    with reading(store) as reader:
        shown = newest(reader, shop.id, civil_day(at), 3)

    assert len(shown) == 1
    one, until = shown[0]
    assert until == date(2027, 11, 23)
    assert (one.came_on, one.category, one.problem, one.result) == (
        date(2026, 11, 21), "clothing", "quality", Result.SETTLED,
    )  # fmt: skip
    assert (one.reply, one.answered_in_time, one.district, one.office) == (REPLY, True, "430103", "430103")


def force(store: Store, complaint_id: str, item: dict[str, object], complaint: dict[str, object]) -> None:
    """Rows as no act would leave them: the gate has to hold by itself."""
    with store.write_engine.begin() as connection:
        if item:
            connection.execute(update(Item).where(Item.complaint_id == complaint_id).values(**item))
        if complaint:
            connection.execute(update(Complaint).where(Complaint.id == complaint_id).values(**complaint))


def test_of_every_combination_only_what_may_be_shown_comes_out(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    today, wrong = civil_day(at), []
    for stage, state, willing, until, why in product(
        Stage, State, (True, False), (today, today - timedelta(days=1), None), (None, Withhold.LITIGATION)
    ):
        hidden = HideGround.PRIVACY if stage is Stage.HIDDEN else None
        item = {"stage": stage, "shown_until": until, "withheld_for": why, "hidden_for": hidden}
        force(store, one, item, {"state": state, "may_publish": willing})
        with reading(store) as reader:
            found = gate.results_of(reader, shop.id, today, limit=9)
            latest = newest(reader, shop.id, today, 9)
            anywhere, count = gate.shown_anywhere(reader, today, limit=9).lines, gate.count_of(reader, shop.id, today)
        on_display = state in RESULTS and willing and until == today
        seen = on_display and stage in SHOWN and why is None
        stone = on_display and stage is Stage.HIDDEN
        if [type(x) for x in found] != [ShownComplaint] * seen + [Tombstone] * stone:
            wrong.append((stage, state, willing, until, why))
        assert (len(latest), len(anywhere), count) == (seen, seen, seen + stone)

    assert wrong == []


OPENED = {"state": State.MEDIATING, "ended_at": None}
ENDED_ANEW = {"ended_at": datetime(2026, 11, 24, tzinfo=UTC)}


@pytest.mark.parametrize("changed", [OPENED, ENDED_ANEW], ids=["open", "ended anew"])
def test_a_complaint_opened_again_is_out_of_sight_at_once(store: Store, at: Moment, changed: dict[str, object]) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop, an_officer(store, at - 3 * DAY))
    force(store, one, {}, changed)

    with reading(store) as reader:
        assert gate.results_of(reader, shop.id, civil_day(at), limit=9) == []


def test_a_reply_that_waits_for_a_look_does_not_come_out(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    one = settled_and_published(store, at, shop)
    force(store, one, {"findings": '["phone"]'}, {})

    with reading(store) as reader:
        assert [x.reply for x, _ in newest(reader, shop.id, civil_day(at), 3)] == [""]


def test_a_tombstone_without_its_ground_is_not_shown(store: Store, at: Moment) -> None:
    shop = an_office_shop(store, at)
    one = published(store, at, shop)
    force(store, one, {"stage": Stage.HIDDEN, "hidden_for": None}, {})

    with reading(store) as reader:
        assert gate.results_of(reader, shop.id, civil_day(at), limit=9) == []


def test_page_by_page_each_result_is_told_once_also_those_of_one_moment(store: Store, at: Moment) -> None:
    shop, officer = an_office_shop(store, at), an_officer(store, at - 3 * DAY)
    kinds = ("quality", "price", "after_sales")
    for n, problem in enumerate(kinds):
        published(store, at + min(n, 1) * DAY, shop, officer, problem=problem, phone=f"1390000888{n}")
    other = an_office_shop(store, at)
    published(store, at, other, officer, phone="13900009999")

    with reading(store) as reader:
        whole, pages, mark = list(gate.results_of(reader, shop.id, civil_day(at), limit=9)), [], ""
        for _ in whole:
            page = gate.results_after(reader, shop.id, civil_day(at), limit=1, mark=mark)
            pages, mark = [*pages, *page.lines], page.next
        second = gate.results_of(reader, shop.id, civil_day(at), limit=1, skip=1)

    assert {one.problem for one in whole if isinstance(one, ShownComplaint)} == set(kinds)
    assert (pages, mark) == (whole, "")
    assert list(second) == whole[1:2]
