"""Which office may be given a complaint, and what comes of a proposal to pass it on.

Competent is the county's office at the place of business or the domicile (Order 20, article 12). An office that is not
competent may not forward by itself: it goes back to the office above both, which gives it to the competent one
(article 14). So one officer proposes, and a second one whose region covers both decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from trustcode.complaints.rules.course import Act
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import Refusal


class Outcome(StrEnum):
    """What came of a proposal."""

    PASSED = "passed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    OVERTAKEN = "overtaken"


def is_dispute(acts: Iterable[str]) -> bool:
    """Whether it is a dispute over competence when an office proposes another one, after these acts on the matter.

    It is where the matter was given to this office before: one office or the one above holds it competent, and it says
    that it is not. The clock of the dispute (Order 20, article 30) then waits for the common office above.
    """
    return Act.SEND.value in acts


def settles_dispute(outcome: Outcome) -> bool:
    """Whether a proposal closed like this decides a dispute: by the office above, or because it is no longer said."""
    return outcome is not Outcome.OVERTAKEN


def receiving(regions: Iterable[str], but: str) -> tuple[str, ...]:
    """The regions whose offices may be competent in place of one: every county, never a city or the province."""
    return tuple(code for code in regions if not code.endswith("00") and code != but)


def require_receiving(regions: Iterable[str], now: str, wanted: str) -> None:
    """Raise Refusal SAME_REGION, or NO_SUCH_OFFICE for what is no county with an office of ours."""
    if wanted == now:
        raise Refusal(ComplaintRefusal.SAME_REGION, "region")
    if wanted not in receiving(regions, now):
        raise Refusal(ComplaintRefusal.NO_SUCH_OFFICE, "region")
