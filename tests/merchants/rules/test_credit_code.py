"""The credit code: real ones hold, slips are caught, and what people type is understood."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from trustcode.kernel.refusals import Refusal
from trustcode.merchants.rules.credit_code import (
    ALPHABET,
    LIKELY,
    TEST_BODIES,
    CreditCode,
    CreditCodeRefusal,
    CreditCodeWarning,
    is_synthetic,
    organisation_check,
    read_credit_code,
    synthetic_credit_code,
    tidied,
)

REAL = ["914403001922038216", "9144030071526726XG", "91330100799655058B"]
"""Codes of well-known listed companies, as printed in their reports."""

any_synthetic = st.builds(
    synthetic_credit_code,
    st.integers(0, TEST_BODIES - 1),
    st.sampled_from(["430103", "433101"]),
    st.sampled_from("123"),
)


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_credit_code(text)
    return caught.value


def with_check(start: str) -> str:
    return start + uscc.calc_check_digit(start)


@pytest.mark.parametrize("code", REAL)
def test_real_codes_are_read_without_a_word(code: str) -> None:
    assert read_credit_code(code) == CreditCode(code)


@pytest.mark.parametrize(
    "typed",
    [
        " 9144030071526726XG ",
        "9144030071526726xg",
        "９１４４０３００７１５２６７２６ＸＧ",
        "91440300-7152-6726-XG",
        "9144 0300 7152 6726 XG",
        "91440300\u3000７１５２６７２６ｘｇ\n",
        "\u200b9144030071526726XG\ufeff",
        "914403.0071526726XG",
    ],
)
def test_what_people_type_is_tidied(typed: str) -> None:
    assert read_credit_code(typed).code == "9144030071526726XG"


@pytest.mark.parametrize("start", ["N2430103", "A1110000", "Y1430100"])
def test_letters_in_the_first_two_places_are_real(start: str) -> None:
    code = with_check(f"{start}TTTT0001{organisation_check('TTTT0001')}")

    assert read_credit_code(code) == CreditCode(code)


def test_a_weight_sum_of_nothing_wraps_to_zero() -> None:
    """One published library answers 31 here and fails."""
    codes = (synthetic_credit_code(n, "430103") for n in range(200))

    assert any(code.endswith("0") and read_credit_code(code).code == code for code in codes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", CreditCodeRefusal.EMPTY),
        (" \u200b ", CreditCodeRefusal.EMPTY),
        ("9144030071526726X", CreditCodeRefusal.LENGTH),
        ("9144030071526726XGG", CreditCodeRefusal.LENGTH),
        ("没有", CreditCodeRefusal.LENGTH),
        ("43010200001234X", CreditCodeRefusal.LENGTH),
        ("9" * 5000, CreditCodeRefusal.LENGTH),
        ("9144030071526726XH", CreditCodeRefusal.CHECK_DIGIT),
        ("9.143010012345678e+16", CreditCodeRefusal.SPREADSHEET_NUMBER),
        ("9.1430100123456E+16", CreditCodeRefusal.SPREADSHEET_NUMBER),
        ("9.14301E17", CreditCodeRefusal.SPREADSHEET_NUMBER),
        ("9144A30071526726XG", CreditCodeRefusal.REGION_LETTERS),
        ("9144030071526726X店", CreditCodeRefusal.LETTERS),
        ("9144030071526726X\ud800", CreditCodeRefusal.LETTERS),
    ],
)
def test_what_is_no_code_is_refused_for_what_it_is(typed: str, code: CreditCodeRefusal) -> None:
    assert refused(typed).code is code


def test_a_wrong_length_says_how_many_were_typed() -> None:
    assert refused("9144030071526726X").facts == {"found": 17, "expected": 18}


@pytest.mark.parametrize(("wrong", "right"), LIKELY.items())
def test_letters_that_do_not_occur_are_answered_with_the_likely_one(wrong: str, right: str) -> None:
    body = f"TTT{'U' if right == 'U' else 'T'}00{right if right != 'U' else '0'}1"
    code = with_check(f"91430103{body}{organisation_check(body)}")

    refusal = refused(code[:8] + code[8:16].replace(right, wrong) + code[16:])

    assert refusal.code is CreditCodeRefusal.LETTERS
    assert refusal.facts == {"found": wrong, "hints": {wrong: right}, "suggestion": code}


def test_no_suggestion_is_made_that_would_not_hold_either() -> None:
    assert refused("9144O30071526726XH").facts["suggestion"] == ""


def test_a_wrong_organisation_digit_is_a_warning() -> None:
    code = with_check("91430103TTTT00007")

    assert organisation_check("TTTT0000") != "7"
    assert read_credit_code(code).warnings == (CreditCodeWarning.ORGANISATION_CHECK,)


def test_an_unknown_registrar_is_a_warning() -> None:
    code = with_check(f"91990000TTTT0000{organisation_check('TTTT0000')}")

    assert read_credit_code(code).warnings == (CreditCodeWarning.UNKNOWN_REGION,)


@pytest.mark.parametrize("region", ["430122", "430112", "430100", "100000", "431121"])
def test_registrars_of_today_and_of_the_past_are_known(region: str) -> None:
    assert read_credit_code(synthetic_credit_code(1, region)).warnings == ()


def test_an_old_registration_number_is_accepted_and_marked() -> None:
    assert read_credit_code("１１０１０８ 0000 00016") == CreditCode("110108000000016", legacy=True)
    assert read_credit_code("430102000012345").warnings == (CreditCodeWarning.LEGACY_CHECK,)
    assert read_credit_code("999999000012345").warnings[-1] is CreditCodeWarning.UNKNOWN_REGION


def test_the_registrar_s_region_is_found_in_both_kinds() -> None:
    assert read_credit_code(REAL[0]).region_code == "440300"
    assert read_credit_code("110108000000016").region_code == "110108"


@given(any_synthetic, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]

    if wrong != code:
        assert refused(wrong).code in {CreditCodeRefusal.CHECK_DIGIT, CreditCodeRefusal.REGION_LETTERS}


@given(any_synthetic, st.integers(0, 16))
def test_every_swap_of_unequal_neighbours_is_caught(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if wrong != code:
        assert refused(wrong).code in {CreditCodeRefusal.CHECK_DIGIT, CreditCodeRefusal.REGION_LETTERS}


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    try:
        code = read_credit_code(text)
    except Refusal:
        return
    assert code.code == tidied(text)


@given(any_synthetic)
def test_synthetic_codes_pass_both_checks_and_are_known_as_such(code: str) -> None:
    assert read_credit_code(code) == CreditCode(code)
    assert is_synthetic(code)


def test_synthetic_codes_differ_in_the_organisation_part_alone_for_any_number() -> None:
    numbers = random.Random(1).sample(range(TEST_BODIES), 5_000)

    assert len({synthetic_credit_code(n, "430103")[8:16] for n in numbers}) == 5_000


def test_the_first_ten_thousand_have_the_documented_body() -> None:
    assert synthetic_credit_code(0, "430103")[8:16] == "TTTT0000"
    assert synthetic_credit_code(9_999, "430103")[8:16] == "TTTT9999"
    assert synthetic_credit_code(10_000, "430103")[8:16] == "TTTA0000"


@pytest.mark.parametrize("code", REAL)
def test_no_real_code_is_taken_for_a_synthetic_one(code: str) -> None:
    assert not is_synthetic(code)


@pytest.mark.parametrize(("n", "region"), [(-1, "430103"), (TEST_BODIES, "430103"), (0, "4301"), (0, "43010３")])
def test_there_is_no_synthetic_code_beyond_the_range_set_aside(n: int, region: str) -> None:
    with pytest.raises(ValueError, match="synthetic"):
        synthetic_credit_code(n, region)


def test_the_alphabet_is_that_of_the_standard() -> None:
    assert set(string.ascii_uppercase) - set(ALPHABET) == set("IOSVZ")
