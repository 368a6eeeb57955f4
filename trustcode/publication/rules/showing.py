"""What of a complaint everybody may see: a frozen value with the allowed fields and no other.

Who fills one is `publication.queries.gate` alone. A field more here is a change of the rules on publication, and a
test knows the list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.complaints.rules.course import State
from trustcode.publication.rules.course import HideGround


class Result(StrEnum):
    """How a published complaint ended."""

    SETTLED = "settled"
    AGREED = "agreed"
    NO_AGREEMENT = "no_agreement"
    WITHDRAWN = "withdrawn"


RESULTS = {
    State.SETTLED: Result.SETTLED,
    State.AGREED: Result.AGREED,
    State.ENDED: Result.NO_AGREEMENT,
    State.WITHDRAWN: Result.WITHDRAWN,
}
"""The publishable ways to end, as they are said."""


@dataclass(frozen=True, kw_only=True)
class ShownComplaint:
    """One result as everybody may see it. Places, classes and problems are codes; the reply is the shop's, masked.

    `answered_in_time` is None where it was not for the shop to answer first.
    """

    came_on: date
    respondent_name: str
    credit_code: str
    district: str
    category: str
    problem: str
    result: Result
    office: str
    reply: str
    answered_in_time: bool | None


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """What is left of a result that two officers took out of sight: when, and why."""

    hidden_on: date
    ground: HideGround


CORRECTABLE = ("category", "problem", "reply")
"""What a correction may set anew; everything else is what happened."""


def corrections(text: str) -> dict[str, str]:
    """The codes that a correction set anew, from where an item keeps them."""
    found: dict[str, str] = json.loads(text) if text else {}
    return found
