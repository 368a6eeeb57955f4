"""Renewal: until when, what has changed since the promises were signed, the exact text of today, a name under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.commitments.actions.renewing import renew
from trustcode.commitments.queries.checks import last_self_check
from trustcode.commitments.queries.drafts import Again, again
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.checking import still_counts
from trustcode.commitments.rules.differences import Difference, differences
from trustcode.commitments.rules.terms import CommitmentKind, ReturnTerms
from trustcode.doors.desk.entrance import APPLY, blueprint
from trustcode.doors.desk.own import Named, own_sheet, show_form
from trustcode.doors.desk.retrying import once
from trustcode.doors.desk.signing import ShownText, account_name, shown_text, signer_faults
from trustcode.doors.desk.summary import Rows, returns_rows
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet, unit_of
from trustcode.merchants.rules.authority import acts_open_to
from trustcode.merchants.rules.standing import Act
from trustcode.merchants.rules.terms import renewed_until
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Renewed:
    """One promise: its text of today, when it was signed last, and where the wording differs from then."""

    shown: ShownText
    signed_on: date
    differences: tuple[Difference, ...]


@blueprint.get("/<merchant_id>/renewal")
@access(APPLY)
def renewal_page(merchant_id: str) -> str | Response:
    """What a renewal signs, and what has changed; where none is possible, to the progress."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        if Act.RENEW not in acts_open_to(the_actor(), unit_of(unit)):
            return redirect(url_for("desk.progress", merchant_id=merchant_id), 303)
        values, errors = _facts(reader, unit)
    return _shown(unit, values, errors=errors)


@blueprint.post("/<merchant_id>/renewal")
@access(APPLY)
def ask_renewal(merchant_id: str) -> Response:
    """The owner signs both promises again and asks for a further validity."""
    form, scheme = Form(), the_office().settings.rules
    agreed = {kind: form.text(f"agreed_{kind.value}", most=64, needed=False) for kind in CommitmentKind}
    authorised, signer = form.yes("authorised"), form.text("signer", needed=False)
    given = {kind: hashed for kind, hashed in agreed.items() if hashed}
    try:
        form.faults.extend(signer_faults(authorised=authorised, signer=signer))
        form.check()
        with open_pen() as pen:
            once(
                pen, form, {"agreed": agreed}, lambda: renew(pen, merchant_id=merchant_id, agreed=given, scheme=scheme)
            )
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            unit = own_sheet(reader, merchant_id)
            values, _ = _facts(reader, unit)
        said = explained(the_language(), refusal, civil_day(the_moment()))
        typed = {"authorised": authorised, "signer": signer}
        return make_response(_shown(unit, values, errors=said, wrong=dict(reversed(said)), typed=typed), 422)
    return redirect(url_for("desk.progress", merchant_id=merchant_id), 303)


def _facts(reader: Reader, unit: MerchantSheet) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the page says, and why the promises cannot be signed as they are, if they cannot."""
    today, scheme = civil_day(the_moment()), the_office().settings.rules
    last = last_self_check(reader, unit.id)
    errors: list[tuple[str, str]] = []
    fresh: Mapping[CommitmentKind, Again] = {}
    try:
        fresh = again(reader, unit.id, today)
    except Refusal as refusal:
        errors = explained(the_language(), refusal, today)
    values = {
        "until": renewed_until(unit.standing, unit.valid_to, today, scheme.validity_years),
        "is_checked": still_counts(last.checked_on if last else None, today, scheme),
        "checked_on": last.checked_on if last else None,
        "open_points": last.open_points if last else 0,
        "promised": tuple(_renewed(kind, one) for kind, one in fresh.items()),
        "rows": _rows(reader, fresh, today),
    }
    return values, errors


def _renewed(kind: CommitmentKind, one: Again) -> Renewed:
    texts = (one.before.en, one.text.en) if the_language() == "en" else (one.before.zh, one.text.zh)
    return Renewed(shown_text(kind, one.text), one.signed_on, differences(*texts))


def _rows(reader: Reader, fresh: Mapping[CommitmentKind, Again], today: date) -> Rows:
    found = fresh.get(CommitmentKind.RETURNS)
    terms = found.terms if found else None
    return returns_rows(terms, lists_on(reader, today), the_language()) if isinstance(terms, ReturnTerms) else ()


def _shown(unit: MerchantSheet, values: dict[str, Any], **more: Any) -> str:
    given = {"typed": {"authorised": False, "signer": ""}, "account_name": account_name(), **values, **more}
    return show_form("desk/renewal.html", unit, Named(unit.shop_name, unit.branch_name), **given)
