"""What of a complaint everybody may see: a frozen value with the allowed fields and no other.

Who fills one is `publication.queries.gate` alone. A field more here is a change of the rules on publication, and a
test knows the list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from trustcode.complaints.rules.course import State
from trustcode.publication.rules.course import Act, HideGround, Withhold


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


@dataclass(frozen=True, kw_only=True)
class ModerationLine:
    """One line of the public log: what, when, why, in which region, and of which rank those were who did it.

    `merchant_id` is the shop whose page shows it; empty where naming the shop would tell what was kept back.
    """

    on: date
    act: Act
    ground: str
    region_code: str
    role: str
    second_role: str
    merchant_id: str


T = TypeVar("T")


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """Some lines of a list, and the mark of the place where it goes on; empty at the end. A mark tells nothing."""

    lines: Sequence[T]
    next: str


@dataclass(frozen=True)
class PublicationRate:
    """Results published of those that may be, of complaints that ended in a year. `withheld` by ground, all of them.

    `hidden` are among the published; `waiting` are among those that may be published.
    """

    year: int
    published: int
    publishable: int
    hidden: int
    waiting: int
    withheld: dict[Withhold, int]


CORRECTABLE = ("category", "problem", "reply")
"""What a correction may set anew; everything else is what happened."""


def corrections(text: str) -> dict[str, str]:
    """The codes that a correction set anew, from where an item keeps them."""
    found: dict[str, str] = json.loads(text) if text else {}
    return found
