"""Prints: issued once in force, printed again, withdrawn one by one; by those whom the permission table lets."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.merchants.builders import (
    CITY,
    DAY,
    PRESS,
    SCHEME,
    Shop,
    a_merchant_in,
    a_publicised_merchant,
    an_active_merchant,
    an_officer,
)
from trustcode.codes import actions as codes
from trustcode.codes.queries import prints, valid_print
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.seal import open_seal
from trustcode.codes.rules.short_code import read_short_code
from trustcode.codes.rules.symbol import read_back
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.people.rules.permissions import TABLE
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def reprint(store: Store, at: Moment, shop: Shop, by: Actor) -> str:
    with pen(store, by, at) as p:
        return codes.reprint(p, merchant_id=shop.id, press=PRESS)


def revoke(store: Store, at: Moment, shop: Shop, by: Actor, serial: int = 1, why: str = "lost") -> None:
    with pen(store, by, at) as p:
        codes.revoke(p, merchant_id=shop.id, serial=serial, why=why)


def staff(shop: Shop) -> Actor:
    return Actor("t" * 16, Role.STAFF, shop.id)


def test_a_first_print_reads_back_and_opens_to_its_unit(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with reading(store) as reader:
        one = valid_print(reader, shop.id)
        number = reader.get(Merchant, shop.id).number
    assert one is not None
    assert read_back(one.symbol) == f"https://FANGXIN.EXAMPLE.COM/{one.token}"
    facts = open_seal(one.token, PRESS.keyring)
    assert (facts.merchant_number, facts.serial, facts.issued_on) == (number, 1, civil_day(at))
    assert read_short_code(one.short_code) == one.short_code


def test_the_record_holds_the_hash_of_a_token_and_not_the_token(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with reading(store) as reader:
        one = valid_print(reader, shop.id)
        issued = [e.facts for e in entries_of(reader, shop.id) if e.kind == "code.issued"]
    assert one is not None
    assert issued[0]["token_hash"] == sha256(one.token.encode()).hexdigest()
    assert one.token not in str(issued)


def test_each_print_has_a_serial_of_its_own_and_its_sisters_stay(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - DAY)
    reprint(store, at, shop, shop.owner)
    reprint(store, at, shop, staff(shop))

    revoke(store, at, shop, shop.owner, serial=2)

    with reading(store) as reader:
        found = [(one.serial, one.revoked_on) for one in prints(reader, shop.id)]
    assert found == [(1, None), (2, civil_day(at)), (3, None)]


def test_withdrawing_twice_is_once(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    revoke(store, at, shop, shop.owner)

    revoke(store, at + DAY, shop, shop.owner, why="copied")

    with reading(store) as reader:
        assert [(one.revoked_on, one.revoked_why) for one in prints(reader, shop.id)] == [(civil_day(at), "lost")]


def test_a_withdrawn_serial_is_never_used_again(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    revoke(store, at, shop, shop.owner)

    reprint(store, at, shop, shop.owner)

    with reading(store) as reader:
        assert [one.serial for one in prints(reader, shop.id)] == [1, 2]


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.ACTIVE, Standing.RECTIFYING}))
def test_nothing_is_printed_while_the_unit_is_not_in_force(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pytest.raises(Refusal) as refused:
        reprint(store, at, shop, shop.owner)
    assert refused.value.code is CodeRefusal.NOT_IN_FORCE


def test_a_unit_under_correction_may_print(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.RECTIFYING)

    assert reprint(store, at, shop, shop.owner)


ACTORS = [
    (Role.OWNER, "own"),
    (Role.STAFF, "own"),
    (Role.OWNER, "b" * 16),
    (Role.STAFF, "b" * 16),
    (Role.INSPECTOR, "430103"),
    (Role.INSPECTOR, "430102"),
    (Role.SUPERVISOR, CITY),
    (Role.SUPERVISOR, "430200"),
    (Role.PROVINCE, "430000"),
    (Role.AUDITOR, ""),
    (Role.OPERATOR, ""),
    (Role.SECURITY, ""),
    (Role.PUBLIC, ""),
]


def allowed(actor: Actor, action: str, shop: Shop) -> bool:
    try:
        TABLE.require(actor, action, region="430103", merchant_id=shop.id)
    except NotFound:
        return False
    return True


def test_who_prints_and_who_withdraws_is_what_the_permission_table_says(store: Store, at: Moment) -> None:
    """Staff print and never withdraw; the province withdraws and never prints; the security officer withdraws anywhere."""
    shop = an_active_merchant(store, at)
    may_print, may_withdraw = set(), set()
    for role, scope in ACTORS:
        actor = Actor("x" * 16, role, shop.id if scope == "own" else scope)
        for kept, action, work in (
            (may_print, codes.PRINTING, lambda a=actor: reprint(store, at, shop, a)),
            (may_withdraw, codes.REVOKING, lambda a=actor: revoke(store, at, shop, a)),
        ):
            if allowed(actor, action, shop):
                work()
                kept.add((role, scope))
            else:
                with pytest.raises(NotFound):
                    work()

    assert may_print == {
        (Role.OWNER, "own"), (Role.STAFF, "own"), (Role.INSPECTOR, "430103"), (Role.SUPERVISOR, CITY),
    }  # fmt: skip
    assert may_withdraw == {
        (Role.OWNER, "own"), (Role.INSPECTOR, "430103"), (Role.SUPERVISOR, CITY), (Role.PROVINCE, "430000"),
        (Role.SECURITY, ""),
    }  # fmt: skip


def test_an_officer_withdraws_no_print_of_the_own_business(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(NotFound):
        revoke(store, at, shop, Actor("o" * 16, Role.INSPECTOR, "430103", frozenset({shop.id})))


@pytest.mark.parametrize("why", ["", "because", "LOST"])
def test_a_withdrawal_names_its_cause(store: Store, at: Moment, why: str) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(Refusal) as refused:
        revoke(store, at, shop, shop.owner, why=why)
    assert refused.value.code is CodeRefusal.WHY_NEEDED


def test_there_is_no_such_print(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(NotFound):
        revoke(store, at, shop, shop.owner, serial=2)


def test_putting_in_force_and_issuing_are_one_step(store: Store, at: Moment) -> None:
    """If the notice is not over nothing is issued, and nothing is kept."""
    shop = a_publicised_merchant(store, at)

    with pytest.raises(Refusal), pen(store, SYSTEM, at) as p:
        codes.activate(p, merchant_id=shop.id, press=PRESS, scheme=SCHEME)

    with reading(store) as reader:
        assert prints(reader, shop.id) == []
        assert reader.get(Merchant, shop.id).standing is Standing.PUBLICISED


def test_a_shopper_and_an_officer_of_elsewhere_put_nothing_in_force(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at - 20 * DAY)

    for stranger in (PUBLIC, shop.owner, an_officer(store, at, scope="430104")):
        with pytest.raises(NotFound), pen(store, stranger, at) as p:
            codes.activate(p, merchant_id=shop.id, press=PRESS, scheme=SCHEME)


def replace_lost(store: Store, at: Moment, shop: Shop, by: Actor, serial: int = 1) -> str:
    with pen(store, by, at) as p:
        return codes.replace_lost(p, merchant_id=shop.id, serial=serial, press=PRESS)


def test_a_lost_print_is_void_and_a_new_one_holds_with_an_entry_for_each(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    replace_lost(store, at, shop, shop.owner)

    with reading(store) as reader:
        found = [(one.serial, one.revoked_why) for one in prints(reader, shop.id)]
        kinds = [e.kind for e in entries_of(reader, shop.id)][-2:]
    assert found == [(1, "lost"), (2, "")]
    assert kinds == ["code.revoked", "code.issued"]


def test_what_was_withdrawn_before_or_never_printed_is_not_replaced(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    replace_lost(store, at, shop, shop.owner)

    with pytest.raises(Refusal) as refused:
        replace_lost(store, at, shop, shop.owner)
    assert refused.value.code is CodeRefusal.ALREADY_REVOKED
    with pytest.raises(NotFound):
        replace_lost(store, at, shop, shop.owner, serial=9)
    with reading(store) as reader:
        assert len(prints(reader, shop.id)) == 2


def test_only_who_may_withdraw_replaces_and_only_while_in_force(store: Store, at: Moment) -> None:
    shop, over = an_active_merchant(store, at), a_merchant_in(store, at, Standing.WITHDRAWN)

    for stranger in (staff(shop), PUBLIC, over.owner):
        with pytest.raises(NotFound):
            replace_lost(store, at, shop, stranger)
    with pytest.raises(Refusal) as refused:
        replace_lost(store, at, over, over.owner)
    assert refused.value.code is CodeRefusal.NOT_IN_FORCE
    with reading(store) as reader:
        assert [one.revoked_on for one in prints(reader, shop.id)] == [None]
