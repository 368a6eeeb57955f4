"""Whether a complaint that has ended may be published, and when (domain: W1 to W8; Disclosure Regulations, article 26)."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.complaints.rules.course import State
from trustcode.publication.rules.course import Withhold

PUBLISHABLE = (State.SETTLED, State.AGREED, State.ENDED, State.WITHDRAWN)
"""Ways to end that may be shown: settled first, agreed or failed in mediation, or withdrawn after it was accepted."""

OUTSIDE_THE_RATE = frozenset({Withhold.NOT_ACCEPTED, Withhold.IDENTITY_UNVERIFIED, Withhold.DUPLICATE})
"""Reasons that leave the denominator of the publication rate; every other one stays in it."""


@dataclass(frozen=True)
class Ended:
    """What is asked of a complaint that has ended."""

    state: State
    was_accepted: bool
    may_publish: bool
    phone_proved: bool
    has_paper: bool
    names_unit: bool
    is_held: bool


def withheld_for(ended: Ended) -> Withhold | None:
    """The first reason that stands in the way, in the order of the grounds; None when it may be published.

    What the shop settled by the shopper's own word counts as accepted: both sides took it for a dispute.
    """
    if ended.state not in PUBLISHABLE or not (ended.was_accepted or ended.state is State.SETTLED):
        return Withhold.NOT_ACCEPTED
    if not (ended.phone_proved or ended.has_paper):
        return Withhold.IDENTITY_UNVERIFIED
    if ended.is_held and not ended.was_accepted:
        return Withhold.SUSPECTED_ABUSE
    if not ended.names_unit:
        return Withhold.RESPONDENT_UNCLEAR
    return None if ended.may_publish else Withhold.NO_CONSENT


def rate(published: int, withheld: dict[Withhold, int], waiting: int) -> tuple[int, int]:
    """The publication rate as (published, publishable): printed together, never alone.

    Publishable is everything that has ended but for W2, W3 and W8; what still waits is in it.
    """
    kept = sum(count for why, count in withheld.items() if why not in OUTSIDE_THE_RATE)
    return published, published + kept + waiting
