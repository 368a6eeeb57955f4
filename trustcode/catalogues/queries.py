"""Reads: a list as it was on a day, one term, all versions of a term."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from trustcode.catalogues.models import Term
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.storage.reading import Reader

_PLAIN = select(Term.catalogue, Term.code, Term.version, Term.zh, Term.en, Term.short_zh, Term.short_en, Term.detail)
"""Every page and every card reads all lists; plain columns cost a third of mapped rows."""


def catalogue(reader: Reader, which: Catalogue, on: date) -> dict[str, TermWords]:
    """The terms of a list in force on a day, by code, in the order of the list."""
    wanted = select(Term).where(Term.catalogue == which, _in_force(on)).order_by(Term.place, Term.code)
    return {row.code: _words(row) for row in reader.all(wanted)}


def catalogues(reader: Reader, on: date) -> dict[Catalogue, dict[str, TermWords]]:
    """All lists on a day, in one read."""
    found: dict[Catalogue, dict[str, TermWords]] = {which: {} for which in Catalogue}
    for row in reader.rows(_PLAIN.where(_in_force(on)).order_by(Term.place, Term.code)):
        found[row.catalogue][row.code] = _words(row)
    return found


def term(reader: Reader, which: Catalogue, code: str, version: int) -> TermWords | None:
    """One version of a term, in force or not, or None; what was promised in it stays readable."""
    row = reader.get(Term, (which, code, version))
    return _words(row) if row else None


def versions(reader: Reader, which: Catalogue, code: str) -> Sequence[Term]:
    """All versions of a term, the oldest first."""
    return reader.all(select(Term).where(Term.catalogue == which, Term.code == code).order_by(Term.version))


def _in_force(on: date) -> ColumnElement[bool]:
    return and_(Term.valid_from <= on, or_(Term.valid_to.is_(None), Term.valid_to >= on))


def _words(row: Term | Row[Any]) -> TermWords:
    return _made(row.code, row.version, row.zh, row.en, row.short_zh, row.short_en, row.detail)


@lru_cache(maxsize=2_048)
def _made(code: str, version: int, zh: str, en: str, short_zh: str, short_en: str, detail: str) -> TermWords:
    """The same words are the same object: every page and every card asks for all of them, and nobody can change them."""
    return TermWords(code, version, zh, en, short_zh, short_en, MappingProxyType(json.loads(detail)))
