"""Signing in, out and up."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.doors.lobby.premises import open_premises
from tests.people.builders import PASSWORD, a_handle, an_applicant, an_official
from trustcode.doors.lobby.hashing import AT_ONCE, WAITING
from trustcode.doors.lobby.present import EXTENSION
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.people.actions import accounts
from trustcode.people.models import Person
from trustcode.people.queries.accounts import credentials
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

KEPT = f"plain:{PASSWORD}"


def sign_in(guest, handle, password=PASSWORD, **more):
    return guest.post("/sign-in", {"handle": handle, "password": password, **more})


def cookies(answer, name):
    return [c for c in answer.headers.getlist("Set-Cookie") if c.startswith(f"{name}=") and "Max-Age=0" not in c]


def problems(answer):
    return re.findall(r"<li>(.*?)</li>", answer.text)


@pytest.fixture
def handle(store, at) -> str:
    """The sign-in name of somebody with an account and the usual password."""
    found = a_handle()
    an_applicant(store, at, handle=found, kept=KEPT)
    return found.text


def test_signing_up_opens_an_account_and_leads_to_the_desk(store, guest):
    answer = guest.post("/sign-up", {"name": "王小明", "handle": "138 7311 2345", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/desk")
    assert guest.get("/sign-in/account").status_code == 200
    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Person)) == 1


def test_signing_up_twice_is_once(store, guest):
    fields = {"name": "王小明", "handle": "13873112345", "password": PASSWORD}

    answers = [guest.post("/sign-up", fields) for _ in range(2)]

    assert [a.location for a in answers] == ["/desk", "/desk"]
    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Person)) == 1


def test_a_taken_number_with_another_password_is_refused(guest, handle):
    answer = guest.post("/sign-up", {"name": "王小明", "handle": handle, "password": PASSWORD + "吗"})

    assert answer.status_code == 422
    assert problems(answer) == ['<a href="#f-handle">这个号码或邮箱已经有账号了，直接登录。</a>']


def test_every_fault_of_a_sign_up_is_said_at_once_and_what_was_typed_stays(guest):
    answer = guest.post("/sign-up", {"name": "王小明", "handle": "12345", "password": "short"})

    assert len(problems(answer)) == 2
    assert 'value="王小明"' in answer.text
    assert "short" not in answer.text


@pytest.mark.parametrize("password", ["王小明13873112345", "13873112345abc", "qwertyuiop123"])
def test_weak_passwords_are_refused_at_the_door(guest, password):
    answer = guest.post("/sign-up", {"name": "王小明", "handle": "13873112345", "password": password})

    assert answer.status_code == 422


def test_the_right_password_opens_a_session(guest, handle):
    answer = sign_in(guest, handle)

    assert (answer.status_code, answer.location) == (303, "/desk")
    assert guest.get("/sign-in/account").status_code == 200


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(premises, handle):
    answers = []
    for who in (handle, "13999999999", "not a number"):
        answer = sign_in(premises.browser(), who, "wrong wrong wrong")
        page = answer.text.replace(who, "WHO")
        answers.append((answer.status_code, re.sub(r'value="[A-Za-z0-9._-]{60,}"', "TOKEN", page)))

    assert answers[0] == answers[1]
    assert problems(answer) == ["账号和密码对不上，两样都核对一下。"]


def test_an_unknown_account_costs_as_many_hashes_as_a_known_one(premises, handle):
    costs = []
    for who in (handle, "13999999999"):
        premises.hashing.asked.clear()
        sign_in(premises.browser(), who, "wrong wrong wrong")
        costs.append(dict(premises.hashing.asked))

    assert costs == [{"verify": 1}, {"verify": 1}]


def test_an_account_without_a_password_opens_to_none(store, at, premises):
    found = a_handle()
    an_applicant(store, at, handle=found, kept="")

    assert sign_in(premises.browser(), found.text, "").status_code == 422
    assert sign_in(premises.browser(), found.text, "plain:").status_code == 422


def test_after_five_wrong_tries_one_waits_and_no_password_is_compared(premises, guest, handle):
    for _ in range(5):
        sign_in(guest, handle, "wrong wrong wrong")
    premises.hashing.asked.clear()

    answer = sign_in(guest, handle)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert problems(answer) == ["错的次数太多了，30 秒后再试。"]
    assert premises.hashing.asked["verify"] == 0


def test_an_attack_from_many_places_does_not_lock_the_owner_out(premises, handle):
    phone = premises.browser()
    sign_in(phone, handle)
    phone.post("/sign-out")
    for n in range(60):
        stranger = premises.browser()
        stranger.environ["REMOTE_ADDR"] = f"198.51.100.{n}"
        for _ in range(3):
            sign_in(stranger, handle, "wrong wrong wrong")

    assert sign_in(phone, handle).status_code == 303


def test_signing_out_ends_the_session_on_the_server_too(guest, handle):
    sign_in(guest, handle)
    token = guest.client.get_cookie("trustcode").value

    answer = guest.post("/sign-out")
    guest.client.set_cookie("trustcode", token)

    assert answer.location == "/sign-in"
    assert guest.get("/sign-in/account").location.startswith("/sign-in?next=")


def test_a_planted_session_is_not_adopted(premises, handle):
    guest = premises.browser()
    guest.client.set_cookie("trustcode", "planted-by-somebody-else")

    sign_in(guest, handle)

    assert guest.client.get_cookie("trustcode").value != "planted-by-somebody-else"


def test_signing_in_again_ends_the_session_before(guest, handle):
    sign_in(guest, handle)
    first = guest.client.get_cookie("trustcode").value
    guest.post("/sign-in", {"handle": handle, "password": PASSWORD})
    second = guest.client.get_cookie("trustcode").value

    guest.client.set_cookie("trustcode", first)

    assert first != second
    assert guest.get("/sign-in/account").status_code == 303


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(guest, handle):
    answer = sign_in(guest, handle)

    for name in ("trustcode", "device"):
        (cookie,) = cookies(answer, name)
        assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_over_https_cookies_are_bound_to_the_host(store, tmp_path, at, handle):
    premises = open_premises(store, tmp_path, at, public_url="https://code.example.cn")
    guest = premises.browser()
    page = guest.client.get("/sign-in", base_url="https://code.example.cn")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]

    answer = guest.client.post(
        "/sign-in",
        data={"handle": handle, "password": PASSWORD, "csrf_token": token},
        base_url="https://code.example.cn",
    )

    assert answer.status_code == 303
    for name in ("__Host-trustcode", "__Host-device"):
        (cookie,) = cookies(answer, name)
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert cookies(page, "__Host-forms")


@pytest.mark.parametrize("path", ["/desk/shops?x=1", "/field/queue"])
def test_after_signing_in_one_is_where_one_wanted_to_go(guest, handle, path):
    assert sign_in(guest, handle, next=path).location == path


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\r\nX: y",
        "/%0d%0a".replace("%", "\t"),
    ],
)
def test_no_sign_in_leads_off_the_house(guest, handle, path):
    assert sign_in(guest, handle, next=path).location in {"/desk", None}


def test_in_english_everything_stays_english(premises, handle):
    guest = premises.browser()
    guest.environ.update({"trustcode.language": "en", "SCRIPT_NAME": "/en"})

    page, answer = guest.get("/sign-in"), sign_in(guest, handle)

    assert '<html lang="en">' in page.text
    assert page.headers["Content-Language"] == "en"
    assert answer.location == "/en/desk"


def test_who_is_signed_in_goes_on_at_once(guest, handle):
    sign_in(guest, handle)

    assert guest.get("/sign-in").location == "/desk"
    assert guest.get("/sign-up").location == "/desk"


def test_an_account_closed_during_a_session_is_out_at_the_next_request(store, at, guest, handle):
    sign_in(guest, handle)
    with reading(store) as reader:
        person = reader.one(select(Person.id))
    with pen(store, SYSTEM, at) as p:
        accounts.disable(p, person_id=person)

    answer = guest.post("/sign-in/account/password", {"password_now": PASSWORD, "password": PASSWORD + "再来"})

    assert answer.location == "/sign-in"
    assert sign_in(guest, handle).status_code == 422


def test_a_shop_stays_signed_in_for_half_a_day_of_rest(premises, guest, handle):
    sign_in(guest, handle)

    premises.clock.go(hours=11, minutes=59)
    assert guest.get("/sign-in/account").status_code == 200
    premises.clock.go(hours=11, minutes=59)
    assert guest.get("/sign-in/account").status_code == 200
    premises.clock.go(hours=12)
    assert guest.get("/sign-in/account").status_code == 303


def test_an_older_hash_is_made_anew_at_sign_in(store, at, guest):
    found = a_handle()
    an_applicant(store, at, handle=found, kept=f"old:{PASSWORD}")

    sign_in(guest, found.text)

    with reading(store) as reader:
        assert credentials(reader, found).password_hash == KEPT


def test_an_invited_person_sets_a_password_once(store, at, premises):
    security, found = an_official(store, at, Role.SECURITY), a_handle()
    person = an_applicant(store, at, handle=found, kept=KEPT).person_id
    with pen(store, security, at) as p:
        code = accounts.reset_account(p, person_id=person)
    fields = {"handle": found.text, "invitation": f"{code[:16]} {code[16:]}", "password": "我自己想的一句长长的话儿"}

    first = premises.browser().post("/sign-in/invitation", fields)
    again = premises.browser().post("/sign-in/invitation", fields)

    assert (first.status_code, first.location) == (303, "/desk")
    assert again.status_code == 422
    assert sign_in(premises.browser(), found.text, "我自己想的一句长长的话儿").status_code == 303


def test_a_fresh_house_in_production_has_no_way_in(store, tmp_path, at):
    premises = open_premises(store, tmp_path, at, mode="production")
    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Person)) == 0

    for who, password in [
        ("admin@example.com", "admin"),
        ("13800000000", "trustcode"),
        ("admin@localhost.cn", "password"),
    ]:
        assert sign_in(premises.browser(), who, password).status_code == 422


def test_session_times_are_given_in_the_cookie_as_on_the_server(guest, handle):
    (cookie,) = cookies(sign_in(guest, handle), "trustcode")

    assert f"Max-Age={int(timedelta(days=14).total_seconds())}" in cookie


def fill_the_queue(premises):
    """As many passwords wait as may; returns what makes room again."""
    places = premises.app.extensions[EXTENSION].hashes._places
    held = [places.acquire(blocking=False) for _ in range(AT_ONCE + WAITING)]
    return lambda: places.release(len(held))


def test_a_try_that_nobody_had_time_to_compare_is_not_a_wrong_one(premises, guest, handle):
    make_room = fill_the_queue(premises)
    statuses = {sign_in(guest, handle).status_code for _ in range(6)}
    make_room()

    assert statuses == {503}
    assert sign_in(guest, handle).status_code == 303


def test_wrong_tries_from_before_a_crowd_still_count(premises, guest, handle):
    for _ in range(4):
        sign_in(guest, handle, "not the password")
    make_room = fill_the_queue(premises)
    busy = sign_in(guest, handle).status_code
    make_room()

    statuses = [sign_in(guest, handle, "not the password").status_code for _ in range(2)]

    assert (busy, statuses) == (503, [422, 429])
