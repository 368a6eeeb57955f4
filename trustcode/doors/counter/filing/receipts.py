"""The photos of a draft, and the receipt: the numbers and their secrets, once, on the device that sent the filing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from trustcode.complaints.actions.filing import receipt_of
from trustcode.complaints.queries.sheets import own_matter
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.counter.entrance import TELL, blueprint
from trustcode.doors.counter.filing.draft import forget, the_draft, the_files, the_receipt
from trustcode.doors.counter.following.view import matter_view
from trustcode.doors.counter.pages import private, public_page
from trustcode.doors.lobby.codes import symbol
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.filters import moment
from trustcode.doors.wording.headers import attachment_headers
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.storage.reading import Reader

GROUP = 4
"""Letters of a secret in one group."""


@dataclass(frozen=True)
class Slip:
    """One number with its secret, as they are read aloud, what it is about, and the address that opens both as a symbol.

    `next` says who acts next and until when.
    """

    kind: str
    number: str
    secret: str
    shop: str
    came_in: str
    path: str
    symbol: Markup
    next: str


@blueprint.get("/complaint/photo/<int(max=99):place>")
@access(TELL)
def draft_photo(place: int) -> Response:
    """A photo of this device's draft, small. Raises NotFound."""
    draft = the_draft()
    thumbs = [thumb for _, thumb in draft.photos] if draft else []
    content = the_files().read(thumbs[place - 1]) if 1 <= place <= len(thumbs) else None
    if content is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return photo_answer(content)


@blueprint.get("/complaint/receipt")
@access(TELL)
def filing_receipt() -> Response:
    """The receipt, for an hour on the device that sent the filing; afterwards to where numbers are typed in."""
    sent = the_receipt()
    if sent is None:
        return private(redirect(url_for("counter.matters"), 303))
    with open_reader() as reader:
        receipt = receipt_of(reader, sent.key)
        pairs = (("complaint", receipt.complaint), ("report", receipt.report))
        slips = tuple(_slip(reader, kind, *pair) for kind, pair in pairs if pair is not None)
    return private(public_page("counter/filing/receipt.html", slips=slips))


@blueprint.post("/complaint/receipt")
@access(TELL)
@limited("60 per 10 minutes")
def forget_receipt() -> Response:
    """The device forgets the receipt."""
    return private(forget(redirect(url_for("counter.matters"), 303)))


def photo_answer(content: bytes) -> Response:
    """A picture of ours for this visitor alone."""
    response = private(Response(content, mimetype="image/jpeg"))
    response.headers.update(attachment_headers(is_https=the_office().settings.is_https))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def in_groups(secret: str) -> str:
    """A secret in groups, as it is read and typed."""
    return " ".join(secret[i : i + GROUP] for i in range(0, len(secret), GROUP))


def _slip(reader: Reader, kind: str, number: str, secret: str) -> Slip:
    found = own_matter(reader, number, secret)
    path = url_for("counter.matter", number=number, secret=secret)
    return Slip(
        kind=kind,
        number=spoken(number),
        secret=in_groups(secret),
        shop=found.respondent_name,
        came_in=moment(the_language(), found.came_in_at, civil_day(the_moment())),
        path=path,
        symbol=symbol(the_office().settings.public_url + path),
        next=matter_view(reader, found, secret).next,
    )
