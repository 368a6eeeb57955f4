"""Pure: which lists there are, and what one of their terms must look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any


class Catalogue(StrEnum):
    """The lists. A term is known by its list and its code."""

    UNIT_KIND = "unit_kind"
    INDUSTRY = "industry"
    GOODS_CATEGORY = "goods_category"
    SERVICE_CATEGORY = "service_category"
    PROBLEM_CATEGORY = "problem_category"
    ASSURANCE = "assurance"
    CLAUSE = "clause"
    EXCLUSION = "exclusion"
    GOODS_CONDITION = "goods_condition"
    BRING_ITEM = "bring_item"
    GIFT = "gift"
    FREIGHT = "freight"
    REFUND_METHOD = "refund_method"
    CROSS_STORE = "cross_store"
    RETURN_REFUSAL = "return_refusal"
    UNIT_REFUSAL = "unit_refusal"
    CORRECTION_REASON = "correction_reason"
    RECTIFY_GROUND = "rectify_ground"
    SUSPEND_GROUND = "suspend_ground"
    REMOVE_GROUND = "remove_ground"
    RESTORE_GROUND = "restore_ground"
    CLOSE_GROUND = "close_ground"
    OBJECTION_GROUND = "objection_ground"


class CatalogueRefusal(RefusalCode):
    """Why a term is not enacted."""

    NOT_A_CODE = "catalogue_not_a_code"
    WORDS_MISSING = "catalogue_words_missing"
    WORDS_TOO_LONG = "catalogue_words_too_long"
    ENDS_BEFORE_IT_STARTS = "catalogue_ends_before_it_starts"
    NOT_AFTER_ITS_START = "catalogue_not_after_its_start"
    NO_SUCH_TERM = "catalogue_no_such_term"


LONGEST = 600
LONGEST_SHORT = 80
"""Characters of the full and of the short wording."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


@dataclass(frozen=True)
class TermWords:
    """A term in both languages. The short wording is for a sign or a table and is the long one where none is needed."""

    code: str
    version: int
    zh: str
    en: str
    short_zh: str
    short_en: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The full wording in `zh` or `en`."""
        return self.en if language == "en" else self.zh

    def short(self, language: str) -> str:
        """The short wording in `zh` or `en`."""
        return self.short_en if language == "en" else self.short_zh


@dataclass(frozen=True)
class NewTerm:
    """A term to be enacted, in force from a day on. `place` orders the list and is no part of the wording."""

    catalogue: Catalogue
    code: str
    place: int
    zh: str
    en: str
    short_zh: str
    short_en: str
    detail: Mapping[str, Any]
    valid_from: date

    def content(self) -> tuple[Any, ...]:
        """What two versions differ in, if they do."""
        return (self.zh, self.en, self.short_zh, self.short_en, dict(self.detail))


def may_be(term: NewTerm) -> None:
    """Whether a term is whole: a plain code, words in both languages, none too long. Raises Refusal with all faults."""
    refuse_if_any(_faults(term))


def _faults(term: NewTerm) -> list[Fault]:
    faults = []
    if not _CODE.fullmatch(term.code):
        faults.append(Fault(CatalogueRefusal.NOT_A_CODE, "code", {"term": term.code[:40]}))
    for where, limit in (("zh", LONGEST), ("en", LONGEST), ("short_zh", LONGEST_SHORT), ("short_en", LONGEST_SHORT)):
        words = getattr(term, where)
        if not words.strip():
            faults.append(Fault(CatalogueRefusal.WORDS_MISSING, where, {"term": term.code}))
        elif len(words) > limit:
            faults.append(Fault(CatalogueRefusal.WORDS_TOO_LONG, where, {"term": term.code, "limit": limit}))
    return faults
