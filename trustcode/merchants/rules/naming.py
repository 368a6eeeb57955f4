"""Pure: what a shop may be called, and the keys by which names are compared and found. Keys are never shown.

The tables are in `folding.json`: traditional to simplified characters, variants, and characters easily confused.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, islice, product

from pypinyin import Style, pinyin

from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any

MOST_INITIALS = 24
"""Spellings of initials kept for one name; the likeliest first."""

PUNCTUATION = frozenset(" -–—_·・•‧&'’‘“”\"`.,，。、;；:：!！?？()（）[]【】〔〕《》〈〉「」『』/+#@%°№~～*×…")
"""Signs that occur in names of shops, half and full width."""

_HAN = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAD9),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EE5D),
    (0x2F800, 0x2FA1D),
    (0x30000, 0x323AF),
)
"""Han characters with all extensions up to I; named by range, since Python's tables lag behind Unicode."""

_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_ACCENTS = (0x0300, 0x036F)
_MOST_ACCENTS = 2
_TAGS = (0xE0000, 0xE007F)


class NamingRefusal(RefusalCode):
    """Why a name is refused; `found` is the character, or its number (U+200B) where it cannot be seen."""

    NOTHING_TO_READ = "naming_nothing_to_read"
    HIDDEN_CHARACTER = "naming_hidden_character"
    PICTURE = "naming_picture"
    OTHER_SCRIPT = "naming_other_script"
    UNKNOWN_CHARACTER = "naming_unknown_character"
    BROKEN_CHARACTER = "naming_broken_character"


def is_han(char: str) -> bool:
    """Whether a character is a Han character of any block."""
    return any(first <= ord(char) <= last for first, last in _HAN)


def may_be_named(name: str) -> None:
    """Whether a name can be read by people: Han, Latin letters, digits and common punctuation.

    Raises one Refusal that names each kind of trouble once: hidden characters, pictures, other scripts, characters
    that no standard knows, broken ones, or nothing to read at all.
    """
    refuse_if_any(_name_faults(name))


def folded(text: str) -> str:
    """One form for all ways to write the same: width, case, accents, compatibility forms, traditional and variants."""
    plain = unicodedata.normalize("NFKD", text.translate(_simpler())).casefold()
    bare = "".join(c for c in plain if not _ACCENTS[0] <= ord(c) <= _ACCENTS[1])
    return unicodedata.normalize("NFC", bare).translate(_simpler())


def search_text(*texts: str) -> str:
    """The words of names for a full-text index: each Han character for itself, Latin words, numbers, between blanks.

    What a person types is put through the same function and then looked for as a phrase, so that one character or two
    are found as well as ten.
    """
    return " ".join(token for text in texts for token in _tokens(folded(text)))


def skeleton(name: str) -> str:
    """What is left of a name to the hurried eye: equal for names that look alike (after UTS 39, with our own tables)."""
    letters = "".join(c for c in folded(name).translate(_confused()) if c.isalnum())
    return letters.replace("rn", "m").replace("vv", "w")


def initials(name: str) -> tuple[str, ...]:
    """The first letters of a name in pinyin, with Latin letters and digits as they are: 长沙 KFC is cskfc, and zskfc.

    All readings of each character are tried, the one that fits the words first; at most 24 spellings come back.
    Characters without a known reading are passed over.
    """
    parts = list(_readings(folded(name)))
    return tuple(islice(_spellings(parts), MOST_INITIALS))


def _name_faults(name: str) -> list[Fault]:
    faults: dict[RefusalCode, Fault] = {}
    accents = 0
    for char in name:
        accents = accents + 1 if _is_accent(char) else 0
        code = NamingRefusal.HIDDEN_CHARACTER if accents > _MOST_ACCENTS else _trouble(char)
        if code is not None:
            faults.setdefault(code, Fault(code, facts={"found": _visible(char)}))
    if not faults and not any(is_han(c) or c.isalnum() for c in name):
        return [Fault(NamingRefusal.NOTHING_TO_READ)]
    return list(faults.values())


@lru_cache(maxsize=16_384)
def _trouble(char: str) -> NamingRefusal | None:
    if (
        is_han(char)
        or char in PUNCTUATION
        or _is_latin(char)
        or _is_accent(char)
        or (char.isascii() and char.isdigit())
    ):
        return None
    category = unicodedata.category(char)
    by_category = {
        "Cs": NamingRefusal.BROKEN_CHARACTER,
        "Cn": NamingRefusal.UNKNOWN_CHARACTER,
        "Co": NamingRefusal.UNKNOWN_CHARACTER,
        "So": NamingRefusal.PICTURE,
        "No": NamingRefusal.PICTURE,
        "Nl": NamingRefusal.PICTURE,
        "Sk": NamingRefusal.PICTURE,
        "Sm": NamingRefusal.PICTURE,
    }
    if category in by_category and not _TAGS[0] <= ord(char) <= _TAGS[1]:
        return by_category[category]
    return NamingRefusal.HIDDEN_CHARACTER if category[0] in "CZM" else NamingRefusal.OTHER_SCRIPT


def _is_latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ")


def _is_accent(char: str) -> bool:
    return _ACCENTS[0] <= ord(char) <= _ACCENTS[1]


def _visible(char: str) -> str:
    return char if char.isprintable() and not unicodedata.category(char).startswith("M") else f"U+{ord(char):04X}"


def _tokens(text: str) -> Iterator[str]:
    for match in re.finditer(r"[a-z]+|[0-9]+|\w", text):
        yield match.group()


def _readings(text: str) -> Iterator[list[str]]:
    """For each character its possible first letters, the likeliest first; Latin words and numbers in one piece."""
    for piece in re.findall(r"[a-z]+|[0-9]+|[^a-z0-9]+", text):
        if _TOKEN.fullmatch(piece):
            yield [piece]
            continue
        han = "".join(c for c in piece if is_han(c))
        likeliest = pinyin(han, style=Style.FIRST_LETTER)
        every = pinyin(list(han), style=Style.FIRST_LETTER, heteronym=True)
        for char, first, others in zip(han, likeliest, every, strict=True):
            known = [r for r in dict.fromkeys([*first, *others]) if r != char and r.isascii() and r.isalpha()]
            if known:
                yield known


def _spellings(parts: list[list[str]]) -> Iterator[str]:
    """Spellings without repeats, those that leave the likeliest reading in the fewest places first."""
    doubtful = [i for i, part in enumerate(parts) if len(part) > 1]
    seen: set[str] = set()
    for changes in range(len(doubtful) + 1):
        for places in combinations(doubtful, changes):
            for choice in product(*(parts[i][1:] for i in places)):
                chosen = dict(zip(places, choice, strict=True))
                spelling = "".join(chosen.get(i, part[0]) for i, part in enumerate(parts))
                if spelling and spelling not in seen:
                    seen.add(spelling)
                    yield spelling


@cache
def _tables() -> dict[str, list[str]]:
    file = resources.files("trustcode.merchants.rules").joinpath("folding.json")
    facts = json.loads(file.read_text(encoding="utf-8"))
    return {
        "pairs": [pair for name in ("traditional", "variants") for line in facts[name] for pair in line.split()],
        "groups": [group for line in facts["look_alike"] for group in line.split()],
        "letters": [letter + others for letter, others in facts["letters"].items()],
    }


@cache
def _simpler() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in _tables()["pairs"]}


@cache
def _confused() -> dict[int, str]:
    groups = _tables()["groups"] + _tables()["letters"]
    return {ord(other): group[0] for group in groups for other in group[1:]}
