"""Acts: ask for a further validity, after a self-check, and sign both promises again in today's wording."""

from __future__ import annotations

from collections.abc import Mapping

from trustcode.commitments.actions.amending import sign_again
from trustcode.commitments.queries.checks import last_self_check
from trustcode.commitments.rules.checking import CheckRefusal, still_counts
from trustcode.commitments.rules.terms import CommitmentKind
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import applying
from trustcode.record.pen import Pen


def renew(pen: Pen, *, merchant_id: str, agreed: Mapping[CommitmentKind, str], scheme: SchemeRules) -> str:
    """The owner asks for renewal (T13), having checked the shop within `self_check_months`; returns the proposal's id.

    Both promises are signed again as they were shown (`agreed`: hashes), with the same terms; should the officer
    decline, they still count, since they say what was promised before. Raises as `applying.renew` and `sign_again`,
    and Refusal SELF_CHECK_NEEDED.
    """
    proposal_id = applying.renew(pen, merchant_id=merchant_id, scheme=scheme)
    last = last_self_check(pen, merchant_id)
    if not still_counts(last.checked_on if last else None, civil_day(pen.at), scheme):
        raise Refusal(CheckRefusal.SELF_CHECK_NEEDED, months=scheme.self_check_months)
    sign_again(pen, merchant_id=merchant_id, agreed=agreed)
    return proposal_id
