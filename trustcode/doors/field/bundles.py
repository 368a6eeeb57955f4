"""A bundle opened: every complaint of it, to choose several; and what was done to those that were chosen."""

from __future__ import annotations

from flask import make_response, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.queries.bundles import bundle_page, bundle_size, decided_of
from trustcode.complaints.rules.authority import HANDLE, READ
from trustcode.complaints.rules.bundling import BundleDeed
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.field.bundle_view import (
    BundleDonePage,
    BundlePage,
    bundle_lines,
    paper_path,
    taken,
    words_for,
)
from trustcode.doors.field.complaints import BELONG
from trustcode.doors.field.queue import Asked as Query
from trustcode.doors.field.queue import pages_of, who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.bodies import read_query
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.refusals import NotFound, Refusal

MORE = (
    "%(num)s more comes after these; at most %(most)s are decided at once.",
    "%(num)s more come after these; at most %(most)s are decided at once.",
)
LEFT = ("%(num)s was left out", "%(num)s were left out")
GONE = (
    "%(num)s more does not stand in this bundle any more, or lies with another office.",
    "%(num)s more do not stand in this bundle any more, or lie with another office.",
)


@access(READ)
def bundle(bundle_id: str) -> Response:
    """All complaints of a bundle in the officer's region; nothing is chosen unless asked for by `?all=1`."""
    return show_bundle(bundle_id)


@access(HANDLE)
def bundle_done(bundle_id: str, deed: str) -> str:
    """What was done to which, and which were left out; each as it stands now."""
    which, query, actor = known(deed), read_query(request), the_actor()
    made, left = ([one for one in query.get(name, ()) if is_id(one)] for name in ("made", "left"))
    with open_reader() as reader:
        rows = {row.id: row for row in decided_of(reader, actor, [*made, *left])}
        say = speaker(reader, the_language(), the_moment())
    gone = sum(one not in rows for one in (*made, *left))
    is_refused = which is BundleDeed.REFUSE
    view = BundleDonePage(
        title=say.count(words_for(which, actor).done, len(made)),
        made=tuple(
            taken(say, rows[one], value=paper_path(rows[one]) if is_refused else "") for one in made if one in rows
        ),
        left=tuple(taken(say, rows[one]) for one in left if one in rows),
        left_words=say.count(LEFT, len(left)) if left else "",
        gone=say.count(GONE, gone) if gone else "",
        paper=say.say(word("complaint deed", "Print the notice")) if is_refused else "",
        bundle_path=url_for("field.bundle", bundle_id=bundle_id),
        list_path=url_for("field.complaints"),
    )
    return show("field/bundle-done.html", who=who(say, actor), view=view)


def show_bundle(bundle_id: str, refusal: Refusal | None = None) -> Response:
    """The page of a bundle, or again with why nothing could be done to what was chosen (422)."""
    actor, query, most = the_actor(), Query(), the_office().settings.rules.bundle_at_once
    with open_reader() as reader:
        rows = bundle_page(reader, actor, bundle_id, limit=most, skip=most * (query.page - 1))
        size = bundle_size(reader, actor, bundle_id)
        say = speaker(reader, the_language(), the_moment(), [one.row.officer_id for one in rows])
    in_all, picked = size.waiting + size.ended, query.text("all") == "1"
    found, after = bundle_lines(say, actor, rows), in_all - most * query.page
    view = BundlePage(
        title=say.count(BELONG, in_all),
        under=say.say(
            N_("%(waiting)s open, %(ended)s ended. Each is handled by itself."), waiting=size.waiting, ended=size.ended
        ),
        lines=found,
        picked=picked,
        pick_path=url_for(
            "field.bundle",
            bundle_id=bundle_id,
            page=query.page if query.page > 1 else None,
            all=None if picked else "1",
        ),
        pick_words=say.say(N_("Choose none") if picked else N_("Choose all on this page")),
        more=say.count(MORE, after, most=most) if after > 0 else "",
        deeds=tuple(
            (say.say(words_for(one, actor).verb), url_for("field.bundle_deed", bundle_id=bundle_id, deed=one.value))
            for one in BundleDeed
        )
        if any(one.id for one in found)
        else (),
        pages=pages_of("field.bundle", query.page, in_all, {"bundle_id": bundle_id}, most),
        list_path=url_for("field.complaints"),
    )
    shown = show("field/bundle.html", who=who(say, actor), view=view, errors=told(say, refusal))
    return make_response(shown, 422 if refusal else 200)


def known(deed: str) -> BundleDeed:
    """The deed of an address. Raises NotFound."""
    found = next((one for one in BundleDeed if one.value == deed), None)
    if found is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return found
