"""An owner changes what the shop promises: better at once, weaker after notice, in words a layman reads before signing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commitments.acts import held, officers_pause, two_officers
from tests.doors.desk.owners import DeskApp, Person
from tests.doors.desk.test_following import owner_of
from tests.merchants.builders import COUNTY, DAY, Shop, an_active_merchant
from trustcode.codes.queries import prints
from trustcode.commitments.rules.days import WhyNot
from trustcode.doors.desk.posters import poster_facts
from trustcode.kernel.moments import civil_day
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import reading


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """The owner of a unit in force, on the page of its promises."""
    person = owner_of(desk, Standing.ACTIVE)
    return person.open(f"/desk/{person.shop}/promises")


def shop_of(owner: Person) -> Shop:
    return Shop(owner.shop, owner.actor)


def window(owner: Person, days: int = 0) -> int | None:
    terms = held(owner.desk.store, owner.desk.at + days * DAY, shop_of(owner)).terms
    return terms.window_days if terms else None


def to_check(owner: Person, which: str = "returns", **changes: object) -> Person:
    return owner.open(f"/desk/{owner.shop}/promises/{which}").send(changes)


def signed(owner: Person, **changes: object) -> Person:
    return to_check(owner, **changes).send({"authorised": "yes", "signer": "周建国"})


def deed(owner: Person, which: str, deed: str) -> Person:
    return owner.open(f"/desk/{owner.shop}/promises/{which}/{deed}").send()


def test_a_better_promise_is_checked_signed_and_holds_today(owner: Person) -> None:
    to_check(owner, window_days="30")

    assert "当天生效" in owner.words
    assert "7 天 → 改为 30 天" in owner.words
    assert "更好： 顾客考虑的时间更长。" in owner.words
    owner.send({"authorised": "yes", "signer": "周建国"})
    assert owner.path.partition("?")[0] == f"/desk/{owner.shop}/promises"
    assert window(owner) == 30
    assert "签好了，现在就算数" in owner.words
    assert "第 2 版" in owner.words


def test_a_weaker_promise_names_its_day_and_waits(owner: Person) -> None:
    to_check(owner, refund_days="7")

    assert "预告满 7 天，12 月 1 日" in owner.words
    assert "变弱： 顾客等退款的时间更长。" in owner.words
    owner.send({"authorised": "yes", "signer": "周建国"})
    assert "签好了，变更已经预告 12 月 1 日 周二起买的，按新的算" in owner.words
    assert "还有 8 天" in owner.words
    assert "将会改的" in owner.words


def test_an_announced_change_is_taken_back_and_no_other_begun(owner: Person) -> None:
    signed(owner, refund_days="7")
    owner.open(f"/desk/{owner.shop}/promises/returns")
    assert owner.path == f"/desk/{owner.shop}/promises"

    deed(owner, "returns", "take-back")

    assert "办好了，变更已撤回" in owner.words
    assert "还有" not in owner.words
    assert "生效前已撤回" in owner.words
    assert owner.open(f"/desk/{owner.shop}/promises/returns").path.endswith("/returns")


def test_an_address_alone_says_nothing_that_is_not_so(owner: Person) -> None:
    for deed in ("signed", "take-back&x=1", "leaving", "pause", "nonsense"):
        for which in ("returns", "everywhere", "nonsense"):
            owner.open(f"/desk/{owner.shop}/promises?about={which}&done={deed}")
            assert "签好了" not in owner.words
    owner.open(f"/desk/{owner.shop}/promises?about=returns&done=leaving")
    assert "办好了" not in owner.words


def test_each_version_says_when_it_was_signed_and_from_when_it_counts(owner: Person) -> None:
    signed(owner, refund_days="7")

    assert "第 1 版 10 月 22 日 09:42 签字 11 月 23 日起生效" in owner.words
    assert "11 月 23 日起生效，到 11 月 30 日为止" in owner.words
    assert "第 2 版 11 月 23 日 09:42 签字 12 月 1 日起生效" in owner.words


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(owner: Person) -> None:
    to_check(owner, window_days="3", extra="最终解释权归本店")

    assert owner.status == 422
    assert len(owner.faults) == 2
    assert (owner.value("window_days"), owner.value("extra")) == ("3", "最终解释权归本店")


def test_nothing_changed_is_said_so(owner: Person) -> None:
    to_check(owner)

    assert (owner.status, owner.faults) == (422, ["现在的承诺就是这样，没有改动。"])


def test_a_change_is_signed_only_with_box_and_name(owner: Person) -> None:
    to_check(owner, window_days="30").send({"signer": "李四"})

    assert owner.status == 422
    assert len(owner.faults) == 2
    assert window(owner) == 7
    owner.send({"authorised": "yes", "signer": "周建国"})
    assert window(owner) == 30


def test_the_same_signature_sent_twice_is_one_version(owner: Person) -> None:
    to_check(owner, window_days="30")
    page, path = owner.page, owner.path
    owner.send({"authorised": "yes", "signer": "周建国"})

    owner.page, owner.path = page, path
    owner.send({"authorised": "yes", "signer": "周建国"})

    assert owner.status == 200
    assert owner.page.count('<details class="folded">') == 3


def test_on_the_way_back_what_was_typed_is_there(owner: Person) -> None:
    to_check(owner, window_days="30", bring=["item"])
    owner.open(owner.path.replace("/check", ""))

    assert owner.value("window_days") == "30"


def test_an_address_made_by_hand_ends_at_the_form(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/promises/returns/check?window_days=1")

    assert owner.path.partition("?")[0].endswith("/promises/returns")


def test_the_own_words_beside_the_assurances_can_grow(owner: Person) -> None:
    to_check(owner, "safety", safe_extra="免费停车。").send({"authorised": "yes", "signer": "周建国"})

    assert "免费停车。" in owner.words


def test_returns_are_paused_with_notice_and_resumed_at_once(owner: Person) -> None:
    deed(owner, "returns", "pause")
    assert "办好了，已预告暂停" in owner.words
    assert "12 月 1 日" in owner.words
    assert held(owner.desk.store, owner.desk.at + 8 * DAY, shop_of(owner)).why_not is WhyNot.PAUSED

    deed(owner, "returns", "resumption")
    assert "办好了，退货承诺恢复了" in owner.words

    assert window(owner, 8) == 7


def test_the_return_promise_is_ended_alone(owner: Person) -> None:
    deed(owner, "returns", "leaving")
    assert "办好了，已预告结束" in owner.words

    assert "起结束" in owner.words
    assert (window(owner, 7), window(owner, 8)) == (7, None)


def test_a_pause_of_the_authority_offers_no_way_out(owner: Person) -> None:
    officers_pause(owner.desk.store, owner.desk.at, shop_of(owner), two_officers(owner.desk.store, owner.desk.at - DAY))

    owner.open(f"/desk/{owner.shop}/promises")
    assert "只能由监管部门恢复" in owner.words
    assert "/resumption" not in owner.page
    assert owner.open(f"/desk/{owner.shop}/promises/returns/resumption").path == f"/desk/{owner.shop}/promises"


def test_a_promise_for_all_shops_is_shown_where_it_is_inherited(desk: DeskApp) -> None:
    code = synthetic_credit_code(31_337, COUNTY)
    shops = [
        an_active_merchant(desk.store, desk.at, credit_code=code, branch_name=name, street=f"{name} 1 号")
        for name in ("一店", "二店")
    ]
    first, second = (desk.signed_in(shop.owner) for shop in shops)
    first.shop, second.shop = (shop.id for shop in shops)
    first.open(f"/desk/{first.shop}/promises/everywhere").send({"window_days": "30"})
    first.send({"authorised": "yes", "signer": "周建国"})

    second.open(f"/desk/{second.shop}/promises")
    assert "来自统一承诺的有：退货期限。" in second.words
    assert "/returns/pause" not in second.page
    to_check(second, window_days="20")
    assert second.faults == ["这一项不如同一执照全部门店的统一承诺。单店只能比它更好。"]


def test_staff_read_and_change_nothing(owner: Person) -> None:
    assistant = owner.desk.staff(owner.shop).open(f"/desk/{owner.shop}/promises")

    assert assistant.status == 200
    assert "/promises/returns" not in assistant.page
    assert assistant.open(f"/desk/{owner.shop}/promises/returns").status == 404


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.WITHDRAWN, Standing.PUBLICISED])
def test_out_of_force_the_promises_are_read_only(desk: DeskApp, standing: Standing) -> None:
    owner = owner_of(desk, standing)

    owner.open(f"/desk/{owner.shop}/promises/returns")
    assert owner.path == f"/desk/{owner.shop}/promises"
    assert "/promises/returns" not in owner.page


def test_a_history_says_what_was_changed_and_from_when(owner: Person) -> None:
    signed(owner, refund_days="7")
    deed(owner, "returns", "take-back")

    owner.open(f"/desk/{owner.shop}/progress")
    assert "退货承诺已变更" in owner.words
    assert "预告的变更已撤回" in owner.words


def test_a_poster_prints_todays_window_until_the_change_begins(owner: Person) -> None:
    signed(owner, window_days="30")
    signed(owner, window_days="10")

    printed = []
    for days in (0, 7, 8):
        with reading(owner.desk.store) as reader:
            unit, one = owner.desk.unit(owner.shop), prints(reader, owner.shop)[0]
            day = civil_day(owner.desk.at) + timedelta(days=days)
            printed.append(poster_facts(reader, unit, one, day, owner.desk.settings).window_days)
    assert printed == [30, 30, 10]
