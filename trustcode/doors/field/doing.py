"""Doing something to a matter: a page for each deed, drawn and carried out from a table of them.

A complaint and a clue each have such a table; what they share stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.queries.reports import ReportSheet
from trustcode.complaints.queries.saved import saved_answers
from trustcode.complaints.queries.sheets import ComplaintSheet, StepSheet
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import LONGEST_MESSAGE
from trustcode.doors.field.asking import Ask, DeedPage, Saved
from trustcode.doors.field.complaint_history import since
from trustcode.doors.field.decisions import once
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.office import open_reader, show, the_actor
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.queries.accounts import holders, names_of
from trustcode.record.pen import Pen
from trustcode.record.reading import EntryLine
from trustcode.storage.reading import Reader

USE = "use"
"""The button with a text of the office."""

Carry = Callable[[Pen, str, int], object]
"""Carries a deed out: the pen, the id of the matter, how many changes the page had seen."""


class Facts(Protocol):
    """What pages of both kinds of matter are made of."""

    @property
    def sheet(self) -> ComplaintSheet | ReportSheet: ...
    @property
    def steps(self) -> Sequence[StepSheet]: ...
    @property
    def clocks(self) -> Sequence[ClockSheet]: ...
    @property
    def entries(self) -> Sequence[EntryLine]: ...


F = TypeVar("F", bound=Facts)
D = TypeVar("D", bound=StrEnum)


@dataclass(frozen=True)
class Around(Generic[F]):
    """What the fields of a page are made of: the matter, who looks, officers of the place, the office's own texts."""

    say: Speaker
    actor: Actor
    facts: F
    officers: tuple[tuple[str, str, str], ...]
    saved: Sequence[tuple[str, str, str]]


def _nothing(_: Any) -> str:
    return ""


def _no_asks(_: Any) -> tuple[Ask, ...]:
    return ()


@dataclass(frozen=True)
class DeedLink:
    """The way to a deed; `is_step`: it brings the matter further, and stands before the others."""

    label: str
    path: str
    is_step: bool


@dataclass(frozen=True, kw_only=True)
class Row(Generic[F]):
    """One deed: its name on link and button, what is said once it is done, how its form is read and drawn.

    `missing` says what must be there first; while it says something there is no button, only the way to the deed
    `first`, by its value, where that is open. `lead` stands above the form, with days for its gaps. `uses_saved` is the field into which a text of the office may be set.
    `is_step`: it brings the matter further, where the others go beside.
    """

    verb: Word
    done: str
    read: Callable[[Form], Carry]
    asks: Callable[[Around[F]], tuple[Ask, ...]] = _no_asks
    missing: Callable[[Around[F]], str] = _nothing
    first: str = ""
    lead: tuple[str, ...] = ()
    uses_saved: str = ""
    is_step: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[F, D]):
    """A kind of matter: `name` begins its endpoints, `argument` is what its id is called in addresses.

    `facts` raises NotFound; `open_to` are the deeds that an officer may do now; `days` those that a deed would set. `filed` is what was written, to be
    read once more beside a form.
    """

    name: str
    argument: str
    rows: Mapping[D, Row[F]]
    facts: Callable[[Reader, Actor, str], tuple[F, Speaker]]
    open_to: Callable[[Actor, F], tuple[D, ...]]
    days: Callable[[Reader, Speaker, F], Mapping[str, date]]
    filed: Callable[[F], str] = _nothing

    def path(self, endpoint: str, matter_id: str, **more: str) -> str:
        """An address of a matter; an empty endpoint is its sheet."""
        address: dict[str, Any] = {self.argument: matter_id, **more}
        return url_for(f"field.{self.name}{endpoint}", **address)

    def links(self, say: Speaker, actor: Actor, facts: F) -> tuple[DeedLink, ...]:
        """What this officer can do now."""
        return tuple(self._link(say, facts, one) for one in self.open_to(actor, facts))

    def _link(self, say: Speaker, facts: F, deed: D) -> DeedLink:
        row = self.rows[deed]
        path = self.path("_deed", facts.sheet.id, deed=deed.value)
        return DeedLink(say.say(row.verb), path, row.is_step)

    def known(self, deed: str) -> D:
        """The deed of an address. Raises NotFound."""
        found = next((one for one in self.rows if one.value == deed), None)
        if found is None:
            raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
        return found


def carried_out(
    form: Form, about: str, act: Callable[[Pen], str], again: Callable[[Refusal], Response], to: str
) -> Response:
    """Check the form and do the act once; then go to `to` with what was done, or show the page again with why not."""
    try:
        form.check()
        done = once(form, about, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return again(refusal)
    return redirect(f"{to}?done={done}", 303)


def carry_out(kind: Kind[F, D], matter_id: str, deed: str) -> Response:
    """Do it. When another officer was faster, the page comes back with what they did and with all that was typed.

    With `use` nothing is done yet: that text of the office is set behind what was typed, and the form comes back.
    """
    which, form = kind.known(deed), Form()
    if form.body.text(USE):
        return deed_page(kind, matter_id, which, typed=form.typed)
    seen = form.whole("seen") or 0
    carry = kind.rows[which].read(form)

    def act(pen: Pen) -> str:
        carry(pen, matter_id, seen)
        return which.value

    def again(refusal: Refusal) -> Response:
        return deed_page(kind, matter_id, which, refusal, form.typed)

    return carried_out(form, matter_id, act, again, kind.path("", matter_id))


def deed_page(
    kind: Kind[F, D],
    matter_id: str,
    deed: D,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The page of a deed. What cannot be done now leads back to the sheet."""
    actor, row = the_actor(), kind.rows[deed]
    with open_reader() as reader:
        facts, say = kind.facts(reader, actor, matter_id)
        saved = [(one.id, one.title, one.text) for one in saved_answers(reader, actor.scope)] if row.uses_saved else []
        around = Around(say, actor, facts, officers_of(reader, facts.sheet.region_code), saved)
        days = kind.days(reader, say, facts)
    links = kind.links(say, actor, facts)
    is_open = deed in kind.open_to(actor, facts)
    if not is_open and refusal is None:
        return redirect(kind.path("", matter_id), 303)
    page = DeedPage(
        title=say.say(row.verb),
        name=facts.sheet.respondent_name,
        number=spoken(facts.sheet.number),
        state=label(say.language, facts.sheet.state),
        missing=row.missing(around),
        first=tuple(
            (one.label, one.path)
            for one in links
            if row.first and one.path == kind.path("_deed", matter_id, deed=row.first)
        ),
        lead=tuple(say.say(one, **days) for one in row.lead),
        filed=kind.filed(facts),
        asks=row.asks(around),
        button=say.say(row.verb),
        seen=facts.sheet.changes,
        back=kind.path("", matter_id),
        path=kind.path("_deed_done", matter_id, deed=deed.value),
        saved=tuple(Saved(one, title) for one, title, _ in saved),
        saved_into=row.uses_saved,
        saved_path=url_for("field.answers") if row.uses_saved else "",
        between=since(say, facts.entries, facts.steps, _moves(refusal)),
        gone="" if is_open else say.say(N_("This can no longer be done. What you typed stands here, to copy it.")),
        typed_before=() if is_open else _typed_before(typed),
    )
    errors, known = told(say, refusal), with_saved(dict(typed or {}), row.uses_saved, saved)
    shown = show("field/deed.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=known)
    return make_response(shown, 422 if refusal else 200)


def with_saved(typed: dict[str, str], into: str, saved: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """What was typed, with the text of the office that was asked for behind it."""
    text = next((text for one, _, text in saved if one == typed.get(USE)), "")
    return {**typed, into: "\n".join(part for part in (typed.get(into, ""), text) if part.strip())} if text else typed


def said_of(form: Form, name: str = "said", *, needed: bool = True) -> str:
    """The longer text of a form."""
    return form.lines(name, most=LONGEST_MESSAGE, needed=needed)


def officers_of(reader: Reader, region_code: str) -> tuple[tuple[str, str, str], ...]:
    """Officers of the county and the city, by name."""
    scopes = dict.fromkeys((region_code, f"{region_code[:4]}00"))
    roles = (Role.INSPECTOR, Role.SUPERVISOR)
    ids = [one for scope in scopes for role in roles for one in holders(reader, role, scope)]
    names = names_of(reader, ids)
    return tuple((one, names.get(one, one), "") for one in dict.fromkeys(ids))


def _moves(refusal: Refusal | None) -> int:
    if refusal is None or refusal.code is not ComplaintRefusal.CHANGED_MEANWHILE:
        return 0
    return int(refusal.facts["moves"])


def _typed_before(typed: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The texts of a form that cannot be sent any more, to copy; what was chosen from a list is not among them."""
    kept = {"said", "clue", "text", "place", "mediator", "to", "obtained", "case_no", "why"}
    return tuple((name, text) for name, text in (typed or {}).items() if text and name in kept)
