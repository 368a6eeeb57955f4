"""Something is done to several complaints of a bundle: first its fields, then what each would get, then to each by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import bundling
from trustcode.complaints.queries.bundles import BundleRow, chosen_of, refusals_of
from trustcode.complaints.queries.saved import saved_answers
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.bundling import BundleDeed, require_several
from trustcode.complaints.rules.saying import read_text
from trustcode.complaints.rules.words import RefusalGround
from trustcode.doors.field.asking import Ask, Saved, choices, lines, officer_ask
from trustcode.doors.field.bundle_view import BundleDeedPage, taken, words_for
from trustcode.doors.field.bundles import GONE, known, show_bundle
from trustcode.doors.field.decisions import once
from trustcode.doors.field.doing import USE, officers_of, said_of, with_saved
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.bodies import read_query
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

CHOSEN, STEP, DO, CHANGE = "chosen", "step", "do", "change"
LEFT_OUT = ("%(num)s is left out and stays as it is", "%(num)s are left out and stay as they are")


@dataclass(frozen=True)
class _Typed:
    """What the fields of a deed say: as typed, to show it again, and what it means."""

    values: Mapping[str, str]
    ground: RefusalGround | None = None
    said: str = ""
    officer_id: str = ""


@dataclass(frozen=True)
class _Seen:
    """What a page of a deed shows: its fields, or (`is_result`) what each gets and why one is left out, by id."""

    rows: Sequence[BundleRow]
    is_result: bool = False
    asks: tuple[Ask, ...] = ()
    saved: Sequence[tuple[str, str, str]] = ()
    refusals: Mapping[str, Refusal] = field(default_factory=dict)


@access(HANDLE)
def bundle_deed(bundle_id: str, deed: str) -> Response:
    """The page of a deed for those that were chosen; one that asks nothing shows at once what each gets."""
    which = known(deed)
    ids = [one for one in dict.fromkeys(read_query(request).get(CHOSEN, ())) if is_id(one)]
    return _page(bundle_id, which, ids, _Typed({}), is_asked=not _has_asks(which, the_actor()))


@access(HANDLE)
def bundle_deed_done(bundle_id: str, deed: str) -> Response:
    """Show what each would get; or, once that was seen, do it to each that did not change meanwhile."""
    which, form = known(deed), Form()
    step, chosen = form.choice(STEP, (DO, CHANGE), needed=False), _chosen(form)
    if step == CHANGE or form.body.text(USE):
        return _page(bundle_id, which, list(chosen), _Typed(form.typed), is_asked=False)
    typed = _read(form, which)
    try:
        form.check()
        if step != DO:
            return _page(bundle_id, which, list(chosen), typed, is_asked=True)
        about = f"{bundle_id}:{which.value}:{json.dumps(chosen, sort_keys=True)}"
        done = once(form, about, lambda pen: _carry_out(pen, bundle_id, which, chosen, typed))
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(bundle_id, which, list(chosen), _Typed(form.typed), is_asked=False, refusal=refusal)
    return redirect(url_for("field.bundle_done", bundle_id=bundle_id, deed=which.value, **json.loads(done)), 303)


def _chosen(form: Form) -> dict[str, int]:
    """Ids, each with how many changes a page had seen; what is neither is left aside."""
    pairs = [text.partition(".") for text in form.many(CHOSEN, form.body.texts(CHOSEN))]
    return {
        one: int(seen) for one, _, seen in pairs if is_id(one) and seen.isascii() and seen.isdigit() and len(seen) < 7
    }


def _read(form: Form, deed: BundleDeed) -> _Typed:
    if deed is BundleDeed.REFUSE:
        chosen, said = form.choice("ground", RefusalGround), said_of(form)
        form.tried(read_text, said, "said", needed=False)
        return _Typed(form.typed, ground=RefusalGround(chosen) if chosen else None, said=said)
    if _has_asks(deed, the_actor()):
        return _Typed(form.typed, officer_id=form.text("officer", most=16))
    return _Typed(form.typed)


def _carry_out(pen: Pen, bundle_id: str, deed: BundleDeed, chosen: bundling.Chosen, typed: _Typed) -> str:
    scheme = the_office().settings.rules
    if deed is BundleDeed.REFUSE:
        done = bundling.refuse_each(
            pen, bundle=bundle_id, chosen=chosen, ground=typed.ground, said=typed.said, scheme=scheme
        )
    elif deed is BundleDeed.ASSIGN:
        done = bundling.assign_each(pen, bundle=bundle_id, chosen=chosen, officer_id=typed.officer_id, scheme=scheme)
    else:
        done = bundling.free_each(pen, bundle=bundle_id, chosen=chosen, scheme=scheme)
    return json.dumps(asdict(done))


def _page(
    bundle_id: str,
    deed: BundleDeed,
    ids: Sequence[str],
    typed: _Typed,
    *,
    is_asked: bool,
    refusal: Refusal | None = None,
) -> Response:
    """Its fields; or, once they are asked, what each gets. With nothing to do it to, the bundle again with why."""
    actor, most = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        try:
            require_several(ids, most)
            rows = chosen_of(reader, actor, bundle_id, ids)
            require_several([one.row.id for one in rows], most)
        except Refusal as nothing:
            return show_bundle(bundle_id, nothing)
        say = speaker(reader, the_language(), the_moment(), [typed.officer_id])
        seen = (_result if is_asked else _fields)(reader, say, actor, deed, rows, typed)
    view = _view(say, actor, bundle_id, deed, seen, typed, gone=len(ids) - len(rows))
    errors, known_now = told(say, refusal), with_saved(dict(typed.values), "said", seen.saved)
    shown = show(
        "field/bundle-deed.html", who=who(say, actor), view=view, errors=errors, wrong=dict(errors), typed=known_now
    )
    return make_response(shown, 422 if refusal else 200)


def _fields(
    reader: Reader, say: Speaker, actor: Actor, deed: BundleDeed, rows: Sequence[BundleRow], _typed: _Typed
) -> _Seen:
    """What is to be filled in, for all that were chosen."""
    saved = saved_answers(reader, actor.scope) if deed is BundleDeed.REFUSE else ()
    return _Seen(rows, asks=_asks(reader, say, deed, rows), saved=[(one.id, one.title, one.text) for one in saved])


def _result(
    reader: Reader, say: Speaker, actor: Actor, deed: BundleDeed, rows: Sequence[BundleRow], typed: _Typed
) -> _Seen:
    """What each gets, or why it is left out."""
    whom, matters = typed.officer_id or actor.person_id, [one.row for one in rows]
    refusals = refusals_of(reader, matters, deed, today=say.today, ground=typed.ground, officer_id=whom)
    return _Seen(rows, is_result=True, refusals=refusals)


def _view(
    say: Speaker, actor: Actor, bundle_id: str, deed: BundleDeed, seen: _Seen, typed: _Typed, *, gone: int
) -> BundleDeedPage:
    words, refusals = words_for(deed, actor), seen.refusals
    taking = [one for one in seen.rows if one.row.id not in refusals]
    leaving = [one for one in seen.rows if one.row.id in refusals]
    was_asked = seen.is_result and _has_asks(deed, actor)
    title = say.count(words.title, len(taking))
    return BundleDeedPage(
        title=title,
        lead=say.say(words.lead),
        asks=seen.asks,
        words=_words(say, deed, typed) if seen.is_result else (),
        kept=tuple((name, typed.values.get(name, "")) for name in _FIELDS[deed]) if was_asked else (),
        taking=tuple(taken(say, one.row, facts=one.facts, value=f"{one.row.id}.{one.changes}") for one in taking),
        leaving=tuple(taken(say, one.row, facts=one.facts, refusal=refusals[one.row.id]) for one in leaving),
        leaving_words=say.count(LEFT_OUT, len(leaving)) if leaving else "",
        gone=say.count(GONE, gone) if gone else "",
        button=say.say(N_("Next: see what each gets")) if seen.asks else title,
        may_change=was_asked,
        path=url_for("field.bundle_deed_done", bundle_id=bundle_id, deed=deed.value),
        back=url_for("field.bundle", bundle_id=bundle_id),
        saved=tuple(Saved(one, name) for one, name, _ in seen.saved),
        saved_into="said",
        saved_path=url_for("field.answers") if not seen.is_result and deed is BundleDeed.REFUSE else "",
    )


_FIELDS: Mapping[BundleDeed, tuple[str, ...]] = {
    BundleDeed.REFUSE: ("ground", "said"),
    BundleDeed.ASSIGN: ("officer",),
    BundleDeed.FREE: (),
}


def _has_asks(deed: BundleDeed, actor: Actor) -> bool:
    """Whether there is something to fill in: who is no supervisor can only take complaints in hand themselves."""
    return deed is BundleDeed.REFUSE or (deed is BundleDeed.ASSIGN and actor.role is Role.SUPERVISOR)


def _asks(reader: Reader, say: Speaker, deed: BundleDeed, rows: Sequence[BundleRow]) -> tuple[Ask, ...]:
    if deed is BundleDeed.REFUSE:
        ground = say.say(N_("On which ground? (Order 121, article 16)"))
        return (
            Ask("choice", "ground", ground, options=choices(say, RefusalGround)),
            lines(say, "said", N_("Why, in words that the shopper understands")),
        )
    regions = sorted({one.row.region_code for one in rows})
    officers = dict.fromkeys(one for region in regions for one in officers_of(reader, region))
    return (officer_ask(say, tuple(officers), ""),)


def _words(say: Speaker, deed: BundleDeed, typed: _Typed) -> tuple[tuple[str, str], ...]:
    """What each of them gets."""
    if deed is BundleDeed.REFUSE and typed.ground is not None:
        return (
            (say.say(N_("Ground")), label(say.language, typed.ground)),
            (say.say(N_("What its shopper reads")), typed.said),
        )
    if deed is BundleDeed.ASSIGN and typed.officer_id:
        return ((say.say(N_("In hand of")), say.person(typed.officer_id)),)
    return ()
