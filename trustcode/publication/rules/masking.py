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
    ACCOUNT = "account"
    HOME = "home"
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
_SEPARATOR = r"[\s\-－‐-―−·．.,，、。_/*+()（）:：\ufe0f\u20e3]{0,3}"
_DIGIT_RUN = re.compile(rf"(?<![0-9])[0-9](?:{_SEPARATOR}[0-9]){{6,}}(?:{_SEPARATOR}[Xx])?(?![0-9])")
_DAY = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"(?:[ T][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]))?"
)
_HAN_DIGITS = str.maketrans("零〇一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖", "0011223456789123456789")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,12}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][\s·.\-]{0,2}[A-HJ-NP-Z0-9](?:[ ·]?[A-HJ-NP-Z0-9]){4,5}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:微信|威信|薇信|[Ww]e ?[Cc]hat|[Ww]eixin|(?<![A-Za-z])(?:vx|wx|qq|v信|加v)|扣扣|抖音|支付宝)(?:账号|帐号|号码|号|ID)?[\s:：是为叫加]{0,4}"
    r"([A-Za-z0-9][-_A-Za-z0-9]{4,19})",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"[0-9A-Z]{1,4} ?(?:栋|幢|号楼|座)[ ，,-]?(?:[0-9一二三四五六七八九十]{1,3} ?单元[ ，,-]?)?[0-9]{2,4} ?(?:室|房|号|户)"
    r"|[0-9一二三四五六七八九十]{1,3} ?单元[ ，,-]?[0-9]{2,4} ?(?:室|房|号|户)"
)
_NAME = re.compile(r"(?:姓名|联系人|顾客|消费者|投诉人)(?:叫|为|是|[:：])\s*([\u3400-\u9fff]{2,4})")
_HIDDEN = "＊＊＊"


def mask(text: str, known: Known = Known()) -> Masked:
    """The text with every number, address or name that could lead to a person behind stars.

    Full-width and other digits are understood, those of Han in a row too, and what is put between them. Seven in a row
    are hidden whatever they are, but for days of the calendar.
    """
    found: set[Found] = set()
    plain = _without_digits("".join(_folded(c) for c in text), found)
    for kind, pattern in _WHOLE:
        plain, count = pattern.subn(_HIDDEN, plain)
        found.update({kind} if count else ())
    for kind, pattern in _NAMED:
        plain, count = pattern.subn(lambda m: m.group().replace(m.group(1), _HIDDEN), plain)
        found.update({kind} if count else ())
    for pattern in _of(known):
        plain, count = pattern.subn(_HIDDEN, plain)
        found.update({Found.NAME} if count else ())
    return Masked(plain if found else text, frozenset(found))


_WHOLE = ((Found.EMAIL, _EMAIL), (Found.PLATE, _PLATE), (Found.HOME, _HOME))
_NAMED = ((Found.ACCOUNT, _ACCOUNT), (Found.NAME, _NAME))


def _without_digits(plain: str, found: set[Found]) -> str:
    """Runs of digits hidden; found in a shadow of the text, of the same length, in which digits of Han are others'."""
    shadow = _DAY.sub(lambda day: "/" * len(day.group()), plain).translate(_HAN_DIGITS)
    pieces, end = [], 0
    for match in _DIGIT_RUN.finditer(shadow):
        found.add(_kind_of(re.sub(r"[^0-9X]", "", match.group().upper())))
        pieces += [plain[end : match.start()], _HIDDEN]
        end = match.end()
    return "".join([*pieces, plain[end:]])


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
    """One character for one: letters, digits and @ of any form as plain ones."""
    number = unicodedata.decimal(character, None)
    plain = unicodedata.normalize("NFKC", character) if number is None else str(number)
    return plain if len(plain) == 1 and ((plain.isascii() and plain.isalnum()) or plain == "@") else character


def _kind_of(bare: str) -> Found:
    if len(bare) == 15 or (len(bare) == 18 and id_card_holds(bare)):
        return Found.ID_CARD
    return Found.PHONE if len(bare) <= 13 else Found.BANK_CARD
