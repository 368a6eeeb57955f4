"""What people sign in with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.handles import Handle, HandleKind, masked, read_handle, read_name


@pytest.mark.parametrize(
    "typed",
    [
        "13873112345",
        " 138 7311 2345 ",
        "138-7311-2345",
        "+86 13873112345",
        "0086 138 7311 2345",
        "8613873112345",
        "１３８７３１１２３４５",
    ],
)
def test_a_mobile_number_has_one_form(typed):
    assert read_handle(typed) == Handle(HandleKind.PHONE, "13873112345")


@pytest.mark.parametrize("typed", ["Li.Wei@Example.COM", " li.wei@example.com "])
def test_an_address_has_one_form(typed):
    assert read_handle(typed) == Handle(HandleKind.EMAIL, "li.wei@example.com")


@pytest.mark.parametrize(
    "typed",
    ["", "12873112345", "1387311234", "138731123456", "0731-82345678", "li", "li@", "@example.com", "li@example", "li@@example.com",
     "li..wei@example.com", "li wei@example.com", "a@" + "b" * 260 + ".cn", "li@exam\u200bple.com", "138731123４5x", "'; --@x.cn"],
)  # fmt: skip
def test_what_is_neither_is_refused(typed):
    with pytest.raises(Refusal):
        read_handle(typed)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_reading_again_changes_nothing(typed):
    try:
        handle = read_handle(typed)
    except Refusal:
        return
    assert read_handle(handle.text) == handle


def test_a_mask_shows_its_owner_enough():
    assert masked(Handle(HandleKind.PHONE, "13873115678")) == "138****5678"
    assert masked(Handle(HandleKind.EMAIL, "liwei@example.com")) == "l***@example.com"


@pytest.mark.parametrize("typed", ["", "  ", "李" * 61, "李\u202e伟"])
def test_an_unfit_name_is_refused(typed):
    with pytest.raises(Refusal):
        read_name(typed)


def test_a_name_stays_as_typed_but_for_its_blanks():
    assert read_name(" 欧阳　䶮 ") == "欧阳 䶮"
