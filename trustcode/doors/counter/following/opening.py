"""The way to a matter: number and secret typed in, or both in the address of the receipt. Wrong ones are all alike."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.queries.sheets import own_matter
from trustcode.complaints.rules.authority import READ_OWN
from trustcode.complaints.rules.numbers import SECRET_LENGTH, read_number, secret_read
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.counter.entrance import blueprint
from trustcode.doors.counter.pages import private, public_page
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.own_matters import LONGEST_SECRET
from trustcode.doors.lobby.present import open_reader, the_language, the_moment
from trustcode.doors.wording.labels import explained
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, NotFound, Refusal


@blueprint.get("/complaints")
@access(READ_OWN)
def matters() -> Response:
    """The form for number and secret."""
    return private(public_page("counter/following/open.html"))


@blueprint.post("/complaints")
@access(READ_OWN)
@limited("30 per 10 minutes")
def open_matter() -> Response:
    """To the page of the matter; a wrong secret and a number that is not there are told in the same words."""
    form = Form()
    digits = form.tried(read_number, form.text("number", most=40, needed=False)) or ""
    secret = form.text("secret", most=LONGEST_SECRET, needed=False)
    if len(secret_read(secret)) != SECRET_LENGTH:
        form.faults.append(Fault(ComplaintRefusal.SECRET_LENGTH, "secret", {"wanted": SECRET_LENGTH}))
    try:
        form.check()
        with open_reader() as reader:
            own_matter(reader, digits, secret)
    except NotFound:
        return _again(form, Refusal(ComplaintRefusal.NO_SUCH_MATTER, "number"))
    except Refusal as refusal:
        return _again(form, refusal)
    return private(redirect(url_for("counter.matter", number=digits, secret=secret_read(secret)), 303))


def _again(form: Form, refusal: Refusal) -> Response:
    said = explained(the_language(), refusal, civil_day(the_moment()))
    page = public_page("counter/following/open.html", typed=form.typed, errors=said, wrong=dict(reversed(said)))
    return private(page, 422)
