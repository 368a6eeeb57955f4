"""The photo of the door: taken in, cleaned, kept by its hash; shown small to its own people."""

from __future__ import annotations

from flask import Response

from trustcode.doors.desk.drafts import draft
from trustcode.doors.desk.entrance import PRINT, blueprint
from trustcode.doors.desk.own import own_sheet
from trustcode.doors.lobby.bodies import Body
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.present import open_reader, the_actor, the_office
from trustcode.doors.wording.headers import attachment_headers
from trustcode.imaging.photos import clean_photo
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.rules.refusals import MerchantRefusal


def taken(body: Body) -> tuple[dict[str, list[str]], list[Fault]]:
    """Digests of the photo that came along and its thumbnail, or what is wrong with it; nothing when none came."""
    sent = body.file("photo")
    if sent is None or not sent.content:
        return {}, []
    try:
        clean = clean_photo(sent.content)
    except Refusal as refusal:
        return {}, list(refusal.faults)
    blobs = the_office().store.blobs
    return {"photo": [blobs.keep(clean.full)], "thumb": [blobs.keep(clean.thumb)]}, []


@blueprint.get("/<merchant_id>/photo")
@access(PRINT)
def photo(merchant_id: str) -> Response:
    """The thumbnail of the door as last sent. Raises NotFound when there is none yet."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        digest = draft(reader, the_actor(), unit).first("thumb") or unit.thumb
    content = the_office().store.blobs.read(digest)
    if content is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    headers = attachment_headers(is_https=the_office().settings.is_https)
    return Response(content, mimetype="image/jpeg", headers=dict(headers))
