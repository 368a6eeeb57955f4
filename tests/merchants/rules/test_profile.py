"""What a business says of itself: each field checked, all faults told at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.refusals import Refusal
from trustcode.merchants.rules.credit_code import CreditCodeRefusal, synthetic_credit_code
from trustcode.merchants.rules.profile import LENGTHS, Choices, faults_of, read_phone, read_profile
from trustcode.merchants.rules.refusals import MerchantRefusal

TODAY = date(2026, 11, 23)
CHOICES = Choices({"shop", "market"}, {"clothes"}, {"430103"})
TYPED = {
    "credit_code": synthetic_credit_code(1, "430103"),
    "licence_name": "长沙市天心区青禾服饰店",
    "shop_name": "青禾布衣",
    "branch_name": "",
    "unit_kind": "shop",
    "industry": "clothes",
    "region_code": "430103",
    "street": "坡子街 128 号",
    "established_on": "2019-05-06",
    "contact_name": "周建国",
    "contact_phone": "13800001234",
    "returns_phone": "0731-55500142",
    "photo": "ab" * 32,
    "thumb": "cd" * 32,
}


def codes(**changes: str) -> dict[str, object]:
    return {fault.where: fault.code for fault in faults_of({**TYPED, **changes}, CHOICES, TODAY)}


def test_a_whole_profile_is_read_and_tidied() -> None:
    profile = read_profile({**TYPED, "shop_name": " 青禾　布衣 ", "contact_phone": "+86 138 0000 1234"}, CHOICES, TODAY)

    assert (profile.shop_name, profile.contact_phone, profile.position) == ("青禾 布衣", "13800001234", None)


def test_nothing_typed_is_asked_for_field_by_field() -> None:
    found = {fault.where for fault in faults_of({}, CHOICES, TODAY)}

    assert found == set(TYPED) - {"branch_name", "thumb"}
    with pytest.raises(Refusal) as refused:
        read_profile({}, CHOICES, TODAY)
    assert len(refused.value.faults) == len(found)


@pytest.mark.parametrize("name", sorted(LENGTHS))
def test_a_text_has_its_length(name: str) -> None:
    assert codes(**{name: "长" * LENGTHS[name]}) == {}
    assert codes(**{name: "长" * (LENGTHS[name] + 1)}) == {name: MerchantRefusal.TOO_LONG}


@pytest.mark.parametrize("name", ["unit_kind", "industry", "region_code"])
def test_a_choice_is_one_of_the_day(name: str) -> None:
    assert codes(**{name: "nonsense"}) == {name: MerchantRefusal.UNKNOWN_CHOICE}
    assert codes(**{name: ""}) == {name: MerchantRefusal.REQUIRED}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13800001234", "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("138-0000-1234", "13800001234"),
        ("138—0000—1234", "13800001234"),
        ("+86-138-0000-1234", "13800001234"),
        ("+8613800001234", "13800001234"),
        ("0086-13800001234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("0731-55500142", "0731-55500142"),
        ("073155500142", "073155500142"),
        ("0731-55500142-801", "0731-55500142-801"),
        ("(0731) 55500142", "073155500142"),
        ("400-123-4567", "400-123-4567"),
    ],
)
def test_phones_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert read_phone(typed) == read


@pytest.mark.parametrize(
    "typed", ["123", "12800001234", "1380000123", "138000012345", "55500142", "+1 202 555 0142", "打老板电话"]
)
def test_what_cannot_be_called_from_here_is_no_phone(typed: str) -> None:
    assert codes(returns_phone=typed) == {"returns_phone": MerchantRefusal.BAD_PHONE}


@pytest.mark.parametrize("typed", ["2026-11-24", "1949-09-30", "2019-02-29", "昨天", "20190506x"])
def test_a_licence_is_from_a_real_day_that_is_past(typed: str) -> None:
    assert codes(established_on=typed) == {"established_on": MerchantRefusal.BAD_DAY}


@pytest.mark.parametrize("typed", ["1949-10-01", "2026-11-23", " 2019-05-06 "])
def test_the_first_and_the_present_day_count(typed: str) -> None:
    assert codes(established_on=typed) == {}


def test_the_credit_code_says_itself_what_is_wrong() -> None:
    assert codes(credit_code="91430103") == {"credit_code": CreditCodeRefusal.LENGTH}


def test_a_photo_of_the_door_is_needed() -> None:
    assert codes(photo="") == {"photo": MerchantRefusal.NO_PHOTO}


@pytest.mark.parametrize("name", ["shop_name", "licence_name", "street", "contact_name"])
@pytest.mark.parametrize("hidden", ["青禾\u202e布衣", "青禾\u200b布衣", "青禾\x07"])
def test_no_name_hides_a_mark(name: str, hidden: str) -> None:
    assert set(codes(**{name: hidden})) == {name}


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("28.19653", "112.97245", (28196530, 112972450)),
        ("", "", None),
        ("39.9", "116.4", None),
        ("nan", "112.9", None),
        ("inf", "112.9", None),
        ("1e400", "1", None),
        ("north", "112.9", None),
    ],
)
def test_a_position_is_taken_when_it_lies_about_here(
    latitude: str, longitude: str, position: tuple[int, int] | None
) -> None:
    profile = read_profile({**TYPED, "latitude": latitude, "longitude": longitude}, CHOICES, TODAY)

    assert profile.position == position


@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.text(max_size=30)))
def test_whatever_is_typed_is_read_or_every_fault_named(typed: dict[str, str]) -> None:
    faults = faults_of({**TYPED, **typed}, CHOICES, TODAY)
    if faults:
        assert {fault.where for fault in faults} <= set(typed)
    else:
        assert read_profile({**TYPED, **typed}, CHOICES, TODAY).region_code == "430103"
