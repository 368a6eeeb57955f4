"""Personal data at rest opens with the right key, in the right place, unaltered; or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.storage.vault import Unsealable, Vault

VAULT = Vault({1: b"a" * 32, 2: b"b" * 32}, 2, b"i" * 32)
PURPOSE = "merchant.contact"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_again(text: str) -> None:
    assert VAULT.open(PURPOSE, VAULT.seal(PURPOSE, text)) == text


def test_sealing_twice_looks_different() -> None:
    assert VAULT.seal(PURPOSE, "13800000000") != VAULT.seal(PURPOSE, "13800000000")


def test_the_current_key_seals_and_older_keys_open() -> None:
    old = Vault({1: b"a" * 32}, 1, b"i" * 32).seal(PURPOSE, "x")

    assert VAULT.open(PURPOSE, old) == "x"
    assert VAULT.seal(PURPOSE, "x")[0] == 2


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(Unsealable):
        VAULT.open("merchant.phone", VAULT.seal(PURPOSE, "x"))


def test_a_key_that_is_gone_opens_nothing() -> None:
    with pytest.raises(Unsealable):
        Vault({1: b"a" * 32}, 1, b"i" * 32).open(PURPOSE, VAULT.seal(PURPOSE, "x"))


def test_every_altered_bit_is_noticed() -> None:
    sealed = VAULT.seal(PURPOSE, "138")
    for place in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(Unsealable):
            VAULT.open(PURPOSE, bytes(altered))


@pytest.mark.parametrize("sealed", [b"", b"\2", b"\2" + b"0" * 12, b"\2" + b"0" * 20])
def test_what_is_too_short_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unsealable):
        VAULT.open(PURPOSE, sealed)


def test_an_exact_value_can_be_found_again_without_being_known() -> None:
    found = VAULT.index(PURPOSE, "13800000000")

    assert found == VAULT.index(PURPOSE, "13800000000")
    assert len({found, VAULT.index("other", "13800000000"), VAULT.index(PURPOSE, "13800000001")}) == 3
    assert found != Vault(VAULT.keys, 2, b"j" * 32).index(PURPOSE, "13800000000")


def test_a_vault_shows_no_key() -> None:
    assert "aaaa" not in repr(VAULT)
    assert "iiii" not in repr(VAULT)


def test_a_veil_is_the_same_each_time_and_lifts_for_its_own_purpose_alone():
    vault = Vault({1: b"k" * 32}, 1, b"i" * 32)
    letters = vault.veil("list", "0123456789abcdef")

    assert letters == vault.veil("list", "0123456789abcdef")
    assert letters != vault.veil("other", "0123456789abcdef")
    assert vault.unveil("list", letters) == "0123456789abcdef"
    for wrong in (letters[:-1], letters + "A", letters.swapcase(), "", "é", "x" * 5000):
        with pytest.raises(Unsealable):
            vault.unveil("list", wrong)
    with pytest.raises(Unsealable):
        vault.unveil("other", letters)
    with pytest.raises(Unsealable):
        Vault({1: b"k" * 32}, 1, b"j" * 32).unveil("list", letters)
