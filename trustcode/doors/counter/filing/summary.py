"""A filing read once more before it is sent: each step in words, with the way back to change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from trustcode.complaints.rules.filing import Filing
from trustcode.doors.counter.filing.choices import KINDS
from trustcode.doors.counter.filing.draft import Draft
from trustcode.doors.counter.filing.steps import Step, asked
from trustcode.doors.lobby.matter_words import category_words, problem_words, wishes_words
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment
from trustcode.doors.wording.filters import day, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import Reader

Rows = tuple[tuple[str, str], ...]

HEADINGS: dict[Step, str] = {
    Step.SHOP: N_("Which shop is it?"),
    Step.KIND: N_("What do you want to tell us?"),
    Step.STORY: N_("What happened?"),
    Step.DETAILS: N_("What do you want?"),
    Step.PHOTOS: N_("Photos, if you have any"),
    Step.PERSON: N_("Who are you?"),
    Step.PHONE: N_("Is this your phone?"),
    Step.CHECK: N_("Read it once more, then send"),
}


@dataclass(frozen=True)
class Part:
    """One step: its heading, its rows, how many photos, and where it is changed."""

    heading: str
    rows: Rows
    photos: int
    path: str


_SHORT = {Step.PHOTOS: N_("Photos")}
"""Where a step's own heading is no name for what was given in it."""


def parts(reader: Reader, draft: Draft, filing: Filing, shop: str) -> tuple[Part, ...]:
    """All steps that have something to read."""
    said = {
        Step.SHOP: (
            (translate(N_("Shop")), filing.respondent_name),
            (translate(N_("Address")), filing.respondent_address),
        ),
        Step.KIND: _kind(draft, shop),
        Step.STORY: _story(reader, filing),
        Step.DETAILS: _details(filing),
        Step.PHOTOS: (),
        Step.PERSON: _person(filing, anonymous=filing.anonymous),
    }
    return tuple(
        Part(
            heading=translate(_SHORT.get(step, HEADINGS[step])),
            rows=tuple((name, words) for name, words in said[step] if words),
            photos=len(draft.photos) if step is Step.PHOTOS else 0,
            path=url_for("counter.filing_step", step=step.value),
        )
        for step in asked(draft)
        if step in said
    )


def _kind(draft: Draft, shop: str) -> Iterable[tuple[str, str]]:
    words = {value: translate(said) for value, said, _ in KINDS}
    return ((translate(N_("About")), shop), (translate(N_("Complaint or report")), words.get(draft.first("kind"), "")))


def _story(reader: Reader, filing: Filing) -> Rows:
    today = civil_day(the_moment())
    return (
        (translate(N_("Complaint")), filing.facts),
        (translate(N_("Report")), filing.clue),
        (translate(N_("Class")), category_words(reader, filing.category, today)),
        (translate(N_("Problem")), problem_words(reader, filing.problem, today)),
    )


def _details(filing: Filing) -> Rows:
    language, today = the_language(), civil_day(the_moment())
    return (
        (translate(N_("I want")), wishes_words(filing.wishes)),
        (translate(N_("In my words")), filing.wish_note),
        (translate(N_("Bought")), day(language, filing.bought_on, today) if filing.bought_on else ""),
        (translate(N_("Happened")), day(language, filing.happened_on, today) if filing.happened_on else ""),
        (translate(N_("Amount")), money(filing.amount_fen) if filing.amount_fen is not None else ""),
        (translate(N_("Receipt number")), filing.receipt_no),
    )


def _person(filing: Filing, *, anonymous: bool) -> Rows:
    paper = label(the_language(), filing.paper) if filing.paper else ""
    nameless = translate(N_("The report goes without your name")) if anonymous else ""
    return (
        (translate(N_("Name")), filing.name),
        (translate(N_("Mobile")), filing.phone),
        (translate(N_("Address")), filing.address),
        (paper, filing.paper_number),
        (translate(N_("Report")), nameless),
    )
