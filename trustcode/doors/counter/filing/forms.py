"""The page of one step: where one is, what is wrong, what was typed, what can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from trustcode.complaints.rules.identity import read_mobile
from trustcode.doors.counter.filing.choices import offered
from trustcode.doors.counter.filing.draft import Draft
from trustcode.doors.counter.filing.steps import Step, asked
from trustcode.doors.counter.filing.summary import HEADINGS
from trustcode.doors.counter.pages import public_page
from trustcode.doors.counter.shops import PublicShop, shop_of
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.wording.filters import mask_phone
from trustcode.doors.wording.labels import sentences
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Place:
    """Where one is: the number of the step, how many there are, the step before (empty on the first)."""

    number: int
    total: int
    back_path: str


def step_page(
    reader: Reader,
    draft: Draft,
    step: Step,
    faults: Sequence[Fault],
    *,
    shop: PublicShop | None = None,
    other: Draft | None = None,
    **values: Any,
) -> str:
    """The page of a step. `other` is a draft about something else that would be thrown away by going on here."""
    said = sentences(the_language(), faults, civil_day(the_moment()))
    if shop is None and draft.merchant_id:
        shop = shop_of(reader, draft.merchant_id, PUBLIC)
    given: dict[str, Any] = {
        "heading": translate(HEADINGS[step]),
        "place": _place(draft, step),
        "step": step.value,
        "shop": shop,
        "draft": draft,
        "kind": draft.first("kind"),
        "typed": {name: tuple(found) for name, found in draft.typed.items() if found},
        "photos": len(draft.photos),
        "masked": mask_phone(read_mobile(draft.first("phone"))),
        "days": the_office().settings.rules.complaint_draft_days,
        "other": other_words(reader, other) if other else None,
        "was_thrown_away": request.args.get("gone") == "1",
        "was_sent": False,
        "errors": said,
        "wrong": dict(reversed(said)),
        **offered(reader, step),
        **values,
    }
    other_path = "" if request.method == "GET" else _own_path(step)
    return public_page(f"counter/filing/{step.value}.html", other_path=other_path, **given)


def other_words(reader: Reader, other: Draft) -> dict[str, str]:
    """A draft of before: about whom, and where to go on with it."""
    name = shop_of(reader, other.merchant_id, PUBLIC).whole if other.merchant_id else other.first("respondent_name")
    return {"name": name, "path": url_for("counter.filing_step", step=Step.CHECK.value)}


def _place(draft: Draft, step: Step) -> Place:
    steps = asked(draft)
    number = steps.index(step) + 1 if step in steps else 1
    before = steps[number - 2] if number > 1 else None
    path = url_for("counter.filing_step", step=before.value) if before else ""
    return Place(number, len(steps), path)


def _own_path(step: Step) -> str:
    """The page of a step by GET, without the language prefix."""
    path = url_for("counter.filing_step", step=step.value)
    return path.removeprefix(request.script_root)
