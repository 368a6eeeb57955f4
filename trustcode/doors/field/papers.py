"""The papers of Order 121, filled from a complaint or a clue. Chinese alone; the words stand in `data/papers.json`.

Who filed is masked, unless this officer wrote down a reason within the last ten minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import make_response
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.queries.office_file import PassingSheet
from trustcode.complaints.queries.persons import PersonSheet, has_read_lately, in_clear, masked
from trustcode.complaints.queries.reports import ReportSheet
from trustcode.complaints.queries.sheets import ComplaintSheet, StepSheet
from trustcode.complaints.rules.authority import READ, READ_PERSON
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.file_notes import FileNoteKind
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import ReportAct, ReportState
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.doors.field.clue_view import ClueFacts, clue_facts
from trustcode.doors.field.complaint_forms import moment_zh
from trustcode.doors.field.complaint_rows import goods_words
from trustcode.doors.field.complaint_view import ComplaintFacts, complaint_facts, is_proposed
from trustcode.doors.field.paper_kinds import PaperKind, paper_words, papers_of, papers_of_clue
from trustcode.doors.field.shop_view import shop_address
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, the_actor, the_moment, the_office
from trustcode.doors.wording.filters import money
from trustcode.doors.wording.headers import attachment_headers
from trustcode.doors.wording.labels import label
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import TABLE
from trustcode.printing.paper import Paper, paper_pdf
from trustcode.regions.queries import office_name
from trustcode.storage.reading import Reader

ZH = "zh"


@dataclass(frozen=True)
class _Filling:
    """What the words of a paper are filled with."""

    number: str
    office: str
    facts: dict[str, str]
    ticks: tuple[tuple[bool, str], ...]
    is_masked: bool


@access(READ)
def complaint_paper(complaint_id: str, paper: str) -> Response:
    """A paper of a complaint as PDF."""
    actor, at = the_actor(), the_moment()
    with open_reader() as reader:
        facts, say = complaint_facts(reader, actor, complaint_id, ZH, at, the_office().settings.rules)
        kind = next(
            (one for one in papers_of(facts.sheet, facts.steps, is_proposed=is_proposed(facts)) if one.value == paper),
            None,
        )
        if kind is None:
            raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
        person, is_masked = _person(reader, actor, facts.sheet.id, at)
        office = office_name(reader, facts.sheet.region_code, say.today).zh
        filling = _of_complaint(say, facts, person, office, is_masked=is_masked)
        filling.facts.update(_receiver(reader, say, facts))
    return _answer(say, kind, filling)


@access(READ)
def clue_paper(report_id: str, paper: str) -> Response:
    """A paper of a clue as PDF."""
    actor, at = the_actor(), the_moment()
    with open_reader() as reader:
        facts, say = clue_facts(reader, actor, report_id, ZH, at)
        kind = next(
            (one for one in papers_of_clue(facts.sheet, is_proposed=facts.is_proposed) if one.value == paper), None
        )
        if kind is None:
            raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
        person, is_masked = _person(reader, actor, facts.sheet.id, at)
        office = office_name(reader, facts.sheet.region_code, say.today).zh
        filling = _of_clue(say, facts, person, office, is_masked=is_masked)
        filling.facts.update(_proposed(reader, say, facts.passings))
    return _answer(say, kind, filling)


def _person(reader: Reader, actor: Actor, matter_id: str, at: Moment) -> tuple[PersonSheet, bool]:
    """Who filed, and whether it is masked."""
    cell = TABLE.cell(READ_PERSON, actor.role)
    if not cell.needs_second and has_read_lately(reader, actor, matter_id, at):
        return in_clear(reader, actor, matter_id, at), False
    return masked(reader, matter_id), True


def _of_complaint(
    say: Speaker, facts: ComplaintFacts, person: PersonSheet, office: str, *, is_masked: bool
) -> _Filling:
    own = facts.sheet
    filled = {
        **_who(person),
        **_about(say, own),
        "shop_address": shop_address(say, facts.shop, own.respondent_address),
        "bought": say.full_day(own.bought_on) if own.bought_on else "",
        "happened": say.full_day(own.happened_on) if own.happened_on else "",
        "amount": money(own.amount_fen) if own.amount_fen is not None else "",
        "obtained": money(own.obtained_fen) if own.obtained_fen is not None else "",
        "wishes": say.joined([*(label(ZH, wish) for wish in own.wishes), own.wish_note]),
        "facts": own.facts,
        "may_publish": paper_words()["yes" if own.may_publish else "no"],
        "may_delegate": paper_words()["yes" if own.may_delegate else "no"],
        "accepted": say.full_day(civil_day(own.accepted_at)) if own.accepted_at else "",
        "ended": say.full_day(civil_day(own.state_at)),
        "agreed_on": say.full_day(civil_day(own.state_at)),
        "by_day": _last_day(say, facts.clocks, ClockCode.IDENTITY),
        "mediate_until": _last_day(say, facts.clocks, ClockCode.MEDIATE),
        "said": _said(facts.steps),
        **_sitting(facts),
    }
    grounds: type[StrEnum] = RefusalGround if own.state is State.REFUSED else MediationEnd
    return _Filling(spoken(own.number), office, filled, _ticks(grounds, own.ground), is_masked)


def _sitting(facts: ComplaintFacts) -> dict[str, str]:
    """Time, place and mediator of the mediation that was set last; blanks to fill in by hand where none was."""
    last = [one for one in facts.file if one.kind is FileNoteKind.SITTING][-1:]
    if not last or last[0].held_at is None:
        return {"sitting_at": "", "sitting_place": "", "mediator": ""}
    return {"sitting_at": moment_zh(last[0].held_at), "sitting_place": last[0].place, "mediator": last[0].mediator}


def _receiver(reader: Reader, say: Speaker, facts: ComplaintFacts) -> dict[str, str]:
    """Whom a referral goes to, and why: the office that is proposed, or the one that was named."""
    named = [one.place for one in facts.file if one.kind is FileNoteKind.REFERRAL]
    return _proposed(reader, say, facts.passings) or {"receiver": named[-1] if named else ""}


def _proposed(reader: Reader, say: Speaker, passings: Sequence[PassingSheet]) -> dict[str, str]:
    """The office that waits to be decided on, and why that one."""
    waiting = next((one for one in passings if one.outcome is None), None)
    return {"receiver": office_name(reader, waiting.region_code, say.today).zh, "said": waiting.why} if waiting else {}


def _of_clue(say: Speaker, facts: ClueFacts, person: PersonSheet, office: str, *, is_masked: bool) -> _Filling:
    own = facts.sheet
    filled = {
        **_who(person),
        **_about(say, own),
        "reporter_name": person.name,
        "shop_address": shop_address(say, facts.shop, own.respondent_address),
        "clue": own.clue,
        "receiver": "",
        "case_no": own.case_no,
        "case_filed": say.full_day(own.case_filed_on) if own.case_filed_on else "",
        "decided": _decided(say, facts.steps),
        "said": _said(
            [step for step in facts.steps if step.act == ReportAct.FIND_NO_CASE.value or len(facts.steps) == 1]
        ),
    }
    is_case = own.state in {ReportState.CASE_FILED, ReportState.CASE_CLOSED}
    results = paper_words()["report_results"]
    ticks = ((is_case, results["case_filed"]), (not is_case, results["no_case"]))
    return _Filling(spoken(own.number), office, filled, ticks, is_masked)


def _who(person: PersonSheet) -> dict[str, str]:
    paper = f"{label(ZH, person.paper)} {person.paper_number}" if person.paper else ""
    return {
        "person_name": person.name,
        "person_phone": person.phone,
        "person_address": person.address,
        "person_paper": paper,
    }


def _about(say: Speaker, own: ComplaintSheet | ReportSheet) -> dict[str, str]:
    about = say.joined([goods_words(say, own.category), say.term(Catalogue.PROBLEM_CATEGORY, own.problem)])
    return {
        "shop": own.respondent_name,
        "reported": own.respondent_name,
        "came_in": say.full_day(civil_day(own.came_in_at)),
        "source": label(ZH, own.source),
        "about": about,
        "evidence": f"{len(own.evidence)}" if own.evidence else "",
    }


def _last_day(say: Speaker, clocks: Sequence[ClockSheet], code: ClockCode) -> str:
    days = [one.due_on for one in clocks if one.rule.code is code]
    return say.full_day(days[-1]) if days else ""


def _said(steps: Sequence[StepSheet]) -> str:
    return steps[-1].said if steps else ""


def _decided(say: Speaker, steps: Sequence[StepSheet]) -> str:
    acts = {ReportAct.FILE_CASE.value, ReportAct.FIND_NO_CASE.value}
    days = [step.at for step in steps if step.act in acts]
    return say.full_day(civil_day(days[-1])) if days else ""


def _ticks(grounds: type[StrEnum], ground: str) -> tuple[tuple[bool, str], ...]:
    return tuple((one.value == ground, label(ZH, one)) for one in grounds)


def _answer(say: Speaker, kind: PaperKind, filling: _Filling) -> Response:
    words, office = paper_words(), the_office()
    own = words["papers"][kind.value]
    blank = words["blank"]
    known = {"blank": blank, **{name: text or blank for name, text in filling.facts.items()}}

    def fill(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(_filled(text, known) for text in texts)

    said = (filling.facts.get("said", ""),) if own.get("said_as_text") else ()
    notes = [words["masked"] if filling.is_masked else "", words["demo"] if office.settings.is_demo else ""]
    made = paper_pdf(
        Paper(
            title=own["title"],
            number=filling.number,
            number_label=words["number"],
            office=filling.office,
            day=say.full_day(say.today),
            page_label=words["page"],
            blank=blank,
            to=_filled(own.get("to", ""), known),
            text=(*fill(own.get("text", ())), *said),
            rows=tuple((words["labels"][name], filling.facts.get(name) or "－") for name in own.get("rows", ())),
            ticks=filling.ticks if own.get("ticks") else (),
            after=fill(own.get("after", ())),
            remedies_title=words["remedies_title"] if own.get("remedies") else "",
            remedies=tuple(words["remedies"]) if own.get("remedies") else (),
            signs=tuple(own["signs"]),
            note=" ".join(part for part in notes if part),
        )
    )
    response = make_response(made)
    response.headers.update(attachment_headers(is_https=office.settings.is_https))
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{kind.value}-{filling.number.replace(" ", "")}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """A text with its gaps filled, each once; what was typed is never read as a gap."""
    parts = text.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(facts[name] + rest)
    return "".join(out)
