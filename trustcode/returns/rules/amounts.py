"""Amounts as people type them, to whole fen."""

from __future__ import annotations

import re
import unicodedata

from trustcode.kernel.refusals import Refusal
from trustcode.returns.rules.refusals import ReturnRefusal

MOST_FEN = 1_000_000_000
"""Ten million yuan: no single purchase over a counter comes near it, a slip of the keys soon does."""

_LONGEST = 64
_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")


def fen_of(text: str, where: str = "") -> int:
    """Whole fen from yuan as typed: `12.5`, `¥1,299.00`, `１２元`. Nought is an amount.

    Raises Refusal AMOUNT_MISSING, AMOUNT_NEGATIVE, AMOUNT_DECIMALS (more than two), AMOUNT_TOO_LARGE or
    AMOUNT_UNREADABLE (exponents, words and anything else), each with `where`, the name of the field.
    """
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:_LONGEST]))
    bare = re.sub(r"^(?:¥|\N{FULLWIDTH YEN SIGN}|RMB|CNY)|(?:元|块|圆)$", "", bare, flags=re.IGNORECASE)
    if not bare:
        raise Refusal(ReturnRefusal.AMOUNT_MISSING, where)
    if bare[0] in "-−–" and _AMOUNT.fullmatch(bare[1:].lstrip("¥")):
        raise Refusal(ReturnRefusal.AMOUNT_NEGATIVE, where)
    match = _AMOUNT.fullmatch(bare)
    if match is None or len(text) > _LONGEST:
        raise Refusal(ReturnRefusal.AMOUNT_UNREADABLE, where)
    yuan, decimals = match[1].replace(",", ""), match[2] or ""
    if len(decimals) > 2:
        raise Refusal(ReturnRefusal.AMOUNT_DECIMALS, where)
    fen = int(yuan) * 100 + int(decimals.ljust(2, "0"))
    if fen > MOST_FEN:
        raise Refusal(ReturnRefusal.AMOUNT_TOO_LARGE, where, most_yuan=MOST_FEN // 100)
    return fen
