"""Personal data in a text that is to be shown: found, and put behind stars with a mark that says so.

A shop's reply is the only free text that is ever public. What is found here is masked and waits for an officer's look.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from trustcode.complaints.rules.identity import id_card_holds


class Found(StrEnum):
    """What kind of personal data was found."""

    ID_CARD = "id_card"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    NAME = "name"


@dataclass(frozen=True)
class Masked:
    """A text that may be looked at, and what was taken out of it."""

    text: str
    found: frozenset[Found]


@dataclass(frozen=True)
class Known:
    """What is known of the shopper and must not stand in the text: the name, and numbers or an address."""

    name: str = ""
    others: tuple[str, ...] = ()


_TITLES = "(?:先生|女士|小姐|太太|同志|阿姨|大姐|大哥|师傅|老师|老板)"
_SEPARATOR = r"[ \-‐-―−·.]?"
_DIGIT_RUN = re.compile(rf"(?<![0-9])[0-9](?:{_SEPARATOR}[0-9]){{6,24}}(?:{_SEPARATOR}[Xx])?(?![0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,12}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_NAME = re.compile(r"(?:姓名|联系人|顾客|消费者|投诉人)(?:叫|为|是|[:：])\s*([\u3400-\u9fff]{2,4})")
_HIDDEN = "＊＊＊"


def mask(text: str, known: Known = Known()) -> Masked:
    """The text with every number, address or name that could lead to a person behind stars.

    Full-width digits are understood. Runs of digits are judged by what they could be: 18 with the right check
    character, 15 to 19 that could be a card, 7 to 12 that could be a phone.
    """
    found: set[Found] = set()
    plain = "".join(_folded(c) for c in text)

    def digits(match: re.Match[str]) -> str:
        bare = re.sub(r"[^0-9X]", "", match.group().upper())
        kind = _kind_of(bare)
        if kind is None:
            return match.group()
        found.add(kind)
        return _HIDDEN

    plain = _DIGIT_RUN.sub(digits, plain)
    for kind, pattern in ((Found.EMAIL, _EMAIL), (Found.PLATE, _PLATE)):
        plain, count = pattern.subn(_HIDDEN, plain)
        found.update({kind} if count else ())
    plain, count = _NAME.subn(lambda m: m.group().replace(m.group(1), _HIDDEN), plain)
    found.update({Found.NAME} if count else ())
    for pattern in _of(known):
        plain, count = pattern.subn(_HIDDEN, plain)
        found.update({Found.NAME} if count else ())
    return Masked(plain if found else text, frozenset(found))


def _of(known: Known) -> list[re.Pattern[str]]:
    """The shopper's own name, also as a surname with a title, and whatever else of theirs is known."""
    name = known.name.strip()
    whole = [one.strip() for one in (name, *known.others) if len(one.strip()) > 1]
    surnames = [name[:2], name[:1]] if len(name) > 2 else [name[:1]] if name else []
    return [
        *(re.compile(re.escape(one), re.IGNORECASE) for one in whole),
        *(re.compile(re.escape(surname) + _TITLES) for surname in surnames),
    ]


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and ((plain.isascii() and plain.isalnum()) or plain == "@") else character


def _kind_of(bare: str) -> Found | None:
    if len(bare) == 18 and id_card_holds(bare):
        return Found.ID_CARD
    if len(bare) == 15 or 16 <= len(bare) <= 19:
        return Found.BANK_CARD if len(bare) != 15 else Found.ID_CARD
    return Found.PHONE if 7 <= len(bare) <= 13 else None
