"""When a ground may be used: not before its day is over, and not against what the shopper gave (Order 121)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.refusals import Refusal

YEARS_TO_COMPLAIN = 3
"""Civil years since the shopper knew of it (article 16)."""

ABOUT_IDENTITY = frozenset({RefusalGround.PAPERS_FAULTY, RefusalGround.IDENTITY_FALSE})
"""Grounds that presuppose that papers were asked for with a day, or given."""


@dataclass(frozen=True)
class Circumstances:
    """What a ground is held against. Days are civil days in China.

    `knew_on` is when it happened as the shopper says; `asked_until` the day in the latest notice about identity, None
    when there was none; `has_identity` whether paper and address were given.
    """

    today: date
    knew_on: date | None
    asked_until: date | None
    has_identity: bool


def require_refusable(ground: RefusalGround, now: Circumstances) -> None:
    """A ground to refuse holds today. Raises Refusal IDENTITY_NOT_ASKED, NAMED_DAY_RUNS or WITHIN_THREE_YEARS."""
    if ground in ABOUT_IDENTITY and not now.has_identity:
        if now.asked_until is None:
            raise Refusal(ComplaintRefusal.IDENTITY_NOT_ASKED, "ground")
        if now.today <= now.asked_until:
            raise Refusal(ComplaintRefusal.NAMED_DAY_RUNS, "ground", last_day=now.asked_until)
    if ground is RefusalGround.OVER_THREE_YEARS and now.knew_on is not None:
        last = last_day_to_complain(now.knew_on)
        if now.today <= last:
            raise Refusal(ComplaintRefusal.WITHIN_THREE_YEARS, "ground", last_day=last)


def require_endable(ground: MediationEnd, *, today: date, mediation_until: date) -> None:
    """A way to end mediation holds today: that the time has passed only once it has. Raises Refusal TIME_NOT_PASSED."""
    if ground is MediationEnd.TIME_PASSED and today <= mediation_until:
        raise Refusal(ComplaintRefusal.TIME_NOT_PASSED, "ground", last_day=mediation_until)


def last_day_to_complain(knew_on: date) -> date:
    """The last day of three years; of a 29 February the end of that month."""
    year = knew_on.year + YEARS_TO_COMPLAIN
    try:
        return knew_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
