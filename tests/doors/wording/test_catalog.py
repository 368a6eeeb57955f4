"""The catalogues: every sentence of a template has its Chinese, and nothing in them is stale or broken."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract

from trustcode.doors.wording.catalog import UnknownLanguage, catalog_files, read_catalog, translations
from trustcode.doors.wording.pages import TEMPLATES

OPTIONS = {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))
PO_FILES = [path for language in ("zh", "en") for path in catalog_files(language)]


@cache
def known() -> set[tuple[str | None, str]]:
    found = set()
    for path in catalog_files("zh"):
        for message in read_catalog(path, "zh"):
            if message.id and message.string:
                found.add((message.context, message.id[0] if isinstance(message.id, tuple) else message.id))
    return found


def asked_for(path: Path) -> set[tuple[str | None, str]]:
    with path.open("rb") as file:
        found = extract("jinja2.ext.babel_extract", file, KEYWORDS, options=OPTIONS)
        return {(context, words[0] if isinstance(words, tuple) else words) for _, words, _, context in found}


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_every_sentence_of_a_template_has_its_chinese(path: Path) -> None:
    assert sorted(asked_for(path) - known(), key=str) == []


@pytest.mark.parametrize("path", PO_FILES, ids=lambda p: p.name)
def test_a_translation_keeps_the_gaps_of_its_sentence(path: Path) -> None:
    gaps = re.compile(r"%\(\w+\)s")
    for message in read_catalog(path, path.parent.name):
        if not message.id or not message.string:
            continue
        wanted = set(gaps.findall(message.id if isinstance(message.id, str) else message.id[-1]))
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(set(gaps.findall(text)) == wanted for text in given), message.id


def test_two_catalogues_never_disagree_about_a_sentence() -> None:
    seen: dict[tuple[str | None, object], object] = {}
    for path in catalog_files("zh"):
        for message in read_catalog(path, "zh"):
            if message.id:
                assert seen.setdefault((message.context, message.id), message.string) == message.string


@pytest.mark.parametrize("path", catalog_files("zh"), ids=lambda p: p.name)
def test_chinese_sentences_use_full_width_punctuation(path: Path) -> None:
    slips = re.compile(r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!(][\u4e00-\u9fff]")
    for message in read_catalog(path, "zh"):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not message.id or not slips.search(text), text


@pytest.mark.parametrize("path", catalog_files("zh"), ids=lambda p: p.name)
def test_a_space_stands_between_han_and_latin_or_digits(path: Path) -> None:
    tight = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
    for message in read_catalog(path, "zh"):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            plain = re.sub(r"<[^>]*>|%\(\w+\)s", "…", text)
            assert not message.id or not tight.search(plain), text


@pytest.mark.parametrize("path", catalog_files("zh"), ids=lambda p: p.name)
def test_a_space_stands_between_han_and_a_day(path: Path) -> None:
    """A day begins with a digit, and so do `until` and `due`, which are days."""
    tight = re.compile(r"[\u4e00-\u9fff]%\((\w*day|until|due)\)s")
    for message in read_catalog(path, "zh"):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not message.id or not tight.search(text), text


def test_english_is_the_message_itself() -> None:
    words = translations("en")

    assert words.gettext("Sign in") == "Sign in"
    assert words.ngettext("%(num)s day", "%(num)s days", 2) == "%(num)s days"


def test_chinese_comes_from_the_catalogue() -> None:
    words = translations("zh")

    assert words.gettext("Sign in") == "登录"
    assert words.pgettext("standing", "Left") == "已退出"


def test_no_other_language_is_spoken() -> None:
    with pytest.raises(UnknownLanguage):
        translations("fr")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_words_stay_no_words(language: str) -> None:
    assert translations(language).gettext("") == ""
