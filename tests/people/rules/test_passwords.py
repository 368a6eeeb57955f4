"""Which passwords are taken."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.refusals import Refusal
from trustcode.people.rules import passwords
from trustcode.people.rules.passwords import check_password, common_passwords
from trustcode.people.rules.reasons import PeopleRefusal

GOOD = [
    "今天的剁椒鱼头真好吃呀哈",
    "four purple umbrellas dry",
    "  blanks at both ends stay  ",
    "ALL CAPITALS ARE FINE TOO",
    "x7#Kp!2q$Lm9",
    "9174620385517",
    "𠮷野家的外卖又凉了我不高兴",
    "p" + "äöü€" * 31 + "abc",
]


def reason(password: str, related: list[str] | None = None) -> PeopleRefusal:
    with pytest.raises(Refusal) as refused:
        check_password(password, related or [])
    return refused.value.code


@pytest.mark.parametrize("password", GOOD)
def test_long_and_uncommon_is_enough(password):
    check_password(password, ["王小明", "13873112345"])


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", PeopleRefusal.PASSWORD_SHORT),
        ("", PeopleRefusal.PASSWORD_SHORT),
        ("今天的剁椒鱼头真好吃", PeopleRefusal.PASSWORD_SHORT),
        ("k9" * 64 + "x", PeopleRefusal.PASSWORD_LONG),
        ("aaaaaaaaaaaa", PeopleRefusal.PASSWORD_COMMON),
        ("abcabcabcabc", PeopleRefusal.PASSWORD_COMMON),
        ("abcdefghijklm", PeopleRefusal.PASSWORD_COMMON),
        ("zyxwvutsrqpo", PeopleRefusal.PASSWORD_COMMON),
        ("qwertyuiopasdf", PeopleRefusal.PASSWORD_COMMON),
        ("1qaz2wsx3edc", PeopleRefusal.PASSWORD_COMMON),
        ("Woaini1314520", PeopleRefusal.PASSWORD_COMMON),
        ("GONGXIFACAI888", PeopleRefusal.PASSWORD_COMMON),
        ("为人民服务为人民服务为人民服务", PeopleRefusal.PASSWORD_COMMON),
        ("a good one \ud800 here", PeopleRefusal.PASSWORD_BROKEN),
        ("a good one \0 here", PeopleRefusal.PASSWORD_BROKEN),
    ],
)
def test_each_weak_one_is_refused_for_its_own_reason(password, why):
    assert reason(password) is why


@pytest.mark.parametrize(
    ("password", "related"),
    [
        ("13873112345!!", ["13873112345"]),
        ("wangxiaoming99", ["wangxiaoming@example.com"]),
        ("王小明的小店1234567"[:12], ["王小明的小店"]),
        ("LaoTanZi-2024", ["Lao Tan Zi"]),
        ("trustcode12315", []),
        ("fangxinma-2026", []),
    ],
)
def test_what_others_can_guess_about_the_owner_does_not_count(password, related):
    assert reason(password, related) is PeopleRefusal.PASSWORD_RELATED


def test_a_long_sentence_may_mention_the_shop():
    check_password("老坛子的酸菜鱼要多放泡椒才够味", ["老坛子"])


def test_the_boundaries_are_12_and_128():
    check_password("k9#Lm2!pQz7x")
    check_password("k9#Lm2!pQz7x" + "y8" * 58)
    assert len("k9#Lm2!pQz7x" + "y8" * 58) == 128


def test_the_shipped_list_holds_about_a_thousand_and_no_duplicate():
    lines = [line for line in passwords._FILE.read_text().splitlines() if not line.startswith("#")]

    assert 900 <= len(common_passwords()) == len(lines)
    assert all(len(line) >= passwords.SHORTEST for line in lines)


@given(st.text(min_size=0, max_size=140))
def test_any_text_is_taken_or_refused_and_never_breaks(password):
    with contextlib.suppress(Refusal):
        check_password(password, ["王小明", "a@b.cn"])
        assert passwords.SHORTEST <= len(password) <= passwords.LONGEST
