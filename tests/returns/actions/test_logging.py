"""Writing a return into the ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import DAY, SCHEME, a_merchant_in, a_person, an_officer
from tests.returns.builders import a_line, a_member_of_staff, a_return, a_shop, the_entry
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import pen
from trustcode.record.reading import entries_about
from trustcode.returns.actions.entering import hash_of
from trustcode.returns.actions.logging import log
from trustcode.returns.entries import ReturnLogged
from trustcode.returns.models import Return
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Basis, Condition, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def codes(refusal: Refusal) -> dict[str, ReturnRefusal]:
    """Faults by field."""
    return {fault.where: fault.code for fault in refusal.faults}


def test_a_line_is_kept_as_typed_with_what_was_judged(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    found = the_entry(store, a_return(store, at, shop, goods_name="  酱板鸭 ２号 ", receipt_no="A-17 88"))

    assert found.line.goods_name == "酱板鸭 2号"
    assert (found.number, found.verdict, found.last_on) == (1, "due", civil_day(at) + timedelta(days=7))
    assert (found.line.handler, found.logged_by) == (shop.owner.person_id, shop.owner.person_id)
    assert found.has_receipt
    assert found.commitment_id
    assert not found.is_late
    assert found.booked_on == found.line.requested_on


def test_the_record_says_that_a_line_came_and_only_a_keyed_hash_of_the_rest(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop, goods_name="酱板鸭")

    with reading(store) as reader:
        (noted,) = entries_about(reader, [shop.id], [ReturnLogged.kind])
        row = reader.get(Return, return_id)

    assert noted.facts["entry"] == return_id
    assert noted.facts["line_hash"] == hash_of(store.vault, row)
    said = {name: value for name, value in noted.facts.items() if name not in {"entry", "line_hash"}}
    assert "159" not in str(said)  # the value in yuan; letters and digits drawn at random may hold anything
    assert "酱板鸭" not in str(said)
    assert row.entry_id == noted.number


def test_numbers_count_up_within_a_shop(store: Store, at: Moment) -> None:
    one, other = a_shop(store, at), a_shop(store, at)
    for shop in (one, other, one):
        a_return(store, at, shop)

    with reading(store) as reader:
        mine = reader.all(select(Return.number).where(Return.merchant_id == one.id).order_by(Return.number))

    assert mine == [1, 2]


def test_staff_may_log_and_others_may_not(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    a_return(store, at, shop, a_member_of_staff(store, at, shop))
    strangers = [PUBLIC, an_officer(store, at), a_shop(store, at).owner]

    for stranger in strangers:
        with pytest.raises(NotFound), pen(store, stranger, at) as p:
            log(p, merchant_id=shop.id, line=a_line(at), scheme=SCHEME)


def test_all_faults_are_told_at_once_by_field(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    with pytest.raises(Refusal) as refused:
        a_return(
            store, at, shop, quantity=0, refund_fen=16_000, category="nonsense", handler="nobody", refund_method="?"
        )

    assert codes(refused.value) == {
        "quantity": ReturnRefusal.QUANTITY,
        "refund_fen": ReturnRefusal.REFUND_ABOVE_VALUE,
        "category": ReturnRefusal.UNKNOWN_CHOICE,
        "refund_method": ReturnRefusal.UNKNOWN_CHOICE,
        "handler": ReturnRefusal.NOT_ONE_OF_YOURS,
    }


def test_a_colleague_may_be_named_as_who_took_it(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    colleague = a_member_of_staff(store, at, shop)

    found = the_entry(store, a_return(store, at, shop, handler=colleague.person_id))

    assert found.line.handler == colleague.person_id


def test_bought_before_the_promise_is_no_reason_refused_with_a_sentence_and_goodwill_stays(
    store: Store, at: Moment
) -> None:
    shop = a_shop(store, at)
    before = civil_day(at) - timedelta(days=61)

    with pytest.raises(Refusal) as refused:
        a_return(store, at, shop, bought_on=before)
    kept = the_entry(store, a_return(store, at, shop, bought_on=before, basis=Basis.GOODWILL))

    assert codes(refused.value) == {"basis": ReturnRefusal.NOT_PROMISED_THEN}
    assert (kept.commitment_id, kept.verdict) == ("", "free")


def test_a_refusal_carries_a_reason_that_was_displayed(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    opened = {"outcome": Outcome.REFUSED, "condition": Condition.OPENED}

    kept = the_entry(store, a_return(store, at, shop, **opened, refusal_code="E05"))
    with pytest.raises(Refusal) as undisplayed:
        a_return(store, at, shop, **opened, refusal_code="E07")
    with pytest.raises(Refusal) as unfit:
        a_return(store, at, shop, **opened, refusal_code="window_passed")

    assert kept.line.refusal_code == "E05"
    assert kept.verdict == "may_refuse"
    assert undisplayed.value.code is ReturnRefusal.REFUSAL_NOT_DISPLAYED
    assert unfit.value.code is ReturnRefusal.REFUSAL_NOT_APPLICABLE
    assert "拆封后影响健康安全的商品" in unfit.value.facts["may_zh"]


def test_what_is_due_cannot_be_refused_by_calling_it_goodwill(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, terms={"exclusions": []})

    with pytest.raises(Refusal) as refused:
        a_return(store, at, shop, basis=Basis.GOODWILL, outcome=Outcome.REFUSED, refusal_code="not_owed")

    assert refused.value.code is ReturnRefusal.MUST_BE_TAKEN_BACK


def test_the_same_receipt_again_is_asked_about_and_marked(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    a_return(store, at, shop, receipt_no="No. 12-34")

    with pytest.raises(Refusal) as refused:
        a_return(store, at, shop, receipt_no="ＮＯ．１２３４")
    again = the_entry(store, a_return(store, at, shop, receipt_no="no.1234", receipt_again=True))
    first = the_entry(store, a_return(store, at, shop, receipt_no="other", receipt_again=True))

    assert refused.value.code is ReturnRefusal.RECEIPT_KNOWN
    assert refused.value.facts == {"on": civil_day(at), "number": 1}
    assert again.receipt_again
    assert not first.receipt_again


def test_only_a_keyed_hash_of_a_receipt_is_kept_and_another_in_every_shop(store: Store, at: Moment) -> None:
    shops = [a_shop(store, at), a_shop(store, at)]
    for shop in shops:
        a_return(store, at, shop, receipt_no="ABC-123456")

    with reading(store) as reader:
        rows = reader.all(select(Return))

    assert len({row.receipt_index for row in rows}) == 2
    assert not [row for row in rows if "123456" in str({k: v for k, v in vars(row).items() if k != "receipt_index"})]


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_a_line_logged_long_after_the_refund_is_marked_as_late(
    store: Store, at: Moment, days: int, *, late: bool
) -> None:
    shop = a_shop(store, at)
    day = civil_day(at) - timedelta(days=days)

    found = the_entry(store, a_return(store, at, shop, bought_on=day, requested_on=day, refunded_on=day))

    assert found.is_late is late


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.WITHDRAWN, Standing.LAPSED, Standing.REMOVED])
def test_a_unit_that_is_out_still_owes_what_it_had_promised(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)
    later = at + 3 * DAY

    kept = the_entry(store, a_return(store, later, shop, bought_on=civil_day(at) - timedelta(days=1)))
    with pytest.raises(Refusal) as refused:
        a_return(store, later, shop, basis=Basis.QUALITY, bought_on=civil_day(at) + timedelta(days=1))

    assert kept.verdict == "due"
    assert refused.value.code is ReturnRefusal.UNIT_NOT_IN_FORCE


def test_an_exchange_needs_no_refund(store: Store, at: Moment) -> None:
    found = the_entry(store, a_return(store, at, a_shop(store, at), kind=ReturnKind.EXCHANGE, refund_fen=0))

    assert found.line.refund_fen == 0


def test_absurd_facts_are_faults_and_never_errors(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    absurd = {
        "quantity": 10**30,
        "goods_value_fen": 10**30,
        "refund_fen": 10**29,
        "bought_on": date(1, 1, 1),
        "requested_on": date(9999, 12, 31),
        "refunded_on": date(9999, 12, 31),
        "goods_name": "\ud800" * 3,
        "receipt_no": "x" * 100_000,
        "evidence": ("../../etc/passwd",) * 9,
    }

    with pytest.raises(Refusal) as refused:
        a_return(store, at, shop, **absurd)

    assert set(codes(refused.value)) == set(absurd)


def test_somebody_of_another_shop_did_not_take_it(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    stranger: Actor = a_person(store, at, role=Role.STAFF, scope=other.id)

    with pytest.raises(Refusal) as refused:
        a_return(store, at, shop, handler=stranger.person_id)

    assert codes(refused.value) == {"handler": ReturnRefusal.NOT_ONE_OF_YOURS}
