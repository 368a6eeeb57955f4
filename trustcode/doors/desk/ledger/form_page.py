"""The page of an entry that is being typed, new or corrected: choices, judgement and faults beside what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.desk.choices import likely_goods
from trustcode.doors.desk.keeping import latest_terms
from trustcode.doors.desk.ledger.filled import EARLIER, Filled
from trustcode.doors.desk.ledger.judgement import Judgement, judged_for
from trustcode.doors.desk.ledger.offered import offered
from trustcode.doors.desk.ledger.typed import typed_asked
from trustcode.doors.desk.ledger.unit import called
from trustcode.doors.desk.own import show_form
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.returns.queries.ledger import remembered
from trustcode.storage.reading import Reader

Said = list[tuple[str, str]]

_EMPTY = {"category": N_("Choose what it is."), "refusal_code": N_("Choose why it was not taken back.")}
"""What to say of a choice that was left open."""


@dataclass(frozen=True)
class Paths:
    """Where the form goes, the list, the question what is due, the fresh token, the script that works offline."""

    action: str
    list: str
    verdict: str
    token: str
    worker: str


def entry_form(reader: Reader, template: str, unit: MerchantSheet, typed: Filled, action: str, **values: Any) -> str:
    """The page. `judged`, `errors` and whatever else the template wants come as values."""
    today = civil_day(the_moment())
    said: Said = values.pop("errors", [])
    return show_form(
        template,
        unit,
        called(unit),
        typed=typed,
        offered=offered(lists_on(reader, today), today, front_goods(reader, unit), typed, {where for where, _ in said}),
        errors=said,
        wrong=dict(reversed(said)),
        paths=Paths(
            action,
            url_for("desk.ledger", merchant_id=unit.id),
            url_for("desk.return_verdict", merchant_id=unit.id),
            url_for("desk.form_token", merchant_id=unit.id),
            url_for("desk.worker"),
        ),
        **{"judged": None, **values},
    )


def front_goods(reader: Reader, unit: MerchantSheet) -> Sequence[str]:
    """Kinds of goods that stand first: those that came back lately, those promised, those of the trade."""
    terms = latest_terms(reader, unit.id)
    promised = terms.categories if terms else ()
    usual = [code for code in likely_goods(unit.industry) if code in promised]
    return tuple(dict.fromkeys([*remembered(reader, unit.id), *usual, *promised]))


def judged_so_far(reader: Reader, unit: MerchantSheet, form: Form) -> Judgement | None:
    """What is due for what stands in the form; None while the day or the goods are missing."""
    today = civil_day(the_moment())
    asked = typed_asked(form, today)
    return judged_for(reader, unit.id, asked, today) if asked else None


def told(refusal: Refusal, typed: Filled) -> Said:
    """Faults in words, by the fields of the page; what was left open is asked for by its name."""
    said = explained(the_language(), refusal, civil_day(the_moment()))
    return [
        (_place(where, typed), translate(_EMPTY[where]) if where in _EMPTY and not getattr(typed, where) else words)
        for where, words in said
    ]


def _place(where: str, typed: Filled) -> str:
    """Where the page tells a fault: that of the day of purchase at its keys, unless the day was typed beside them."""
    return "bought" if where == "bought_on" and typed.bought not in {"", EARLIER} else where
