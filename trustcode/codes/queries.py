"""Reads: the prints of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trustcode.codes.models import Code
from trustcode.codes.rules.symbol import Symbol
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class CodePrint:
    """One print, as a page or a poster needs it."""

    id: str
    merchant_id: str
    serial: int
    key_id: int
    token: str
    short_code: str
    symbol: Symbol
    issued_on: date
    issued_at: datetime
    revoked_on: date | None
    revoked_why: str


def prints(reader: Reader, merchant_id: str) -> Sequence[CodePrint]:
    """All prints of a unit, the oldest first."""
    rows = reader.all(select(Code).where(Code.merchant_id == merchant_id).order_by(Code.serial))
    return [_print(row) for row in rows]


def valid_print(reader: Reader, merchant_id: str) -> CodePrint | None:
    """The newest print that is not revoked, or None."""
    valid = [p for p in prints(reader, merchant_id) if p.revoked_on is None]
    return valid[-1] if valid else None


def shop_of_short_code(reader: Reader, short_code: str) -> tuple[str, int] | None:
    """The unit and the serial of the print with these 12 digits, revoked or not; None when there is none."""
    row = reader.one(select(Code).where(Code.short_code == short_code))
    return (row.merchant_id, row.serial) if row else None


def _print(row: Code) -> CodePrint:
    names = [n for n in CodePrint.__dataclass_fields__ if n != "symbol"]
    return CodePrint(**{n: getattr(row, n) for n in names}, symbol=Symbol.from_bytes(row.symbol))
