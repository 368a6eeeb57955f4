"""Ids tell nothing, check digits catch slips, tidying changes nothing that a person meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.identifiers import damm, damm_holds, digits_of, has_controls, is_id, new_id, tidy

DIGITS = st.text("0123456789", min_size=1, max_size=20)


def test_ids_have_their_shape_and_do_not_repeat() -> None:
    ids = {new_id() for _ in range(500)}

    assert len(ids) == 500
    assert all(is_id(one) for one in ids)


@pytest.mark.parametrize("text", ["", "a" * 15, "a" * 17, "A" * 16, "i" * 16, "a" * 15 + "ｂ", "../" + "a" * 13])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_id(text)


def test_the_check_digit_is_damms() -> None:
    assert damm("572") == "4"  # the example of Damm's thesis


@given(DIGITS)
def test_a_right_check_digit_holds(digits: str) -> None:
    assert damm_holds(digits + damm(digits))


@given(DIGITS, st.data())
def test_every_single_wrong_digit_is_caught(digits: str, data: st.DataObject) -> None:
    whole = digits + damm(digits)
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != whole[place]]))

    assert not damm_holds(whole[:place] + wrong + whole[place + 1 :])


@given(DIGITS, st.data())
def test_every_swap_of_neighbours_is_caught(digits: str, data: st.DataObject) -> None:
    whole = digits + damm(digits)
    place = data.draw(st.integers(0, len(whole) - 2))
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]

    assert swapped == whole or not damm_holds(swapped)


@pytest.mark.parametrize("text", ["", "12a", "１２", "-1", "1 2"])
def test_only_ascii_digits_have_a_check_digit(text: str) -> None:
    with pytest.raises(ValueError, match="digits only"):
        damm(text)


@pytest.mark.parametrize("text", ["", "0", "a0", "１0"])
def test_what_is_too_short_or_no_number_does_not_hold(text: str) -> None:
    assert not damm_holds(text)


@pytest.mark.parametrize("mark", ["\0", "\x1b", "\x7f", "\x85", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff"])
def test_marks_that_no_name_needs_are_seen(mark: str) -> None:
    assert has_controls(f"湘味{mark}小馆")


@pytest.mark.parametrize("text", ["湘味小馆", "a b\nc\td", "é𠮷䶮", "Tǔjiā · 24 h"])
def test_ordinary_text_has_no_such_marks(text: str) -> None:
    assert not has_controls(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  湘味   小馆 ", "湘味 小馆"),
        ("ＡＢＣ１２３", "ABC123"),
        ("湘味　小馆", "湘味 小馆"),
        ("a\r\nb", "a b"),
        ("０７３１－８８８８", "0731-8888"),
        ("（长沙）店", "（长沙）店"),
        ("豈", "豈"),
        ("①", "①"),
        ("", ""),
    ],
)
def test_tidying_keeps_what_was_meant(typed: str, meant: str) -> None:
    assert tidy(typed) == meant


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(("typed", "digits"), [("0731-8888 1234", "073188881234"), ("１３８", "138"), ("abc", "")])
def test_digits_are_picked_out(typed: str, digits: str) -> None:
    assert digits_of(typed) == digits
