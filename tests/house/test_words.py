"""Every code that a page may show has words in both languages, and every word marked in code has its Chinese."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

import pytest
from babel.messages.extract import extract_from_file

from tests.house.source import inside, module_of, python_files
from trustcode.doors.lobby import words as lobby_words
from trustcode.doors.wording.catalog import LANGUAGES, translations
from trustcode.doors.wording.labels import (
    Audience,
    act_done,
    act_verb,
    has_words,
    label,
    official_word,
    standing_means,
    words_of,
)
from trustcode.doors.wording.words.ledger import LEDGER
from trustcode.doors.wording.words.months import MONTHS
from trustcode.doors.wording.words.returns import REASONS, VERDICTS
from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Fault, RefusalCode
from trustcode.merchants.rules.findings import Check, Level
from trustcode.merchants.rules.standing import Act, Standing

HAN = re.compile(r"[\u4e00-\u9fff]")
MARKED = {"N_": None, "word": ((1, "c"), 2)}
COUNTED = {"seconds": 30, "n": 2, "count": 2}
MEMBERS = [*Standing, *Act, *Role, *Check, *Level, *LEDGER, *MONTHS, *VERDICTS, *REASONS]


@cache
def reasons() -> tuple[RefusalCode, ...]:
    """All members of all enums of reasons, wherever in the product they are defined."""
    for path in python_files():
        if "(RefusalCode)" in path.read_text(encoding="utf-8"):
            importlib.import_module(module_of(path))
    ours = [enum for enum in RefusalCode.__subclasses__() if enum.__module__.startswith("trustcode.")]
    return tuple(member for enum in ours for member in enum)


def speaks(language: str, text: str) -> bool:
    """Whether a text is in a language: Han letters in Chinese, none in English."""
    return bool(text) and bool(HAN.search(text)) is (language == "zh")


def test_the_doors_own_reasons_are_registered() -> None:
    assert all(has_words(role) for role in Role)
    assert lobby_words.register


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language: str) -> None:
    silent = [r for r in reasons() if not speaks(language, words_of(language, Fault(r, facts=dict(COUNTED))))]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: f"{type(m).__name__}.{m.name}")
def test_every_member_has_words(member: StrEnum, language: str) -> None:
    assert speaks(language, label(language, member))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_an_official_word_and_a_meaning_for_each_reader(standing: Standing, language: str) -> None:
    said = [official_word(language, standing), *(standing_means(language, standing, a) for a in Audience)]
    assert all(speaks(language, one) for one in said)


@pytest.mark.parametrize("act", Act)
def test_a_button_and_the_history_say_an_act_in_both_languages(act: Act) -> None:
    assert all(speaks(language, say(language, act)) for language in LANGUAGES for say in (act_verb, act_done))


def marked() -> Iterator[tuple[str, str | None, str]]:
    """Every text marked in Python code: file, context, English."""
    for path in python_files():
        for _, text, _, context in extract_from_file("python", path, MARKED):
            yield inside(path), context, text if isinstance(text, str) else text[0]


def test_every_text_marked_in_code_has_its_chinese() -> None:
    chinese = translations("zh")
    missing = [
        (file, text)
        for file, context, text in marked()
        if (chinese.pgettext(context, text) if context else chinese.gettext(text)) == text
    ]
    assert missing == []


def test_a_missing_fact_never_fails_a_page() -> None:
    assert all(words_of("zh", Fault(reason, facts={"seconds": 1})) for reason in reasons())
