"""A notice in words: what it is, and what to do; for the desk and for letters. Nothing in it names a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trustcode.doors.wording import filters
from trustcode.doors.wording.month_words import period_words
from trustcode.doors.wording.msgids import say
from trustcode.doors.wording.words.notices import NOTICES, NOTICES_LAST
from trustcode.notices.rules import NoticeKind, Stage


@dataclass(frozen=True)
class NoticeWords:
    """One notice: a line, and a sentence on what to do."""

    title: str
    text: str


def notice_words(
    language: str, kind: NoticeKind, facts: Mapping[str, str], due_on: date | None, today: date | None = None
) -> NoticeWords:
    """The words of a notice in a language; the last stage of a reminder has words of its own."""
    is_last = facts.get("stage") == Stage.LAST and kind in NOTICES_LAST
    title, text = (NOTICES_LAST if is_last else NOTICES)[kind]
    about = facts.get("about", "")
    if kind is NoticeKind.MONTH_DUE and about:
        about = period_words(language, about)
    day = filters.day_weekday(language, due_on, today) if due_on else ""
    said = {**facts, "about": about, "day": day, "number": filters.short_code(facts.get("number", ""))}
    return NoticeWords(say(language, title, said), say(language, text, said))
