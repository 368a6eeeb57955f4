"""What is published of a complaint about the shop, and the owner's objection to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Response as FlaskResponse
from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.text import Lists
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import MOST_PHOTOS
from trustcode.doors.desk.complaints.photos import photo_answer, photos_sent
from trustcode.doors.desk.complaints.unit import called
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import own_sheet, show_form
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.clock_days import ClockDays, ClockLeft, clock_days, clock_left
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment
from trustcode.doors.wording.filters import day
from trustcode.doors.wording.labels import explained, label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.publication.actions import objecting
from trustcode.publication.queries.clocks import result_clocks
from trustcode.publication.queries.items import ItemSheet, ObjectionSheet, is_on_display, item_for_shop
from trustcode.publication.rules.authority import HIDE
from trustcode.publication.rules.course import Stage, Withhold
from trustcode.publication.rules.hiding import LONGEST_OBJECTION, OFFICERS_GROUNDS
from trustcode.storage.reading import Reader

_STANDS = {
    None: N_("Nothing of it is public. It is published after it has ended, if the shopper agreed."),
    Stage.CANDIDATE: N_("Nothing of it is public yet. It will be published by %(due)s."),
    Stage.WITHHELD: N_("Nothing of it is public, and as things stand it will not be published."),
    Stage.PUBLISHED: N_("Everybody can read this until %(until)s:"),
    Stage.CORRECTED: N_("It was corrected. Everybody can read this until %(until)s:"),
    Stage.HIDDEN: N_("It was hidden. Your page says that there was a result and why it is hidden."),
    Stage.EXPIRED: N_("Its time on display is over; nobody can read it any more."),
}


WITHHELD = {
    Withhold.NO_CONSENT: N_("The shopper did not agree to have it published."),
    Withhold.NOT_ACCEPTED: N_("The office did not accept it as a complaint, so there is no result to show."),
    Withhold.IDENTITY_UNVERIFIED: N_("The office could not make sure who filed it."),
    Withhold.SUSPECTED_ABUSE: N_("It came with many others like it, and the office has not made sure of it."),
    Withhold.SECRET_OR_PRIVACY: N_("It would give away something that the law keeps secret or private."),
    Withhold.RESPONDENT_UNCLEAR: N_("It is not certain that your shop is the one that was meant."),
    Withhold.LITIGATION: N_("A court or a penalty case is dealing with it."),
    Withhold.DUPLICATE: N_("It is the same dispute as another one, whose result is the one that counts."),
}
"""Why the shop’s result is not published, without a word of who complained."""

_BY_OFFICER = N_(
    "You need do nothing. The office may look at it again; if it is published after all, this page says so, and you can object then."
)
_BY_FACTS = N_("You need do nothing. It stays so unless the complaint is opened again.")


@dataclass(frozen=True)
class ObjectionRow:
    """An objection that was made: when, what was said, addresses of its photos, what came of it; `left` while it waits."""

    when: str
    said: str
    photos: tuple[str, ...]
    outcome: str
    reason: str
    left: ClockLeft | None


@dataclass(frozen=True)
class ResultView:
    """What is public of a complaint, or why nothing is and what comes next, and whether the owner may object to it now."""

    stands: str
    why: str
    next: str
    shown: tuple[tuple[str, str], ...]
    may_object: bool
    objections: tuple[ObjectionRow, ...]
    clocks: tuple[ClockDays, ...]


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/objection")
@access(HIDE)
def complaint_objection(merchant_id: str, complaint_id: str) -> Response:
    """What is published of it, and a form to object."""
    return _page(merchant_id, complaint_id)


@blueprint.post("/<merchant_id>/complaints/<complaint_id>/objection")
@access(HIDE)
def object_to_result(merchant_id: str, complaint_id: str) -> Response:
    """Send the objection, once."""
    form = Form()
    text, photos = form.lines("text", most=LONGEST_OBJECTION, needed=False), photos_sent(form)

    def act() -> None:
        objecting.object_to(pen, complaint_id=complaint_id, text=text, evidence=photos)

    try:
        form.check()
        with open_pen() as pen:
            _own(pen, merchant_id, complaint_id)
            once(pen, form, {"about": complaint_id, "text": text, "photos": list(photos)}, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, complaint_id, refusal, form.typed, photos)
    return redirect(url_for("desk.complaint_objection", merchant_id=merchant_id, complaint_id=complaint_id), 303)


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/objection/photos/<digest>")
@access(HIDE)
def objection_photo(merchant_id: str, complaint_id: str, digest: str) -> FlaskResponse:
    """A photo that came with an objection. Raises NotFound for one that did not."""
    with open_reader() as reader:
        _, item = _own(reader, merchant_id, complaint_id)
    return photo_answer(digest, item.objection_photos)


def _photo_path(item: ItemSheet, digest: str) -> str:
    return url_for("desk.objection_photo", merchant_id=item.merchant_id, complaint_id=item.complaint_id, digest=digest)


def _own(reader: Reader, merchant_id: str, complaint_id: str) -> tuple[MerchantSheet, ItemSheet]:
    unit, item = own_sheet(reader, merchant_id), item_for_shop(reader, the_actor(), complaint_id)
    if item.merchant_id != merchant_id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return unit, item


def _page(
    merchant_id: str,
    complaint_id: str,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    kept: tuple[str, ...] = (),
) -> Response:
    today = civil_day(the_moment())
    with open_reader() as reader:
        unit, item = _own(reader, merchant_id, complaint_id)
        view = _view(reader, item, today)
    errors = explained(the_language(), refusal, today) if refusal else []
    back = url_for("desk.complaint_page", merchant_id=merchant_id, complaint_id=complaint_id)
    html = show_form(
        "desk/complaints/objection.html",
        unit,
        called(unit),
        view=view,
        back=back,
        action=url_for("desk.object_to_result", merchant_id=merchant_id, complaint_id=complaint_id),
        errors=errors,
        wrong=dict(errors),
        typed=typed or {},
        kept=kept,
        most=MOST_PHOTOS,
    )
    return make_response(html, 422 if refusal else 200)


def _view(reader: Reader, item: ItemSheet, today: date) -> ResultView:
    days = {
        name: day(the_language(), value, today) if value else ""
        for name, value in (("due", item.due_on), ("until", item.shown_until))
    }
    why = WITHHELD[item.withheld_for] if item.stage is Stage.WITHHELD and item.withheld_for else ""
    return ResultView(
        why=translate(why) if why else "",
        next=translate(_BY_OFFICER if item.withheld_for in OFFICERS_GROUNDS else _BY_FACTS) if why else "",
        stands=translate(_STANDS[item.stage]) % days,
        shown=_shown(item, lists_on(reader, today)) if is_on_display(item) else (),
        may_object=is_on_display(item) and item.objection is None,
        objections=tuple(_row(item, one, today) for one in item.objections),
        clocks=tuple(clock_days(the_language(), one, today) for one in result_clocks(reader, item.complaint_id, today)),
    )


def _shown(item: ItemSheet, lists: Lists) -> tuple[tuple[str, str], ...]:
    terms = {**lists[Catalogue.GOODS_CATEGORY], **lists[Catalogue.SERVICE_CATEGORY]}
    category, problem = terms.get(item.category), lists[Catalogue.PROBLEM_CATEGORY].get(item.problem)
    return (
        (translate(N_("Class")), category.words(the_language()) if category else item.category),
        (translate(N_("Problem")), problem.words(the_language()) if problem else item.problem),
        (translate(N_("Your reply")), item.reply),
    )


def _row(item: ItemSheet, one: ObjectionSheet, today: date) -> ObjectionRow:
    due = day(the_language(), one.due_on, today)
    waits = translate(N_("An officer who did not close the complaint decides by %(day)s.")) % {"day": due}
    return ObjectionRow(
        when=day(the_language(), civil_day(one.made_at), today),
        said=one.said,
        photos=tuple(_photo_path(item, digest) for digest in one.evidence),
        outcome=label(the_language(), one.fate) if one.fate else waits,
        reason=one.reason,
        left=clock_left(the_language(), one.due_on, today) if one.verdict is None else None,
    )
