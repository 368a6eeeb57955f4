"""What stands together and how pressing a last day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from trustcode.complaints.rules.alike import Alike, Traits, alike
from trustcode.complaints.rules.holding import sketch
from trustcode.complaints.rules.pressing import Pressing, pressing
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar

AT = datetime(2026, 11, 23, tzinfo=UTC)
SCHEME = SchemeRules()
TEXT = "周六买的外套，第二天拉链就坏了，店里不给退，态度也不好。"


def traits(
    name: str, *, days: int = 0, shop: str = "s", receipt: bytes = b"", phone: bytes = b"", text: str = ""
) -> Traits:
    return Traits(name, shop, AT - timedelta(days=days), receipt, phone or name.encode(), sketch(text or name, b"k"))


def test_each_thing_in_common_is_named() -> None:
    one = traits("a", receipt=b"r", phone=b"p", text=TEXT)

    assert alike(one, traits("b", receipt=b"r", phone=b"p", text=TEXT + "！"), SCHEME) == tuple(Alike)
    assert alike(one, traits("c", shop="t", text=TEXT), SCHEME) == ()
    assert alike(one, traits("f", text="点的外卖里有一根头发，商家只肯退五块钱。"), SCHEME) == ()
    assert alike(one, traits("g", days=SCHEME.near_copy_days, text=TEXT), SCHEME) == (Alike.NEAR_WORDS,)
    assert alike(one, traits("d", days=SCHEME.near_copy_days + 1, text=TEXT), SCHEME) == ()


def test_nothing_given_is_nothing_in_common() -> None:
    bare = [Traits(name, "", AT, b"", b"", b"") for name in "ab"]

    assert alike(*bare, SCHEME) == ()


@pytest.mark.parametrize(
    ("due_on", "how"),
    [
        (None, Pressing.NONE),
        (date(2026, 11, 19), Pressing.OVER),
        (date(2026, 11, 20), Pressing.TODAY),
        (date(2026, 11, 24), Pressing.SOON),
        (date(2026, 11, 25), Pressing.LATER),
    ],
)
def test_soon_is_two_working_days_over_a_weekend(due_on: date | None, how: Pressing) -> None:
    assert pressing(due_on, date(2026, 11, 20), Calendar()) is how
