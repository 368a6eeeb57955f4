"""The owner checks the shop against its clauses, and renews only after that."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.merchants.builders import DAY, SCHEME, Shop, a_merchant_in, a_person, an_active_merchant, an_officer
from trustcode.catalogues.actions import enact_term
from trustcode.catalogues.rules import Catalogue, NewTerm
from trustcode.commitments.actions.checking import self_check
from trustcode.commitments.actions.renewing import renew
from trustcode.commitments.queries.checks import last_self_check, self_checks
from trustcode.commitments.queries.drafts import again
from trustcode.commitments.queries.promises import lists_on, promises
from trustcode.commitments.rules.checking import CHECKING, CheckRefusal, clauses_asked
from trustcode.commitments.rules.differences import differences
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import Pen, pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def answers(store: Store, at: Moment, shop: Shop, *no: str) -> dict[str, bool]:
    """Yes to every clause, but for those named."""
    with reading(store) as reader:
        kind = reader.get(Merchant, shop.id).unit_kind
        return {c.code: c.code not in no for c in clauses_asked(lists_on(reader, civil_day(at)), kind)}


def check(store: Store, at: Moment, shop: Shop, *no: str, by: Actor | None = None) -> str:
    given = answers(store, at, shop, *no)
    with pen(store, by or shop.owner, at) as p:
        return self_check(p, merchant_id=shop.id, answers=given, note="冷柜温度计要换")


def seen(reader: Pen, shop: Shop) -> dict[CommitmentKind, str]:
    """What the owner sees before renewing, by its hashes."""
    today = civil_day(reader.at)
    return {kind: one.text.hash for kind, one in again(reader, shop.id, today).items()}


def test_a_no_is_an_open_point_and_something_to_mend(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    check(store, at, shop, "A2.1", "A5.6")

    with reading(store) as reader:
        kept = last_self_check(reader, shop.id)
        noted = entries_of(reader, shop.id)[-1]
    assert kept is not None
    assert (kept.open_points, kept.to_mend, kept.note) == (2, ("A2.1", "A5.6"), "冷柜温度计要换")
    assert (noted.kind, noted.facts["open_points"], noted.facts["check"]) == ("commitment.self_checked", 2, kept.id)
    assert "冷柜" not in json.dumps(noted.facts, ensure_ascii=False)


def test_every_check_is_kept_the_newest_first(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    first, second = check(store, at, shop), check(store, at + DAY, shop, "A1.1")

    with reading(store) as reader:
        assert [one.id for one in self_checks(reader, shop.id)] == [second, first]


def test_a_clause_without_an_answer_is_refused_and_nothing_is_kept(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    given = answers(store, at, shop)
    given.pop("A3.3")

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        self_check(p, merchant_id=shop.id, answers=given)

    assert refused.value.code is CheckRefusal.ANSWER_MISSING
    with reading(store) as reader:
        assert last_self_check(reader, shop.id) is None


def test_a_note_has_a_limit(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    given = answers(store, at, shop)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        self_check(p, merchant_id=shop.id, answers=given, note="长" * 501)

    assert refused.value.code is CheckRefusal.NOTE_TOO_LONG


def test_nobody_but_the_owner_signs_it(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    staff = a_person(store, at, role=Role.STAFF, scope=shop.id)

    for stranger in (staff, an_officer(store, at), PUBLIC, an_active_merchant(store, at).owner):
        with pytest.raises(NotFound):
            check(store, at, shop, by=stranger)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.DRAFT}))
def test_only_a_shop_that_is_bound_or_renews_checks_itself(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    if standing in CHECKING:
        assert check(store, at, shop)
    else:
        with pytest.raises(Refusal) as refused:
            check(store, at, shop)
        assert refused.value.code is CheckRefusal.NOT_IN_SCHEME


def test_a_renewal_needs_a_self_check_of_the_last_twelve_months(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    check(store, at, shop)
    soon = at + timedelta(days=3 * 365 - 30)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, soon) as p:
        renew(p, merchant_id=shop.id, agreed=seen(p, shop), scheme=SCHEME)
    assert refused.value.code is CheckRefusal.SELF_CHECK_NEEDED
    with reading(store) as reader:
        assert reader.get(Merchant, shop.id).standing is Standing.ACTIVE

    check(store, soon, shop, "A1.1")
    with pen(store, shop.owner, soon) as p:
        proposal = renew(p, merchant_id=shop.id, agreed=seen(p, shop), scheme=SCHEME)
    with reading(store) as reader:
        assert reader.get(Proposal, proposal).closed_at is None


def test_a_renewal_signs_both_promises_again_in_todays_wording(store: Store, at: Moment) -> None:
    """The terms stay, the wording of a clause has changed meanwhile: a new version with the new words counts from today."""
    shop = an_active_merchant(store, at)
    soon = at + timedelta(days=3 * 365 - 30)
    words = ("证照齐全，挂在收银台。", "The licence hangs at the till.") * 2
    clause = NewTerm(Catalogue.CLAUSE, "A1.1", 1, *words, {}, civil_day(soon))
    with pen(store, SYSTEM, soon) as p:
        enact_term(p, term=clause)
    check(store, soon, shop)

    with pen(store, shop.owner, soon) as p:
        shown = again(p, shop.id, civil_day(soon))
        renew(p, merchant_id=shop.id, agreed={k: one.text.hash for k, one in shown.items()}, scheme=SCHEME)

    with reading(store) as reader:
        found = [(one.kind.value, one.version, one.ended_on is None) for one in promises(reader, shop.id)]
        text = next(
            one.text for one in promises(reader, shop.id) if one.kind is CommitmentKind.SAFE and one.version == 2
        )
    assert found == [("returns", 1, False), ("returns", 2, True), ("safe", 1, False), ("safe", 2, True)]
    assert "挂在收银台" in text.zh
    told = differences(shown[CommitmentKind.SAFE].before.zh, text.zh)
    assert [(one.gone, one.come) for one in told] == [
        (("A1.1 证照齐全有效，挂在看得见的地方。",), ("A1.1 证照齐全，挂在收银台。",))
    ]


def test_what_was_not_shown_is_not_signed_and_nothing_is_asked_for(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    soon = at + timedelta(days=3 * 365 - 30)
    check(store, soon, shop)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, soon) as p:
        renew(p, merchant_id=shop.id, agreed={CommitmentKind.SAFE: "0" * 64}, scheme=SCHEME)

    assert refused.value.code is CommitmentRefusal.TEXT_CHANGED
    with reading(store) as reader:
        assert len(promises(reader, shop.id)) == 2
