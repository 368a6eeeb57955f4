"""Finding a shop without its code: by words of its name or address, initials, region, kind, returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, cast, column, func, literal, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from trustcode.kernel.territory import is_region_code, prefix
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.keys import initials_asked, words_asked
from trustcode.projections.scan_card.models import ScanCard
from trustcode.projections.scan_card.schema import WORDS
from trustcode.projections.scan_card.texts import from_text
from trustcode.storage.reading import Reader

PAGE_SIZE = 20
MOST_PAGES = 50
LONGEST_TEXT = 60
"""Characters of a question that count; no name is longer."""

_ORDER = (Standing.ACTIVE, Standing.RECTIFYING, Standing.PUBLICISED, Standing.SUSPENDED)


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """What is looked for; everything empty means every shop. `page` counts from 1.

    `offers_returns` is asked of the day `on`; without one it means that returns are offered or announced.
    """

    text: str = ""
    region_code: str = ""
    unit_kind: str = ""
    offers_returns: bool = False
    on: date | None = None
    page: int = 1


@dataclass(frozen=True)
class SearchPage:
    """Twenty cards at most, how many there are in all, which page this is and of how many."""

    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int


def find_cards(reader: Reader, query: SearchQuery) -> SearchPage:
    """Shops in a public standing, those in force first, then names that begin as asked, then the shorter.

    A page beyond the last is the last; no more than the first thousand shops can be leafed through.
    """
    words = words_asked(query.text[:LONGEST_TEXT])
    if query.text.strip() and not words:
        return SearchPage((), 0, 1, 1)
    wanted = _filters(reader, query, words)
    total = int(reader.scalar(select(func.count()).select_from(ScanCard).where(*wanted)))
    pages = min(MOST_PAGES, max(1, -(-total // PAGE_SIZE)))
    page = min(max(1, query.page), pages)
    found = select(ScanCard.facts).where(*wanted).order_by(*_order(words))
    rows = reader.all(found.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return SearchPage(tuple(from_text(facts) for facts in rows), total, page, pages)


def _filters(reader: Reader, query: SearchQuery, words: tuple[str, ...]) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [ScanCard.standing.in_(sorted(PUBLIC))]
    if words:
        wanted.append(ScanCard.number.in_(_sqlite_match(words) if reader.is_sqlite else _postgresql_match(words)))
    if is_region_code(query.region_code):
        digits = prefix(query.region_code)
        wanted.append(ScanCard.region_code.between(digits.ljust(6, "0"), digits.ljust(6, "9")))
    if query.unit_kind:
        wanted.append(ScanCard.unit_kind == query.unit_kind)
    if query.offers_returns:
        wanted.append(ScanCard.offers_returns.is_(True))
    if query.offers_returns and query.on is not None:
        wanted.append(or_(ScanCard.offers_from.is_(None), ScanCard.offers_from <= query.on))
        wanted.append(or_(ScanCard.offers_until.is_(None), ScanCard.offers_until > query.on))
    return wanted


def _order(words: tuple[str, ...]) -> list[ColumnElement[int]]:
    phrase = " ".join(words)
    begins = func.substr(ScanCard.search_text, 1, len(phrase)) == phrase
    rank = case({standing.value: place for place, standing in enumerate(_ORDER)}, value=ScanCard.standing, else_=9)
    likeness = [case((begins, 0), else_=1), func.length(ScanCard.search_text)] if words else []
    return [rank, *likeness, ScanCard.number.expression]


def _sqlite_match(words: tuple[str, ...]) -> Select[Any]:
    """Words are quoted, so that no sign and no word in them is an operator (SQLite, FTS5, section 3)."""
    phrase = " ".join(words).replace('"', '""')
    match = f'words : "{phrase}" *'
    if spelled := initials_asked(words):
        match += f' OR initials : "{spelled}" *'
    index = table(WORDS, column("rowid"))
    return select(index.c.rowid).where(column(WORDS).op("MATCH")(literal(match)))


def _postgresql_match(words: tuple[str, ...]) -> Select[Any]:
    """A tsquery written out, each word quoted; the last one may be the beginning of a word."""
    index = table(WORDS, column("number"), column("words"), column("initials"))
    found = [index.c.words.op("@@")(_tsquery(words))]
    if spelled := initials_asked(words):
        found.append(index.c.initials.op("@@")(_tsquery((spelled,))))
    return select(index.c.number).where(or_(*found))


def _tsquery(words: tuple[str, ...]) -> ColumnElement[object]:
    quoted = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words]
    return cast(literal(" <-> ".join(quoted) + ":*"), TSQUERY)
