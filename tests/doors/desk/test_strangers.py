"""Another's shop looks as if it were not there; staff print and see, the owner alone signs and leaves."""

from __future__ import annotations

from tests.doors.desk.owners import DeskApp
from tests.doors.desk.test_following import owner_of
from trustcode.merchants.rules.standing import Standing

PAGES = (
    "", "/continue", "/business", "/shop", "/safety", "/returns", "/sign", "/receipt", "/photo", "/progress", "/recall",
    "/withdrawal", "/renewal", "/reapplication", "/code", "/code/1/a4.pdf", "/code/1/preview.svg", "/code/1/revocation",
    "/promises", "/code/1/replacement", "/self-check", "/self-check/new", "/people", "/leaving", "/notices",
)  # fmt: skip
SENT = (
    "/business", "/shop", "/safety", "/returns", "/sign", "/recall", "/withdrawal", "/renewal", "/reapplication",
    "/code/prints", "/code/1/revocation", "/code/1/replacement", "/self-check/new", "/people", "/leaving", "/notices",
)  # fmt: skip


def test_anothers_shop_looks_like_nothing(desk: DeskApp) -> None:
    shop = owner_of(desk, Standing.ACTIVE).shop
    stranger = owner_of(desk, Standing.ACTIVE).client
    nowhere = stranger.get("/desk/0000000000000000")

    told = [place for place in PAGES if stranger.get(f"/desk/{shop}{place}").data != nowhere.data]
    assert nowhere.status_code == 404
    assert told == []


def test_nothing_is_done_to_anothers_shop(desk: DeskApp) -> None:
    owner, stranger = owner_of(desk, Standing.ACTIVE), desk.owner().begin()
    before, token = desk.unit(owner.shop), stranger.open(f"/desk/{stranger.shop}/business").value("csrf_token")
    sent = {"csrf_token": token, "why": "lost"}

    taken = [at for at in SENT if stranger.client.post(f"/desk/{owner.shop}{at}", data=sent).status_code != 404]
    assert taken == []
    assert desk.unit(owner.shop) == before


def test_staff_neither_sign_nor_leave_nor_withdraw(desk: DeskApp) -> None:
    staff = desk.staff(owner_of(desk, Standing.ACTIVE).shop)
    places = ("/business", "/sign", "/withdrawal", "/recall", "/code/1/revocation")

    assert {staff.open(f"/desk/{staff.actor.scope}{place}").status for place in places} == {404}


def test_staff_see_and_print(desk: DeskApp) -> None:
    staff = desk.staff(owner_of(desk, Standing.ACTIVE).shop)
    places = ("", "/code", "/promises", "/progress", "/code/1/a4.pdf")

    assert {staff.open(f"/desk/{staff.actor.scope}{place}").status for place in places} == {200}


def test_staff_are_shown_nothing_that_they_may_not_do(desk: DeskApp) -> None:
    staff = desk.staff(owner_of(desk, Standing.ACTIVE).shop)

    assert "withdrawal" not in staff.open(f"/desk/{staff.actor.scope}/progress").page
    assert "revocation" not in staff.open(f"/desk/{staff.actor.scope}/code").page
    assert "/desk/shops" not in staff.open(f"/desk/{staff.actor.scope}").page


def test_an_owner_of_two_shops_acts_in_each(desk: DeskApp) -> None:
    first = owner_of(desk, Standing.ACTIVE)
    first.begin()
    second = first.shop
    home = next(actor for actor in (first.actor,) if actor.scope).scope

    assert first.open(f"/desk/{home}/code").status == 200
    assert first.open(f"/desk/{second}/business").status == 200


def test_without_an_account_one_is_asked_to_sign_in(desk: DeskApp) -> None:
    guest = desk.guest()
    response = guest.client.get("/desk")

    assert response.status_code == 303
    assert "/sign-in" in response.headers["Location"]


def test_ones_account_names_the_shop_and_shows_no_ids(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE).open("/sign-in/account")

    assert "店主 青禾布衣 坡子街店" in owner.words
    assert owner.shop not in owner.words
