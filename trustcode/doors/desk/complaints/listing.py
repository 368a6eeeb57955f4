"""The complaints of a shop: what presses first, the others after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request, url_for

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.complaints.queries.lists import ComplaintRow, counts_of_shop, of_shop
from trustcode.complaints.queries.settling import member_since
from trustcode.complaints.queries.silence import answering_of, owed_answers
from trustcode.complaints.rules.course import OPEN, State
from trustcode.complaints.rules.silence import Answering, AnsweringNote
from trustcode.doors.desk.complaints.unit import READ, called
from trustcode.doors.desk.complaints.words import head
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import is_owner, own_sheet, show_shop
from trustcode.doors.lobby.clock_days import ClockLeft, clock_left
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import Reader

PAGE = 30
Names = dict[str, TermWords]


@dataclass(frozen=True)
class Row:
    """One complaint in the list. `left` is the countdown while an answer is wanted of the shop."""

    path: str
    title: str
    state: str
    number: str
    came_on: date
    left: ClockLeft | None
    owes: bool


@dataclass(frozen=True)
class Tab:
    """One way to see the list."""

    label: str
    path: str
    count: int
    current: bool


@blueprint.get("/<merchant_id>/complaints")
@access(READ)
def complaints(merchant_id: str) -> str:
    """Open complaints, or with `?show=all` every one; `?page=2` goes on."""
    today = civil_day(the_moment())
    shows_all, page = request.args.get("show") == "all", _page_asked()
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        counts = counts_of_shop(reader, merchant_id)
        found = of_shop(reader, merchant_id, only_open=not shows_all, limit=PAGE, skip=PAGE * (page - 1))
        owed = frozenset(owed_answers(reader, merchant_id))
        names = kinds(reader)
        note = answering_of(reader, merchant_id, today, the_office().settings.rules)
        since = member_since(reader, merchant_id)
    whole = sum(counts.values())
    open_ones = sum(count for state, count in counts.items() if state in OPEN)
    here = url_for("desk.complaints", merchant_id=merchant_id)
    every = f"{here}?show=all"
    joint = f"{every}&" if shows_all else f"{here}?"
    pages = max(1, -(-(whole if shows_all else open_ones) // PAGE))
    return show_shop(
        "desk/complaints/list.html",
        unit,
        called(unit),
        rows=[_row(one, names, owes=one.id in owed) for one in found],
        tabs=(
            Tab(translate(N_("Not ended")), here, open_ones, not shows_all),
            Tab(translate(N_("All complaints")), every, whole, shows_all),
        ),
        whole=whole,
        note=_note_words(note),
        owed=[url_for("desk.answer_page", merchant_id=merchant_id, complaint_id=one) for one in owed],
        since=since,
        settling_path=url_for("desk.settling_page", merchant_id=merchant_id) if is_owner() else "",
        page=page,
        pages=pages,
        before_path=f"{joint}page={page - 1}" if page > 1 else "",
        after_path=f"{joint}page={page + 1}" if page < pages else "",
    )


def kinds(reader: Reader) -> Names:
    """Classes of goods, services and problems by code."""
    lists = catalogues(reader, civil_day(the_moment()))
    wanted = (Catalogue.GOODS_CATEGORY, Catalogue.SERVICE_CATEGORY, Catalogue.PROBLEM_CATEGORY)
    return {code: term for which in wanted for code, term in lists[which].items()}


def kind_words(names: Names, category: str, problem: str) -> str:
    """What it is about: the class of goods and of the problem."""
    said = [names[code].short(the_language()) if code in names else code for code in (category, problem)]
    return ("，" if the_language() == "zh" else ", ").join(said)


def _row(one: ComplaintRow, names: Names, *, owes: bool) -> Row:
    today = civil_day(the_moment())
    is_due = one.state is State.SETTLING and one.due_on is not None
    return Row(
        path=url_for("desk.complaint_page", merchant_id=one.merchant_id, complaint_id=one.id),
        title=kind_words(names, one.category, one.problem),
        state=head(one.state),
        number=one.number,
        came_on=civil_day(one.came_in_at),
        left=clock_left(the_language(), one.due_on, today) if is_due and one.due_on else None,
        owes=owes,
    )


def _note_words(note: AnsweringNote) -> tuple[str, str]:
    """(what is said of the shop, with which numbers and what ends it); empty where nothing was due."""
    if note.answering is Answering.NONE:
        return "", ""
    said = translations(the_language())
    facts = {"due": note.due, "in_time": note.in_time, "unanswered": note.unanswered, "num": note.to_cure}
    lines = [translate(N_("In the last twelve months %(in_time)s of %(due)s were answered in time.")) % facts]
    if note.unanswered:
        lines.append(
            said.ngettext(
                "%(unanswered)s has no answer to this day; it counts until you answer it.",
                "%(unanswered)s have no answer to this day; they count until you answer them.",
                note.unanswered,
            )
            % facts
        )
    if note.to_cure:
        lines.append(
            said.ngettext(
                "%(num)s more answer in time, and nothing is said of lateness any more.",
                "%(num)s more answers in time, one after the other, and nothing is said of lateness any more.",
                note.to_cure,
            )
            % facts
        )
    return label(the_language(), note.answering), ("" if the_language() == "zh" else " ").join(lines)


def _page_asked() -> int:
    asked = request.args.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 and int(asked) > 0 else 1
