"""The ledger of one unit before an officer: marks with their reasons, figures, devices, reports, lines, and the flag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import make_response, request, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.field.decisions import answered
from trustcode.doors.field.queue import READING, Asked, Pages, pages_of, who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording import filters
from trustcode.doors.wording.filters import count, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.mark_words import mark_sentence
from trustcode.doors.wording.month_words import FigureGroup, figure_groups, period_words, span_words
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet, sheet
from trustcode.merchants.rules.authority import is_own
from trustcode.people.rules.permissions import may_ever
from trustcode.record.pen import Pen
from trustcode.returns.actions import flagging
from trustcode.returns.queries.counting import figures
from trustcode.returns.queries.flags import FlagSheet, flags
from trustcode.returns.queries.inspecting import (
    Answers,
    InspectedLine,
    answers_by_device,
    inspected_lines,
    last_year,
    lines_count,
)
from trustcode.returns.queries.marks import marks_of
from trustcode.returns.queries.reports import MonthLine, months_of, report
from trustcode.returns.rules.months import MonthState
from trustcode.returns.rules.report_refusals import ReportRefusal
from trustcode.returns.rules.words import Outcome, ReturnKind
from trustcode.storage.reading import Reader

FLAGGING = flagging.FLAGGING

DONE = {
    "flagged": N_("Noted, and on the record. The owner of the shop reads the reason."),
    "lifted": N_("Lifted, and on the record."),
}
_NOT_REPORTED = {
    MonthState.DUE: N_("due on %(due_day)s"),
    MonthState.OVERDUE: N_("was due on %(due_day)s"),
    MonthState.RUNNING: N_("ends on %(due_day)s"),
}


@dataclass(frozen=True)
class FlagView:
    """A flag in words; `lifted` is empty while it stands."""

    when: str
    person: str
    reason: str
    lifted: str
    lifted_why: str


@dataclass(frozen=True)
class LedgerPage:
    """The whole page. `lines` are rows of cells for the table; `flag_path` is empty for whoever may not flag."""

    name: str
    standing: str
    back: str
    done: str
    marks: tuple[tuple[str, str], ...]
    groups: tuple[FigureGroup, ...]
    answers: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str, str], ...]
    flags: tuple[FlagView, ...]
    is_flagged: bool
    flag_path: str
    total: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, ...], ...]
    pages: Pages


@dataclass(frozen=True)
class MonthPage:
    """The figures of one month; `reported` says when they were frozen, or that they are those of now."""

    name: str
    standing: str
    back: str
    month: str
    span: str
    reported: str
    is_nil: bool
    groups: tuple[FigureGroup, ...]


@access(READING)
def ledger(merchant_id: str) -> Response:
    """The ledger of a unit of the officer's region."""
    return _page(merchant_id)


@access(READING)
def ledger_month(merchant_id: str, period: str) -> str:
    """What a unit reported of a month, or how its figures stand now."""
    actor = the_actor()
    with open_reader() as reader:
        unit = sheet(reader, actor, merchant_id)
        say = speaker(reader, the_language(), the_moment())
        line = next((one for one in _months(reader, say, merchant_id) if one.month.period == period), None)
        if line is None:
            raise NotFound(ReportRefusal.NO_SUCH_MONTH)
        done = report(reader, merchant_id, line.month.kind, period)
        counted = done.figures if done else figures(reader, merchant_id, line.month)
    frozen = N_("Reported on %(when_day)s; the figures are frozen.")
    page = MonthPage(
        name=_name(unit),
        standing=unit.standing.value,
        back=url_for("field.ledger", merchant_id=merchant_id),
        month=period_words(say.language, period),
        span=span_words(say.language, line.month),
        reported=say.say(frozen, when_day=say.moment(done.reported_at))
        if done
        else say.say(N_("Not reported; as it stands now.")),
        is_nil=bool(counted["is_nil"]),
        groups=figure_groups(say.language, counted, _refusals(say)),
    )
    return show("field/ledger-month.html", who=who(say, actor), view=page)


@access(FLAGGING)
def ledger_flag(merchant_id: str) -> Response:
    """Say that an officer looks at this ledger, and why."""
    form = Form()
    reason = form.lines("reason", most=flagging.LONGEST_FLAG_REASON, needed=False)

    def act(pen: Pen) -> str:
        flagging.flag(pen, merchant_id=merchant_id, reason=reason)
        return "flagged"

    return answered(form, merchant_id, act, page=_page, endpoint="field.ledger")


@access(FLAGGING)
def ledger_flag_lifting(merchant_id: str) -> Response:
    """The officer is done, with what was found."""
    form = Form()
    reason = form.lines("reason", most=flagging.LONGEST_FLAG_REASON, needed=False)

    def act(pen: Pen) -> str:
        flagging.lift(pen, merchant_id=merchant_id, why=reason)
        return "lifted"

    return answered(form, merchant_id, act, page=_page, endpoint="field.ledger")


def _page(merchant_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    actor, asked = the_actor(), Asked()
    with open_reader() as reader:
        unit = sheet(reader, actor, merchant_id)
        found = flags(reader, merchant_id)
        say = speaker(
            reader, the_language(), the_moment(), {f.flagged_by for f in found} | {f.lifted_by for f in found}
        )
        view = _view(reader, say, unit, found, asked)
    errors = told(say, refusal)
    shown = show(
        "field/ledger.html", who=who(say, actor), view=view, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _view(reader: Reader, say: Speaker, unit: MerchantSheet, found: Iterable[FlagSheet], asked: Asked) -> LedgerPage:
    actor, scheme = the_actor(), the_office().settings.rules
    number = lines_count(reader, unit.id)
    is_flagged = any(one.lifted_at is None for one in found)
    endpoint = "field.ledger_flag_lifting" if is_flagged else "field.ledger_flag"
    may_flag = may_ever(actor.role, FLAGGING) and not is_own(actor, unit.id)
    done = DONE.get(request.args.get("done", "")) if request.method == "GET" else None
    return LedgerPage(
        name=_name(unit),
        standing=unit.standing.value,
        back=url_for("field.sheet", merchant_id=unit.id),
        done=say.say(done) if done else "",
        marks=tuple(
            (label(say.language, mark.kind), mark_sentence(say.language, mark))
            for mark in marks_of(reader, unit.id, say.today, scheme)
        ),
        groups=figure_groups(say.language, last_year(reader, unit.id, say.today), _refusals(say)),
        answers=_answers(say, answers_by_device(reader, unit.id, say.today)),
        months=tuple(_month(say, unit.id, one) for one in _months(reader, say, unit.id)),
        flags=tuple(_flag(say, one) for one in found),
        is_flagged=is_flagged,
        flag_path=url_for(endpoint, merchant_id=unit.id) if may_flag else "",
        total=count(number),
        columns=_columns(say),
        lines=tuple(_cells(say, line) for line in inspected_lines(reader, unit.id, asked.page)),
        pages=pages_of("field.ledger", asked.page, number, {"merchant_id": unit.id}),
    )


def _months(reader: Reader, say: Speaker, merchant_id: str) -> tuple[MonthLine, ...]:
    return months_of(reader, merchant_id, say.today, the_office().settings.rules)


def _month(say: Speaker, merchant_id: str, line: MonthLine) -> tuple[str, str, str]:
    """Name, state and address of a month."""
    when = line.month.to_on if line.state is MonthState.RUNNING else line.due_on
    rest = say.moment(line.reported_at) if line.reported_at else say.say(_NOT_REPORTED[line.state], due_day=when)
    state = f"{label(say.language, line.state)}{'，' if say.language == 'zh' else ', '}{rest}"
    path = url_for("field.ledger_month", merchant_id=merchant_id, period=line.month.period)
    return period_words(say.language, line.month.period), state, path


def _answers(say: Speaker, answers: Answers) -> tuple[tuple[str, str], ...]:
    rows = (
        (word("field", "From a device of their own"), answers.fresh),
        (word("field", "From a device that confirmed shortly before"), answers.repeated),
        (word("field", "From a device of the shop"), answers.own_device),
        (word("field", "From one new device too many on the shop’s network"), answers.own_network),
        (word("field", "On the shop’s network, among these"), answers.same_network),
        (word("field", "Disputed"), answers.disputed),
    )
    return tuple((say.say(title), count(many)) for title, many in rows)


def _flag(say: Speaker, one: FlagSheet) -> FlagView:
    lifted = say.joined([say.person(one.lifted_by), say.moment(one.lifted_at)]) if one.lifted_at else ""
    return FlagView(say.moment(one.flagged_at), say.person(one.flagged_by), one.reason, lifted, one.lifted_why)


def _columns(say: Speaker) -> tuple[tuple[str, str], ...]:
    titles = (
        (word("field", "No."), "text"),
        (word("field", "Asked on"), "text"),
        (word("field", "What"), "text"),
        (word("field", "Outcome"), "text"),
        (word("field", "Amount"), "number"),
        (word("field", "Shopper"), "text"),
        (word("field", "Entered"), "text"),
    )
    return tuple((say.say(title), kind) for title, kind in titles)


def _cells(say: Speaker, line: InspectedLine) -> tuple[str, ...]:
    amount = line.goods_value_fen if line.kind is ReturnKind.EXCHANGE else line.refund_fen
    goods = line.goods_name or say.term(Catalogue.GOODS_CATEGORY, line.category)
    return (
        str(line.number),
        filters.day(say.language, line.requested_on, say.today),
        say.joined([label(say.language, line.kind), label(say.language, line.basis), f"{goods} × {line.quantity}"]),
        _outcome(say, line),
        money(amount),
        _shopper(say, line),
        say.joined([say.moment(line.logged_at), *_remarks(say, line)]),
    )


def _outcome(say: Speaker, line: InspectedLine) -> str:
    if line.outcome is not Outcome.REFUSED:
        return label(say.language, line.outcome)
    found = _refusals(say).get(line.refusal_code)
    return say.joined([label(say.language, line.outcome), found.short(say.language) if found else line.refusal_code])


def _shopper(say: Speaker, line: InspectedLine) -> str:
    if line.answer is None or line.mark is None:
        return ""
    same = say.say(word("field", "the shop’s network")) if line.same_network else ""
    return say.joined([label(say.language, line.answer), label(say.language, line.mark), same])


def _remarks(say: Speaker, line: InspectedLine) -> list[str]:
    return [
        say.say(word("field", "late")) if line.is_late else "",
        say.say(word("field", "same receipt again")) if line.receipt_again else "",
        say.say(N_("in place of no. %(number)s"), number=line.takes_place_of) if line.takes_place_of else "",
        say.say(N_("corrected by no. %(number)s"), number=line.corrected_by) if line.corrected_by else "",
    ]


def _refusals(say: Speaker) -> dict[str, TermWords]:
    """Every reason for a refusal in words, by code."""
    return {**say.lists[Catalogue.RETURN_REFUSAL], **say.lists[Catalogue.EXCLUSION]}


def _name(unit: MerchantSheet) -> str:
    return f"{unit.shop_name} {unit.branch_name}".strip()
