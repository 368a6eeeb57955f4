"""Which papers of Order 121 there are, and which of them a complaint or a clue has come to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from flask import url_for

from trustcode.complaints.queries.reports import ReportSheet
from trustcode.complaints.queries.sheets import ComplaintSheet, StepSheet
from trustcode.complaints.rules.course import Act, State
from trustcode.complaints.rules.reporting import ReportState


class PaperKind(StrEnum):
    """The papers; the value stands in the address."""

    REGISTRATION = "registration"
    REFERRAL = "referral"
    IDENTITY = "identity"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    MEDIATION = "mediation"
    END = "end"
    AGREEMENT = "agreement"
    REPORT_REGISTRATION = "report_registration"
    REPORT_REFERRAL = "report_referral"
    REPORT_RESULT = "report_result"


def papers_of(own: ComplaintSheet, steps: Sequence[StepSheet], *, is_proposed: bool = False) -> tuple[PaperKind, ...]:
    """The papers that a complaint has come to, in their order; `is_proposed`: it may go to another office."""
    has = {
        PaperKind.REGISTRATION: True,
        PaperKind.REFERRAL: own.state is State.REFERRED or is_proposed,
        PaperKind.IDENTITY: any(step.act == Act.ASK_IDENTITY.value for step in steps),
        PaperKind.ACCEPTANCE: own.accepted_at is not None,
        PaperKind.REFUSAL: own.state is State.REFUSED,
        PaperKind.MEDIATION: own.state is State.MEDIATING,
        PaperKind.END: own.state is State.ENDED,
        PaperKind.AGREEMENT: own.state is State.AGREED,
    }
    return tuple(kind for kind, is_so in has.items() if is_so)


def papers_of_clue(own: ReportSheet, *, is_proposed: bool = False) -> tuple[PaperKind, ...]:
    """The papers that a clue has come to; `is_proposed`: it may go to another office."""
    decided = own.state in {ReportState.CASE_FILED, ReportState.NO_CASE, ReportState.CASE_CLOSED}
    has = {
        PaperKind.REPORT_REGISTRATION: True,
        PaperKind.REPORT_REFERRAL: own.state is ReportState.REFERRED or is_proposed,
        PaperKind.REPORT_RESULT: decided and own.has_reporter,
    }
    return tuple(kind for kind, is_so in has.items() if is_so)


def paper_links(kinds: Sequence[PaperKind], endpoint: str, **address: Any) -> tuple[tuple[str, str], ...]:
    """Title and address of papers, by their official titles."""
    titles = paper_words()["papers"]
    return tuple((titles[one.value]["title"], url_for(endpoint, paper=one.value, **address)) for one in kinds)


@cache
def paper_words() -> dict[str, Any]:
    """The words of all papers, Chinese alone."""
    text = resources.files("trustcode.doors.field").joinpath("data/papers.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
