"""Pure: what is published of complaints as plain facts with words in both languages, for programs and for files alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.moderation_words import rank_words, why_words
from trustcode.publication.rules.showing import ModerationLine, ShownComplaint, Tombstone
from trustcode.regions.queries import places
from trustcode.regions.rules import Place, office_of
from trustcode.storage.reading import Reader

Facts = dict[str, Any]
Said = dict[str, str]


@dataclass(frozen=True)
class ListWords:
    """The words of the codes in what is published: classes and problems, and regions by their codes."""

    classes: Mapping[str, TermWords]
    problems: Mapping[str, TermWords]
    places: Mapping[str, Place]

    def term(self, terms: Mapping[str, TermWords], code: str) -> Said:
        """A code of a list with its words; a code that the list has no more speaks for itself."""
        words = terms.get(code)
        return {"code": code, "zh": words.zh if words else code, "en": words.en if words else code}

    def region(self, code: str) -> Said:
        """A region with its name."""
        place = self.places.get(code)
        return {"code": code, "zh": place.name_zh if place else code, "en": place.name_en if place else code}

    def office(self, code: str) -> Said:
        """The authority of a region with its name."""
        place = self.places.get(code)
        if place is None:
            return {"code": code, "zh": code, "en": code}
        office = office_of(place, self.places.get(place.parent or ""))
        return {"code": code, "zh": office.zh, "en": office.en}


def list_words(reader: Reader, on: date) -> ListWords:
    """The words as they are on a day."""
    classes = {
        **catalogue(reader, Catalogue.SERVICE_CATEGORY, on),
        **catalogue(reader, Catalogue.GOODS_CATEGORY, on),
    }
    return ListWords(classes, catalogue(reader, Catalogue.PROBLEM_CATEGORY, on), places(reader, on))


def coded(member: StrEnum) -> Said:
    """A member of ours: its code, which never changes, and its words."""
    return {"code": member.value, "zh": label("zh", member), "en": label("en", member)}


def result_facts(one: ShownComplaint, words: ListWords) -> Facts:
    """A result with exactly the ten fields that may be shown. `answered_in_time` is None where the office had it first."""
    return {
        "came_on": one.came_on.isoformat(),
        "respondent_name": one.respondent_name,
        "credit_code": one.credit_code,
        "district": words.region(one.district),
        "category": words.term(words.classes, one.category),
        "problem": words.term(words.problems, one.problem),
        "result": coded(one.result),
        "office": words.office(one.office),
        "reply": one.reply,
        "answered_in_time": one.answered_in_time,
    }


def stone_facts(one: Tombstone) -> Facts:
    """What is left of a hidden result."""
    return {"hidden_on": one.hidden_on.isoformat(), "ground": coded(one.ground)}


def line_facts(one: ModerationLine, words: ListWords) -> Facts:
    """A line of the log. `ground` has no code where none was needed; `merchant_id` is None where no shop is named."""
    return {
        "on": one.on.isoformat(),
        "act": coded(one.act),
        "ground": {"code": one.ground, "zh": why_words("zh", one), "en": why_words("en", one)},
        "region": words.region(one.region_code),
        "role": one.role,
        "second_role": one.second_role or None,
        "by": {"zh": rank_words("zh", one), "en": rank_words("en", one)},
        "merchant_id": one.merchant_id or None,
    }
