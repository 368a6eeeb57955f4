"""How passwords are kept."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters

from trustcode.people.rules.hashing import NOBODY, Argon2

ODD = [
    "今天的剁椒鱼头真好吃呀",
    " leading and trailing ",
    "x" * 72 + "A",
    "x" * 72 + "B",
    "e\u0301",
    "\u00e9",
    "𠮷" * 20,
    "tab\there",
]


@pytest.fixture(scope="module")
def quick() -> Argon2:
    return Argon2(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_the_real_settings_are_19_mib_two_passes_one_lane():
    found = extract_parameters(Argon2().hash("four purple umbrellas"))

    assert (found.memory_cost, found.time_cost, found.parallelism, found.type.name) == (19 * 1024, 2, 1, "ID")


def test_the_hash_of_nobody_costs_as_much_as_a_real_one():
    found = extract_parameters(NOBODY)

    assert (found.memory_cost, found.time_cost, found.parallelism) == (19 * 1024, 2, 1)


def test_odd_passwords_are_kept_exactly_and_told_apart(quick):
    kept = [quick.hash(password) for password in ODD]

    fits = [(i, j) for i, hashed in enumerate(kept) for j, password in enumerate(ODD) if quick.verify(hashed, password)]

    assert fits == [(n, n) for n in range(len(ODD))]


def test_an_empty_or_spoilt_hash_fits_nothing(quick):
    assert not quick.verify("", "anything")
    assert not quick.verify("$argon2id$nonsense", "anything")


def test_a_hash_with_older_settings_is_old(quick):
    assert Argon2().is_old(quick.hash("x"))
    assert not quick.is_old(quick.hash("x"))
