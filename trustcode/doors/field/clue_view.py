"""One clue of illegality in finished words. Who reported stands nowhere here but masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.queries.clocks import ClockSheet, clocks_of
from trustcode.complaints.queries.office_file import PassingSheet, passings_of_report
from trustcode.complaints.queries.reports import (
    AdditionSheet,
    ExtensionSheet,
    ReportSheet,
    additions_of,
    extensions_of,
    report_sheet,
)
from trustcode.complaints.queries.sheets import StepSheet, steps_of
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.reporting import REPORTS_OPEN
from trustcode.doors.field.complaint_history import people_of
from trustcode.doors.field.complaint_rows import goods_words
from trustcode.doors.field.doing import DeedLink
from trustcode.doors.field.matter_view import Asked, Link, MatterView, Rows, matter_view, passing_asked
from trustcode.doors.field.paper_kinds import paper_links, papers_of_clue
from trustcode.doors.field.shop_view import ShopSeen, shop_address, shop_path, shop_seen
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.people.rules.permissions import may_confirm
from trustcode.record.reading import EntryLine, entries_of
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ClueFacts:
    """Everything that a page about one clue is made of."""

    sheet: ReportSheet
    clocks: Sequence[ClockSheet]
    steps: Sequence[StepSheet]
    entries: Sequence[EntryLine]
    extensions: Sequence[ExtensionSheet]
    additions: Sequence[AdditionSheet]
    passings: Sequence[PassingSheet]
    shop: ShopSeen | None

    @property
    def is_proposed(self) -> bool:
        """Whether another office waits to be decided on."""
        return any(one.outcome is None for one in self.passings)


@dataclass(frozen=True)
class AddedLine:
    """What whoever reported added later: when, the lines, addresses of photos."""

    when: str
    text: tuple[str, ...]
    photos: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClueView(MatterView):
    """One clue in finished words; nothing of it is ever public."""

    result_path: str = ""
    matter: Rows
    shop_path: str
    shop_is_ours: bool
    clue: tuple[str, ...]
    photos: tuple[str, ...]
    added: tuple[AddedLine, ...]
    person: Rows
    person_note: str
    person_path: str
    complaint: Link | None
    joined: Link | None
    passings: tuple[Asked, ...]
    extensions: tuple[Asked, ...]


def clue_facts(reader: Reader, actor: Actor, report_id: str, language: str, at: Moment) -> tuple[ClueFacts, Speaker]:
    """Everything about one clue, and who says it. Raises NotFound."""
    own = report_sheet(reader, actor, report_id)
    entries = entries_of(reader, own.id)
    clocks = clocks_of(reader, own.id, civil_day(at))
    extensions = extensions_of(reader, [one.id for one in clocks])
    passings = passings_of_report(reader, own.id)
    asking = {one.asked_by for one in extensions} | {one.proposed_by for one in passings}
    say = speaker(reader, language, at, {*people_of(entries), own.officer_id, *asking})
    steps, additions = steps_of(reader, own.id), additions_of(reader, own.id)
    shop = shop_seen(reader, actor, own.merchant_id)
    return ClueFacts(own, clocks, steps, entries, extensions, additions, passings, shop), say


def clue_view(say: Speaker, actor: Actor, facts: ClueFacts, person: Rows, deeds: Sequence[DeedLink]) -> ClueView:
    """The sheet in finished words; `deeds` are what this officer can do now."""
    own = facts.sheet
    address: dict[str, Any] = {"report_id": own.id}
    return ClueView(
        **matter_view(say, actor, facts, deeds, "clue", address, is_open=own.state in REPORTS_OPEN),
        papers=paper_links(papers_of_clue(own, is_proposed=facts.is_proposed), "field.clue_paper", **address),
        matter=_matter(say, own, facts.shop),
        shop_path=shop_path(say, facts.shop),
        shop_is_ours=facts.shop is not None and facts.shop.unit is not None,
        clue=tuple(own.clue.split("\n")),
        photos=tuple(url_for("field.clue_photo", digest=digest, **address) for digest in own.evidence),
        added=tuple(
            AddedLine(
                say.moment(one.added_at),
                tuple(one.text.split("\n")),
                tuple(url_for("field.clue_photo", digest=digest, **address) for digest in one.evidence),
            )
            for one in facts.additions
        ),
        person=person,
        person_note=_person_note(say, own),
        person_path=url_for("field.clue_person", **address) if own.has_reporter else "",
        complaint=_to_complaint(say, own),
        joined=_to_joined(say, own),
        passings=tuple(
            passing_asked(
                say, actor, own.region_code, one, url_for("field.clue_passing", proposal_id=one.id, **address)
            )
            for one in facts.passings
        ),
        extensions=tuple(_extension(say, actor, facts, one) for one in facts.extensions),
    )


def _matter(say: Speaker, own: ReportSheet, shop: ShopSeen | None) -> Rows:
    about = [goods_words(say, own.category), say.term(Catalogue.PROBLEM_CATEGORY, own.problem)]
    return (
        (say.say(word("clue", "Where from")), label(say.language, own.origin)),
        (say.say(word("complaint", "About")), say.joined(about)),
        (say.say(word("complaint", "Address")), shop_address(say, shop, own.respondent_address)),
        (say.say(word("complaint", "Region")), say.place(own.region_code)),
        (say.say(word("complaint", "Came in")), say.moment(own.came_in_at)),
        (say.say(word("complaint", "With the office since")), say.moment(own.competent_at) if own.competent_at else ""),
        (say.say(word("complaint", "Came by")), label(say.language, own.source)),
        (say.say(word("clue", "Case number")), own.case_no),
        (say.say(word("clue", "Case filed on")), say.full_day(own.case_filed_on) if own.case_filed_on else ""),
    )


def _person_note(say: Speaker, own: ReportSheet) -> str:
    if own.has_reporter:
        return say.say(N_("The shop never learns who reported. Keep it so in what you write."))
    if own.anonymous and not own.complaint_number:
        return say.say(N_("Reported without a name. Nobody is to be told; it is checked all the same."))
    return say.say(N_("There is no reporter: an officer noted it."))


def _to_complaint(say: Speaker, own: ReportSheet) -> Link | None:
    if not own.complaint_id:
        return None
    said = say.say(N_("Complaint %(number)s"), number=spoken(own.complaint_number))
    return Link(said, url_for("field.complaint", complaint_id=own.complaint_id))


def _to_joined(say: Speaker, own: ReportSheet) -> Link | None:
    if not own.joined_number:
        return None
    said = say.say(N_("Clue %(number)s"), number=spoken(own.joined_number))
    return Link(said, url_for("field.clue", report_id=own.joined_id) if own.joined_id else "")


def _extension(say: Speaker, actor: Actor, facts: ClueFacts, one: ExtensionSheet) -> Asked:
    clock = next(one_clock for one_clock in facts.clocks if one_clock.id == one.clock_id)
    waits = one.granted is None and clock.stopped_on is None
    over = N_("waits for a second person") if waits else N_("no longer needed")
    outcome = {None: over, True: N_("granted"), False: N_("declined")}[one.granted]
    decides = waits and actor.role is Role.SUPERVISOR and may_confirm(actor, one.asked_by)
    path = url_for("field.clue_more_time", report_id=facts.sheet.id, extension_id=one.id) if decides else ""
    return Asked(
        label(say.language, clock.rule.code),
        say.moment(one.asked_at),
        say.person(one.asked_by),
        one.why,
        say.say(outcome),
        path,
        decides=decides,
    )
