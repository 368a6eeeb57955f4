"""The second person before a proposal."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import CITY, DAY, Shop, a_ground, a_merchant_in, a_submitted_merchant, an_officer
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import moving
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.pen import pen
from trustcode.storage.reading import reading


def proposed(
    office: OfficeApp, at: Moment, act: Act = Act.APPROVE, standing: Standing = Standing.SUBMITTED
) -> tuple[Shop, str, str]:
    """A unit, a proposal about it, and the address of its page."""
    since = at - 63 * DAY if act is Act.REMOVE_UNCURED else at - DAY
    shop = a_merchant_in(office.store, since, standing)
    with pen(office.store, an_officer(office.store, at, name="王昕"), at) as p:
        ground = a_ground(office.store, at, act)
        one = moving.propose(p, merchant_id=shop.id, act=act, ground=ground, reason="门头一致")
    return shop, one, f"/field/merchants/{shop.id}/proposals/{one}"


def standing_of(office: OfficeApp, shop: Shop) -> Standing:
    with reading(office.store) as reader:
        return reader.one(select(Merchant.standing).where(Merchant.id == shop.id))


def opened(officer: Officer, path: str) -> Officer:
    assert officer.open(path).status_code == 200
    return officer


def test_the_page_says_who_proposed_what_why_and_what_would_follow(office: OfficeApp, at: Moment) -> None:
    _, _, path = proposed(office, at)

    li = opened(office.officer(name="李卫"), path)

    for words in (
        "提议：同意",
        "提出人 王昕",
        "说明 门头一致",
        "期限 11 月 25 日 周三",
        "公示到 11 月 30 日 周一",
        "12 月 1 日发码",
    ):
        assert words in li.words, words


@pytest.mark.parametrize(
    ("act", "standing", "said"),
    [
        (Act.SUSPEND, Standing.ACTIVE, "扫码马上显示“暂停”和依据。"),
        (Act.REMOVE, Standing.SUSPENDED, "2027 年 11 月 23 日起可以重新申报。"),
        (Act.REINSTATE_ACTIVE, Standing.SUSPENDED, None),
        (Act.CLOSE, Standing.ACTIVE, "扫码显示执照已失效。"),
    ],
)
def test_acts_from_the_console_are_confirmed_here_too(
    office: OfficeApp, at: Moment, act: Act, standing: Standing, said: str | None
) -> None:
    if said is None:
        shop = a_merchant_in(office.store, at - DAY, standing)
        with pen(office.store, shop.owner, at) as p:
            one = moving.propose(p, merchant_id=shop.id, act=act, reason="我们没有错")
        path, said = f"/field/merchants/{shop.id}/proposals/{one}", "马上恢复为“有效”。"
    else:
        shop, _, path = proposed(office, at, act, standing)

    city = opened(office.officer(Role.SUPERVISOR, CITY), path)
    assert said in city.words
    city.send("/confirmation")

    assert standing_of(office, shop) is not standing


def test_a_removal_waits_until_the_shop_was_heard(office: OfficeApp, at: Moment) -> None:
    shop, _, path = proposed(office, at, Act.REMOVE_UNCURED, Standing.SUSPENDED)
    city = opened(office.officer(Role.SUPERVISOR, CITY), path)

    assert "先听商家说明，到 11 月 30 日 周一为止" in city.words
    assert city.send("/confirmation").status_code == 422
    assert standing_of(office, shop) is Standing.SUSPENDED


def test_declining_needs_a_reason_and_changes_nothing(office: OfficeApp, at: Moment) -> None:
    shop, one, path = proposed(office, at)
    li = opened(office.officer(), path)

    assert li.send("/rejection").status_code == 422
    assert 'href="#f-reason"' in li.page
    li.send("/rejection", reason="门头是隔壁的")

    assert "没有确认，状态不变。" in li.words
    assert standing_of(office, shop) is Standing.SUBMITTED
    with reading(office.store) as reader:
        assert reader.get(Proposal, one).closing_reason == "门头是隔壁的"


def test_the_proposer_may_only_take_it_back(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = office.officer()
    with pen(office.store, chen.actor, at) as p:
        one = moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")

    opened(chen, f"/field/merchants/{shop.id}/proposals/{one}")
    assert "这是您自己提的，要由另一个人确认。" in chen.words
    assert "/confirmation" not in chen.page

    token = chen.form("/rejection").fields["csrf_token"]
    forced = chen.client.post(f"/field/merchants/{shop.id}/proposals/{one}/confirmation", data={"csrf_token": token})
    assert (forced.status_code, standing_of(office, shop)) == (422, Standing.SUBMITTED)

    chen.send("/rejection")
    assert "提议已撤回" in chen.words


def test_two_who_confirm_at_once_one_is_told_that_it_is_decided(office: OfficeApp, at: Moment) -> None:
    _, _, path = proposed(office, at)
    li, zhao = opened(office.officer(name="李卫"), path), opened(office.officer(name="赵明"), path)

    li.send("/confirmation")
    response = zhao.send("/confirmation")

    assert response.status_code == 422
    assert "这件事已经定了。" in zhao.words
    assert "李卫已经确认" in zhao.words


def test_a_stale_proposal_says_what_became_of_it(office: OfficeApp, at: Moment) -> None:
    shop, _, path = proposed(office, at)
    with pen(office.store, shop.owner, at) as p:
        moving.act_alone(p, merchant_id=shop.id, act=Act.RECALL)

    li = opened(office.officer(), path)

    assert "这个提议作废" in li.words
    assert "/confirmation" not in li.page


def test_a_double_click_confirms_once(office: OfficeApp, at: Moment) -> None:
    _, _, path = proposed(office, at)
    li = opened(office.officer(), path)
    form = li.form("/confirmation").fields

    answers = [li.client.post(f"{path}/confirmation", data=form) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.INSPECTOR, "430102"), (Role.SUPERVISOR, "430200"), (Role.INSPECTOR, "430202")]
)
def test_elsewhere_there_is_no_such_proposal(office: OfficeApp, at: Moment, role: Role, scope: str) -> None:
    _, _, path = proposed(office, at)
    stranger = office.officer(role, scope)

    assert stranger.open(path).status_code == 404


def test_a_proposal_is_found_under_its_own_unit_alone(office: OfficeApp, at: Moment) -> None:
    _, one, path = proposed(office, at)
    other = a_submitted_merchant(office.store, at, street="白沙路 1 号")
    li = opened(office.officer(), path)
    form = li.form("/confirmation").fields

    assert li.open(f"/field/merchants/{other.id}/proposals/{one}").status_code == 404
    crossed = li.client.post(f"/field/merchants/{other.id}/proposals/{one}/confirmation", data=form)
    assert crossed.status_code == 404


def test_an_inspector_sees_a_suspension_and_cannot_confirm_it(office: OfficeApp, at: Moment) -> None:
    shop, _, path = proposed(office, at, Act.SUSPEND, Standing.ACTIVE)
    li = opened(office.officer(), path)

    assert "由另一个人确认。" in li.words
    li.open("/field")
    token = li.form("/sign-out").fields["csrf_token"]
    assert li.client.post(f"{path}/confirmation", data={"csrf_token": token}).status_code == 404
    assert standing_of(office, shop) is Standing.ACTIVE


def test_the_page_speaks_english(office: OfficeApp, at: Moment) -> None:
    _, _, path = proposed(office, at)

    li = opened(office.officer(name="Li Wei"), "/en" + path)

    for words in (
        "Proposed: Approve",
        "Public notice until 30 November, Monday (5 working days).",
        "Do you confirm this?",
    ):
        assert words in li.words, words
