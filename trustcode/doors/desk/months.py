"""The months of a ledger: which are reported, which are due, and the report itself with its figures before they freeze."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import Named, own_sheet, show_form, show_shop
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.filters import day_weekday, moment
from trustcode.doors.wording.labels import explained, label
from trustcode.doors.wording.month_words import FigureGroup, figure_groups, period_words, span_words
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.people.queries.accounts import names_of
from trustcode.returns.actions import reporting
from trustcode.returns.queries.counting import figures
from trustcode.returns.queries.flags import FlagSheet, standing_flag
from trustcode.returns.queries.reports import MonthLine, ReportSheet, months_of, report
from trustcode.returns.rules.months import MonthState
from trustcode.returns.rules.report_refusals import ReportRefusal
from trustcode.storage.reading import Reader

REPORT = reporting.REPORTING
OPEN = frozenset({MonthState.DUE, MonthState.OVERDUE})
"""States in which a month waits for its report."""

_SAID = {
    MonthState.DUE: N_("To be reported by %(day)s."),
    MonthState.OVERDUE: N_("It was to be reported by %(day)s."),
    MonthState.RUNNING: N_("It can be reported after %(end_day)s."),
}


@dataclass(frozen=True)
class MonthRow:
    """One month in the list. `due` is `late`, `today` or empty."""

    name: str
    span: str
    state: str
    when: str
    path: str
    due: str


@dataclass(frozen=True)
class MonthView:
    """One month. `may_report` while it waits; `agreed` is the hash of the figures that are shown; `by` says who reported it."""

    name: str
    span: str
    state: str
    when: str
    is_nil: bool
    is_done: bool
    may_report: bool
    groups: tuple[FigureGroup, ...]
    agreed: str
    by: str


@blueprint.get("/<merchant_id>/ledger/months")
@access(REPORT)
def months(merchant_id: str) -> str:
    """All months, the newest first, and the one that is reported next."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        lines = _lines(reader, merchant_id)
        flag = standing_flag(reader, merchant_id)
        oldest = next((line for line in reversed(lines) if line.state in OPEN), None)
        is_nil = oldest is not None and figures(reader, merchant_id, oldest.month)["is_nil"]
    return show_shop(
        "desk/months.html",
        unit,
        _called(unit),
        rows=tuple(_row(merchant_id, line) for line in lines),
        next_name=period_words(the_language(), oldest.month.period) if oldest else "",
        next_path=_path(merchant_id, oldest) if oldest else "",
        next_is_nil=is_nil,
        flag=_flag_words(flag),
    )


@blueprint.get("/<merchant_id>/ledger/months/<period>")
@access(REPORT)
def month(merchant_id: str, period: str) -> Response:
    """One month: its figures of now, or those that were reported."""
    return _page(merchant_id, period)


@blueprint.post("/<merchant_id>/ledger/months/<period>")
@access(REPORT)
def report_month(merchant_id: str, period: str) -> Response:
    """Freeze the figures of a month."""
    form, scheme = Form(), the_office().settings.rules
    agreed = form.text("agreed", most=64, needed=False)

    def act() -> str:
        return reporting.report_month(pen, merchant_id=merchant_id, period=period, scheme=scheme, agreed=agreed)

    try:
        form.check()
        with open_pen() as pen:
            once(pen, form, {"agreed": agreed}, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, period, refusal)
    return redirect(url_for("desk.month", merchant_id=merchant_id, period=period), 303)


def _page(merchant_id: str, period: str, refusal: Refusal | None = None) -> Response:
    today = civil_day(the_moment())
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        line = next((one for one in _lines(reader, merchant_id) if one.month.period == period), None)
        if line is None:
            raise refusal or NotFound(ReportRefusal.NO_SUCH_MONTH)
        done = report(reader, merchant_id, line.month.kind, period)
        counted = done.figures if done else figures(reader, merchant_id, line.month)
        view = _view(reader, line, done, counted)
    show = show_form if view.may_report else show_shop
    errors = explained(the_language(), refusal, today) if refusal else []
    page = show("desk/month.html", unit, _called(unit), view=view, errors=errors, back=_list_path(merchant_id))
    return make_response(page, 422 if refusal else 200)


def _view(reader: Reader, line: MonthLine, done: ReportSheet | None, counted: Mapping[str, Any]) -> MonthView:
    language = the_language()
    return MonthView(
        name=period_words(language, line.month.period),
        span=span_words(language, line.month),
        state=label(language, line.state),
        when=_when(line),
        is_nil=bool(counted["is_nil"]),
        is_done=done is not None,
        may_report=line.state in OPEN,
        groups=figure_groups(language, counted, _refusals(reader)),
        agreed="" if done else reporting.figures_hash(dict(counted)),
        by=_by(reader, done, language) if done else "",
    )


def _by(reader: Reader, done: ReportSheet, language: str) -> str:
    who = names_of(reader, [done.reported_by]).get(done.reported_by, "")
    facts = {"name": who, "when_day": moment(language, done.reported_at, civil_day(the_moment()))}
    return translate(N_("Reported by %(name)s, %(when_day)s")) % facts


def _refusals(reader: Reader) -> dict[str, TermWords]:
    """Every reason for a refusal in words, by code."""
    today = civil_day(the_moment())
    return {**catalogue(reader, Catalogue.RETURN_REFUSAL, today), **catalogue(reader, Catalogue.EXCLUSION, today)}


def _lines(reader: Reader, merchant_id: str) -> tuple[MonthLine, ...]:
    return months_of(reader, merchant_id, civil_day(the_moment()), the_office().settings.rules)


def _row(merchant_id: str, line: MonthLine) -> MonthRow:
    language = the_language()
    return MonthRow(
        name=period_words(language, line.month.period),
        span=span_words(language, line.month),
        state=label(language, line.state),
        when=_when(line),
        path=_path(merchant_id, line),
        due="late" if line.state is MonthState.OVERDUE else "",
    )


def _when(line: MonthLine) -> str:
    """Until when it is to be reported, or when it was."""
    language, today = the_language(), civil_day(the_moment())
    if line.reported_at is not None:
        return moment(language, line.reported_at, today)
    facts = {
        "day": day_weekday(language, line.due_on, today),
        "end_day": day_weekday(language, line.month.to_on, today),
    }
    return translate(_SAID[line.state]) % facts


def _flag_words(flag: FlagSheet | None) -> tuple[str, str]:
    """(when, why) an officer looks at the ledger; empty for none."""
    if flag is None:
        return "", ""
    return moment(the_language(), flag.flagged_at, civil_day(the_moment())), flag.reason


def _path(merchant_id: str, line: MonthLine) -> str:
    return url_for("desk.month", merchant_id=merchant_id, period=line.month.period)


def _list_path(merchant_id: str) -> str:
    return url_for("desk.months", merchant_id=merchant_id)


def _called(unit: MerchantSheet) -> Named:
    return Named(unit.shop_name, unit.branch_name)
