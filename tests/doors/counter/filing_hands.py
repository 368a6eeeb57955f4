"""What a shopper does on the pages of a filing, as a browser sends it."""

from __future__ import annotations

import re
from typing import Any

from tests.doors.desk.owners import DeskApp, Person
from tests.merchants.builders import Shop

STORY = {"facts": "周六买的外套，第二天拉链就坏了，店里不给退。", "category": "clothing", "problem": "quality"}
DETAILS = {"wishes": ["return", "refund"], "amount_fen": "329", "bought_on": "2026-11-20", "happened_on": "2026-11-21"}
PERSON = {"name": "陈小满", "phone": "139 0000 5678"}
CONSENTS = {"may_publish": "yes", "may_delegate": "no"}


def begun(desk: DeskApp, shop: Shop, *, serial: int = 1, kind: str = "complaint") -> Person:
    """Somebody who scanned a code and has said what it is."""
    guest = desk.guest().open(f"/counter/complaint?shop={shop.id}&print={serial}")
    return guest.send({"kind": kind})


def up_to_the_phone(desk: DeskApp, shop: Shop, **changes: Any) -> Person:
    """All steps up to the digits."""
    guest = begun(desk, shop)
    guest.send({**STORY, **{k: v for k, v in changes.items() if k in STORY}})
    guest.send({**DETAILS, **{k: v for k, v in changes.items() if k in DETAILS}})
    guest.send()
    return guest.send({**PERSON, **{k: v for k, v in changes.items() if k not in {*STORY, *DETAILS}}})


def shown_digits(guest: Person) -> str:
    """The digits that the demonstration shows."""
    found = re.search(r"验证码是 (\d{6})", guest.words)
    assert found, guest.words
    return found[1]


def up_to_the_check(desk: DeskApp, shop: Shop, **changes: Any) -> Person:
    """All steps up to the last page."""
    guest = up_to_the_phone(desk, shop, **changes)
    return guest.send({"digits": shown_digits(guest)})


def filed_by_hand(desk: DeskApp, shop: Shop, **changes: Any) -> Person:
    """Somebody in front of the receipt."""
    return up_to_the_check(desk, shop, **changes).send(CONSENTS)


def pair_on(guest: Person) -> tuple[str, str]:
    """Number and secret on a receipt, as they are typed in."""
    number = re.search(r'matter-number">([\d ]+)<', guest.page)
    secret = re.search(r'matter-secret">([0-9a-z ]+)<', guest.page)
    assert number, guest.words
    assert secret
    return number[1].replace(" ", ""), secret[1].replace(" ", "")
