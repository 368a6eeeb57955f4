"""What a shop in force has to do beside its standing: reports, corrections, disputes, self-check, renewal, a new sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import url_for

from trustcode.codes.queries import CodePrint
from trustcode.commitments.queries.checks import CheckSheet, last_self_check
from trustcode.commitments.queries.pauses import PauseSheet, pauses
from trustcode.commitments.queries.promises import promises
from trustcode.commitments.queries.signs import sign_changed_on, sign_changes_on
from trustcode.doors.desk.own import is_owner, path_if
from trustcode.doors.desk.self_check import check_day
from trustcode.doors.desk.todo import Errand, by_day
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.month_words import period_words
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import MerchantSheet, open_proposal
from trustcode.merchants.rules.standing import IN_FORCE, Act, Standing
from trustcode.merchants.rules.terms import renewal_opens_on
from trustcode.returns.queries.reports import MonthLine, months_of
from trustcode.returns.queries.waiting import Dispute, WaitingCorrection, corrections_waiting, disputes_since
from trustcode.returns.rules.months import MonthState
from trustcode.storage.reading import Reader

DISPUTED_LATELY = timedelta(days=30)
"""How long a shopper's dispute stands among the things to do; the ledger keeps it for ever."""

OPEN_MONTHS = frozenset({MonthState.DUE, MonthState.OVERDUE})
"""States in which a month waits for its report."""

FRESH_PRINT = timedelta(days=14)
"""How long after a print was issued, or its words changed, the shop is asked to hang it up."""


@dataclass(frozen=True)
class Duties:
    """What the errands are made of, read once."""

    checked: CheckSheet | None
    disputes: Sequence[Dispute]
    corrections: Sequence[WaitingCorrection]
    months: Sequence[MonthLine]
    renewal_asked: bool
    begins_on: date | None
    pause: PauseSheet | None
    sign_on: date | None
    sign_changed_on: date | None


def duties(reader: Reader, unit: MerchantSheet, today: date) -> Duties:
    """The facts about one shop on a day."""
    waiting = open_proposal(reader, unit.id)
    signed = promises(reader, unit.id)
    ahead = [p.effective_on for p in signed if p.effective_on > today and not p.days.is_empty]
    return Duties(
        checked=last_self_check(reader, unit.id),
        disputes=disputes_since(reader, the_moment() - DISPUTED_LATELY, unit.id),
        corrections=corrections_waiting(reader, unit.id),
        months=[m for m in months_of(reader, unit.id, today, the_office().settings.rules) if m.state in OPEN_MONTHS],
        renewal_asked=waiting is not None and waiting.act is Act.RENEW,
        begins_on=min(ahead, default=None),
        pause=next((p for p in pauses(reader, unit.id) if p.is_open(today)), None),
        sign_on=sign_changes_on(reader, unit.id, today),
        sign_changed_on=sign_changed_on(reader, unit.id, today),
    )


def duty_errands(unit: MerchantSheet, told: Duties, prints: Sequence[CodePrint]) -> list[Errand]:
    """The lines of a shop in force, in no order yet."""
    if unit.standing not in IN_FORCE:
        return []
    today = civil_day(the_moment())
    return [
        *_ledger(unit, told),
        *_months(unit, told, today),
        *_self_check(unit, told, today),
        *_renewal(unit, told, today),
        *_announced(unit, told, today),
        *_pause(unit, told, today),
        *_hanging(unit, told, prints, today),
    ]


def _ledger(unit: MerchantSheet, told: Duties) -> Iterator[Errand]:
    now = translate(N_("today"))
    if told.disputes:
        one, many = "%(num)s shopper disputes an entry", "%(num)s shoppers dispute an entry"
        what = translations(the_language()).ngettext(one, many, len(told.disputes)) % {"num": len(told.disputes)}
        numbers = _numbers([d.number for d in told.disputes])
        path = path_if("desk.return_entry", merchant_id=unit.id, return_id=told.disputes[0].return_id)
        yield Errand(now, "", what, numbers, path, "today")
    if told.corrections and is_owner():
        one, many = "%(num)s correction waits for you", "%(num)s corrections wait for you"
        what = translations(the_language()).ngettext(one, many, len(told.corrections)) % {"num": len(told.corrections)}
        numbers = _numbers([c.number for c in told.corrections])
        path = path_if("desk.entry_correction", merchant_id=unit.id, correction_id=told.corrections[0].proposal_id)
        yield Errand(now, "", what, numbers, path, "today")


def _months(unit: MerchantSheet, told: Duties, today: date) -> Iterator[Errand]:
    """The oldest month that waits for its report; the others follow on the same page."""
    for line in sorted(told.months, key=lambda one: one.due_on)[:1]:
        what = translate(N_("Send the report of %(month)s")) % {
            "month": period_words(the_language(), line.month.period)
        }
        why = translate(N_("The figures are ready; you look at them and send them."))
        yield by_day(line.due_on, today, what, why, path_if("desk.months", merchant_id=unit.id))


def _self_check(unit: MerchantSheet, told: Duties, today: date) -> Iterator[Errand]:
    due_on = check_day(unit, told.checked)
    if not is_owner() or due_on is None:
        return
    path = url_for("desk.self_check_page", merchant_id=unit.id)
    if told.checked is not None and told.checked.open_points:
        one, many = "%(num)s point of the self-check to mend", "%(num)s points of the self-check to mend"
        what = translations(the_language()).ngettext(one, many, told.checked.open_points)
        yield Errand("", "", what % {"num": told.checked.open_points}, translate(N_("Then check again.")), path)
    if due_on - today <= timedelta(days=the_office().settings.rules.reminder_days):
        why = translate(N_("Go through the clauses in the shop; about five minutes."))
        yield by_day(due_on, today, translate(N_("Do the yearly self-check")), why, path)


def _renewal(unit: MerchantSheet, told: Duties, today: date) -> Iterator[Errand]:
    if unit.valid_to is None or unit.standing is not Standing.ACTIVE:
        return
    if today < renewal_opens_on(unit.valid_to, the_office().settings.rules):
        return
    if told.renewal_asked:
        why = translate(N_("An officer still has to confirm it."))
        yield by_day(unit.valid_to, today, translate(N_("Nothing to do: renewal is asked for")), why, "")
        return
    path = url_for("desk.renewal_page", merchant_id=unit.id) if is_owner() else ""
    why = translate(N_("The promises run out then. The code on the wall stays the same."))
    yield by_day(unit.valid_to, today, translate(N_("Renew the promises")), why, path)


def _announced(unit: MerchantSheet, told: Duties, today: date) -> Iterator[Errand]:
    if told.sign_on is not None:
        what = translate(N_("The sign changes: print it anew and hang it up that day"))
        why = translate(N_("From then on you promise something else than it says now."))
        yield _happens(told.sign_on, today, what, why, url_for("desk.prints_page", merchant_id=unit.id))
    elif told.begins_on is not None:
        what, why = translate(N_("A new promise begins")), translate(N_("The sign may stay as it is."))
        yield _happens(told.begins_on, today, what, why, path_if("desk.promises_page", merchant_id=unit.id))


def _happens(on: date, today: date, what: str, why: str, path: str) -> Errand:
    """Something that happens on a day, and not by it."""
    return replace(by_day(on, today, what, why, path), hour="")


def _pause(unit: MerchantSheet, told: Duties, today: date) -> Iterator[Errand]:
    """A pause of the return promise, the shop's own or the authority's, that runs or is announced."""
    if told.pause is None or told.pause.days is None:
        return
    path = path_if("desk.promises_page", merchant_id=unit.id)
    if told.pause.days.from_on > today:
        why = translate(N_("What is bought before keeps the promise."))
        yield _happens(told.pause.days.from_on, today, translate(N_("The return promise pauses")), why, path)
        return
    by_owner = N_("You can let it hold again at any time.")
    why = translate(
        by_owner if told.pause.by_owner else N_("The authority paused it; only the authority can end that.")
    )
    yield Errand("", "", translate(N_("The return promise is paused")), why, path)


def _hanging(unit: MerchantSheet, told: Duties, prints: Sequence[CodePrint], today: date) -> Iterator[Errand]:
    """A print that is new, or one whose words changed since it was issued."""
    if unit.standing is not Standing.ACTIVE or not prints:
        return
    path = url_for("desk.prints_page", merchant_id=unit.id)
    issued_on = prints[-1].issued_on
    if today - issued_on <= FRESH_PRINT:
        why = translate(N_("By the door or the till, where shoppers see it before they pay."))
        yield Errand(translate(N_("now")), "", translate(N_("Print the poster and hang it up")), why, path)
    elif told.sign_changed_on and told.sign_changed_on > issued_on and today - told.sign_changed_on <= FRESH_PRINT:
        why = translate(N_("What you promise has changed; the old sign says something else. The code stays the same."))
        yield Errand(translate(N_("now")), "", translate(N_("Print the sign anew and hang it up")), why, path)


def _numbers(numbers: Sequence[int]) -> str:
    """Which lines, at most three by number."""
    joint = "、" if the_language() == "zh" else ", "
    listed = joint.join(str(n) for n in numbers[:3]) + (" …" if len(numbers) > 3 else "")
    return translate(N_("Entry %(numbers)s")) % {"numbers": listed}
