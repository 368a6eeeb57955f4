"""One complaint: the exact copy of what was filed without who filed it, its deadline, what was said, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, url_for

from trustcode.calendars.queries import calendar
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.last_day import last_day
from trustcode.complaints.queries.clocks import ClockSheet, clock_of_state, clocks_of
from trustcode.complaints.queries.sheets import ComplaintSheet, MessageSheet, StepSheet, messages_of, steps_of
from trustcode.complaints.queries.silence import owes_answer
from trustcode.complaints.rules.course import Act, State
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.taken_over import acts_there
from trustcode.complaints.rules.words import Speaker
from trustcode.doors.desk.complaints.listing import Names, kind_words, kinds
from trustcode.doors.desk.complaints.photos import photo_answer
from trustcode.doors.desk.complaints.unit import READ, called, own_complaint
from trustcode.doors.desk.complaints.words import (
    by_words,
    ground_words,
    head,
    is_open,
    next_words,
    speaker_words,
    tone,
)
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import is_owner, show_form
from trustcode.doors.desk.summary import Rows, days_words, refund_words
from trustcode.doors.lobby.clock_days import ClockLeft, clock_days, clock_left
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_reader, the_language, the_moment
from trustcode.doors.lobby.return_lines import amount_words, goods_words
from trustcode.doors.wording.filters import day_weekday, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, say_word, word
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.returns.queries.ledger import entry
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Said:
    """One message: who, when, the text, addresses of its photos, whether it is the shop's answer."""

    who: str
    when: str
    text: str
    photos: tuple[str, ...]
    is_reply: bool
    is_own: bool


@dataclass(frozen=True)
class Standing:
    """How it stands: in words, what comes next, its ground, the countdown, the last day; of `total` counted days `used`
    have begun, on a day off the next one with them.
    """

    title: str
    next: str
    ground: str
    tone: str
    left: ClockLeft | None
    due: str
    total: int
    used: int
    provisional: bool


@dataclass(frozen=True)
class Paths:
    """Where things are done; empty for what cannot be done now."""

    answer: str
    late: str
    message: str
    days: str
    result: str


@dataclass(frozen=True)
class ComplaintView:
    """One complaint as the shop reads it. `copy` is what was filed, word for word, in `facts` and `wish_note` too."""

    number: str
    title: str
    standing: Standing
    wishes: str
    copy: Rows
    facts: str
    wish_note: str
    photos: tuple[str, ...]
    promise: Rows
    promise_path: str
    cited: tuple[str, str]
    messages: tuple[Said, ...]
    history: tuple[tuple[str, str, str, str], ...]
    paths: Paths


@blueprint.get("/<merchant_id>/complaints/<complaint_id>")
@access(READ)
def complaint_page(merchant_id: str, complaint_id: str) -> str:
    """Everything of it that is for the shop."""
    today = civil_day(the_moment())
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        view = complaint_view(reader, one, today)
    back = url_for("desk.complaints", merchant_id=merchant_id)
    return show_form("desk/complaints/page.html", unit, called(unit), view=view, back=back)


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/days")
@access(READ)
def complaint_days(merchant_id: str, complaint_id: str) -> str:
    """Every clock of it, day by day, the one that runs first."""
    today = civil_day(the_moment())
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        clocks = clocks_of(reader, one.id, today)
    return show_form(
        "desk/complaints/days.html",
        unit,
        called(unit),
        number=one.number,
        clocks=[clock_days(the_language(), clock, today) for clock in reversed(clocks)],
        back=url_for("desk.complaint_page", merchant_id=merchant_id, complaint_id=complaint_id),
    )


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/photos/<digest>")
@access(READ)
def complaint_photo(merchant_id: str, complaint_id: str, digest: str) -> Response:
    """A photo of the complaint or of a message in it. Raises NotFound for one that is not."""
    with open_reader() as reader:
        _, one = own_complaint(reader, merchant_id, complaint_id)
        known = {*one.evidence, *(photo for said in messages_of(reader, one.id) for photo in said.evidence)}
    return photo_answer(digest, known)


def complaint_view(reader: Reader, one: ComplaintSheet, today: date) -> ComplaintView:
    """A complaint in words."""
    names = kinds(reader)
    clock = clock_of_state(clocks_of(reader, one.id, today), one.state)
    owes = owes_answer(reader, one.id)
    promise, promise_path = _promise(reader, one, today)
    return ComplaintView(
        number=one.number,
        title=kind_words(names, one.category, one.problem),
        standing=_standing(one, clock, today),
        wishes=wish_words(one),
        copy=_copy(one, names, today),
        facts=one.facts,
        wish_note=one.wish_note,
        photos=_photos(one, one.evidence),
        promise=promise,
        promise_path=promise_path,
        cited=_cited(reader, one, today),
        messages=tuple(_said(one, message, today) for message in messages_of(reader, one.id)),
        history=(*_there(one, today), *(_step(step, today) for step in steps_of(reader, one.id))),
        paths=_paths(one, owes=owes),
    )


def wish_words(one: ComplaintSheet) -> str:
    """What the shopper wants, in a row."""
    return ("、" if the_language() == "zh" else ", ").join(label(the_language(), wish) for wish in one.wishes)


def _standing(one: ComplaintSheet, clock: ClockSheet | None, today: date) -> Standing:
    due_on = clock.due_on if clock else None
    is_ours = one.state is State.SETTLING and due_on is not None
    total, used = _counted(clock, today) if clock and is_ours else (0, 0)
    return Standing(
        title=head(one.state),
        next=next_words(one.state, due_on, today),
        ground=ground_words(one),
        tone=tone(one.state),
        left=clock_left(the_language(), due_on, today) if is_ours and due_on else None,
        due=day_weekday(the_language(), due_on, today) if due_on else "",
        total=total,
        used=used,
        provisional=bool(clock and clock.provisional),
    )


def _counted(clock: ClockSheet, today: date) -> tuple[int, int]:
    """How many days of a clock count, and which of them is on or comes next."""
    days = clock_days(the_language(), clock, today).rows
    total = sum(bool(day.number) for day in days)
    begun = next((place for place, day in enumerate(days) if day.is_today), len(days))
    return total, min(total, sum(bool(day.number) for day in days[:begun]) + 1)


def _copy(one: ComplaintSheet, names: Names, today: date) -> Rows:
    language = the_language()

    def day(value: date | None) -> str:
        return day_weekday(language, value, today) if value else ""

    yes = _word(word("desk complaint", "the shopper agrees"))
    no = _word(word("desk complaint", "the shopper does not agree"))
    return (
        (_word(word("desk complaint", "Number")), spoken(one.number)),
        (_word(word("desk complaint", "Came")), day(civil_day(one.came_in_at))),
        (_word(word("desk complaint", "By")), label(language, one.source)),
        (_word(word("desk complaint", "About")), kind_words(names, one.category, one.problem)),
        (_word(word("desk complaint", "Bought")), day(one.bought_on)),
        (_word(word("desk complaint", "Happened")), day(one.happened_on)),
        (_word(word("desk complaint", "Amount")), money(one.amount_fen) if one.amount_fen is not None else ""),
        (_word(word("desk complaint", "Shopper wants")), wish_words(one)),
        (_word(word("desk complaint", "To be published")), yes if one.may_publish else no),
    )


def _promise(reader: Reader, one: ComplaintSheet, today: date) -> tuple[Rows, str]:
    """The return promise on the day of purchase: the days, the last day, when the money goes back; and its full words."""
    if one.bought_on is None:
        return (), ""
    held, language = promise_on(reader, one.merchant_id, one.bought_on), the_language()
    path = f"{'/en' if language == 'en' else ''}/m/{one.merchant_id}/on/{one.bought_on.isoformat()}"
    if held.terms is None:
        return ((translate(N_("Returns")), translate(N_("no promise held for what was bought on that day"))),), path
    until = last_day(held.terms.window_days, one.bought_on, calendar(reader)).due
    return (
        (translate(N_("Returns")), days_words(language, held.terms.window_days)),
        (translate(N_("Last day")), day_weekday(language, until, today)),
        (translate(N_("Refund")), refund_words(language, held.terms.refund_days)),
    ), path


def _cited(reader: Reader, one: ComplaintSheet, today: date) -> tuple[str, str]:
    """(words, path) of the ledger entry that the shopper names; empty for none."""
    if not one.return_id:
        return "", ""
    try:
        line = entry(reader, one.return_id, one.merchant_id)
    except NotFound:
        return "", ""
    said = translate(N_("Entry %(number)s: %(goods)s, %(amount)s, %(day)s")) % {
        "number": line.number,
        "goods": goods_words(line.line, lists_on(reader, today)),
        "amount": amount_words(line.line),
        "day": day_weekday(the_language(), line.line.requested_on, today),
    }
    return said, url_for("desk.return_entry", merchant_id=one.merchant_id, return_id=one.return_id)


def _said(one: ComplaintSheet, message: MessageSheet, today: date) -> Said:
    """With the day alone, like everything that the shop reads: an hour could tell which customer it was."""
    return Said(
        who=speaker_words(message.speaker),
        when=day_weekday(the_language(), civil_day(message.said_at), today),
        text=message.text,
        photos=_photos(one, message.evidence),
        is_reply=message.is_reply,
        is_own=message.speaker is Speaker.SHOP,
    )


def _there(one: ComplaintSheet, today: date) -> Iterator[tuple[str, str, str, str]]:
    """What was done at another system before its list was taken over."""
    if one.taken_over:
        for act, on in acts_there(one.state, one.accepted_at, one.ended_at):
            yield (
                day_weekday(the_language(), on, today),
                label(the_language(), act),
                label(the_language(), one.source),
                "",
            )


def _step(step: StepSheet, today: date) -> tuple[str, str, str, str]:
    when = day_weekday(the_language(), civil_day(step.at), today)
    return when, label(the_language(), Act(step.act)), by_words(step.by_role), step.said


def _photos(one: ComplaintSheet, digests: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        url_for("desk.complaint_photo", merchant_id=one.merchant_id, complaint_id=one.id, digest=digest)
        for digest in digests
    )


def _paths(one: ComplaintSheet, *, owes: bool) -> Paths:
    here: dict[str, Any] = {"merchant_id": one.merchant_id, "complaint_id": one.id}
    answers = url_for("desk.answer_page", **here)
    tells = is_open(one.state) and one.state is not State.SETTLING
    return Paths(
        answer=answers if one.state is State.SETTLING else "",
        late=answers if owes and one.state is not State.SETTLING else "",
        message=url_for("desk.message_page", **here) if tells or one.state is State.SETTLING else "",
        days=url_for("desk.complaint_days", **here),
        result=url_for("desk.complaint_objection", **here) if is_owner() and not is_open(one.state) else "",
    )


def _word(marked: Word) -> str:
    return say_word(the_language(), marked)
