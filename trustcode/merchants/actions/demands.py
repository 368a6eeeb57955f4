"""What an act on a unit demands beyond the arrow of the table: a ground, a reason, the right day, a clean slate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from trustcode.catalogues.queries import catalogue
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal
from trustcode.kernel.workdays import Calendar
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.queries.found import found
from trustcode.merchants.rules.findings import Level, blocks
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing, reinstates
from trustcode.merchants.rules.terms import GROUNDS, HEARD, LONGEST_REASON, renewable_until, renewal_opens_on
from trustcode.record.pen import Pen


def require_ground(pen: Pen, act: Act, ground: str) -> None:
    """Acts that hurt need a ground from the catalogue in force today. Raises Refusal GROUND_NEEDED."""
    which = GROUNDS.get(act)
    if which is None:
        return
    known: Mapping[str, object] = catalogue(pen, which, civil_day(pen.at))
    if ground not in known:
        raise Refusal(MerchantRefusal.GROUND_NEEDED, "ground")


def read_reason(text: str) -> str:
    """What somebody wrote, without the blanks around it; may be empty. Raises Refusal TOO_LONG."""
    said = text.strip()
    if len(said) > LONGEST_REASON:
        raise Refusal(MerchantRefusal.TOO_LONG, "reason", most=LONGEST_REASON)
    return said


def require_timely(merchant: Merchant, act: Act, today: date, scheme: SchemeRules) -> None:
    """Renewal has its days (T13), a cure its time (T10); a correction gives back the state before the measure (T18)."""
    if act is Act.RENEW:
        _require_renewable(merchant, today, scheme)
    if act is Act.REMOVE_UNCURED and merchant.due_on and today <= merchant.due_on:
        raise Refusal(MerchantRefusal.NOT_YET, "", until=merchant.due_on)
    before = reinstates(act)
    if before is not None and before is not merchant.standing_before:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=merchant.standing.value, act=act.value)


def _require_renewable(merchant: Merchant, today: date, scheme: SchemeRules) -> None:
    """In force: from some days before the end. Expired: for some months after it."""
    if merchant.standing is Standing.ACTIVE and merchant.valid_to is not None:
        opens = renewal_opens_on(merchant.valid_to, scheme)
        if today < opens:
            raise Refusal(MerchantRefusal.RENEWAL_NOT_YET, "", opens=opens)
    elif merchant.standing is Standing.LAPSED:
        last = renewable_until(civil_day(merchant.standing_at), scheme)
        if today > last:
            raise Refusal(MerchantRefusal.TOO_LATE, "", until=last)


def require_heard(proposal: Proposal, today: date, calendar: Calendar, scheme: SchemeRules) -> None:
    """The business has had its working days to be heard (T10). Raises Refusal NOT_YET with the last of them."""
    if proposal.act not in HEARD:
        return
    last = calendar.workdays_after(civil_day(proposal.proposed_at), scheme.hearing_workdays).due
    if today <= last:
        raise Refusal(MerchantRefusal.NOT_YET, "", until=last)


def require_clean(pen: Pen, merchant: Merchant, reason: str, scheme: SchemeRules) -> None:
    """Nothing blocks approval, and what asks for a look has a reason. Raises Refusal HARD_BLOCK, REASON_NEEDED."""
    findings = found(pen, merchant, pen.at, scheme)
    blocking = blocks(findings)
    if blocking:
        raise Refusal(MerchantRefusal.HARD_BLOCK, "", check=blocking[0].check.value)
    if any(f.level is Level.LOOK for f in findings) and not reason:
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
