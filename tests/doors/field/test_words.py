"""Words that are counted have their Chinese, and every act says what follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.catalogues.rules import Catalogue
from trustcode.doors.field import clock_view, promise_view, queue, queue_view, reports, speaker
from trustcode.doors.field.consequences import follows
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.catalog import translations
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar
from trustcode.merchants.rules.standing import ARROWS, Act

PAIRS = [
    speaker.LATE, speaker.LEFT, queue.FIRST_TODAY, queue.FOUND, queue_view.OBJECTIONS, reports.COUNT,
    promise_view.WINDOW, promise_view.REFUND, clock_view.NOTE, clock_view.FIRST_NOTE, clock_view.OVER_NOTE,
]  # fmt: skip
OFFICERS_ACTS = sorted({a.act for a in ARROWS} - {
    Act.SUBMIT, Act.RESUBMIT, Act.RECALL, Act.CLOSE_UNANSWERED, Act.LAPSE, Act.WITHDRAW, Act.REAPPLY,
})  # fmt: skip


def say(language: str = "zh") -> Speaker:
    return Speaker(language, date(2026, 11, 23), Calendar(), {which: {} for which in Catalogue}, {}, {})


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1])
def test_what_is_counted_has_its_chinese(pair: tuple[str, str]) -> None:
    assert translations("zh").ngettext(*pair, 2) not in pair


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("act", OFFICERS_ACTS)
def test_every_act_of_an_officer_says_what_follows(act: Act, language: str) -> None:
    said = follows(say(language), act, "shop", SchemeRules())

    assert said
    assert not any("…" in one or "%(" in one for one in said)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), "已超期 3 个自然日"),
        (date(2026, 11, 23), "今天到期"),
        (date(2026, 11, 24), "还有 1 个工作日"),
        (date(2026, 11, 30), "还有 5 个工作日"),
    ],
)
def test_a_deadline_says_how_long_there_is(due: date, words: str) -> None:
    assert say().left(due) == words


def test_somebody_without_a_name_is_an_officer() -> None:
    assert say("en").person("x" * 16) == "an officer"
