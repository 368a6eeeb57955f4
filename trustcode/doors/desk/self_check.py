"""The yearly self-check on a phone: five groups of clauses, yes or no to each, then what is to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.actions.checking import self_check
from trustcode.commitments.queries.checks import CheckSheet, self_checks
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.checking import CHECKING, LONGEST_NOTE, check_due_on, clauses_asked, where_of
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk.entrance import APPLY, PRINT, blueprint
from trustcode.doors.desk.own import Named, is_owner, own_sheet, show_form, show_shop
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.storage.reading import Reader

YES, NO = "yes", "no"


@dataclass(frozen=True)
class ClauseGroup:
    """One assurance with its clauses as (name of the field, words)."""

    title: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CheckLine:
    """One self-check in the history. `to_mend` are the words of the clauses answered with no."""

    on: date
    open_points: int
    to_mend: tuple[str, ...]
    note: str


def check_day(unit: MerchantSheet, last: CheckSheet | None) -> date | None:
    """The day by which a unit checks itself (again); None before it came into force."""
    if unit.first_active_on is None or unit.standing not in CHECKING:
        return None
    return check_due_on(unit.first_active_on, last.checked_on if last else None, the_office().settings.rules)


@blueprint.get("/<merchant_id>/self-check")
@access(PRINT)
def self_check_page(merchant_id: str) -> str:
    """What the last self-check left to mend, when the next is due, and those before."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        checks = self_checks(reader, merchant_id)
        lists = lists_on(reader, civil_day(the_moment()))
    lines = [_line(one, lists) for one in checks]
    return show_shop(
        "desk/self-check.html",
        unit,
        _called(unit),
        last=lines[0] if lines else None,
        earlier=lines[1:],
        due_on=check_day(unit, checks[0] if checks else None),
        months=the_office().settings.rules.self_check_months,
        may_check=is_owner() and unit.standing in CHECKING,
    )


@blueprint.get("/<merchant_id>/self-check/new")
@access(APPLY)
def new_self_check(merchant_id: str) -> str | Response:
    """The clauses to answer; while the shop is not in the scheme, back to the overview."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        groups = _groups(reader, unit)
    if unit.standing not in CHECKING:
        return redirect(url_for("desk.self_check_page", merchant_id=merchant_id), 303)
    return _form_page(unit, groups, {})


@blueprint.post("/<merchant_id>/self-check/new")
@access(APPLY)
def sign_self_check(merchant_id: str) -> Response:
    """The owner signs the answers."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        groups = _groups(reader, unit)
    form = Form()
    codes = _codes(groups)
    answered = {code: form.choice(where, (YES, NO), needed=False) for code, where in codes.items()}
    note = form.lines("note", most=LONGEST_NOTE, needed=False)
    answers = {code: said == YES for code, said in answered.items() if said}
    try:
        form.check()
        with open_pen() as pen:
            body = {"answers": answers, "note": note}
            once(pen, form, body, lambda: self_check(pen, merchant_id=merchant_id, answers=answers, note=note))
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        typed = {**{where: answered[code] for code, where in codes.items()}, "note": note}
        return make_response(_form_page(unit, groups, typed, errors=_short(said, groups), wrong=dict(said)), 422)
    return redirect(url_for("desk.self_check_page", merchant_id=merchant_id), 303)


def _form_page(unit: MerchantSheet, groups: tuple[ClauseGroup, ...], typed: Mapping[str, str], **values: Any) -> str:
    count = sum(len(group.clauses) for group in groups)
    return show_form(
        "desk/self-check-form.html",
        unit,
        _called(unit),
        groups=groups,
        typed=typed,
        count=count,
        most=LONGEST_NOTE,
        **values,
    )


def _groups(reader: Reader, unit: MerchantSheet) -> tuple[ClauseGroup, ...]:
    language, lists = the_language(), lists_on(reader, civil_day(the_moment()))
    asked = clauses_asked(lists, unit.unit_kind)
    return tuple(
        ClauseGroup(
            one.words(language),
            tuple((where_of(c.code), c.words(language)) for c in asked if c.code.startswith(f"{one.code}.")),
        )
        for one in lists[Catalogue.ASSURANCE].values()
    )


def _codes(groups: tuple[ClauseGroup, ...]) -> dict[str, str]:
    """Code of each clause: name of its field."""
    fields = [where for group in groups for where, _ in group.clauses]
    return {where.removeprefix("clause-").replace("-", "."): where for where in fields}


def _short(said: list[tuple[str, str]], groups: tuple[ClauseGroup, ...]) -> list[tuple[str, str]]:
    """The summary: one clause without an answer is named, several are counted, since each is marked at its place."""
    words = {where: text for group in groups for where, text in group.clauses}
    left = [(where, sentence) for where, sentence in said if where in words]
    rest = [(where, sentence) for where, sentence in said if where not in words]
    if len(left) > 1:
        counted = translate(N_("%(num)s points have no answer yet; each is marked below.")) % {"num": len(left)}
        return [(left[0][0], counted), *rest]
    return [*((where, f"{sentence} {words[where]}") for where, sentence in left), *rest]


def _line(one: CheckSheet, lists: Lists) -> CheckLine:
    language, known = the_language(), lists[Catalogue.CLAUSE]
    to_mend = tuple(known[code].words(language) if code in known else code for code in one.to_mend)
    return CheckLine(one.checked_on, one.open_points, to_mend, one.note)


def _called(unit: MerchantSheet) -> Named:
    return Named(unit.shop_name, unit.branch_name)
