"""A bundle in finished words: its complaints as lines, what can be done to several, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from trustcode.complaints.queries.bundles import BundleRow
from trustcode.complaints.queries.lists import ComplaintRow
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.bundling import BundleDeed
from trustcode.complaints.rules.course import OPEN
from trustcode.complaints.rules.numbers import spoken
from trustcode.doors.field.asking import Ask, Saved
from trustcode.doors.field.complaint_rows import MatterLine, matter_line
from trustcode.doors.field.paper_kinds import PaperKind
from trustcode.doors.field.queue import Pages
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import label, words_of
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.permissions import may_ever

LONGEST_QUOTE = 90
"""Characters of what was filed that a line shows."""

Count = tuple[str, str]


@dataclass(frozen=True)
class DeedWords:
    """How a deed is called on its button, over its page with a number, and once it is done; what each one gets."""

    verb: Word
    title: Count
    done: Count
    lead: str


REFUSING = DeedWords(
    word("complaint deed", "Do not accept"),
    ("Do not accept %(num)s complaint", "Do not accept %(num)s complaints"),
    ("%(num)s complaint was not accepted", "%(num)s complaints were not accepted"),
    N_(
        "The law knows no refusal in bulk: each gets a decision, an entry and a notice of its own, and its shopper reads your ground and words."
    ),
)
GIVING = DeedWords(
    word("complaint deed", "Give it to an officer"),
    ("Give %(num)s complaint to an officer", "Give %(num)s complaints to an officer"),
    ("%(num)s complaint was given to the officer", "%(num)s complaints were given to the officer"),
    N_("Each is decided by itself later; its clock runs on."),
)
TAKING = DeedWords(
    word("complaint deed", "Take them in hand"),
    ("Take %(num)s complaint in hand", "Take %(num)s complaints in hand"),
    ("You have %(num)s more complaint in hand", "You have %(num)s more complaints in hand"),
    N_("Each is decided by itself later; its clock runs on."),
)
FREEING = DeedWords(
    word("complaint deed", "Take the marks off: honest"),
    ("Take the marks off %(num)s complaint", "Take the marks off %(num)s complaints"),
    ("%(num)s complaint has no mark any more", "%(num)s complaints have no mark any more"),
    N_(
        "For complaints that you found honest. Each leaves the bundle, counts in public figures, and is not marked again when its sender goes on."
    ),
)


def words_for(deed: BundleDeed, actor: Actor) -> DeedWords:
    """The words of a deed for whoever does it: only a supervisor gives something to others."""
    if deed is BundleDeed.ASSIGN:
        return GIVING if actor.role is Role.SUPERVISOR else TAKING
    return REFUSING if deed is BundleDeed.REFUSE else FREEING


@dataclass(frozen=True)
class BundleLine:
    """A complaint of the bundle; `id` is empty where it cannot be chosen."""

    id: str
    line: MatterLine


@dataclass(frozen=True, kw_only=True)
class BundlePage:
    """The bundle in finished words. `deeds` are words and address of what can be done to the chosen ones."""

    title: str
    under: str
    lines: tuple[BundleLine, ...]
    picked: bool
    pick_path: str
    pick_words: str
    more: str
    deeds: tuple[tuple[str, str], ...]
    pages: Pages
    list_path: str


@dataclass(frozen=True)
class Taken:
    """A complaint on the page before the deed: what is said of it, why it is left out, and its value in the form."""

    number: str
    name: str
    fact: str
    quote: str
    path: str
    why: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class BundleDeedPage:
    """A deed before it is done: first its fields (`asks`), then, with nothing to ask any more, what each one gets."""

    title: str
    lead: str
    asks: tuple[Ask, ...]
    words: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    taking: tuple[Taken, ...]
    leaving: tuple[Taken, ...]
    leaving_words: str
    gone: str
    button: str
    may_change: bool
    path: str
    back: str
    saved: tuple[Saved, ...] = ()
    saved_into: str = ""
    saved_path: str = ""


@dataclass(frozen=True, kw_only=True)
class BundleDonePage:
    """What was done to which, and which were left out."""

    title: str
    made: tuple[Taken, ...]
    left: tuple[Taken, ...]
    left_words: str
    gone: str
    paper: str
    bundle_path: str
    list_path: str


def bundle_lines(say: Speaker, actor: Actor, rows: Sequence[BundleRow]) -> tuple[BundleLine, ...]:
    """The complaints of a bundle as lines, each with its words and how like another they are."""
    may = may_ever(actor.role, HANDLE)
    return tuple(
        BundleLine(
            one.row.id if may and one.row.state in OPEN else "",
            matter_line(say, actor, one.row, _like(say, one.percent), quote=quoted(one.facts)),
        )
        for one in rows
    )


def taken(
    say: Speaker, row: ComplaintRow, *, facts: str = "", refusal: Refusal | None = None, value: str = ""
) -> Taken:
    """A complaint in a short line, with why it is left out."""
    fact = N_("%(state)s, came on %(day)s")
    return Taken(
        number=spoken(row.number),
        name=row.respondent_name,
        fact=say.say(fact, state=label(say.language, row.state), day=civil_day(row.came_in_at)),
        quote=quoted(facts),
        path=url_for("field.complaint", complaint_id=row.id),
        why="" if refusal is None else words_of(say.language, refusal.faults[0], say.today),
        value=value,
    )


def paper_path(row: ComplaintRow) -> str:
    """The notice that it was not accepted."""
    return url_for("field.complaint_paper", complaint_id=row.id, paper=PaperKind.REFUSAL.value)


def quoted(facts: str) -> str:
    """The beginning of what was filed, in one line."""
    plain = " ".join(facts.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[: LONGEST_QUOTE - 1]}…"


def _like(say: Speaker, percent: int) -> tuple[str, ...]:
    said = N_("%(percent)s%% the same words as another of the bundle")
    return (say.say(said, percent=percent),) if percent else ()
