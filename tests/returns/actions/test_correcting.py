"""A line takes the place of another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from tests.merchants.actions.test_at_once import DONE, at_once
from tests.merchants.builders import DAY, SCHEME, Shop
from tests.returns.builders import a_line, a_member_of_staff, a_return, a_shop, answered, the_code, the_entry
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import Pen, pen
from trustcode.record.reading import entries_about
from trustcode.returns.actions import correcting
from trustcode.returns.entries import CorrectionClosed, ReturnCorrected
from trustcode.returns.models import CorrectionProposal, Return
from trustcode.returns.queries.ledger import chain, open_correction, open_corrections
from trustcode.returns.queries.receipts import receipt
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def corrected(store: Store, at: Moment, actor: Actor, return_id: str, why: str = "金额写错了", **changes: Any) -> str:
    facts = {"goods_value_fen": 9_900, "refund_fen": 9_900, **changes}
    with pen(store, actor, at) as p:
        return correcting.correct(p, return_id=return_id, line=a_line(at, **facts), why=why, scheme=SCHEME)


def proposed(store: Store, at: Moment, actor: Actor, return_id: str, **changes: Any) -> str:
    facts = {"goods_value_fen": 9_900, "refund_fen": 9_900, **changes}
    with pen(store, actor, at) as p:
        return correcting.propose(p, return_id=return_id, line=a_line(at, **facts), why="写错了", scheme=SCHEME)


def confirmed(store: Store, at: Moment, shop: Shop, proposal_id: str) -> str:
    with pen(store, shop.owner, at) as p:
        return correcting.confirm(p, proposal_id=proposal_id, scheme=SCHEME)


def declined(store: Store, at: Moment, actor: Actor, proposal_id: str) -> None:
    with pen(store, actor, at) as p:
        correcting.decline(p, proposal_id=proposal_id)


def test_the_owner_corrects_and_the_earlier_line_stays(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)

    second = corrected(store, at + DAY, shop.owner, first, requested_on=civil_day(at))

    with reading(store) as reader:
        one, two = chain(reader, first)
        (noted,) = entries_about(reader, [shop.id], [ReturnCorrected.kind])
    assert (one.id, one.replaced_by, one.replaced_by_number, one.line.refund_fen) == (first, second, 2, 15_900)
    assert (two.corrects, two.number, two.line.refund_fen, two.correction_why) == (first, 2, 9_900, "金额写错了")
    assert not one.is_effective
    assert two.is_effective
    assert noted.facts["corrects"] == first


def test_a_corrected_line_is_corrected_no_more(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)
    second = corrected(store, at, shop.owner, first)

    with pytest.raises(Refusal) as refused:
        corrected(store, at, shop.owner, first)
    third = corrected(store, at, shop.owner, second, refund_fen=5_000)

    assert (refused.value.code, refused.value.facts) == (ReturnRefusal.ALREADY_CORRECTED, {"number": 2})
    assert the_entry(store, third).number == 3


def test_of_two_corrections_at_once_one_counts(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)

    def correct(p: Pen) -> None:
        line = a_line(at, refund_fen=5_000)
        correcting.correct(p, return_id=first, line=line, why="写错了", scheme=SCHEME)

    found = at_once(store, at, (shop.owner, correct), (shop.owner, correct))

    assert sorted(map(str, found)) == [DONE, ReturnRefusal.ALREADY_CORRECTED]


def test_the_database_itself_refuses_a_second_correction(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)
    corrected(store, at, shop.owner, first)
    with reading(store) as reader:
        row = reader.one(select(Return).where(Return.corrects == first))
    values = {c.key: getattr(row, c.key) for c in Return.__table__.columns} | {"id": "x" * 16, "number": 9}

    with pytest.raises(IntegrityError), store.write_engine.begin() as connection:
        connection.execute(insert(Return).values(**values))


def test_a_correction_needs_a_reason_and_a_difference(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop, receipt_no="A1")
    same = {"goods_value_fen": 15_900, "refund_fen": 15_900}

    for why, code in ((" ", ReturnRefusal.WHY_NEEDED), ("x" * 201, ReturnRefusal.TOO_LONG), ("\u200b", "")):
        with pytest.raises(Refusal) as refused:
            corrected(store, at, shop.owner, first, why)
        assert refused.value.code is (code or ReturnRefusal.STRANGE_CHARACTERS)
    with pytest.raises(Refusal) as refused:
        corrected(store, at, shop.owner, first, **same)
    other_receipt = corrected(store, at, shop.owner, first, **same, receipt_no="A2")

    assert refused.value.code is ReturnRefusal.NOTHING_CHANGED
    assert the_entry(store, other_receipt).has_receipt


def test_a_correction_may_say_that_there_was_no_proof_of_purchase_after_all(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)
    same = {"goods_value_fen": 15_900, "refund_fen": 15_900}

    waiting = proposed(store, at, a_member_of_staff(store, at, shop), first, has_proof=False, **same)
    with reading(store) as reader:
        assert open_correction(reader, waiting, shop.id).differs == ("has_proof",)
    second = confirmed(store, at, shop, waiting)

    assert [the_entry(store, one).line.has_proof for one in (first, second)] == [True, False]


def test_a_correction_keeps_receipt_photos_and_who_took_it(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    colleague = a_member_of_staff(store, at, shop)
    first = a_return(store, at, shop, colleague, receipt_no="A1", evidence=("ab" * 32,))

    second = corrected(store, at, shop.owner, first)

    with reading(store) as reader:
        one, two = reader.get(Return, first), reader.get(Return, second)
    assert (two.receipt_index, two.evidence, two.handler) == (one.receipt_index, one.evidence, colleague.person_id)
    assert two.logged_by == shop.owner.person_id
    assert not two.receipt_again


def test_staff_propose_and_the_owner_confirms(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    staff = a_member_of_staff(store, at, shop)
    first = a_return(store, at, shop, staff, receipt_no="A1")
    proposal = proposed(store, at, staff, first, receipt_no="A2 secret")

    with reading(store) as reader:
        (waiting,) = open_corrections(reader, shop.id)
        kept = reader.one(select(CorrectionProposal.fields))
    second = confirmed(store, at + DAY, shop, proposal)

    assert waiting.id == proposal
    assert waiting.differs == ("goods_value_fen", "refund_fen")
    assert (waiting.receipt_changes, waiting.why, waiting.proposed_by) == (True, "写错了", staff.person_id)
    assert "SECRET" not in kept.upper()
    found = the_entry(store, second)
    assert (found.line.refund_fen, found.corrects, found.line.handler) == (9_900, first, staff.person_id)
    with reading(store) as reader:
        assert open_corrections(reader, shop.id) == ()
        with pytest.raises(NotFound):
            open_correction(reader, proposal, shop.id)


def test_staff_alone_correct_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    staff = a_member_of_staff(store, at, shop)
    first = a_return(store, at, shop)
    proposal = proposed(store, at, staff, first)

    for stranger in (staff, a_member_of_staff(store, at, shop), a_shop(store, at).owner):
        with pytest.raises(NotFound):
            corrected(store, at, stranger, first)
        with pytest.raises(NotFound), pen(store, stranger, at) as p:
            correcting.confirm(p, proposal_id=proposal, scheme=SCHEME)


def test_nobody_confirms_their_own(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    proposal = proposed(store, at, shop.owner, a_return(store, at, shop))

    with pytest.raises(Refusal) as refused:
        confirmed(store, at, shop, proposal)

    assert refused.value.code is PeopleRefusal.OWN_PROPOSAL


def test_one_proposal_waits_at_a_time_and_the_owners_own_overtakes_it(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    staff = a_member_of_staff(store, at, shop)
    first = a_return(store, at, shop)
    proposal = proposed(store, at, staff, first)

    with pytest.raises(Refusal) as second:
        proposed(store, at, staff, first)
    corrected(store, at, shop.owner, first)
    with pytest.raises(Refusal) as late:
        confirmed(store, at, shop, proposal)

    assert (second.value.code, late.value.code) == (ReturnRefusal.PROPOSAL_OPEN, ReturnRefusal.PROPOSAL_CLOSED)
    with reading(store) as reader:
        (noted,) = entries_about(reader, [shop.id], [CorrectionClosed.kind])
    assert noted.facts["outcome"] == correcting.OVERTAKEN


def test_the_owner_declines_or_the_proposer_takes_it_back(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    staff, other = (a_member_of_staff(store, at, shop) for _ in range(2))
    first = a_return(store, at, shop)

    declined(store, at, shop.owner, proposed(store, at, staff, first))
    waiting = proposed(store, at, staff, first)
    with pytest.raises(NotFound):
        declined(store, at, other, waiting)
    declined(store, at, staff, waiting)

    with reading(store) as reader:
        outcomes = reader.all(select(CorrectionProposal.outcome))
    assert outcomes == [correcting.DECLINED] * 2
    assert the_entry(store, first).is_effective


def test_a_correction_is_judged_by_the_promise_of_its_own_purchase_day(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)

    with pytest.raises(Refusal) as refused:
        corrected(store, at, shop.owner, first, bought_on=civil_day(at) - timedelta(days=61))

    assert refused.value.code is ReturnRefusal.NOT_PROMISED_THEN


def test_a_correction_is_as_late_as_the_first_line_was(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    today = civil_day(at)
    first = a_return(store, at, shop)
    much_later = at + 30 * DAY

    second = corrected(store, much_later, shop.owner, first, requested_on=today, bought_on=today)
    earlier = today - timedelta(days=8)
    third = corrected(store, much_later, shop.owner, second, requested_on=earlier, bought_on=earlier)

    assert not the_entry(store, second).is_late
    assert the_entry(store, third).is_late


def test_the_confirmation_of_a_line_does_not_go_over_to_what_took_its_place(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, at, shop)
    answered(store, at, first)

    second = corrected(store, at, shop.owner, first)

    assert the_entry(store, second).answer is None
    with reading(store) as reader:
        shown = receipt(reader, first, the_code(store, first).token, at, SCHEME)
    assert shown.entry.replaced_by == second
