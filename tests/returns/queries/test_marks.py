"""Marks of ledgers as officers read them: of the region, worst first; and the flag that tells the owner."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.merchants.builders import DAY, SCHEME, Shop, an_active_merchant, an_officer
from tests.returns.actions.test_reporting import noon
from tests.returns.builders import a_return, a_shop, answered
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.actions.flagging import flag, lift
from trustcode.returns.queries.flags import flags, standing_flag
from trustcode.returns.queries.inspecting import answers_by_device, inspected_lines, last_year, lines_count
from trustcode.returns.queries.marks import marked, marks_of
from trustcode.returns.rules.marks import MarkKind
from trustcode.returns.rules.report_refusals import ReportRefusal
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NIGHT = start_of(date(2026, 11, 10)) + timedelta(hours=22, minutes=5)


def padded(store: Store, shop: Shop, many: int = 32) -> list[str]:
    return [a_return(store, NIGHT + timedelta(seconds=90 * n), shop) for n in range(many)]


def test_padding_is_seen_and_the_worst_ledger_comes_first(store: Store, at: Moment) -> None:
    worst, bad, fine = (a_shop(store, at) for _ in range(3))
    padded(store, worst)
    for number in range(10):
        a_return(store, NIGHT + number * DAY, bad, goods_value_fen=20_000 + number, refund_fen=20_000 + number)
    a_return(store, noon(date(2026, 11, 11)), fine)

    with reading(store) as reader:
        rows = marked(reader, an_officer(store, at), civil_day(at), SCHEME)
        alone = marks_of(reader, worst.id, civil_day(at), SCHEME)

    assert [(row.merchant_id, [mark.kind for mark in row.marks]) for row in rows] == [
        (worst.id, [MarkKind.BURST, MarkKind.IDENTICAL, MarkKind.NIGHT]),
        (bad.id, [MarkKind.NIGHT]),
    ]
    assert alone == rows[0].marks


def test_marks_of_other_regions_are_not_listed(store: Store, at: Moment) -> None:
    there = an_active_merchant(store, at - 60 * DAY, region_code="430202")
    padded(store, there)

    with reading(store) as reader:
        assert marked(reader, an_officer(store, at), civil_day(at), SCHEME) == []
        with pytest.raises(NotFound):
            marked(reader, an_officer(store, at), civil_day(at), SCHEME, within="430202")
        above = an_officer(store, at, role=Role.SUPERVISOR, scope="430200")
        assert [row.merchant_id for row in marked(reader, above, civil_day(at), SCHEME)] == [there.id]


def test_an_answer_from_the_shops_own_phone_is_a_mark_and_counted_apart(store: Store, at: Moment) -> None:
    shop, own = a_shop(store, at), b"o" * 32
    with jotting(store, at - DAY) as jotter:
        seen_at_desk(jotter, merchant_id=shop.id, device_index=own, network_index=b"")
    first, second = (a_return(store, at, shop) for _ in range(2))
    answered(store, at, first, device_index=own)
    answered(store, at, second)

    with reading(store) as reader:
        (mark,) = marks_of(reader, shop.id, civil_day(at), SCHEME)
        found = answers_by_device(reader, shop.id, civil_day(at))
        lines = inspected_lines(reader, shop.id)
        year = last_year(reader, shop.id, civil_day(at))
        number = lines_count(reader, shop.id)

    assert (mark.kind, mark.numbers) == (MarkKind.OWN_DEVICE, {"count": 1})
    assert (found.fresh, found.own_device, found.repeated, found.disputed) == (1, 1, 0, 0)
    assert [line.number for line in lines] == [2, 1]
    assert number == 2
    assert (year["groups"]["no_reason.return"]["confirmed"], year["groups"]["no_reason.return"]["self_reported"]) == (
        1,
        1,
    )


def test_an_officer_says_that_they_look_and_lifts_it_again(store: Store, at: Moment) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)

    with pen(store, officer, at) as p:
        flag(p, merchant_id=shop.id, reason="  同一金额太多  ")
    with reading(store) as reader:
        standing = standing_flag(reader, shop.id)
    with pen(store, an_officer(store, at), at) as p:
        lift(p, merchant_id=shop.id, why="已说明")

    assert standing is not None
    assert (standing.reason, standing.flagged_by) == ("同一金额太多", officer.person_id)
    with reading(store) as reader:
        assert standing_flag(reader, shop.id) is None
        assert [(one.reason, one.lifted_why) for one in flags(reader, shop.id)] == [("同一金额太多", "已说明")]
        kinds = [line.kind for line in entries_of(reader, shop.id)][-2:]
    assert kinds == ["return.ledger.flagged", "return.ledger.flag_lifted"]


def test_a_flag_needs_a_reason_and_stands_alone(store: Store, at: Moment) -> None:
    shop, officer = a_shop(store, at), an_officer(store, at)

    assert _refused(store, at, officer, lambda p: flag(p, merchant_id=shop.id, reason=" ")) is (
        ReportRefusal.FLAG_REASON_NEEDED
    )
    assert _refused(store, at, officer, lambda p: lift(p, merchant_id=shop.id, why="x")) is ReportRefusal.NOT_FLAGGED
    with pen(store, officer, at) as p:
        flag(p, merchant_id=shop.id, reason="看看")
    assert _refused(store, at, officer, lambda p: flag(p, merchant_id=shop.id, reason="再看")) is (
        ReportRefusal.FLAGGED_ALREADY
    )


def test_owners_and_officers_of_elsewhere_flag_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    for other in (shop.owner, an_officer(store, at, scope="430202")):
        with pytest.raises(NotFound), pen(store, other, at) as p:
            flag(p, merchant_id=shop.id, reason="看看")


def _refused(store: Store, at: Moment, actor: object, act: object) -> object:
    with pytest.raises(Refusal) as caught, pen(store, actor, at) as p:  # type: ignore[arg-type]
        act(p)  # type: ignore[operator]
    return caught.value.code
