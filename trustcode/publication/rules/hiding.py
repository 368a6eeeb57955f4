"""Who may hide together, and what becomes of an objection."""

from __future__ import annotations

from enum import StrEnum

from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Refusal
from trustcode.publication.rules.course import Withhold
from trustcode.publication.rules.refusals import PublicationRefusal

OFFICERS_GROUNDS = (Withhold.SECRET_OR_PRIVACY, Withhold.LITIGATION, Withhold.DUPLICATE)
"""Grounds to withhold that take an officer's judgement; the others follow from the facts."""

LONGEST_REASON = 500
LONGEST_OBJECTION = 1_000
LONGEST_REPLY = 1_000
"""Characters."""

SAID = "publication_objection.said"
"""What the sealed text of an objection is bound to."""


class Verdict(StrEnum):
    """What comes of an objection; overtaken when the result is no longer shown."""

    KEPT = "kept"
    CORRECTED = "corrected"
    TO_HIDE = "to_hide"
    OVERTAKEN = "overtaken"


class Outcome(StrEnum):
    """What comes of a proposal to hide."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"


def require_other_rank(proposed: str, confirming: Role) -> None:
    """Two people of one rank do not hide anything together. Raises Refusal SAME_RANK."""
    if proposed == confirming.value:
        raise Refusal(PublicationRefusal.SAME_RANK)
