"""Acts: ask for a further validity, after a self-check."""

from __future__ import annotations

from trustcode.commitments.queries.checks import last_self_check
from trustcode.commitments.rules.checking import CheckRefusal, still_counts
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import applying
from trustcode.record.pen import Pen


def renew(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> str:
    """The owner asks for renewal (T13), having checked the shop within `self_check_months`; returns the proposal's id.

    Raises as `applying.renew`, and Refusal SELF_CHECK_NEEDED.
    """
    proposal_id = applying.renew(pen, merchant_id=merchant_id, scheme=scheme)
    last = last_self_check(pen, merchant_id)
    if not still_counts(last.checked_on if last else None, civil_day(pen.at), scheme):
        raise Refusal(CheckRefusal.SELF_CHECK_NEEDED, months=scheme.self_check_months)
    return proposal_id
