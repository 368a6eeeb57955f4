"""The page of a matter for whoever holds number and secret: read it, add to it, have the last word, withdraw, rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import settling
from trustcode.complaints.actions.adding import add_to_report
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.queries.reports import additions_of
from trustcode.complaints.queries.sheets import ComplaintSheet, messages_of
from trustcode.complaints.rules.authority import READ_OWN, WITHDRAW
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import LONGEST_MESSAGE, LONGEST_WHY
from trustcode.complaints.rules.words import PaperKind
from trustcode.doors.counter.entrance import blueprint
from trustcode.doors.counter.filing.receipts import photo_answer
from trustcode.doors.counter.following.view import complaint_view, matter_view
from trustcode.doors.counter.pages import private, public_page
from trustcode.doors.lobby.clock_days import clock_days
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.own_matters import READS, opened
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained, label
from trustcode.doors.wording.msgids import N_
from trustcode.imaging.photos import clean_photo
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.record.pen import Pen
from trustcode.returns.rules.amounts import fen_of

AT = "/complaints/<number>/<secret>"
WRITES = "60 per 10 minutes"
"""How often one source may write; many share an address."""

RATINGS = {
    5: N_("Very content"),
    4: N_("Content"),
    3: N_("So so"),
    2: N_("Not content"),
    1: N_("Not content at all"),
}


@blueprint.get(AT)
@access(READ_OWN)
@limited(READS)
def matter(number: str, secret: str) -> Response:
    """Where it stands."""
    return private(_page(number, secret))


@blueprint.get(f"{AT}/days")
@access(READ_OWN)
@limited(READS)
def matter_days(number: str, secret: str) -> Response:
    """Every clock of it, day by day: which days counted, which did not and why."""
    today = civil_day(the_moment())
    with open_reader() as reader:
        found = opened(reader, number, secret)
        clocks = tuple(clock_days(the_language(), one, today) for one in clocks_of(reader, found.id, today))
    path = url_for("counter.matter", number=number, secret=secret)
    return private(public_page("counter/following/days.html", clocks=clocks[::-1], path=path))


@blueprint.get(f"{AT}/photo/<digest>")
@access(READ_OWN)
@limited(READS)
def matter_photo(number: str, secret: str, digest: str) -> Response:
    """A photo of this matter, whoever sent it. Raises NotFound for any other."""
    with open_reader() as reader:
        found = opened(reader, number, secret)
        is_complaint = isinstance(found, ComplaintSheet)
        said = messages_of(reader, found.id) if is_complaint else additions_of(reader, found.id)
        known = {*found.evidence, *(one for message in said for one in message.evidence)}
    content = the_office().store.blobs.read(digest) if digest in known else None
    if content is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return photo_answer(content)


@blueprint.get(f"{AT}/<any(solved, withdraw, identity):deed>")
@access(READ_OWN)
@limited(READS)
def matter_deed(number: str, secret: str, deed: str) -> Response:
    """The page on which one thing is done; where it cannot be done now, the matter itself."""
    with open_reader() as reader:
        found = opened(reader, number, secret)
        view = complaint_view(reader, found, secret) if isinstance(found, ComplaintSheet) else None
    may = view.deeds if view else None
    is_open = may and {"solved": may.say_solved, "withdraw": may.withdraw, "identity": may.give_identity}[deed]
    if not is_open:
        return _back(number, secret)
    return private(_page(number, secret, deed))


@blueprint.post(f"{AT}/word")
@access(READ_OWN)
@limited(WRITES)
def add_word(number: str, secret: str) -> Response:
    """A word or a photo more: of a complaint both sides read it, of a report the office alone."""
    form = Form()
    text = form.lines("text", most=LONGEST_MESSAGE, needed=False)
    sent = form.file("photo")

    def act(pen: Pen) -> None:
        evidence = (the_office().store.blobs.keep(clean.full),) if clean else ()
        said = text or (translate(N_("A photo.")) if clean else "")
        add(pen, number=number, secret=secret, text=said, evidence=evidence, key=form.retry_key)

    with open_reader() as reader:
        add = settling.add if isinstance(opened(reader, number, secret), ComplaintSheet) else add_to_report
    clean = form.tried(clean_photo, sent.content) if sent else None
    return _done(number, secret, form, act)


@blueprint.post(f"{AT}/solved")
@access(READ_OWN)
@limited(WRITES)
def say_solved(number: str, secret: str) -> Response:
    """It is solved, and what the shopper got."""
    form = Form()
    typed = form.text("obtained", most=20, needed=False)
    obtained = form.tried(fen_of, typed, "obtained") if typed else None
    return _done(
        number,
        secret,
        form,
        lambda pen: settling.say_solved(pen, number=number, secret=secret, obtained_fen=obtained),
        "solved",
    )


@blueprint.post(f"{AT}/unsolved")
@access(READ_OWN)
@limited(WRITES)
def say_unsolved(number: str, secret: str) -> Response:
    """It is not solved, or the withdrawal is taken back: the office takes it."""
    scheme = the_office().settings.rules
    return _done(
        number, secret, Form(), lambda pen: settling.say_unsolved(pen, number=number, secret=secret, scheme=scheme)
    )


@blueprint.post(f"{AT}/withdraw")
@access(WITHDRAW)
@limited(WRITES)
def withdraw_matter(number: str, secret: str) -> Response:
    """Taken back, with a word why."""
    form = Form()
    why = form.lines("why", most=LONGEST_WHY, needed=False)
    return _done(
        number, secret, form, lambda pen: settling.withdraw(pen, number=number, secret=secret, why=why), "withdraw"
    )


@blueprint.post(f"{AT}/identity")
@access(READ_OWN)
@limited(WRITES)
def give_identity(number: str, secret: str) -> Response:
    """Address and paper, which the office needs before it may accept."""
    form = Form()
    paper = form.choice("paper", list(PaperKind), needed=False)
    paper_number = form.text("paper_number", most=60, needed=False)
    address = form.text("address", most=200, needed=False)

    def act(pen: Pen) -> None:
        given = PaperKind(paper) if paper else None
        settling.prove_identity(
            pen, number=number, secret=secret, paper=given, paper_number=paper_number, address=address
        )

    return _done(number, secret, form, act, "identity")


@blueprint.post(f"{AT}/rating")
@access(READ_OWN)
@limited(WRITES)
def rate_matter(number: str, secret: str) -> Response:
    """How content the shopper is, once."""
    form = Form()
    stars = form.choice("satisfaction", {str(n) for n in RATINGS})
    return _done(
        number,
        secret,
        form,
        lambda pen: settling.rate(pen, number=number, secret=secret, satisfaction=int(stars)),
    )


def _require(number: str, secret: str) -> None:
    """Raises NotFound before anything costly is done for whoever does not hold the secret."""
    with open_reader() as reader:
        opened(reader, number, secret)


def _done(number: str, secret: str, form: Form, act: Callable[[Pen], object], deed: str = "") -> Response:
    """Do it, then back to the matter; what is refused is said on the page where it was typed."""
    _require(number, secret)
    try:
        form.check()
        with open_pen(the_actor()) as pen:
            act(pen)
    except NotFound:
        raise
    except NotAllowed:
        said = translate(N_("It has moved on meanwhile. Look at how it stands now."))
        return private(_page(number, secret, errors=[("", said)]), 422)
    except Refusal as refusal:
        said_all = explained(the_language(), refusal, civil_day(the_moment()))
        values = {"typed": form.typed, "errors": said_all, "wrong": dict(reversed(said_all))}
        return private(_page(number, secret, deed, **values), 422)
    return _back(number, secret)


def _back(number: str, secret: str) -> Response:
    return private(redirect(url_for("counter.matter", number=number, secret=secret), 303))


def _page(number: str, secret: str, deed: str = "", **values: Any) -> str:
    with open_reader() as reader:
        found = opened(reader, number, secret)
        is_complaint = isinstance(found, ComplaintSheet)
        view = matter_view(reader, found, secret)
    template = f"counter/following/{deed}.html" if deed and is_complaint else "counter/following/matter.html"
    papers = [(paper.value, label(the_language(), paper)) for paper in PaperKind]
    ratings = [(str(n), translate(said), "") for n, said in RATINGS.items()]
    other_path = f"/counter/complaints/{number}/{secret}" + (f"/{deed}" if deed else "")
    return public_page(
        template,
        other_path=other_path,
        view=view,
        papers=papers,
        ratings=ratings,
        cooling_days=the_office().settings.rules.withdrawal_cooling_days,
        **values,
    )
