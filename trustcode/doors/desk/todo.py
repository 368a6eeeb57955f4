"""What a shop has to do now: one line an errand, verb first, with the day by which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from trustcode.codes.queries import CodePrint
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day, nb, weekday
from trustcode.doors.wording.msgids import N_, say_word, word
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Act, Standing

BY = word("errand", "by %(weekday)s")


@dataclass(frozen=True)
class Errand:
    """One line. `when` and `hour` are words, `due` is empty, `near`, `today` or `late`; without a path it is a thing to know."""

    when: str
    hour: str
    what: str
    why: str
    path: str = ""
    due: str = ""
    on: date | None = None

    @property
    def is_later(self) -> bool:
        """Whether its day lies ahead and nothing is to be done before."""
        return self.on is not None and not self.due


def by_day(due_on: date, today: date, what: str, why: str, path: str) -> Errand:
    """An errand with a last day: its words and how pressing it is."""
    due = "" if due_on > today else "today" if due_on == today else "late"
    when, until = _Case.day_words(due_on, today)
    return Errand(when, _late((today - due_on).days) if due == "late" else until, what, why, path, due, due_on)


def _late(days: int) -> str:
    one, many = "%(num)s day late", "%(num)s days late"
    return translations(the_language()).ngettext(one, many, days) % {"num": days}


def in_order(errands: Sequence[Errand]) -> list[Errand]:
    """Late, then today, then what has no day, then by day."""
    rank = {"late": 0, "today": 1}
    return sorted(errands, key=lambda one: (rank.get(one.due, 2 if one.on is None else 3), one.on or date.min))


@dataclass(frozen=True)
class _Case:
    """A shop on a day, in a language, with the ground of its standing in words and the act that brought it there."""

    unit: MerchantSheet
    today: date
    language: str
    ground: str
    last: Act | None = None

    def by(self, due_on: date | None) -> tuple[str, str]:
        """The day, and by which weekday, for the left column."""
        return ("", "") if due_on is None else self.day_words(due_on, self.today)

    @staticmethod
    def day_words(due_on: date, today: date) -> tuple[str, str]:
        """A day, and by which weekday."""
        if due_on == today:
            return translate(N_("today")), ""
        until = say_word(the_language(), BY) % {"weekday": weekday(the_language(), due_on)}
        return nb(day(the_language(), due_on, today)), until

    @property
    def urgency(self) -> str:
        """Whether the last day is today or over."""
        if self.unit.due_on is None or self.unit.due_on > self.today:
            return ""
        return "today" if self.unit.due_on == self.today else "late"


def errands(
    unit: MerchantSheet,
    prints: Sequence[CodePrint],
    today: date,
    language: str,
    ground: str,
    last: Act | None = None,
) -> list[Errand]:
    """What is to be done, the most urgent first; empty when nothing is. `last` brought the unit into its standing."""
    told = {
        Standing.DRAFT: _draft,
        Standing.SUBMITTED: _waiting,
        Standing.CORRECTING: _correct,
        Standing.REVIEWED: _approved,
        Standing.PUBLICISED: _notice,
        Standing.RECTIFYING: _rectify,
        Standing.SUSPENDED: _suspended,
        Standing.LAPSED: _lapsed,
        Standing.WITHDRAWN: _sign_down,
        Standing.REMOVED: _sign_down,
        Standing.CLOSED: _sign_down,
    }.get(unit.standing)
    case = _Case(unit, today, language, ground, last)
    return [*([told(case)] if told else []), *_printing(unit, prints)]


def _draft(case: _Case) -> Errand:
    path = url_for("desk.resume", merchant_id=case.unit.id)
    if case.last is Act.CLOSE_UNANSWERED:
        why = translate(N_("Last time it was not put right by the last day, so it is a draft again."))
        return Errand(translate(N_("now")), "", translate(N_("Put it right and hand it in again")), why, path)
    if case.ground:
        return Errand(translate(N_("now")), "", translate(N_("Look at the application again")), case.ground, path)
    why = translate(N_("About five minutes in all. You can stop at any step."))
    return Errand(translate(N_("now")), "", translate(N_("Go on with the application")), why, path)


def _waiting(case: _Case) -> Errand:
    what = translate(N_("Nothing to do: it is being reviewed"))
    return Errand(*case.by(case.unit.due_on), what, translate(N_("You will find the decision here.")))


def _approved(case: _Case) -> Errand:
    why = translate(N_("Public notice comes next."))
    return Errand(*case.by(case.unit.due_on), translate(N_("Nothing to do: it is approved")), why)


def _suspended(case: _Case) -> Errand:
    path = url_for("desk.progress", merchant_id=case.unit.id)
    what = translate(N_("See to the cause; then the authority restores the shop"))
    return Errand(translate(N_("now")), "", what, case.ground, path)


def _correct(case: _Case) -> Errand:
    path = url_for("desk.resume", merchant_id=case.unit.id)
    what = translate(N_("Put it right and hand it in again"))
    return Errand(*case.by(case.unit.due_on), what, case.ground, path, case.urgency)


def _notice(case: _Case) -> Errand:
    why = translate(N_("If nobody objects, the promises then hold and your code is ready."))
    return Errand(*case.by(case.unit.due_on), translate(N_("Nothing to do: public notice is on")), why)


def _rectify(case: _Case) -> Errand:
    path = url_for("desk.progress", merchant_id=case.unit.id)
    what = translate(N_("Put right what was found"))
    return Errand(*case.by(case.unit.due_on), what, case.ground, path, case.urgency)


def _lapsed(case: _Case) -> Errand:
    path = url_for("desk.progress", merchant_id=case.unit.id)
    why = translate(N_("Until then the sign must not hang."))
    return Errand(translate(N_("now")), "", translate(N_("Renew, or take the sign down")), why, path)


def _sign_down(case: _Case) -> Errand:
    path = url_for("desk.progress", merchant_id=case.unit.id)
    why = translate(N_("What was sold before keeps its promise and must still be taken back."))
    return Errand(translate(N_("now")), "", translate(N_("Take the sign down")), why, path)


def owed_errands(unit: MerchantSheet, sentences: Sequence[str]) -> list[Errand]:
    """What a shop that has left still owes, as one line."""
    if not sentences:
        return []
    path = url_for("desk.progress", merchant_id=unit.id)
    return [Errand("", "", translate(N_("Keep what you promised before")), sentences[0], path)]


def _printing(unit: MerchantSheet, prints: Sequence[CodePrint]) -> list[Errand]:
    if unit.standing is not Standing.RECTIFYING or not prints:
        return []
    path = url_for("desk.prints_page", merchant_id=unit.id)
    why = translate(N_("The promises hold and the sign stays where it is."))
    return [Errand("", "", translate(N_("Code and poster")), why, path)]
