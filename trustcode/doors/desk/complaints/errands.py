"""Complaints among the things to do: those that wait for an answer come before everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from trustcode.complaints.queries.lists import ComplaintRow, counts_of_shop, of_shop
from trustcode.complaints.queries.settling import member_since
from trustcode.complaints.queries.silence import owed_answers
from trustcode.complaints.rules.course import OPEN, State
from trustcode.doors.desk.complaints.listing import Names, kind_words, kinds
from trustcode.doors.desk.todo import Errand
from trustcode.doors.lobby.clock_days import clock_left
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day, nb
from trustcode.doors.wording.msgids import N_, say_word, word
from trustcode.storage.reading import Reader

FRONT = 3
"""Complaints that stand on the first page one by one."""


@dataclass(frozen=True)
class Told:
    """What the first page says of complaints, read once."""

    waiting: Sequence[ComplaintRow]
    count: int
    open_ones: int
    whole: int
    owed: Sequence[str]
    names: Names
    since: date | None


def complaints_told(reader: Reader, merchant_id: str) -> Told:
    """The facts about the complaints of a shop."""
    counts = counts_of_shop(reader, merchant_id)
    first = of_shop(reader, merchant_id, only_open=True, limit=FRONT) if counts.get(State.SETTLING) else ()
    return Told(
        waiting=[row for row in first if row.state is State.SETTLING],
        count=counts.get(State.SETTLING, 0),
        open_ones=sum(count for state, count in counts.items() if state in OPEN),
        whole=sum(counts.values()),
        owed=owed_answers(reader, merchant_id) if counts else (),
        names=kinds(reader) if counts else {},
        since=member_since(reader, merchant_id),
    )


def complaint_errands(merchant_id: str, told: Told, today: date) -> list[Errand]:
    """The lines about complaints, what presses first; they stand above all others."""
    path = url_for("desk.complaints", merchant_id=merchant_id)
    found = [_errand(one, told, today) for one in told.waiting]
    if told.count > len(told.waiting):
        more = told.count - len(told.waiting)
        what = _counted(
            "%(num)s more complaint waits for your answer", "%(num)s more complaints wait for your answer", more
        )
        found.append(Errand("", "", what, "", path))
    if told.owed:
        what = _counted(
            "%(num)s complaint never had an answer", "%(num)s complaints never had an answer", len(told.owed)
        )
        why = translate(N_("Your public page says so until you answer."))
        late = url_for("desk.complaint_page", merchant_id=merchant_id, complaint_id=told.owed[0])
        found.append(Errand(translate(N_("now")), "", what, why, late, "late"))
    return sorted(found, key=lambda one: not one.due)


def complaint_state(told: Told) -> str:
    """How it stands with the complaints, in a word for the list of places."""
    if told.open_ones:
        return _counted("%(num)s not ended", "%(num)s not ended", told.open_ones)
    return (
        _counted("%(num)s, all ended", "%(num)s, all ended", told.whole)
        if told.whole
        else say_word(the_language(), word("desk complaint", "none yet"))
    )


def _errand(one: ComplaintRow, told: Told, today: date) -> Errand:
    kind = kind_words(told.names, one.category, one.problem)
    what = translate(N_("Answer a complaint: %(kind)s")) % {"kind": kind}
    path = url_for("desk.complaint_page", merchant_id=one.merchant_id, complaint_id=one.id)
    if one.due_on is None:
        return Errand(translate(N_("now")), "", what, "", path)
    left = clock_left(the_language(), one.due_on, today)
    due = left.tone if left.tone in {"near", "today", "late"} else ""
    when = translate(N_("today")) if left.tone == "today" else nb(day(the_language(), one.due_on, today))
    why = translate(N_("Without an answer it goes to the authority, and your public page says so."))
    return Errand(when, left.left, what, why, path, due)


def _counted(one: str, many: str, count: int) -> str:
    return translations(the_language()).ngettext(one, many, count) % {"num": count}
