"""The photo of a door, for officers of its region."""

from __future__ import annotations

from flask import make_response
from werkzeug.wrappers import Response

from trustcode.doors.field.queue import READING
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, the_actor, the_office
from trustcode.doors.wording.headers import attachment_headers
from trustcode.imaging.kinds import Kind, kind_of
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.queries.sheets import may_see_photo
from trustcode.merchants.rules.refusals import MerchantRefusal

TYPES = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.WEBP: "image/webp"}
KEPT_SECONDS = 3_600
"""How long the officer's own browser keeps a photo."""


@access(READING)
def photo(digest: str) -> Response:
    """A photo by the hash of its content."""
    with open_reader() as reader:
        allowed = may_see_photo(reader, the_actor(), digest)
    if not allowed:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return photo_answer(digest)


def photo_answer(digest: str) -> Response:
    """A photo that this person may see, not to be kept by anybody between. Raises NotFound for none."""
    office = the_office()
    content = office.store.blobs.read(digest)
    if content is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    response = make_response(content)
    response.headers.update(attachment_headers(is_https=office.settings.is_https))
    response.content_type = TYPES.get(kind_of(content), "application/octet-stream")
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}, immutable"
    return response
