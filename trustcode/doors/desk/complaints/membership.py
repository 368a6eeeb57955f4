"""The owner's word that the shop settles complaints first, and taking it back."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import settling
from trustcode.complaints.queries.settling import member_since
from trustcode.doors.desk.complaints.unit import called
from trustcode.doors.desk.entrance import LEAVE, blueprint
from trustcode.doors.desk.own import own_sheet, show_form
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment
from trustcode.doors.wording.filters import day
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day

_JOINING = (
    N_(
        "A complaint about you comes to you first. You have ten working days to answer it: with an offer, or with why not."
    ),
    N_("The shopper then says whether it is settled. You cannot close a complaint yourselves."),
    N_(
        "Without an answer in ten working days it goes to the authority, and your public page says that no answer came in time."
    ),
    N_("Your public page says that you settle complaints first, and in how many cases that worked."),
    N_("You can leave again at any time; what you have then you still answer."),
)
_LEAVING = (
    N_("From today on complaints go to the authority at once."),
    N_("What lies with you now you still answer within its time."),
    N_("Your public page no longer says that you settle complaints first."),
)


@blueprint.get("/<merchant_id>/settling")
@access(LEAVE)
def settling_page(merchant_id: str) -> str:
    """What it means, before it is said or taken back."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        since = member_since(reader, merchant_id)
    said = translate(N_("You have settled complaints first since %(day)s."))
    since_day = day(the_language(), since, civil_day(the_moment())) if since else ""
    return show_form(
        "desk/complaints/settling.html",
        unit,
        called(unit),
        is_member=since is not None,
        since=said % {"day": since_day} if since else "",
        follows=[translate(one) for one in (_LEAVING if since else _JOINING)],
        keep_path=url_for("desk.complaints", merchant_id=merchant_id),
    )


@blueprint.post("/<merchant_id>/settling")
@access(LEAVE)
def change_settling(merchant_id: str) -> Response:
    """The owner joins those that settle first, or leaves them."""
    form = Form()
    joins = form.choice("go", ("join", "leave")) == "join"
    form.check()
    with open_pen() as pen:
        act = settling.join if joins else settling.leave
        once(pen, form, {"joins": joins}, lambda: act(pen, merchant_id=merchant_id))
    return redirect(url_for("desk.settling_page", merchant_id=merchant_id), 303)
