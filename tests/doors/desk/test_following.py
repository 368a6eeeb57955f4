"""Following an application and a unit: what to do, by when, why; taking back, leaving, renewing, applying again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.doors.desk.owners import DeskApp, Person
from tests.merchants.builders import (
    a_ground,
    a_merchant_in,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
    by_two,
)
from trustcode.kernel.actors import Actor, Role
from trustcode.merchants.actions import deciding
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.pen import pen


def owner_of(desk: DeskApp, standing: Standing) -> Person:
    """The owner of a unit in a standing, in front of the desk."""
    shop = a_merchant_in(desk.store, desk.at, standing)
    person = desk.signed_in(shop.owner)
    person.shop = shop.id
    return person


def checked(owner: Person) -> Person:
    """The owner has gone through the clauses today and found all kept."""
    owner.open(f"/desk/{owner.shop}/self-check/new")
    return owner.send(dict.fromkeys(re.findall(r'name="(clause-[A-Za-z0-9-]+)"', owner.page), "yes"))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.DRAFT, "接着填申报"),
        (Standing.SUBMITTED, "不用办什么，正在审核"),
        (Standing.CORRECTING, "改好，再交一次"),
        (Standing.REVIEWED, "接下来公示"),
        (Standing.PUBLICISED, "正在公示"),
        (Standing.ACTIVE, "打印公示牌，挂出来"),
        (Standing.RECTIFYING, "把指出的问题改好"),
        (Standing.SUSPENDED, "把原因消除"),
        (Standing.LAPSED, "续期，或者把牌子取下来"),
        (Standing.WITHDRAWN, "把牌子取下来"),
        (Standing.REMOVED, "把牌子取下来"),
        (Standing.CLOSED, "把牌子取下来"),
    ],
)
def test_every_standing_says_what_is_to_be_done(desk: DeskApp, standing: Standing, said: str) -> None:
    owner = owner_of(desk, standing)
    assert said in owner.open(f"/desk/{owner.shop}").words


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_its_progress_in_english(desk: DeskApp, standing: Standing) -> None:
    owner = owner_of(desk, standing)
    owner.open(f"/en/desk/{owner.shop}/progress")

    assert owner.status == 200
    assert "What has happened" in owner.words


def test_one_shop_is_opened_at_once(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    assert owner.open("/desk").path == f"/desk/{owner.shop}"


def test_several_shops_are_a_list(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    a_merchant_in(desk.store, desk.at, Standing.DRAFT, owner.actor)
    owner.open("/desk")

    assert "青禾布衣 坡子街店" in owner.words
    assert "还没写店名的申报" in owner.words


def test_somebody_without_a_shop_is_told_how_to_begin(desk: DeskApp) -> None:
    owner = desk.owner().open("/desk")

    assert "先准备好" in owner.words
    assert "营业执照" in owner.words


def test_who_is_sent_back_sees_why_and_until_when(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.SUBMITTED)
    ground = a_ground(desk.store, desk.at, Act.SEND_BACK)
    with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
        deciding.send_back(
            p, merchant_id=owner.shop, ground=ground, scheme=desk.settings.rules, remark="执照上是“服饰店”"
        )
    owner.open(f"/desk/{owner.shop}")

    assert "填写的和营业执照不一致" in owner.words
    assert "12 月 7 日 周一前" in owner.words
    assert "执照上是“服饰店”" in owner.open(f"/desk/{owner.shop}/business").words


def test_who_was_not_approved_sees_why(desk: DeskApp) -> None:
    shop = a_submitted_merchant(desk.store, desk.at - timedelta(days=2))
    by_two(desk.store, desk.at, shop, Act.REFUSE)
    owner = desk.signed_in(shop.owner).open(f"/desk/{shop.id}")

    assert "没有通过审核" in owner.words
    assert "在严重违法失信名单上" in owner.words


def sent_back(desk: DeskApp, ground: str) -> Person:
    """The owner of an application that was sent back for a ground."""
    owner = owner_of(desk, Standing.SUBMITTED)
    with pen(desk.store, an_officer(desk.store, desk.at), desk.at) as p:
        deciding.send_back(p, merchant_id=owner.shop, ground=ground, scheme=desk.settings.rules, remark="")
    return owner


@pytest.mark.parametrize(
    ("ground", "step"),
    [
        ("licence_mismatch", "business"),
        ("photo_unclear", "shop"),
        ("contact_unreachable", "shop"),
        ("returns_unfit", "returns"),
        ("more_needed", "sign"),
    ],
)
def test_who_is_sent_back_is_led_to_the_step_in_question(desk: DeskApp, ground: str, step: str) -> None:
    owner = sent_back(desk, ground)
    owner.open(f"/desk/{owner.shop}/continue")

    assert owner.path.endswith(step)


def test_handing_in_the_same_again_is_advised_against(desk: DeskApp) -> None:
    owner = sent_back(desk, "photo_unclear")
    owner.open(f"/desk/{owner.shop}/sign")

    assert "您还没有改过。" in owner.words
    assert f"/desk/{owner.shop}/shop?then=sign" in owner.page


def test_after_a_change_nobody_is_advised_against_handing_in(desk: DeskApp) -> None:
    owner = sent_back(desk, "address_unclear")
    owner.open(f"/desk/{owner.shop}/shop?then=sign").send({"street": "坡子街 128 号二楼"})

    assert owner.path.endswith("/sign")
    assert "您还没有改过" not in owner.words


def test_an_application_closed_unanswered_says_so_and_what_to_do(desk: DeskApp) -> None:
    owner = sent_back(desk, "photo_unclear")
    desk.at += timedelta(days=60)
    with pen(desk.store, Actor("", Role.SYSTEM), desk.at) as p:
        deciding.close_unanswered(p, merchant_id=owner.shop)
    again = desk.signed_in(owner.actor).open(f"/desk/{owner.shop}")

    assert "上次到期没补正" in again.words
    assert "再交一次" in again.words


def test_what_was_declared_comes_back_for_correction(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.CORRECTING)
    owner.open(f"/desk/{owner.shop}/shop").send({"branch_name": "太平街店"})
    owner.sign()

    unit = desk.unit(owner.shop)
    assert (unit.standing, unit.branch_name) == (Standing.SUBMITTED, "太平街店")


def test_officers_appear_as_their_office(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.PUBLICISED)
    owner.open(f"/desk/{owner.shop}/progress")

    assert "长沙市天心区市场监督管理局" in owner.words
    assert "王昕" not in owner.words


def test_the_history_is_in_plain_words(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/progress")

    for said in (
        "开始填申报",
        "提交了申报",
        "签了放心消费承诺书",
        "审核通过",
        "开始公示",
        "生效，发码",
        "发码，第 1 张",
    ):
        assert said in owner.words


def test_an_application_is_taken_back_and_its_draft_stays(desk: DeskApp) -> None:
    owner = desk.owner().begin()
    owner.fill_in()
    owner.sign()
    owner.open(f"/desk/{owner.shop}/recall").send()

    assert desk.unit(owner.shop).standing is Standing.DRAFT
    assert owner.open(f"/desk/{owner.shop}/shop").value("shop_name") == "青禾布衣"


def test_leaving_says_what_follows_before_it_happens(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/withdrawal")

    assert "今天以前卖出去的，承诺照样算数" in owner.words
    assert desk.unit(owner.shop).standing is Standing.ACTIVE


def test_leaving_says_what_stays_owed_before_and_after(desk: DeskApp) -> None:
    """Sold on Monday 23 November with seven days: the last day is Monday the 30th. The sign comes down by then too."""
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/withdrawal")
    assert "最后一批顾客，11 月 30 日 周一前都还能来退" in owner.words
    assert "11 月 30 日 周一前把牌子取下来" in owner.words

    owner.send()
    assert "最后一批顾客，11 月 30 日 周一前都还能来退" in owner.words
    assert "以前的承诺还要兑现" in owner.open(f"/desk/{owner.shop}").words


def test_once_the_last_day_is_over_nothing_is_said_to_be_owed(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.WITHDRAWN)
    desk.at += timedelta(days=20)
    again = desk.signed_in(owner.actor)

    assert "最后一批顾客" not in again.open(f"/desk/{owner.shop}/progress").words
    assert "以前的承诺还要兑现" not in again.open(f"/desk/{owner.shop}").words


def test_leaving_ends_the_promises_at_once(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/withdrawal").send()

    assert desk.unit(owner.shop).standing is Standing.WITHDRAWN
    assert "已退出" in owner.words


def test_what_cannot_be_done_now_leads_to_the_progress(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.DRAFT)
    assert owner.open(f"/desk/{owner.shop}/withdrawal").path.endswith("/progress")


def test_an_expired_unit_asks_for_renewal_once(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.LAPSED)
    checked(owner)
    owner.open(f"/desk/{owner.shop}/renewal").send({"authorised": "yes", "signer": "周建国"})

    assert "还要监管人员确认" in owner.words
    assert f"/desk/{owner.shop}/renewal" not in owner.page


def test_renewal_comes_too_late_after_half_a_year(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.LAPSED)
    owner.open(f"/desk/{owner.shop}/renewal")
    desk.at += timedelta(days=200)
    again = desk.signed_in(owner.actor)
    again.open(f"/desk/{owner.shop}/progress")

    assert f"/desk/{owner.shop}/renewal" not in again.page
    assert f"/desk/{owner.shop}/reapplication" in again.page


def test_who_left_may_begin_again(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.WITHDRAWN)
    owner.open(f"/desk/{owner.shop}/reapplication").send()

    assert desk.unit(owner.shop).standing is Standing.DRAFT


def test_a_removed_unit_is_told_when_it_may_apply_again(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.REMOVED)
    owner.open(f"/desk/{owner.shop}/progress")
    assert "2027 年 11 月 23 日 周二起可以重新申报" in owner.words

    owner.open(f"/desk/{owner.shop}/reapplication").send()
    assert owner.status == 422
    assert "2027 年 11 月 23 日 周二起才能重新申报" in owner.faults[0]


def test_the_end_of_validity_is_announced_in_time(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    desk.at += timedelta(days=3 * 365 - 30)
    owner = desk.signed_in(shop.owner)

    words = owner.open(f"/desk/{shop.id}").words
    assert "到这天承诺就到期了" in words
    assert f"/desk/{shop.id}/renewal" in owner.page
