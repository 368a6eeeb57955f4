"""What shoppers reported, for the officers of the place."""

from __future__ import annotations

from tests.merchants.builders import DAY, an_active_merchant
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries.doubts import doubts, doubts_about, doubts_open
from trustcode.record.jotting import jotting
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

HERE = Actor("i" * 16, Role.INSPECTOR, "430103")
SIBLING = Actor("j" * 16, Role.INSPECTOR, "430102")
PROVINCIAL = Actor("p" * 16, Role.PROVINCE, "430000")


def said(
    store: Store, at: Moment, unit: str, region: str, serial: int = 1, kind: str = "wrong_shop", note: str = ""
) -> None:
    with jotting(store, at) as jotter:
        deciding.doubt(jotter, kind=kind, merchant_id=unit, region_code=region, serial=serial, note=note)


def test_reports_are_counted_for_each_print_the_most_frequent_first(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    said(store, at - DAY, shop.id, "430103", serial=1)
    for days in (3, 2, 1):
        said(store, at - days * DAY, shop.id, "430103", serial=2)

    with reading(store) as reader:
        found = doubts(reader, HERE)

    assert [(one.serial, one.count, one.latest) for one in found] == [(2, 3, at - DAY), (1, 1, at - DAY)]
    assert found[0].shop_name == "青禾布衣"


def test_reports_are_for_the_region_and_not_for_whom_they_are_about(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    said(store, at, shop.id, "430103")
    theirs = Actor("o" * 16, Role.INSPECTOR, "430103", frozenset({shop.id}))

    with reading(store) as reader:
        assert [doubts_open(reader, one) for one in (HERE, PROVINCIAL, SIBLING, theirs, shop.owner, PUBLIC)] == [
            1, 1, 0, 0, 0, 0,
        ]  # fmt: skip
        assert doubts_about(reader, theirs, shop.id) == doubts_about(reader, shop.owner, shop.id) == []


def test_a_false_code_is_told_without_a_unit(store: Store, at: Moment) -> None:
    said(store, at, "", "430103", serial=0, kind="not_ours")
    said(store, at, "", "", serial=0, kind="not_ours")

    with reading(store) as reader:
        assert [(one.shop_name, one.standing, one.region_code) for one in doubts(reader, HERE)] == [
            ("", None, "430103")
        ]
        assert len(doubts(reader, PROVINCIAL)) == 2


def test_what_was_looked_into_waits_no_longer_and_stays_on_the_sheet(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    said(store, at - DAY, shop.id, "430103", note="贴在隔壁手机店")
    with jotting(store, at) as jotter:
        deciding.see_doubts(jotter, actor=HERE, merchant_id=shop.id, serial=1, kind="wrong_shop", until=at)

    with reading(store) as reader:
        assert doubts(reader, HERE) == []
        assert [(one.note, one.seen_at, one.seen_by) for one in doubts_about(reader, HERE, shop.id)] == [
            ("贴在隔壁手机店", at, HERE.person_id)
        ]


def test_what_a_shopper_wrote_is_sealed(store: Store, at: Moment) -> None:
    said(store, at, "", "430103", note="我叫张三")

    with store.read_engine.connect() as connection:
        note = connection.exec_driver_sql("SELECT note FROM doubt").scalar_one()
    assert "张三".encode() not in bytes(note)


def test_what_was_written_of_a_false_code_is_read_by_those_who_look_there(store: Store, at: Moment) -> None:
    said(store, at - DAY, "", "430103", serial=0, kind="not_ours", note="坡子街口的面馆")
    said(store, at, "", "430103", serial=0, kind="not_ours", note="蓝色招牌那家")
    said(store, at, "", "430102", serial=0, kind="not_ours", note="别处的")

    with reading(store) as reader:
        (one,) = doubts(reader, HERE)

    assert [(each.made_at, each.note) for each in one.said] == [(at, "蓝色招牌那家"), (at - DAY, "坡子街口的面馆")]


def test_the_list_repeats_no_notes_of_a_unit_with_a_page_of_its_own(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    said(store, at, shop.id, "430103", note="隔壁挂着")

    with reading(store) as reader:
        assert [one.said for one in doubts(reader, HERE)] == [()]
