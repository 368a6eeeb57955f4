"""One complaint in finished words: what was filed, the shop and its promise that day, clocks, what both wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.queries.days import PromiseOn, promise_on
from trustcode.complaints.queries.alike import AlikeRow, like_it
from trustcode.complaints.queries.clocks import ClockSheet, clocks_of
from trustcode.complaints.queries.office_file import FileNoteSheet, PassingSheet, file_of, passings_of
from trustcode.complaints.queries.persons import PersonSheet, masked
from trustcode.complaints.queries.reports import ReportRow, reports_of_complaint
from trustcode.complaints.queries.sheets import (
    ComplaintSheet,
    MessageSheet,
    StepSheet,
    messages_of,
    sheet,
    steps_of,
)
from trustcode.complaints.rules.file_notes import FileNoteKind, was_called
from trustcode.complaints.rules.numbers import spoken
from trustcode.doors.field.complaint_history import people_of, there
from trustcode.doors.field.complaint_rows import MatterLine, goods_words, matter_line
from trustcode.doors.field.doing import DeedLink
from trustcode.doors.field.matter_view import (
    Asked,
    Link,
    MatterView,
    Rows,
    matter_view,
    passing_asked,
    person_rows,
)
from trustcode.doors.field.paper_kinds import paper_links, papers_of
from trustcode.doors.field.promise_view import return_terms
from trustcode.doors.field.shop_view import ShopSeen, shop_address, shop_path, shop_seen
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.wording.filters import money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.exchange.queries.records import listed_as
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.reading import EntryLine, entries_of
from trustcode.returns.queries.ledger import LedgerEntry, entry
from trustcode.storage.reading import Reader

FILE_NOTES: dict[FileNoteKind, Word] = {
    FileNoteKind.SITTING: word("office file", "Mediation set"),
    FileNoteKind.RECORD: word("office file", "Mediation held"),
    FileNoteKind.CALL_BACK: word("office file", "Call-back"),
    FileNoteKind.REFERRAL: word("office file", "Referred back"),
}


@dataclass(frozen=True)
class ComplaintFacts:
    """Everything that a page about one complaint is made of."""

    sheet: ComplaintSheet
    steps: Sequence[StepSheet]
    messages: Sequence[MessageSheet]
    clocks: Sequence[ClockSheet]
    entries: Sequence[EntryLine]
    person: PersonSheet
    shop: ShopSeen | None
    promise: PromiseOn | None
    cited: LedgerEntry | None
    alike: Sequence[AlikeRow]
    alike_in_all: int
    reports: Sequence[ReportRow]
    passings: Sequence[PassingSheet]
    file: Sequence[FileNoteSheet]
    listed: tuple[str, Moment] | None


@dataclass(frozen=True)
class MessageLine:
    """What one side wrote; `photos` are addresses."""

    who: str
    when: str
    lines: tuple[str, ...]
    photos: tuple[str, ...]
    side: str


@dataclass(frozen=True)
class FileLine:
    """One line of the office's file: what, when it was noted and by whom, and its facts as label and words."""

    what: str
    when: str
    person: str
    rows: Rows
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComplaintView(MatterView):
    """The sheet in finished words."""

    marks: tuple[str, ...]
    bundle_path: str
    result_path: str
    matter: Rows
    facts: tuple[str, ...]
    photos: tuple[str, ...]
    person: Rows
    person_path: str
    shop: Rows
    shop_path: str
    shop_is_ours: bool
    promise: Rows
    promise_note: str
    cited: Rows
    cited_path: str
    messages: tuple[MessageLine, ...]
    passings: tuple[Asked, ...]
    file: tuple[FileLine, ...]
    alike: tuple[MatterLine, ...]
    alike_more: str
    reports: tuple[Link, ...]


def complaint_facts(
    reader: Reader, actor: Actor, complaint_id: str, language: str, at: Moment, scheme: SchemeRules
) -> tuple[ComplaintFacts, Speaker]:
    """Everything about one complaint, and who says it. Raises NotFound."""
    own = sheet(reader, actor, complaint_id)
    entries = entries_of(reader, own.id)
    passings, file = passings_of(reader, own.id), file_of(reader, own.id)
    others_named = {one.proposed_by for one in passings} | {one.by_person for one in file}
    say = speaker(reader, language, at, {*people_of(entries), own.officer_id, actor.person_id, *others_named})
    others, in_all = like_it(reader, actor, own.id, scheme)
    facts = ComplaintFacts(
        sheet=own,
        steps=steps_of(reader, own.id),
        messages=messages_of(reader, own.id),
        clocks=clocks_of(reader, own.id, say.today),
        entries=entries,
        person=masked(reader, own.id),
        shop=shop_seen(reader, actor, own.merchant_id),
        promise=promise_on(reader, own.merchant_id, own.bought_on) if own.merchant_id and own.bought_on else None,
        cited=_cited(reader, own),
        alike=others,
        alike_in_all=in_all,
        reports=reports_of_complaint(reader, actor, own.id),
        passings=passings,
        file=file,
        listed=listed_as(reader, own.id) if own.taken_over else None,
    )
    return facts, say


def _cited(reader: Reader, own: ComplaintSheet) -> LedgerEntry | None:
    """The line of the returns ledger that was named; one of another shop is none."""
    try:
        return entry(reader, own.return_id, own.merchant_id) if own.return_id and own.merchant_id else None
    except NotFound:
        return None


def is_proposed(facts: ComplaintFacts) -> bool:
    """Whether another office waits to be decided on."""
    return any(one.outcome is None for one in facts.passings)


def is_called(facts: ComplaintFacts) -> bool:
    """Whether the shopper was asked how it went, since it ended."""
    calls = [(one.at, one.kept) for one in facts.file if one.kind is FileNoteKind.CALL_BACK]
    return was_called(calls, facts.sheet.ended_at)


def complaint_view(say: Speaker, actor: Actor, facts: ComplaintFacts, deeds: Sequence[DeedLink]) -> ComplaintView:
    """The sheet in finished words; `deeds` are what this officer can do now."""
    own = facts.sheet
    address: dict[str, Any] = {"complaint_id": own.id}
    is_ours = facts.shop is not None and facts.shop.unit is not None
    shared = matter_view(say, actor, facts, deeds, "complaint", address, is_open=True)
    return ComplaintView(
        **{**shared, "history": (*there(say, own, facts.listed), *shared["history"])},
        papers=paper_links(
            papers_of(own, facts.steps, is_proposed=is_proposed(facts)), "field.complaint_paper", **address
        ),
        marks=tuple(label(say.language, why) for why in own.holds),
        bundle_path=url_for("field.bundle", bundle_id=own.bundle) if own.bundle else "",
        result_path=url_for("field.publication", **address),
        matter=_matter(say, own),
        facts=tuple(own.facts.split("\n")),
        photos=tuple(url_for("field.complaint_photo", digest=digest, **address) for digest in own.evidence),
        person=person_rows(say, facts.person),
        person_path=url_for("field.complaint_person", **address),
        shop=_shop(say, own, facts.shop),
        shop_path=shop_path(say, facts.shop),
        shop_is_ours=is_ours,
        promise=_promise(say, facts.promise),
        promise_note=_promise_note(say, own, facts.promise),
        cited=_cited_rows(say, facts.cited),
        cited_path=url_for("field.ledger", merchant_id=own.merchant_id) if facts.cited and is_ours else "",
        messages=tuple(_message(say, own.id, one) for one in facts.messages),
        passings=tuple(
            passing_asked(
                say, actor, own.region_code, one, url_for("field.complaint_passing", proposal_id=one.id, **address)
            )
            for one in facts.passings
        ),
        file=tuple(_file_line(say, one) for one in facts.file),
        alike=tuple(_alike(say, actor, one) for one in facts.alike),
        alike_more=_more(say, facts),
        reports=tuple(_report(say, one) for one in facts.reports),
    )


def _file_line(say: Speaker, one: FileNoteSheet) -> FileLine:
    return FileLine(
        what=say.say(FILE_NOTES[one.kind]),
        when=say.moment(one.at),
        person=say.person(one.by_person),
        rows=(
            (say.say(word("office file", "When")), say.moment(one.held_at) if one.held_at else ""),
            (say.say(word("office file", "Where")), one.place if one.kind is not FileNoteKind.REFERRAL else ""),
            (say.say(word("office file", "To")), one.place if one.kind is FileNoteKind.REFERRAL else ""),
            (say.say(word("office file", "Mediator")), one.mediator),
            (say.say(word("office file", "Found")), label(say.language, one.kept) if one.kept else ""),
        ),
        lines=tuple(one.text.split("\n")) if one.text else (),
    )


def _matter(say: Speaker, own: ComplaintSheet) -> Rows:
    sent = own.competent_at and own.competent_at != own.came_in_at
    return (
        (say.say(word("complaint", "Wants")), say.joined([*(label(say.language, wish) for wish in own.wishes)])),
        (say.say(word("complaint", "In detail")), own.wish_note),
        (say.say(word("complaint", "About")), say.joined([goods_words(say, own.category), say.term(Catalogue.PROBLEM_CATEGORY, own.problem)])),
        (say.say(word("complaint", "Bought")), say.full_day(own.bought_on) if own.bought_on else ""),
        (say.say(word("complaint", "Happened")), say.full_day(own.happened_on) if own.happened_on else ""),
        (say.say(word("complaint", "Amount in dispute")), money(own.amount_fen) if own.amount_fen is not None else ""),
        (say.say(word("complaint", "Obtained")), money(own.obtained_fen) if own.obtained_fen is not None else ""),
        (say.say(word("complaint", "Came in")), say.moment(own.came_in_at)),
        (say.say(word("complaint", "With the office since")), say.moment(own.competent_at) if sent and own.competent_at else ""),
        (say.say(word("complaint", "Came by")), label(say.language, own.source)),
        (say.say(word("complaint", "May be published")), _yes(say, own.may_publish)),
        (say.say(word("complaint", "May be mediated by others")), _yes(say, own.may_delegate)),
    )  # fmt: skip


def _yes(say: Speaker, yes: bool) -> str:  # noqa: FBT001 - an answer that was given
    return say.say(word("complaint", "yes") if yes else word("complaint", "no"))


def _shop(say: Speaker, own: ComplaintSheet, shop: ShopSeen | None) -> Rows:
    address = (say.say(word("complaint", "Address")), shop_address(say, shop, own.respondent_address))
    if shop is None:
        name = (say.say(word("complaint", "Name")), own.respondent_name)
        return name, address, (say.say(word("complaint", "Region")), say.place(own.region_code))
    licence = (say.say(word("complaint", "Licence")), shop.licence_name)
    if shop.unit is None:
        return licence, address
    return (
        licence,
        address,
        (say.say(word("complaint", "Standing")), label(say.language, shop.unit.standing)),
        (say.say(word("complaint", "Returns phone")), shop.unit.returns_phone),
    )


def _promise(say: Speaker, promise: PromiseOn | None) -> Rows:
    return return_terms(say, promise.terms) if promise and promise.terms else ()


def _promise_note(say: Speaker, own: ComplaintSheet, promise: PromiseOn | None) -> str:
    if not own.merchant_id:
        return say.say(N_("The shop has no code of ours, so no promise of this scheme."))
    if promise is None:
        return say.say(N_("The shopper named no day of purchase, so the promise of that day is not known."))
    if promise.terms is None:
        return say.say(N_("No promise to take goods back bound the shop on %(day)s."), day=promise.day)
    return say.say(N_("What bound the shop for a purchase on %(day)s."), day=promise.day)


def _cited_rows(say: Speaker, cited: LedgerEntry | None) -> Rows:
    if cited is None:
        return ()
    line = cited.line
    return (
        (say.say(word("complaint", "Line")), str(cited.number)),
        (say.say(word("complaint", "Outcome")), label(say.language, line.outcome)),
        (say.say(word("complaint", "Written down")), say.moment(cited.logged_at)),
        (say.say(word("complaint", "The shopper said")), label(say.language, cited.answer) if cited.answer else say.say(word("complaint", "nothing"))),
    )  # fmt: skip


def _message(say: Speaker, complaint_id: str, one: MessageSheet) -> MessageLine:
    photos = tuple(
        url_for("field.complaint_photo", complaint_id=complaint_id, digest=digest) for digest in one.evidence
    )
    return MessageLine(
        label(say.language, one.speaker),
        say.moment(one.said_at),
        tuple(one.text.split("\n")),
        photos,
        one.speaker.value,
    )


def _alike(say: Speaker, actor: Actor, one: AlikeRow) -> MatterLine:
    return matter_line(say, actor, one.row, [label(say.language, why) for why in one.whys])


def _more(say: Speaker, facts: ComplaintFacts) -> str:
    hidden = facts.alike_in_all - len(facts.alike)
    return say.count(("and %(num)s more", "and %(num)s more"), hidden) if hidden > 0 else ""


def _report(say: Speaker, one: ReportRow) -> Link:
    facts = {"number": spoken(one.number), "state": label(say.language, one.state), "day": civil_day(one.came_in_at)}
    said = say.say(N_("%(number)s, %(state)s, came on %(day)s"), **facts)
    case = say.say(N_("case %(case_no)s"), case_no=one.case_no) if one.case_no else ""
    return Link(say.joined([said, case]), url_for("field.clue", report_id=one.id))
