"""A shop reached by search: the same facts, and the plain word that no code was scanned."""

from __future__ import annotations

from flask import Blueprint, Response, request

from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.door import ask, reckoned, the_door, the_language
from trustcode.doors.scan.page import page_html
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.sending import nothing_here, page, sent
from trustcode.kernel.identifiers import is_id
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant, has_photo
from trustcode.storage.blobs import is_digest
from trustcode.storage.reading import Reader

blueprint = Blueprint("shops", __name__)

FOR_EVER = "public, max-age=31536000, immutable"
"""For what is addressed by its content."""


@blueprint.get("/m/<merchant_id>")
def shop(merchant_id: str) -> Response:
    """The page of a shop by its id."""
    if not is_id(merchant_id):
        raise nothing_here()

    def question(reader: Reader) -> tuple[Card | None, Reckoning]:
        return card_of_merchant(reader, merchant_id), reckoned(reader)

    card, reckoning = ask(question)
    if card is None or not card.is_public:
        raise nothing_here()
    return page(page_html(Asked(card, None, the_language()), reckoning, the_door().house))


@blueprint.get("/photo/<digest>")
def photo(digest: str) -> Response:
    """A door photo at thumb size, if it is on a card: other files are nobody's business."""
    if not is_digest(digest) or not ask(lambda reader: has_photo(reader, digest)):
        raise nothing_here()
    content = the_door().office.store.blobs.read(digest)
    if content is None:
        raise nothing_here()
    response = sent(b"", "image/jpeg", headers={"Cache-Control": FOR_EVER})
    del response.headers["Vary"]
    response.set_data(content)
    response.set_etag(digest)
    response.make_conditional(request)
    return response
