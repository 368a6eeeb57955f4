"""Acts: terms are enacted, each change as a new version; a term is repealed. No row is ever removed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from importlib import resources
from typing import Any

from sqlalchemy import select

from trustcode.catalogues import rules
from trustcode.catalogues.entries import TermRepealed, TermsEnacted
from trustcode.catalogues.models import Term
from trustcode.catalogues.rules import Catalogue, CatalogueRefusal, NewTerm
from trustcode.kernel.canonical import canonical
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen

SHIPPED = "shipped"

Versions = Mapping[tuple[Catalogue, str], Sequence[Term]]


def enact_terms(pen: Pen, *, terms: Sequence[NewTerm], subject: str) -> int:
    """Put terms into force; what is word for word in force already is left alone. Returns how many are new.

    A changed term becomes a new version and the old one ends the day before. Raises Refusal for a term that is not
    whole, or that would begin before the version it follows.
    """
    known = _versions(pen)
    new = [term for term in terms if not _is_latest(known, term)]
    return _enact(pen, known, new, subject)


def enact_term(pen: Pen, *, term: NewTerm) -> int:
    """One term, as `enact_terms`."""
    return enact_terms(pen, terms=[term], subject=term.catalogue.value)


def repeal_term(pen: Pen, *, catalogue: Catalogue, code: str, last_day: date) -> None:
    """A term is in force until the end of a day. Raises NotFound, or Refusal when it begins after that day."""
    wanted = select(Term).where(Term.catalogue == catalogue, Term.code == code, Term.valid_to.is_(None))
    row = pen.lock_one(wanted)
    if row is None:
        raise NotFound(CatalogueRefusal.NO_SUCH_TERM, "code", term=code)
    if last_day < row.valid_from:
        raise Refusal(CatalogueRefusal.NOT_AFTER_ITS_START, "last_day", valid_from=row.valid_from)
    row.valid_to = last_day
    pen.note(TermRepealed(subject=catalogue.value, code=code, valid_to=last_day))


def load_shipped(pen: Pen) -> int:
    """Enact the terms that come with the program; returns how many are new. Safe to run at every start.

    A wording that was in force once is not brought back: what the operator has enacted since stays.
    """
    known = _versions(pen)
    new = [term for term in shipped() if not _was_ever(known, term)]
    return _enact(pen, known, new, SHIPPED)


def shipped() -> tuple[NewTerm, ...]:
    """The terms that come with the program, list by list."""
    folder = resources.files("trustcode.catalogues").joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return tuple(term for file in files for term in read_terms(json.loads(file.read_text(encoding="utf-8"))))


def read_terms(facts: Mapping[str, Any]) -> list[NewTerm]:
    """The terms of one data file: lists by name, each term with its words; short words default to the long ones."""
    since = date.fromisoformat(facts["valid_from"])
    return [
        _read(Catalogue(name), place, one, since)
        for name, terms in facts["catalogues"].items()
        for place, one in enumerate(terms, start=1)
    ]


def _read(which: Catalogue, place: int, one: Mapping[str, Any], since: date) -> NewTerm:
    return NewTerm(
        which,
        one["code"],
        one.get("place", 10 * place),
        one["zh"],
        one["en"],
        one.get("short_zh", one["zh"]),
        one.get("short_en", one["en"]),
        one.get("detail", {}),
        date.fromisoformat(one["valid_from"]) if "valid_from" in one else since,
    )


def _enact(pen: Pen, known: Versions, new: Sequence[NewTerm], subject: str) -> int:
    for term in new:
        rules.may_be(term)
        earlier = known.get((term.catalogue, term.code), ())
        _end(earlier, term.valid_from)
        pen.add(_row(term, earlier[-1].version + 1 if earlier else 1))
    if new:
        pen.note(TermsEnacted(subject=subject, count=len(new), content_hash=_hash(new)))
    return len(new)


def _end(earlier: Sequence[Term], start: date) -> None:
    if not earlier:
        return
    last = earlier[-1]
    if start <= last.valid_from or (last.valid_to is not None and start <= last.valid_to):
        raise Refusal(CatalogueRefusal.NOT_AFTER_ITS_START, "valid_from", term=last.code, valid_from=last.valid_from)
    if last.valid_to is None:
        last.valid_to = start - timedelta(days=1)


def _versions(pen: Pen) -> Versions:
    found = defaultdict(list)
    for row in pen.all(select(Term).order_by(Term.version)):
        found[row.catalogue, row.code].append(row)
    return found


def _is_latest(known: Versions, term: NewTerm) -> bool:
    rows = known.get((term.catalogue, term.code), ())
    return bool(rows) and rows[-1].valid_to is None and _content(rows[-1]) == term.content()


def _was_ever(known: Versions, term: NewTerm) -> bool:
    return any(_content(row) == term.content() for row in known.get((term.catalogue, term.code), ()))


def _content(row: Term) -> tuple[Any, ...]:
    return (row.zh, row.en, row.short_zh, row.short_en, json.loads(row.detail))


def _row(term: NewTerm, version: int) -> Term:
    return Term(
        catalogue=term.catalogue,
        code=term.code,
        version=version,
        place=term.place,
        zh=term.zh,
        en=term.en,
        short_zh=term.short_zh,
        short_en=term.short_en,
        detail=canonical(term.detail).decode(),
        valid_from=term.valid_from,
        valid_to=None,
    )


def _hash(terms: Iterable[NewTerm]) -> str:
    return hashlib.sha256(canonical([[t.catalogue, t.code, *t.content(), t.valid_from] for t in terms])).hexdigest()
