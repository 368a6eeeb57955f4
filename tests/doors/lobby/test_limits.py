"""How often a source may ask."""

from __future__ import annotations

import os

import pytest

from tests.doors.lobby.premises import open_premises

REDIS = os.environ.get("TRUSTCODE_TEST_REDIS", "")


def knock(guest, token):
    return guest.post("/sign-in", {"handle": "13800000000", "password": "wrong"}, token=token).status_code


def flood(guest, times=70):
    token = guest.token()
    return [knock(guest, token) for _ in range(times)]


def test_a_flood_is_stopped_before_a_password_is_hashed(premises, guest):
    answers = flood(guest)

    assert answers[:5] == [422] * 5
    assert answers[-1] == 429
    assert premises.hashing.asked["verify"] == 5


def test_the_answer_says_when_to_come_again(guest):
    token = guest.token()
    flood(guest)

    answer = guest.post("/sign-up", {"name": "x", "handle": "1", "password": "x"}, token=token)
    limited = guest.post("/sign-in", {"handle": "13800000001", "password": "x"}, token=token)

    assert answer.status_code == 422
    assert limited.status_code == 429
    assert 1 <= int(limited.headers["Retry-After"]) <= 60


def test_pages_are_not_counted(guest):
    assert {guest.get("/sign-in").status_code for _ in range(300)} == {200}


def test_one_household_is_one_source_and_the_next_another(premises):
    one, same, other = premises.browser(), premises.browser(), premises.browser()
    one.environ["REMOTE_ADDR"] = "2001:db8:1:2::1"
    same.environ["REMOTE_ADDR"] = "2001:db8:1:2:ffff::9"
    other.environ["REMOTE_ADDR"] = "2001:db8:1:3::1"
    flood(one)

    assert knock(same, same.token()) == 429
    assert knock(other, other.token()) == 422


def test_the_old_internet_through_a_socket_of_both_kinds_is_not_one_household(premises):
    one, other = premises.browser(), premises.browser()
    one.environ["REMOTE_ADDR"], other.environ["REMOTE_ADDR"] = "::ffff:192.0.2.1", "::ffff:198.51.100.7"
    flood(one)

    assert knock(one, one.token()) == 429
    assert knock(other, other.token()) == 422


def test_a_forged_address_is_not_believed_without_a_proxy(premises):
    guest = premises.browser()
    flood(guest)

    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        token = guest.token()
        answer = guest.post(
            "/sign-in", {"handle": "13800000000", "password": "x"}, token=token, headers={header: "192.0.2.77"}
        )
        assert answer.status_code == 429


def test_behind_a_proxy_the_address_that_it_saw_counts(store, tmp_path, at):
    premises = open_premises(store, tmp_path, at, trusted_proxies=1)
    guest = premises.browser(**{"X-Forwarded-For": "192.0.2.1, 198.51.100.1"})
    flood(guest)

    other = premises.browser(**{"X-Forwarded-For": "192.0.2.1, 198.51.100.2"})
    assert knock(other, other.token()) == 422
    forged = premises.browser(**{"X-Forwarded-For": "192.0.2.99, 198.51.100.1"})
    assert knock(forged, forged.token()) == 429


def test_without_its_redis_the_house_counts_in_memory(store, tmp_path, at, caplog):
    premises = open_premises(store, tmp_path, at, redis_url="redis://127.0.0.1:9")

    answers = flood(premises.browser())

    assert (answers[0], answers[-1]) == (422, 429)


@pytest.mark.redis
@pytest.mark.skipif(not REDIS, reason="TRUSTCODE_TEST_REDIS names no server")
def test_two_processes_share_their_counts_in_redis(store, tmp_path, at):
    one = open_premises(store, tmp_path, at, redis_url=REDIS)
    other = open_premises(store, tmp_path, at, redis_url=REDIS)
    address = f"2001:db8:{os.getpid() % 0xFFFF:x}:1::1"
    first, second = one.browser(), other.browser()
    first.environ["REMOTE_ADDR"] = second.environ["REMOTE_ADDR"] = address
    flood(first)

    assert knock(second, second.token()) == 429
