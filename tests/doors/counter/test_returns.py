"""The shopper says whether it is so: by the link in the code, or by its digits; without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.doors.desk.owners import DeskApp, Person
from tests.merchants.builders import SCHEME, Shop
from tests.returns.builders import a_line, a_return, a_shop, answered, the_code, the_entry
from trustcode.doors.lobby.devices import cookie_name
from trustcode.doors.lobby.login import session_cookie
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.queries.totals import totals
from trustcode.returns.rules.words import Answer, Outcome
from trustcode.storage.reading import reading


@pytest.fixture
def shop(desk: DeskApp) -> Shop:
    """A shop that takes food back."""
    return a_shop(desk.store, desk.at)


def link(desk: DeskApp, return_id: str) -> str:
    return f"/counter/returns/{return_id}/{the_code(desk.store, return_id).token}"


def confirmed(desk: DeskApp, shop: Shop) -> int:
    with reading(desk.store) as reader:
        return totals(reader, shop.id, desk.at.date() - timedelta(days=9), desk.at.date()).confirmed


def test_the_claim_is_in_the_shops_voice_and_yes_is_kept(desk: DeskApp, shop: Shop) -> None:
    guest = desk.guest().open(link(desk, a_return(desk.store, desk.at, shop)))
    for words in ("青禾布衣 坡子街店说，给您退了", "¥159.00", "食品 1 件", "是这样吗？"):
        assert words in guest.words
    assert guest.last.headers["X-Robots-Tag"] == "noindex"
    assert guest.last.headers["Referrer-Policy"] == "same-origin"

    guest.send()

    assert "谢谢，已确认" in guest.words
    assert f"/m/{shop.id}" in guest.page
    assert confirmed(desk, shop) == 1


def test_no_asks_what_is_wrong_and_keeps_the_line_sealed(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    guest = desk.guest().open(f"{link(desk, return_id)}/no")
    guest.send()
    assert guest.status == 422
    assert 'href="#f-reason"' in guest.page

    guest.send({"reason": "wrong_amount", "note": "只退了 100"})

    assert "记下了：不是这样" in guest.words
    assert the_entry(desk.store, return_id).answer is Answer.DISPUTED
    assert "只退了 100" not in desk.signed_in(shop.owner).open(f"/desk/{shop.id}/ledger/{return_id}").page


def test_the_shops_own_device_is_not_counted(desk: DeskApp, shop: Shop) -> None:
    own = desk.signed_in(shop.owner)
    return_id = a_return(desk.store, desk.at, shop)
    own.open(f"/desk/{shop.id}/ledger/{return_id}")

    own.client.delete_cookie(session_cookie(desk.settings))
    own.open(link(desk, return_id)).send()

    assert the_entry(desk.store, return_id).answer is Answer.CONFIRMED
    assert confirmed(desk, shop) == 0


def test_a_browser_that_keeps_no_cookie_is_not_counted(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    guest = desk.guest().open(link(desk, return_id))
    guest.client.delete_cookie(cookie_name(desk.settings))

    guest.send()

    assert confirmed(desk, shop) == 0


def test_one_answer_counts_and_later_ones_see_it(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    late = desk.guest().open(link(desk, return_id))
    answered(desk.store, desk.at, return_id)

    late.send()

    assert late.status == 200
    assert "谢谢，已确认" in late.words
    assert 'name="answer"' not in late.page


def test_what_was_confirmed_and_then_written_anew_by_the_shop_says_so(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    answered(desk.store, desk.at, return_id)
    with pen(desk.store, shop.owner, desk.at) as p:
        correct(p, return_id=return_id, line=a_line(desk.at, quantity=2), why="数错了", scheme=SCHEME)

    words = desk.guest().open(link(desk, return_id)).words

    assert "店里更正过这一笔" in words
    assert "分开写" not in words


def test_a_wrong_link_is_not_there(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    other = the_code(desk.store, a_return(desk.store, desk.at, shop)).token

    for path in (f"{return_id}/{other}", f"{return_id}/x", f"x/{other}", f"0000000000000000/{other}", f"{return_id}/é"):
        guest = desk.guest().open(f"/counter/returns/{path}")
        assert guest.status == 404
        assert "这个链接里没有记录" in guest.words


def test_a_code_that_is_over_says_so(desk: DeskApp, shop: Shop) -> None:
    path = link(desk, a_return(desk.store, desk.at, shop))
    desk.at += timedelta(days=31)

    assert "这个码已经过期" in desk.guest().open(path).words


def test_the_shopper_sees_the_slip_too(desk: DeskApp, shop: Shop) -> None:
    bought_on = desk.at.date() - timedelta(days=20)
    return_id = a_return(
        desk.store, desk.at, shop, bought_on=bought_on, outcome=Outcome.REFUSED, refusal_code="window_passed"
    )

    guest = desk.guest().open(link(desk, return_id))

    for words in ("没有给您退", "过了承诺的天数", "12315"):
        assert words in guest.words


def test_digits_lead_to_the_claim_and_wrong_ones_tell_nothing(desk: DeskApp, shop: Shop) -> None:
    code = the_code(desk.store, a_return(desk.store, desk.at, shop))
    guest = desk.guest().open(f"/counter/returns?shop={shop.id}")

    guest.send({"digits": "0000 0000"})
    assert guest.status == 422
    assert "一天内没有这个号的记录" in guest.words

    guest.send({"digits": f"{code.digits[:4]} {code.digits[4:]}"})
    assert "是这样吗？" in guest.words

    desk.at += timedelta(hours=25)
    guest = desk.guest().open(f"/counter/returns?shop={shop.id}").send({"digits": code.digits})
    assert guest.status == 422


def test_guessing_digits_ends_for_a_source_and_for_a_shop(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    guest = desk.guest().open(f"/counter/returns?shop={shop.id}")
    form = {"csrf_token": guest.value("csrf_token"), "digits": "12345678"}

    def tries(times: int, source: str) -> list[int]:
        where = {"REMOTE_ADDR": source}
        return [guest.client.post(guest.path, data=form, environ_overrides=where).status_code for _ in range(times)]

    assert tries(21, "10.0.0.1")[-1] == 429
    assert [tries(20, f"10.0.1.{n}")[-1] for n in range(10)][-1] == 429

    form["digits"] = the_code(desk.store, return_id).digits
    assert tries(1, "10.0.2.1") == [429]
    assert "是这样吗？" in desk.guest().open(link(desk, return_id)).words


def test_a_shop_that_is_not_public_has_no_form(desk: DeskApp) -> None:
    assert desk.guest().open("/counter/returns?shop=0000000000000000").status == 404
    assert desk.guest().open("/counter/returns").status == 404


def test_english_speaks_english(desk: DeskApp, shop: Shop) -> None:
    guest: Person = desk.guest().open("/en" + link(desk, a_return(desk.store, desk.at, shop)))

    assert "says: your money was paid back" in guest.words


def test_whoever_is_signed_in_at_the_shop_is_no_shopper_on_any_device(desk: DeskApp, shop: Shop) -> None:
    own = desk.signed_in(shop.owner)
    first, second = a_return(desk.store, desk.at, shop), a_return(desk.store, desk.at, shop)

    own.open(link(desk, first)).send()
    own.client.delete_cookie(session_cookie(desk.settings))
    own.open(link(desk, second)).send()

    assert the_entry(desk.store, first).answer is the_entry(desk.store, second).answer is Answer.CONFIRMED
    assert confirmed(desk, shop) == 0


def test_a_device_that_somebody_made_up_is_not_counted(desk: DeskApp, shop: Shop) -> None:
    return_id = a_return(desk.store, desk.at, shop)
    guest = desk.guest().open(link(desk, return_id))
    for made_up in ("a" * 32, f"{'a' * 32}.{'b' * 32}"):
        guest.client.set_cookie(cookie_name(desk.settings), made_up)

    guest.send()

    assert the_entry(desk.store, return_id).answer is Answer.CONFIRMED
    assert confirmed(desk, shop) == 0
