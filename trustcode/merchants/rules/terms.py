"""Terms of the scheme around a standing: which grounds, until when, who is a cluster."""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.catalogues.rules import Catalogue
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar
from trustcode.merchants.rules.standing import Act, Standing

GROUNDS = {
    Act.SEND_BACK: Catalogue.CORRECTION_REASON,
    Act.REFUSE: Catalogue.UNIT_REFUSAL,
    Act.ORDER_RECTIFICATION: Catalogue.RECTIFY_GROUND,
    Act.SUSPEND_UNMENDED: Catalogue.SUSPEND_GROUND,
    Act.SUSPEND: Catalogue.SUSPEND_GROUND,
    Act.REMOVE_UNCURED: Catalogue.REMOVE_GROUND,
    Act.REMOVE: Catalogue.REMOVE_GROUND,
    Act.RESTORE: Catalogue.RESTORE_GROUND,
    Act.CLOSE: Catalogue.CLOSE_GROUND,
}
"""Which catalogue a ground must come from."""

HEARD = frozenset({Act.REMOVE_UNCURED})
"""Acts before whose confirmation the business has working days to be heard (T10)."""

LONGEST_REASON = 1_000
"""Characters of what an officer writes beside a ground."""

GRAVE_GROUNDS = frozenset({"forged_code", "serious_list"})
"""Grounds of removal after which a unit waits longer before it may apply again."""

CLUSTER_KINDS = frozenset({"market", "circle", "scenic_area"})
"""Kinds that a supervisor, not the county, puts to public notice."""


def is_cluster(unit_kind: str) -> bool:
    """Whether a unit is a market, business circle or street, or scenic area."""
    return unit_kind in CLUSTER_KINDS


def moved_on(target: Standing, today: date, calendar: Calendar, scheme: SchemeRules) -> date | None:
    """The last day of what begins with a standing, after today: working days, but calendar days to cure what led to a
    suspension (T10); None where nothing runs.
    """
    if target is Standing.SUSPENDED:
        return calendar.days_after(today, scheme.cure_days).due
    days = {
        Standing.SUBMITTED: scheme.review_workdays,
        Standing.CORRECTING: scheme.correction_workdays,
        Standing.PUBLICISED: scheme.notice_workdays,
        Standing.RECTIFYING: scheme.rectification_workdays,
    }.get(target)
    return None if days is None else calendar.workdays_after(today, days).due


def valid_until(from_day: date, years: int) -> date:
    """The last day of a validity of whole years that begins on a day; a 29 February ends on the 28th."""
    try:
        return from_day.replace(year=from_day.year + years)
    except ValueError:
        return date(from_day.year + years, 2, 28)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def renewable_until(lapsed_on: date, scheme: SchemeRules) -> date:
    """The last day for renewal in short form after validity ended (T13); later it is a new application."""
    return months_after(lapsed_on, scheme.renewal_months)


def renewal_opens_on(valid_to: date, scheme: SchemeRules) -> date:
    """The first day on which a unit in force may ask for renewal (T13)."""
    return valid_to - timedelta(days=scheme.renewal_opens_days)


def renewed_until(standing: Standing, valid_to: date | None, today: date, years: int) -> date:
    """The last day of a renewed validity: it goes on from the old one, or begins today for a unit that had expired."""
    begins_on = valid_to if standing is Standing.ACTIVE and valid_to is not None else today
    return valid_until(begins_on, years)


def gives_way(waiting: Act, act: Act) -> bool:
    """Whether a proposal that waits is overtaken when another act is proposed.

    A renewal is the business's own wish; it never stands in the way of a measure. Two officers' proposals do not
    overtake each other: one is decided first.
    """
    return waiting is Act.RENEW and act is not Act.RENEW


def outlives(waiting: Act, act: Act) -> bool:
    """Whether a proposal stays open when an act happens: a renewal asked for in time is decided after expiry too (T12)."""
    return waiting is Act.RENEW and act is Act.LAPSE


def again_on(standing: Standing, since: date, ground: str, scheme: SchemeRules) -> date | None:
    """From which day a removed unit may apply again (T16); None for other standings."""
    if standing is not Standing.REMOVED:
        return None
    months = scheme.cooling_months_grave if ground in GRAVE_GROUNDS else scheme.cooling_months
    return months_after(since, months)
