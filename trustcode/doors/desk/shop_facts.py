"""The figures and the short list of a shop in force, for its first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.codes.queries import CodePrint
from trustcode.commitments.queries.days import promise_on
from trustcode.doors.desk.duties import Duties
from trustcode.doors.desk.own import is_owner, path_if
from trustcode.doors.desk.self_check import check_day
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.notices.queries import notice_counts
from trustcode.people.queries.accounts import staff_of
from trustcode.returns.queries import ledger
from trustcode.returns.queries.totals import Totals, totals
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.months import kind_of, month_of
from trustcode.returns.rules.words import Answer, Outcome
from trustcode.storage.reading import Reader

LATEST = 3
"""Lines of the ledger on the first page."""


@dataclass(frozen=True)
class LedgerLine:
    """One line in short: when, what, the money that went back or else how it ended, and whether the shopper has confirmed it."""

    day: date
    what: str
    refund: str
    answer: str
    is_confirmed: bool
    path: str


@dataclass(frozen=True)
class Figures:
    """Requests of today and of this month; what shoppers confirmed stands beside what the shop logged."""

    today: int
    refunded: str
    month: int
    confirmed: int
    lines: tuple[LedgerLine, ...]
    path: str


@dataclass(frozen=True)
class PlaceLine:
    """A place of the shop and how it stands there; `is_new` where something waits to be read."""

    label: str
    state: str
    path: str
    is_new: bool = False


def promises_returns(reader: Reader, unit: MerchantSheet, today: date) -> bool:
    """Whether returns are promised, also while the promise is paused: what was bought before may still come back."""
    return unit.standing in IN_FORCE and promise_on(reader, unit.id, today).offered is not None


def figures(reader: Reader, unit: MerchantSheet, today: date) -> Figures:
    """What the ledger says of today and of the month that reports follow."""
    month = month_of(kind_of(the_office().settings.rules), today)
    now: Totals = totals(reader, unit.id, today, today)
    whole: Totals = totals(reader, unit.id, month.from_on, today)
    names = catalogue(reader, Catalogue.GOODS_CATEGORY, today)
    latest = ledger.page(reader, unit.id, limit=LATEST, only_effective=True).entries
    return Figures(
        today=now.requests,
        refunded=money(now.refund_fen),
        month=whole.requests,
        confirmed=whole.confirmed,
        lines=tuple(_line(one, {code: term.short(the_language()) for code, term in names.items()}) for one in latest),
        path=path_if("desk.ledger", merchant_id=unit.id),
    )


def _line(one: ledger.LedgerEntry, names: dict[str, str]) -> LedgerLine:
    said = {Answer.CONFIRMED: N_("confirmed by the shopper"), Answer.DISPUTED: N_("disputed by the shopper")}
    return LedgerLine(
        one.line.requested_on,
        one.line.goods_name or names.get(one.line.category, one.line.category),
        _ended(one.line),
        translate(said[one.answer] if one.answer else N_("logged by the shop")),
        one.answer is Answer.CONFIRMED,
        path_if("desk.return_entry", merchant_id=one.merchant_id, return_id=one.id),
    )


def _ended(line: Line) -> str:
    if line.refund_fen:
        return money(line.refund_fen)
    return label(the_language(), line.kind if line.outcome is Outcome.ACCEPTED else line.outcome)


def places(
    reader: Reader, unit: MerchantSheet, prints: Sequence[CodePrint], told: Duties, complained: str
) -> list[PlaceLine]:
    """Complaints, code, notices, people, self-check: each with how it stands. `complained` is how it does with complaints."""
    found = [PlaceLine(translate(N_("Complaints")), complained, _at("desk.complaints", unit))]
    found += [_code(unit, prints), _notices(reader, unit)]
    if is_owner():
        count = len(staff_of(reader, unit.id))
        people = translations(the_language()).ngettext("%(num)s person", "%(num)s people", count) % {"num": count}
        found.append(PlaceLine(translate(N_("People of the shop")), people, _at("desk.people_page", unit)))
    else:
        found.append(PlaceLine(translate(N_("Leave this shop")), "", _at("desk.ask_leaving", unit)))
    due_on = check_day(unit, told.checked)
    if due_on is not None:
        state = translate(N_("by %(day)s")) % {"day": day(the_language(), due_on, civil_day(the_moment()))}
        found.append(PlaceLine(translate(N_("Self-check")), state, _at("desk.self_check_page", unit)))
    return [one for one in found if one.path]


def _code(unit: MerchantSheet, prints: Sequence[CodePrint]) -> PlaceLine:
    count = len(prints) if unit.standing in IN_FORCE else 0
    one, many = "%(num)s print holds", "%(num)s prints hold"
    state = translations(the_language()).ngettext(one, many, count) % {"num": count} if count else ""
    path = _at("desk.prints_page", unit) if unit.standing in IN_FORCE or prints else ""
    return PlaceLine(translate(N_("Code and poster")), state, path)


def _notices(reader: Reader, unit: MerchantSheet) -> PlaceLine:
    fresh = notice_counts(reader, unit.id)[1]
    state = translations(the_language()).ngettext("%(num)s new", "%(num)s new", fresh) % {"num": fresh} if fresh else ""
    return PlaceLine(translate(N_("Notices")), state, _at("desk.notices_page", unit), fresh > 0)


def _at(endpoint: str, unit: MerchantSheet) -> str:
    return url_for(endpoint, merchant_id=unit.id)
