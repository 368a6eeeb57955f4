"""What a business says of itself: each field checked, all faults told at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Fault, Refusal, RefusalCode, refuse_if_any
from trustcode.merchants.rules.credit_code import CreditCode, read_credit_code
from trustcode.merchants.rules.naming import may_be_named
from trustcode.merchants.rules.refusals import MerchantRefusal

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MOBILE_IN_GROUPS = re.compile(r"1(?:-?[0-9]){10}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,5})?")
_SERVICE = re.compile(r"[48]00-?[0-9]{3}-?[0-9]{4}")

LENGTHS = {
    "licence_name": 100,
    "shop_name": 40,
    "branch_name": 30,
    "street": 100,
    "contact_name": 30,
}
"""Longest texts, in characters."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A checked profile. `position` is latitude and longitude in millionths of a degree, or None."""

    credit_code: CreditCode
    licence_name: str
    shop_name: str
    branch_name: str
    unit_kind: str
    industry: str
    region_code: str
    street: str
    established_on: date
    contact_name: str
    contact_phone: str
    returns_phone: str
    position: tuple[int, int] | None
    photo: str
    thumb: str


@dataclass(frozen=True)
class Choices:
    """What may be chosen on the day: codes of kinds, industries and county-level regions."""

    kinds: Collection[str]
    industries: Collection[str]
    regions: Collection[str]


def read_profile(typed: Mapping[str, str], choices: Choices, today: date, *, photo_needed: bool = True) -> Profile:
    """A profile from what was typed. Raises one Refusal that names every fault by its field.

    Only a list from elsewhere may come without a photo of the door.
    """
    faults = [f for f in faults_of(typed, choices, today) if photo_needed or f.where != "photo"]
    refuse_if_any(faults)
    return Profile(
        credit_code=read_credit_code(typed["credit_code"]),
        **{name: tidy(typed.get(name, "")) for name in LENGTHS},
        **{name: typed[name] for name in ("unit_kind", "industry", "region_code")},
        established_on=date.fromisoformat(typed["established_on"]),
        contact_phone=read_phone(typed["contact_phone"]),
        returns_phone=read_phone(typed["returns_phone"]),
        position=_position(typed),
        photo=typed.get("photo", ""),
        thumb=typed.get("thumb", ""),
    )


def faults_of(typed: Mapping[str, str], choices: Choices, today: date) -> list[Fault]:
    """Every fault of what was typed; a page that asks only some fields keeps the faults of those."""
    return [
        *_of(lambda: read_credit_code(typed.get("credit_code", "")), "credit_code"),
        *[fault for name in LENGTHS for fault in _text_faults(name, typed.get(name, ""))],
        *_choice("unit_kind", typed, choices.kinds),
        *_choice("industry", typed, choices.industries),
        *_choice("region_code", typed, choices.regions),
        *_of(lambda: read_phone(typed.get("contact_phone", "")), "contact_phone"),
        *_of(lambda: read_phone(typed.get("returns_phone", "")), "returns_phone"),
        *_of(lambda: read_past_day(typed.get("established_on", ""), today), "established_on"),
        *([] if typed.get("photo") else [Fault(MerchantRefusal.NO_PHOTO, "photo")]),
    ]


def read_phone(text: str) -> str:
    """A mainland mobile (also in groups: 138-0013-8000), landline with area code, or 400/800 number, tidied.

    Raises Refusal.
    """
    bare = re.sub(r"[\s()（）]", "", tidy(text)).replace("－", "-").replace("—", "-")
    bare = re.sub(r"^(?:\+|00)86-?", "", bare)
    if not bare:
        raise Refusal(MerchantRefusal.REQUIRED)
    if _MOBILE_IN_GROUPS.fullmatch(bare):
        bare = bare.replace("-", "")
    if _MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return bare
    raise Refusal(MerchantRefusal.BAD_PHONE)


def read_past_day(text: str, today: date) -> date:
    """A civil day as YYYY-MM-DD, from 1949 to today. Raises Refusal."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(MerchantRefusal.BAD_DAY if text.strip() else MerchantRefusal.REQUIRED) from None
    if not date(1949, 10, 1) <= day <= today:
        raise Refusal(MerchantRefusal.BAD_DAY)
    return day


def _text_faults(name: str, typed: str) -> list[Fault]:
    text = tidy(typed)
    if not text:
        return [] if name == "branch_name" else [Fault(MerchantRefusal.REQUIRED, name)]
    if len(text) > LENGTHS[name]:
        return [Fault(MerchantRefusal.TOO_LONG, name, {"most": LENGTHS[name]})]
    return _of(lambda: may_be_named(text), name)


def _choice(name: str, typed: Mapping[str, str], known: Collection[str]) -> list[Fault]:
    value = typed.get(name, "")
    if not value:
        return [Fault(MerchantRefusal.REQUIRED, name)]
    return [] if value in known else [Fault(MerchantRefusal.UNKNOWN_CHOICE, name)]


def _of(attempt: Any, name: str) -> list[Fault]:
    try:
        attempt()
    except Refusal as refusal:
        return [Fault(_code(f), name, f.facts) for f in refusal.faults]
    return []


def _code(fault: Fault) -> RefusalCode:
    return fault.code


def _position(typed: Mapping[str, str]) -> tuple[int, int] | None:
    """Millionths of a degree from the phone's decimal text, if it lies in or near Hunan; else nothing."""
    try:
        latitude = round(float(typed.get("latitude", "")) * 1_000_000)
        longitude = round(float(typed.get("longitude", "")) * 1_000_000)
    except (ValueError, OverflowError):
        return None
    inside = 24_000_000 <= latitude <= 31_000_000 and 108_000_000 <= longitude <= 115_000_000
    return (latitude, longitude) if inside else None
