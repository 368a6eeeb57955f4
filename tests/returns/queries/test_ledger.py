"""The ledger as pages read it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.merchants.builders import SCHEME, Shop
from tests.returns.builders import a_line, a_return, a_shop, answered, the_entry
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.queries.judgements import judgement, line_choices, refusal_words
from trustcode.returns.queries.ledger import entry, open_corrections, page, remembered, today_and_month, totals
from trustcode.returns.rules.verdicts import Verdict, asked_of
from trustcode.returns.rules.words import Answer, Basis, DisputeReason, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

OTHER = b"o" * 32


def corrected(store: Store, at: Moment, shop: Shop, return_id: str, refund_fen: int) -> str:
    with pen(store, shop.owner, at) as p:
        line = a_line(at, refund_fen=refund_fen)
        return correct(p, return_id=return_id, line=line, why="写错了", scheme=SCHEME)


def numbers(store: Store, shop: Shop, **asked: object) -> tuple[list[int], int | None]:
    with reading(store) as reader:
        found = page(reader, shop.id, **asked)
    return [one.number for one in found.entries], found.before


def test_a_page_has_the_newest_lines_first_and_knows_where_the_next_begins(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    for _ in range(5):
        a_return(store, at, shop)
    a_return(store, at, other)

    assert numbers(store, shop, limit=2) == ([5, 4], 4)
    assert numbers(store, shop, limit=2, before=4) == ([3, 2], 2)
    assert numbers(store, shop, limit=2, before=2) == ([1], None)
    assert numbers(store, shop, limit=5) == ([5, 4, 3, 2, 1], None)
    assert numbers(store, shop, before=1) == ([], None)


def test_a_page_can_be_of_a_month_of_what_counts_or_of_what_nobody_answered(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    today = civil_day(at)
    first, second = a_return(store, at, shop), a_return(store, at, shop)
    earlier = today - timedelta(days=30)
    a_return(store, at, shop, requested_on=earlier, bought_on=earlier)
    corrected(store, at, shop, first, 1)
    answered(store, at, second)

    assert numbers(store, shop)[0] == [4, 3, 2, 1]
    assert numbers(store, shop, from_on=today.replace(day=1), to_on=today)[0] == [4, 2, 1]
    assert numbers(store, shop, to_on=earlier)[0] == [3]
    assert numbers(store, shop, only_effective=True)[0] == [4, 3, 2]
    assert numbers(store, shop, only_unconfirmed=True)[0] == [4, 3]


def test_a_line_of_another_shop_is_not_there(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    return_id = a_return(store, at, shop)

    with reading(store) as reader:
        assert entry(reader, return_id, shop.id).id == return_id
        for asked in ((return_id, other.id), ("0" * 16, shop.id), ("0" * 16, "")):
            with pytest.raises(NotFound):
                entry(reader, *asked)
        assert open_corrections(reader, shop.id) == ()


def test_the_shop_sees_what_was_answered_and_not_from_what_device(store: Store, at: Moment) -> None:
    return_id = a_return(store, at, a_shop(store, at))
    answered(store, at, return_id, Answer.DISPUTED, DisputeReason.NOT_REFUNDED, note="没收到")

    found = the_entry(store, return_id)

    assert (found.answer, found.dispute_reason) == (Answer.DISPUTED, DisputeReason.NOT_REFUNDED)
    assert not {"mark", "device_index", "note", "same_network"} & set(found.__dataclass_fields__)


def test_totals_keep_kinds_bases_and_outcomes_apart_and_leave_out_what_was_corrected(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    today = civil_day(at)
    first, second, third = (a_return(store, at, shop, quantity=2) for _ in range(3))
    a_return(store, at, shop, kind=ReturnKind.EXCHANGE, refund_fen=0)
    a_return(store, at, shop, basis=Basis.QUALITY)
    a_return(store, at, shop, outcome=Outcome.WITHDRAWN)
    answered(store, at, first)
    answered(store, at, second)
    answered(store, at, third, Answer.DISPUTED, DisputeReason.NO_SUCH_RETURN, device_index=OTHER)
    fourth = corrected(store, at, shop, a_return(store, at, shop), 100)
    answered(store, at, fourth, device_index=b"q" * 32)

    with reading(store) as reader:
        found = totals(reader, shop.id, today, today)

    assert [(one.kind, one.basis, one.outcome, one.requests) for one in found.rows] == [
        (ReturnKind.RETURN, Basis.NO_REASON, Outcome.ACCEPTED, 4),
        (ReturnKind.RETURN, Basis.NO_REASON, Outcome.WITHDRAWN, 1),
        (ReturnKind.RETURN, Basis.QUALITY, Outcome.ACCEPTED, 1),
        (ReturnKind.EXCHANGE, Basis.NO_REASON, Outcome.ACCEPTED, 1),
    ]
    one = found.rows[0]
    assert (one.items, one.refund_fen, one.confirmed, one.disputed) == (7, 3 * 15_900 + 100, 2, 1)
    assert (found.requests, found.confirmed, found.refund_fen) == (7, 2, 4 * 15_900 + 100)
    assert found.of(basis=Basis.QUALITY) == (found.rows[2],)
    assert found.of(kind=ReturnKind.RETURN, outcome=Outcome.WITHDRAWN) == (found.rows[1],)


def test_today_and_the_month_so_far(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    today = civil_day(at)
    for day in (today, today - timedelta(days=1), today - timedelta(days=40)):
        a_return(store, at, shop, requested_on=day, bought_on=day)

    with reading(store) as reader:
        day, month = today_and_month(reader, shop.id, today)
        nothing = totals(reader, shop.id, date(2026, 1, 1), date(2026, 1, 31))

    assert (day.requests, month.requests) == (1, 2)
    assert (nothing.rows, nothing.requests) == ((), 0)


def test_the_last_categories_come_first_each_once(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    used = ["food", "fresh", "clothing", "toys", "sports", "phones", "food", "jewellery"]
    for category in used:
        a_return(store, at, shop, category=category)

    with reading(store) as reader:
        found = remembered(reader, shop.id)
        assert remembered(reader, a_shop(store, at).id) == ()

    assert found == ("jewellery", "food", "phones", "sports", "toys", "clothing")


def test_a_page_can_ask_what_is_due_before_anything_is_logged(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    before = civil_day(at) - timedelta(days=70)

    with reading(store) as reader:
        now = judgement(reader, shop.id, asked_of(a_line(at)))
        then = judgement(reader, shop.id, asked_of(a_line(at, bought_on=before)))
        words = refusal_words(reader, civil_day(at))
        choices = line_choices(reader, civil_day(at))

    assert (now.judged.verdict, bool(now.commitment_id)) == (Verdict.DUE, True)
    assert (then.judged.verdict, then.commitment_id) == (Verdict.NOT_PROMISED, "")
    assert {"E01", "window_passed", "no_fault_found"} <= words.keys()
    assert "food" in choices.categories
