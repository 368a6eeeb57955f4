"""One unit as pages need it, for those who may see it."""

from __future__ import annotations

import pytest

from tests.merchants.builders import (
    DAY,
    PHOTO,
    SCHEME,
    THUMB,
    a_draft_merchant,
    a_merchant_in,
    a_publicised_merchant,
    a_submitted_merchant,
    an_officer,
    by_two,
)
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.queries import sheets
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

HERE = Actor("i" * 16, Role.INSPECTOR, "430103")
SIBLING = Actor("j" * 16, Role.INSPECTOR, "430102")


def test_a_sheet_masks_the_contacts(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)

    with reading(store) as reader:
        sheet = sheets.sheet(reader, HERE, shop.id)

    assert (sheet.contact_name, sheet.contact_phone) == ("周**", "138****1234")


@pytest.mark.parametrize("stranger", [SIBLING, PUBLIC, Actor("x" * 16, Role.OWNER, "b" * 16)])
def test_a_sheet_is_not_there_for_strangers(store: Store, at: Moment, stranger: Actor) -> None:
    shop = a_submitted_merchant(store, at)

    with pytest.raises(NotFound), reading(store) as reader:
        sheets.sheet(reader, stranger, shop.id)
    with pytest.raises(NotFound), reading(store) as reader:
        sheets.contact(reader, stranger, shop.id)


def test_a_draft_that_was_never_handed_in_lies_in_no_region(store: Store, at: Moment) -> None:
    shop = a_draft_merchant(store, at)

    with pytest.raises(NotFound), reading(store) as reader:
        sheets.sheet(reader, Actor("p" * 16, Role.PROVINCE, "430000"), shop.id)


def test_proposals_are_told_with_their_reasons(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    officer = an_officer(store, at)
    with pen(store, officer, at) as p:
        proposal = moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="门头一致")

    with reading(store) as reader:
        waiting = sheets.open_proposal(reader, shop.id)
    assert waiting is not None
    assert (waiting.id, waiting.reason, waiting.proposed_by) == (proposal, "门头一致", officer.person_id)


def test_a_decided_proposal_waits_no_longer(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    by_two(store, at, shop, Act.APPROVE)

    with reading(store) as reader:
        assert sheets.open_proposal(reader, shop.id) is None
        assert [p.outcome for p in sheets.proposals_of(reader, shop.id)] == ["confirmed"]


def test_remarks_are_told_in_order(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)
    with pen(store, an_officer(store, at), at) as p:
        deciding.send_back(p, merchant_id=shop.id, ground="more_needed", scheme=SCHEME, remark="补一张执照照片")

    with reading(store) as reader:
        assert [(r.act, r.text) for r in sheets.remarks_of(reader, shop.id)] == [(Act.SEND_BACK, "补一张执照照片")]


def test_neighbours_are_the_other_units_of_the_licence(store: Store, at: Moment) -> None:
    first = a_submitted_merchant(store, at)
    with reading(store) as reader:
        code = sheets.sheet(reader, HERE, first.id).credit_code
    second = a_submitted_merchant(
        store, at, credit_code=code, branch_name="五一店", street="五一路 1 号", region_code="430202"
    )

    with reading(store) as reader:
        found = sheets.neighbours(reader, sheets.sheet(reader, HERE, first.id))
    assert [(one.id, one.region_code, one.standing) for one in found] == [(second.id, "430202", Standing.SUBMITTED)]


def test_a_photo_is_for_those_who_see_its_unit(store: Store, at: Moment) -> None:
    a_submitted_merchant(store, at)

    with reading(store) as reader:
        assert sheets.may_see_photo(reader, HERE, PHOTO)
        for stranger, digest in ((SIBLING, PHOTO), (PUBLIC, PHOTO), (HERE, THUMB), (HERE, "")):
            assert not sheets.may_see_photo(reader, stranger, digest)


def test_the_contact_of_an_objection_belongs_to_its_unit(store: Store, at: Moment) -> None:
    shop, other = a_publicised_merchant(store, at), a_merchant_in(store, at, Standing.ACTIVE)
    with pen(store, PUBLIC, at) as p:
        objection = deciding.object_to(p, merchant_id=shop.id, text="老板欠钱", contact="13533334444")

    with reading(store) as reader:
        assert sheets.objection_contact(reader, HERE, shop.id, objection) == "13533334444"
        for unit, one in ((other.id, objection), (shop.id, "0" * 16)):
            with pytest.raises(NotFound):
                sheets.objection_contact(reader, HERE, unit, one)
