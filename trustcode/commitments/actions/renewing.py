"""Acts: ask for a further validity, after a self-check, and sign both promises again in today's wording."""

from __future__ import annotations

from collections.abc import Mapping

from trustcode.commitments.actions.versions import REPLACED, add_version, set_end
from trustcode.commitments.queries.checks import last_self_check
from trustcode.commitments.queries.drafts import again
from trustcode.commitments.queries.versions import counting, versions
from trustcode.commitments.rules.checking import CheckRefusal, still_counts
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal, Reach
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


def sign_again(pen: Pen, *, merchant_id: str, agreed: Mapping[CommitmentKind, str]) -> None:
    """Sign the same terms in today's wording; purchases from today on have the new version.

    Whatever was signed today already stands. `agreed` are the hashes of the texts that the owner saw. Raises Refusal
    TEXT_CHANGED, TERMS_GONE; the caller has asked for the permission and holds the unit.
    """
    today = civil_day(pen.at)
    fresh = again(pen, merchant_id, today)
    if {kind: one.text.hash for kind, one in fresh.items()} != dict(agreed):
        raise Refusal(CommitmentRefusal.TEXT_CHANGED, "agreed")
    for kind, one in fresh.items():
        now = counting(versions(pen, merchant_id, kind, Reach.UNIT), today)
        assert now is not None
        if now.effective_on == today and now.text_hash == one.text.hash:
            continue
        set_end(pen, now, today, REPLACED)
        add_version(pen, merchant_id, kind, one.terms, one.text, today, Reach.UNIT, weaker=False)
