"""Masks leave enough to recognise and too little to use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.merchants.rules.masking import mask_contact, mask_name, mask_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812341234", "138****1234"), ("0731-55500142", "***********42"), ("12", "12"), ("", "")],
)
def test_a_phone_keeps_a_few_digits(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(("name", "masked"), [("张晓兰", "张**"), ("欧", "欧**"), ("", "")])
def test_a_name_keeps_its_first_character_and_not_its_length(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("contact", "masked"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("zhou@example.com", "z***@example.com"),
        ("微信 zhou123", "微***"),
        ("", ""),
    ],
)
def test_whatever_somebody_left_to_be_reached_by_is_masked(contact: str, masked: str) -> None:
    assert mask_contact(contact) == masked


@given(st.text("0123456789abcdef@微信 -", min_size=8, max_size=40))
def test_a_masked_contact_never_shows_the_whole(contact: str) -> None:
    assert mask_contact(contact) != contact
