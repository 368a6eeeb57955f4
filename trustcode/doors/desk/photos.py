"""The photo of the door: taken in, cleaned, kept by its hash; shown small to its own people."""

from __future__ import annotations

import json

from flask import Response

from trustcode.doors.desk.drafts import Typed, draft
from trustcode.doors.desk.entrance import PRINT, blueprint
from trustcode.doors.desk.own import own_sheet
from trustcode.doors.lobby.bodies import Body
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.present import open_reader, the_actor, the_office
from trustcode.doors.wording.headers import attachment_headers
from trustcode.imaging.photos import DOOR, PhotoRefusal, clean_photo
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.rules.refusals import MerchantRefusal

REFUSED = "photo_refused"
"""Where a draft keeps why the last photo was not taken: the code, and its facts as JSON."""


def taken(body: Body) -> dict[str, list[str]]:
    """Digests of the photo that came along and its thumbnail, or why it was not taken, for the draft."""
    sent = body.file("photo")
    if sent is None or not sent.content:
        return {REFUSED: []}
    try:
        clean = clean_photo(sent.content, limits=DOOR)
    except Refusal as refusal:
        return {REFUSED: [refusal.faults[0].code, json.dumps(dict(refusal.faults[0].facts))]}
    blobs = the_office().store.blobs
    return {"photo": [blobs.keep(clean.full)], "thumb": [blobs.keep(clean.thumb)], REFUSED: []}


def refused_photo(typed: Typed) -> list[Fault]:
    """Why the photo that was sent last was not taken; empty when it was, or when none was sent."""
    kept = typed.get(REFUSED) or ()
    return [Fault(PhotoRefusal(kept[0]), "photo", json.loads(kept[1]))] if len(kept) == 2 else []


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
