"""Which passwords are good enough (OWASP ASVS 5.0, 6.2): long, used exactly as typed, not common, not about the owner.

There is no rule about kinds of characters and no expiry. Blanks and Chinese characters count like all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.reasons import PeopleRefusal

SHORTEST = 12
LONGEST = 128
OWN_PART = 8
"""Characters that must remain when every word that others can guess about the owner is taken away."""

CONTEXT = (
    "trustcode",
    "fangxinma",
    "放心码",
    "放心消费",
    "12315",
    "changsha",
    "hunan",
    "湖南",
    "长沙",
    "password",
    "密码",
)
"""Words that stand on every page of the product, or near it."""

_FILE = Path(__file__).resolve().parent.parent / "common_passwords.txt"
_WALKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
_FEW = 3
_LONGEST_UNIT = 6


@cache
def common_passwords() -> frozenset[str]:
    """The shipped list, in lower case."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


def check_password(password: str, related: Iterable[str] = (), where: str = "password") -> None:
    """Quiet for a good password; otherwise raises Refusal with what is wrong.

    `related` are words that others can guess about the owner: name, sign-in name, names of the shop.
    """
    _check_length(password, where)
    folded = password.casefold()
    if folded in common_passwords() or is_simple(folded):
        raise Refusal(PeopleRefusal.PASSWORD_COMMON, where)
    if len(_without(folded, [*related, *CONTEXT])) < OWN_PART:
        raise Refusal(PeopleRefusal.PASSWORD_RELATED, where)


def is_simple(folded: str) -> bool:
    """Whether a password says little for its length: few characters, one piece repeated, a walk over the keys."""
    if len(set(folded)) <= _FEW or _is_repeated(folded):
        return True
    return any(folded in walk * 6 or folded in walk[::-1] * 6 for walk in _WALKS)


def _check_length(password: str, where: str) -> None:
    try:
        password.encode()
    except UnicodeEncodeError:
        raise Refusal(PeopleRefusal.PASSWORD_BROKEN, where) from None
    if "\0" in password:
        raise Refusal(PeopleRefusal.PASSWORD_BROKEN, where)
    if len(password) < SHORTEST:
        raise Refusal(PeopleRefusal.PASSWORD_SHORT, where, least=SHORTEST, typed=len(password))
    if len(password) > LONGEST:
        raise Refusal(PeopleRefusal.PASSWORD_LONG, where, most=LONGEST)


def _is_repeated(folded: str) -> bool:
    return any(folded == (folded[:n] * len(folded))[: len(folded)] for n in range(1, _LONGEST_UNIT + 1))


def _without(folded: str, words: Iterable[str]) -> str:
    for word in sorted(_pieces(words), key=len, reverse=True):
        folded = folded.replace(word, "")
    return folded


def _pieces(words: Iterable[str]) -> set[str]:
    """Each word whole and in parts: a name without its blanks, an address before the @."""
    pieces: set[str] = set()
    for word in words:
        whole = tidy(word).casefold()
        pieces |= {whole, whole.replace(" ", ""), whole.partition("@")[0], *whole.split(" ")}
    return {piece for piece in pieces if len(piece) >= (4 if piece.isascii() else 2)}
