"""What a person signs in with: a mobile number of the mainland, or an e-mail address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from trustcode.kernel.identifiers import digits_of, has_controls, tidy
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.reasons import PeopleRefusal

LONGEST_EMAIL = 254
LONGEST_NAME = 60

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PHONE_MARKS = re.compile(r"[\d\s+()\-]+")
_EMAIL = re.compile(r"[a-z0-9._%+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


class HandleKind(StrEnum):
    """A phone number or an e-mail address."""

    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True)
class Handle:
    """A sign-in name in its one form: eleven digits, or an address in lower case."""

    kind: HandleKind
    text: str


def read_handle(typed: str, where: str = "handle") -> Handle:
    """A handle from what was typed; full-width forms, blanks and +86 are tidied. Raises Refusal(HANDLE_SHAPE)."""
    text = tidy(typed)
    if "@" in text:
        address = text.lower()
        if len(address) <= LONGEST_EMAIL and _EMAIL.fullmatch(address) and ".." not in address:
            return Handle(HandleKind.EMAIL, address)
    elif len(text) <= 30 and _PHONE_MARKS.fullmatch(text):
        digits = digits_of(text)
        mobile = digits.removeprefix("0086").removeprefix("86") if len(digits) > 11 else digits
        if _MOBILE.fullmatch(mobile):
            return Handle(HandleKind.PHONE, mobile)
    raise Refusal(PeopleRefusal.HANDLE_SHAPE, where)


def read_name(typed: str, where: str = "name") -> str:
    """A person's name as one tidy line of at most 60 characters. Raises Refusal."""
    name = tidy(typed)
    if not name:
        raise Refusal(PeopleRefusal.NAME_MISSING, where)
    if len(name) > LONGEST_NAME:
        raise Refusal(PeopleRefusal.NAME_TOO_LONG, where, most=LONGEST_NAME)
    if has_controls(name):
        raise Refusal(PeopleRefusal.NAME_MARKS, where)
    return name


def masked(handle: Handle) -> str:
    """Enough of a handle for its owner to know it: 138****5678, l***@example.com."""
    if handle.kind is HandleKind.PHONE:
        return f"{handle.text[:3]}****{handle.text[-4:]}"
    name, _, host = handle.text.partition("@")
    return f"{name[0]}***@{host}"
