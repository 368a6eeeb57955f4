"""What a shop has to do now: one line an errand, verb first, with the day by which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from trustcode.codes.queries import CodePrint
from trustcode.doors.lobby.office import translate
from trustcode.doors.wording.filters import day, nb, weekday
from trustcode.doors.wording.msgids import N_, say_word, word
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Act, Standing

BY = word("errand", "by %(weekday)s")

SOON = timedelta(days=60)
"""How long before the end of validity a shop is reminded."""


@dataclass(frozen=True)
class Errand:
    """One line. `when` and `hour` are words, `due` is empty, `today` or `late`; without a path it is a thing to know."""

    when: str
    hour: str
    what: str
    why: str
    path: str = ""
    due: str = ""


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
        if due_on is None:
            return "", ""
        if due_on == self.today:
            return translate(N_("today")), ""
        until = say_word(self.language, BY) % {"weekday": weekday(self.language, due_on)}
        return nb(day(self.language, due_on, self.today)), until

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
        Standing.ACTIVE: _print,
        Standing.RECTIFYING: _rectify,
        Standing.SUSPENDED: _suspended,
        Standing.LAPSED: _lapsed,
        Standing.WITHDRAWN: _sign_down,
        Standing.REMOVED: _sign_down,
        Standing.CLOSED: _sign_down,
    }.get(unit.standing)
    case = _Case(unit, today, language, ground, last)
    return [*([told(case)] if told else []), *_renewal(case), *_printing(unit, prints)]


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


def _print(case: _Case) -> Errand:
    path = url_for("desk.prints_page", merchant_id=case.unit.id)
    why = translate(N_("By the door or the till, where shoppers see it before they pay."))
    return Errand(translate(N_("now")), "", translate(N_("Print the poster and hang it up")), why, path)


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


def _renewal(case: _Case) -> list[Errand]:
    valid_to = case.unit.valid_to
    if case.unit.standing is not Standing.ACTIVE or valid_to is None or valid_to - case.today > SOON:
        return []
    why = translate(N_("After that the promises expire; you can then renew in a few taps."))
    return [Errand(*case.by(valid_to), translate(N_("The promises run out")), why)]


def _printing(unit: MerchantSheet, prints: Sequence[CodePrint]) -> list[Errand]:
    if unit.standing is not Standing.RECTIFYING or not prints:
        return []
    path = url_for("desk.prints_page", merchant_id=unit.id)
    why = translate(N_("The promises hold and the sign stays where it is."))
    return [Errand("", "", translate(N_("Code and poster")), why, path)]
