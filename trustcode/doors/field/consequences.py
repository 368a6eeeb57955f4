"""What follows from an act, in sentences with their days; what an officer reads before deciding."""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import standing_word
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.standing import Act, Standing, reinstates
from trustcode.merchants.rules.terms import HEARD, again_on, is_cluster, moved_on, valid_until

_DAY = timedelta(days=1)


def follows(
    say: Speaker, act: Act, unit_kind: str, scheme: SchemeRules, ground: str = "", runs_to: date | None = None
) -> list[str]:
    """What happens when the act is done today, the most important first. `runs_to`: the validity of a unit in force."""
    if act is Act.APPROVE:
        return _approved(say, unit_kind, scheme)
    if act is Act.PUBLICISE:
        return _notice(say, scheme)
    if act in {Act.SUSPEND, Act.SUSPEND_UNMENDED}:
        return [say.say(N_("Scans say “suspended” at once, with the class of the ground.")), say.say(_EARLIER)]
    if act in {Act.REMOVE, Act.REMOVE_UNCURED}:
        return _removed(say, ground, scheme)
    if act is Act.RENEW and runs_to is not None:
        until = valid_until(runs_to, scheme.validity_years)
        return [
            say.say(
                N_("In force until %(until_day)s instead of %(old_day)s; the code stays the same."),
                until_day=until,
                old_day=runs_to,
            )
        ]
    if act in {Act.ACTIVATE, Act.RENEW}:
        return _in_force(say, act, scheme)
    before = reinstates(act)
    if before is not None:
        return [say.say(N_("The standing becomes “%(word)s” again at once."), word=standing_word(say.language, before))]
    return [say.say(sentence, **_days(say, act, scheme)) for sentence in _PLAIN.get(act, ())]


_EARLIER = N_("What was sold before keeps its promise.")

_PLAIN: dict[Act, tuple[str, ...]] = {
    Act.SEND_BACK: (
        N_("The shop can correct and hand in again until %(due_day)s; after that the application is closed."),
        N_("The shop reads the reason and what you write."),
    ),
    Act.REFUSE: (
        N_("The application becomes a draft again; nothing is published."),
        N_("The shop reads the ground and may apply again once it is gone."),
    ),
    Act.ORDER_RECTIFICATION: (
        N_("The shop has until %(due_day)s. Its promises still hold."),
        N_("Scans say “must correct” at once, with the class of the ground."),
    ),
    Act.ACCEPT_RECTIFICATION: (N_("The shop is in force again, and scans say so at once."),),
    Act.RESTORE: (N_("The shop is in force again, and scans say so at once."),),
    Act.CLOSE: (N_("Scans say that the business is no longer registered."), _EARLIER),
}


def short_note(say: Speaker, act: Act, unit_kind: str, scheme: SchemeRules) -> str:
    """One line beside a choice."""
    return (follows(say, act, unit_kind, scheme) or [""])[0]


def _days(say: Speaker, act: Act, scheme: SchemeRules) -> dict[str, object]:
    target = {Act.SEND_BACK: Standing.CORRECTING, Act.ORDER_RECTIFICATION: Standing.RECTIFYING}.get(act)
    return {"due_day": moved_on(target, say.today, say.calendar, scheme)} if target else {}


def _approved(say: Speaker, unit_kind: str, scheme: SchemeRules) -> list[str]:
    if is_cluster(unit_kind):
        return [say.say(N_("The city office then begins the public notice; a cluster is put to notice by the city."))]
    return _notice(say, scheme)


def _notice(say: Speaker, scheme: SchemeRules) -> list[str]:
    due = moved_on(Standing.PUBLICISED, say.today, say.calendar, scheme)
    if due is None:
        return []
    return [
        say.say(
            N_("Public notice until %(due_day)s (%(days)s working days)."), due_day=due, days=scheme.notice_workdays
        ),
        say.say(N_("Without an objection the code is issued on %(day)s."), day=due + _DAY),
    ]


def _in_force(say: Speaker, act: Act, scheme: SchemeRules) -> list[str]:
    until = valid_until(say.today, scheme.validity_years)
    first = N_("In force from today until %(until_day)s, and the code is issued.")
    again = N_("In force again from today until %(until_day)s; the code on the wall stays the same.")
    return [say.say(first if act is Act.ACTIVATE else again, until_day=until)]


def _removed(say: Speaker, ground: str, scheme: SchemeRules) -> list[str]:
    again = again_on(Standing.REMOVED, say.today, ground, scheme)
    return [
        say.say(N_("Scans say “removed” at once, with the class of the ground.")),
        say.say(_EARLIER),
        say.say(N_("The shop may apply again from %(again_day)s."), again_day=again),
    ]


def hearing(say: Speaker, act: Act, proposed_on: date, scheme: SchemeRules) -> str:
    """Until when the business is heard before the act can be confirmed; empty where it need not be."""
    if act not in HEARD:
        return ""
    last = say.calendar.workdays_after(proposed_on, scheme.hearing_workdays).due
    return say.say(N_("The shop is heard until %(last_day)s; only after that can this be confirmed."), last_day=last)
