"""The first page of a shop: what is to be done in order of its pressure, the one main action, how things stand."""

from __future__ import annotations

from datetime import date, timedelta

from tests.commitments import acts
from tests.doors.desk.owners import DeskApp, Person
from tests.doors.desk.test_following import checked, owner_of
from tests.merchants.builders import an_active_merchant
from tests.returns.builders import a_return, a_shop
from trustcode.doors.desk.todo import Errand, in_order
from trustcode.merchants.rules.standing import Standing
from trustcode.notices import actions as notices
from trustcode.notices.rules import NoticeKind, event_reminder
from trustcode.record.jotting import jotting
from trustcode.returns.rules.words import Outcome, ReturnKind


def home(owner: Person) -> Person:
    return owner.open(f"/desk/{owner.shop}")


def later(desk: DeskApp, owner: Person, **span: int) -> Person:
    desk.at += timedelta(**span)
    person = desk.signed_in(owner.actor)
    person.shop = owner.shop
    return person


def told(desk: DeskApp, owner: Person, number: str = "12") -> None:
    with jotting(desk.store, desk.at) as jotter:
        one = event_reminder(owner.shop, NoticeKind.RETURN_DISPUTED, f"r{number}", number=number)
        notices.make(jotter, [one])


def test_late_comes_before_today_before_what_has_no_day_before_what_lies_ahead() -> None:
    soon, late = Errand("", "", "soon", "", on=date(2026, 12, 1)), Errand("", "", "late", "", due="late")
    now, some = Errand("", "", "now", "", due="today"), Errand("", "", "some", "")

    assert [one.what for one in in_order([soon, some, now, late])] == ["late", "now", "some", "soon"]


def test_a_fresh_shop_hangs_its_poster_and_a_settled_one_has_nothing_to_do(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    assert "打印公示牌，挂出来" in home(owner).words

    settled = later(desk, owner, days=15)
    assert "现在没有要办的" in home(settled).words
    assert "11 月的月报" in settled.words


def test_a_report_that_is_late_comes_first(desk: DeskApp) -> None:
    owner = later(desk, owner_of(desk, Standing.ACTIVE), days=30)
    words = home(owner).words

    assert "要办 1 件" in words
    assert "月报" in words
    assert f"/desk/{owner.shop}/ledger/months" in owner.page


def test_the_self_check_is_asked_for_in_time_and_its_open_points_stay(desk: DeskApp) -> None:
    owner = later(desk, owner_of(desk, Standing.ACTIVE), days=340)
    assert "做一年一次的自查" in home(owner).words

    checked(owner)
    assert "做一年一次的自查" not in home(owner).words


def test_renewal_is_offered_and_once_asked_for_it_is_waited_for(desk: DeskApp) -> None:
    owner = later(desk, owner_of(desk, Standing.ACTIVE), days=3 * 365 - 30)
    checked(owner)
    assert f"/desk/{owner.shop}/renewal" in home(owner).page

    owner.open(f"/desk/{owner.shop}/renewal").send({"authorised": "yes", "signer": "周建国"})
    assert "续期已申请" in home(owner).words
    assert f"/desk/{owner.shop}/renewal" not in owner.page


def test_a_change_that_was_taken_back_is_not_awaited(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at, terms={"window_days": ["30"]})
    owner = desk.signed_in(shop.owner)
    owner.shop = shop.id
    acts.change(desk.store, desk.at, shop, refund_days=7)
    assert "新的承诺开始算数" in home(owner).words

    acts.take_back(desk.store, desk.at, shop)
    assert "新的承诺开始算数" not in home(owner).words


def test_a_pause_is_told_before_it_begins_and_while_it_runs_and_returns_are_still_logged(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    owner = desk.signed_in(shop.owner)
    owner.shop = shop.id
    acts.pause(desk.store, desk.at, shop)
    assert "12 月 1 日 退货承诺暂停" in home(owner).words

    paused = later(desk, owner, days=10)
    assert "退货承诺正在暂停" in home(paused).words
    assert f"/desk/{owner.shop}/ledger/new" in paused.page


def test_a_pause_that_never_began_is_told_as_taken_back(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    owner = desk.signed_in(shop.owner)
    owner.shop = shop.id
    acts.pause(desk.store, desk.at, shop)
    acts.resume(desk.store, desk.at, shop)

    assert "预告的暂停已撤回" in home(owner).words
    assert "退货承诺恢复" not in owner.words


def test_a_better_promise_asks_for_a_new_sign_on_the_same_day(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at, terms={"window_days": ["7"]})
    desk.at += timedelta(days=20)
    owner = desk.signed_in(shop.owner)
    owner.shop = shop.id
    assert "重新打印公示牌，换上" not in home(owner).words

    acts.change(desk.store, desk.at, shop, window_days=15)
    assert "重新打印公示牌，换上" in home(owner).words


def test_a_line_without_money_says_what_was_done_instead(desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at)
    owner = desk.signed_in(shop.owner)
    owner.shop = shop.id
    a_return(desk.store, desk.at, shop, outcome=Outcome.WITHDRAWN, refund_fen=0, refund_method="", refunded_on=None)
    a_return(desk.store, desk.at, shop, kind=ReturnKind.EXCHANGE, refund_fen=0, refund_method="", refunded_on=None)

    words = home(owner).words

    assert "顾客不退了" in words
    assert "换货 店里登记" in words
    assert words.count("¥0.00") == 1


def test_figures_stand_there_where_returns_are_promised_and_nowhere_else(desk: DeskApp) -> None:
    promised = owner_of(desk, Standing.ACTIVE)
    shop = an_active_merchant(desk.store, desk.at, returns=False)
    without = desk.signed_in(shop.owner)
    without.shop = shop.id

    assert "本月" in home(promised).words
    assert "本月" not in home(without).words


def test_new_notices_are_counted_and_read_by_the_owner_alone(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    told(desk, owner)
    assert "1 条新的" in home(owner).words
    staff = desk.staff(owner.shop).open(f"/desk/{owner.shop}/notices")
    assert "有顾客对第 12 笔登记有异议" in staff.words
    assert f"/desk/{owner.shop}/ledger/r12" in staff.page
    assert "全部标为已看" not in staff.words

    owner.open(f"/desk/{owner.shop}/notices").send()
    assert "都看过了" in owner.words
    assert "1 条新的" not in home(owner).words


def test_notices_come_by_pages_and_an_odd_page_breaks_nothing(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    assert "还没有提醒" in owner.open(f"/desk/{owner.shop}/notices").words
    for number in range(21):
        told(desk, owner, str(number))

    assert "?page=2" in owner.open(f"/desk/{owner.shop}/notices").page
    for odd in ("2", "0", "99", "-1", "²", "x", "10000000"):
        assert owner.open(f"/en/desk/{owner.shop}/notices?page={odd}").status == 200


def test_staff_are_shown_the_work_of_the_counter_and_nothing_that_the_owner_signs(desk: DeskApp) -> None:
    owner = later(desk, owner_of(desk, Standing.ACTIVE), days=3 * 365 - 30)
    staff = desk.staff(owner.shop)
    staff.open(f"/desk/{owner.shop}")

    assert "/people" not in staff.page
    assert "/renewal" not in staff.page
    assert f"/desk/{owner.shop}/leaving" in staff.page
