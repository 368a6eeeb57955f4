"""Reads: what rows of a list of closed complaints are read against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

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

_Unit = tuple[str, str, str]
"""Id, credit code, region."""


def records_known(reader: Reader, today: date, source: str) -> Known:
    """Codes, places, shops and earlier numbers, as they are now."""
    lists = catalogues(reader, today)
    goods = {**lists[Catalogue.GOODS_CATEGORY], **lists[Catalogue.SERVICE_CATEGORY]}

    named = _named(reader)
    earlier = _earlier(reader, source)

    def shop_of(text: str, region: str) -> tuple[str, ...]:
        digits = text.replace(" ", "")
        if len(digits) == SHORT_CODE and digits.isdigit():
            found = shop_of_short_code(reader, digits)
            return (found[0],) if found else ()
        return _shops(named.get(text.upper(), ()), text, region)

    return Known(
        today,
        _words(goods),
        _words(lists[Catalogue.PROBLEM_CATEGORY]),
        frozenset(places(reader, today)),
        shop_of,
        earlier.get,
    )


def _earlier(reader: Reader, source: str) -> dict[str, str]:
    """The digest of every number of a source that came in before."""
    rows = reader.rows(select(Reference.external_no, Reference.body_hash).where(Reference.source == source))
    return {row[0]: row[1] for row in rows}


def _named(reader: Reader) -> dict[str, list[_Unit]]:
    """Every unit in public by credit code, licence name and shop name; read once, since a file names many."""
    found: dict[str, list[_Unit]] = {}
    columns = Merchant.id, Merchant.credit_code, Merchant.region_code, Merchant.licence_name, Merchant.shop_name
    for own, code, region, *names in reader.rows(
        select(*columns).where(Merchant.standing.in_(PUBLIC)).order_by(columns[0])
    ):
        for name in {code, *(one.upper() for one in names)} - {""}:
            found.setdefault(name, []).append((own, code, region))
    return found


def _shops(units: Sequence[_Unit], text: str, region: str) -> tuple[str, ...]:
    """Units of a name in the region, and no other where it has one; a credit code counts everywhere."""
    near = [unit for unit in units if unit[2].startswith(prefix(region))]
    return tuple(own for own, code, _ in near or units if near or code == text.upper())


def _words(terms: Mapping[str, TermWords]) -> dict[str, str]:
    def names(code: str, term: TermWords) -> Iterable[str]:
        return code, term.zh, term.en, term.short_zh, term.short_en

    return {name: code for code, term in terms.items() for name in names(code, term)}
