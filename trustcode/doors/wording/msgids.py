"""Marks words that stand in Python code, so that the catalogues can be checked against them; says them in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trustcode.doors.wording.catalog import translations

Word = tuple[str, str]
"""A word that needs its context to be translated: context and message id."""


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a message id for translation without translating it now."""
    return message


def word(context: str, message: str) -> Word:
    """Mark a word with its context, such as `act` or `history`."""
    return context, message


def say(language: str, message: str, facts: Mapping[str, Any] | None = None) -> str:
    """A marked sentence in a language, facts filled in; a fact that was left out shows as an ellipsis."""
    return filled(translations(language).gettext(message), facts or {})


def say_word(language: str, marked: Word) -> str:
    """A marked word in a language."""
    return translations(language).pgettext(*marked)


def filled(text: str, facts: Mapping[str, Any]) -> str:
    """A sentence with its gaps filled; one without gaps stays as it is."""
    return text % _Forgiving(facts) if "%(" in text else text


class _Forgiving(dict[str, Any]):
    """A page in words is worth more than a page that fails because a fact was left out."""

    def __missing__(self, key: str) -> str:
        return "…"
