"""Words of a complaint that several doors show: what it is about and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.rules.words import Wish
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.labels import label
from trustcode.storage.reading import Reader


def category_words(reader: Reader, code: str, on: date) -> str:
    """A class of goods or services as it was called on a day; the code itself when no list has it."""
    return _term(reader, code, on, Catalogue.GOODS_CATEGORY, Catalogue.SERVICE_CATEGORY)


def problem_words(reader: Reader, code: str, on: date) -> str:
    """A class of problems as it was called on a day; the code itself when the list does not have it."""
    return _term(reader, code, on, Catalogue.PROBLEM_CATEGORY)


def wishes_words(wishes: Iterable[Wish]) -> str:
    """What is asked for, one after the other."""
    joint = "、" if the_language() == "zh" else ", "
    return joint.join(label(the_language(), wish) for wish in wishes)


def _term(reader: Reader, code: str, on: date, *lists: Catalogue) -> str:
    then = catalogues(reader, on)
    found = next((then[one][code] for one in lists if code in then[one]), None)
    return found.words(the_language()) if found else code
