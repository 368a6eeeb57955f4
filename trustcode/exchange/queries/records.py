"""Reads: what rows of a list of closed complaints are read against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import func, or_, select

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.codes.queries import shop_of_short_code
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.records import Known
from trustcode.kernel.territory import prefix
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.regions.queries import places
from trustcode.storage.reading import Reader

SHORT_CODE = 12
_CACHED = 50_000
"""Shops whose names are remembered while a file is read."""


def records_known(reader: Reader, today: date, source: str) -> Known:
    """Codes, places, shops and earlier numbers, as they are now."""
    lists = catalogues(reader, today)
    goods = {**lists[Catalogue.GOODS_CATEGORY], **lists[Catalogue.SERVICE_CATEGORY]}

    @lru_cache(_CACHED)
    def shop_of(text: str, region: str) -> tuple[str, ...]:
        return _shops(reader, text, region)

    def before(number: str) -> str | None:
        mine = Reference.source == source, Reference.external_no == number
        return reader.one(select(Reference.body_hash).where(*mine))

    return Known(
        today,
        _words(goods),
        _words(lists[Catalogue.PROBLEM_CATEGORY]),
        frozenset(places(reader, today)),
        shop_of,
        before,
    )


def known_count(reader: Reader, source: str) -> int:
    """How many numbers of a source have come in."""
    return int(reader.scalar(select(func.count()).select_from(Reference).where(Reference.source == source)) or 0)


def _shops(reader: Reader, text: str, region: str) -> tuple[str, ...]:
    """Units by short code, credit code or name; those of the region first, and no other where it has one."""
    digits = text.replace(" ", "")
    if len(digits) == SHORT_CODE and digits.isdigit():
        found = shop_of_short_code(reader, digits)
        return (found[0],) if found else ()
    named = or_(Merchant.credit_code == text.upper(), Merchant.licence_name == text, Merchant.shop_name == text)
    mine = select(Merchant.id, Merchant.credit_code, Merchant.region_code)
    rows = reader.rows(mine.where(named, Merchant.standing.in_(PUBLIC)).order_by(Merchant.id))
    near = [row for row in rows if row[2].startswith(prefix(region))]
    wide = [row for row in rows if row[1] == text.upper()]
    return tuple(row[0] for row in near or wide)


def _words(terms: Mapping[str, TermWords]) -> dict[str, str]:
    def names(code: str, term: TermWords) -> Iterable[str]:
        return code, term.zh, term.en, term.short_zh, term.short_en

    return {name: code for code, term in terms.items() for name in names(code, term)}
