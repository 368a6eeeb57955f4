"""Photos that the shop sends in a matter: cleaned and kept with the form that brought them, and shown to whom they belong."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import refuse_heaps
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.present import the_office
from trustcode.doors.wording.headers import attachment_headers
from trustcode.imaging.photos import clean_photo
from trustcode.kernel.refusals import NotFound


def photos_sent(form: Form) -> tuple[str, ...]:
    """Digests of the photos in the fields `photos` and `kept`: those that came along, and those that came before.

    What is wrong with one becomes a fault of the form; the others stay.
    """
    kept = form.many("kept", form.body.texts("kept"))
    files = [one for one in form.body.files.get("photos", ()) if one.content]
    blobs = the_office().store.blobs
    ours = tuple(digest for digest in kept if blobs.read(digest) is not None)
    before = len(form.faults)
    form.tried(refuse_heaps, len(ours) + len(files), "photos")
    if len(form.faults) > before:
        return ours
    clean = (form.tried(clean_photo, one.content, where="photos") for one in files)
    return tuple(dict.fromkeys((*ours, *(blobs.keep(one.full) for one in clean if one is not None))))


def photo_answer(digest: str, known: Collection[str]) -> Response:
    """One of the photos that this person may see. Raises NotFound for any other."""
    content = the_office().store.blobs.read(digest) if digest in known else None
    if content is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    headers = attachment_headers(is_https=the_office().settings.is_https)
    return Response(content, mimetype="image/jpeg", headers=dict(headers))
