"""Masks for personal data: enough to recognise, too little to use."""

from __future__ import annotations

import re


def mask_phone(phone: str) -> str:
    """138****1234 for a mobile; for other numbers only the last two digits stay."""
    if re.fullmatch(r"1[0-9]{10}", phone):
        return f"{phone[:3]}****{phone[-4:]}"
    return "*" * max(len(phone) - 2, 0) + phone[-2:]


def mask_name(name: str) -> str:
    """张** for 张晓兰: the first character and two stars, whatever the length."""
    return f"{name[:1]}**" if name else ""


def mask_contact(text: str) -> str:
    """What somebody left to be reached by: a phone as above, z***@example.com for an address, else little but stars."""
    name, at, domain = text.partition("@")
    if at:
        return f"{name[:1]}***@{domain}"
    if re.fullmatch(r"[0-9 +()-]{6,}", text):
        return mask_phone(re.sub(r"[^0-9]", "", text))
    return f"{text[:1]}***" if text else ""
