"""What the page of promises shows: what holds, what is announced, what may be done, and every version that was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.queries.days import PromiseOn
from trustcode.commitments.queries.enterprises import LicenceShop
from trustcode.commitments.queries.pauses import PauseSheet
from trustcode.commitments.queries.promises import SignedPromise, announced, in_force
from trustcode.commitments.rules.comparing import compare
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.terms import CommitmentKind, Reach
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk.own import is_owner
from trustcode.doors.desk.signing import ShownText, shown_text
from trustcode.doors.desk.summary import Rows, returns_rows
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.change_words import ChangeLine, change_lines, field_name
from trustcode.doors.wording.filters import day
from trustcode.doors.wording.msgids import N_
from trustcode.doors.wording.words.amendments import ENDED
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import IN_FORCE

SAFE, RETURNS = CommitmentKind.SAFE, CommitmentKind.RETURNS
Actions = tuple[tuple[str, str], ...]
"""(label, path) of what may be done."""


@dataclass(frozen=True)
class Coming:
    """A change that is announced: its first day, how many days are left, what it changes, where it is taken back."""

    from_on: date
    days_left: int
    lines: tuple[ChangeLine, ...]
    is_end: bool
    take_back_path: str


@dataclass(frozen=True)
class PromisePart:
    """One promise on the page. `state`: holds, paused, pausing (announced), absent or idle (the unit is not in force)."""

    which: str
    title: str
    state: str
    since: date | None
    note: str
    rows: Rows
    inherited: str
    coming: Coming | None
    actions: Actions


@dataclass(frozen=True)
class VersionRow:
    """One signed version: what it is, when it was signed, on which days it counts, its exact text."""

    title: str
    version: int
    signed_at: datetime
    days: str
    text: ShownText


@dataclass(frozen=True)
class Known:
    """All that the page is made of, read in one transaction."""

    unit: MerchantSheet
    today: date
    signed: Sequence[SignedPromise]
    held: PromiseOn
    pauses: Sequence[PauseSheet]
    shops: Sequence[LicenceShop]
    lists: Lists


def may_change(kind: CommitmentKind, unit: MerchantSheet, lists: Lists) -> bool:
    """Whether this kind of shop makes the promise at all."""
    return kind is SAFE or may_promise_returns(lists, unit.unit_kind, unit.industry)


def parts_of(known: Known) -> tuple[PromisePart, ...]:
    """The promises of a shop, the return promise first."""
    parts = [_returns(known)]
    if _everywhere_matters(known):
        parts.append(_everywhere(known))
    return (*parts, _safe(known))


def version_rows(known: Known) -> tuple[VersionRow, ...]:
    """Every version that was signed, the newest first."""
    newest = sorted(known.signed, key=lambda one: (one.signed_at, one.kind.value, one.version), reverse=True)
    return tuple(
        VersionRow(_title(one), one.version, one.signed_at, _days_words(one, known), shown_text(one.kind, one.text))
        for one in newest
    )


def _returns(known: Known) -> PromisePart:
    held, paused = known.held, _open_pause(known)
    state = _state(known, paused)
    own = in_force(known.signed, RETURNS, known.today)
    coming = _coming(known, RETURNS, Reach.UNIT, "returns")
    actions: list[tuple[str, str]] = []
    if _may_act(known) and may_change(RETURNS, known.unit, known.lists):
        if coming is None:
            actions.append((translate(N_("Change it") if own else N_("Promise returns")), _path(known, "returns")))
        actions += _pause_actions(known, paused)
        if own and coming is None:
            actions.append((translate(N_("End the return promise")), _deed(known, "returns", "leaving")))
    return PromisePart(
        which="returns",
        title=translate(N_("Returns without a reason")),
        state=state,
        since=paused.days.from_on if paused and paused.days else None,
        note=_pause_note(known, paused),
        rows=returns_rows(held.offered, known.lists, the_language()) if held.offered else (),
        inherited=_inherited(known, own),
        coming=coming,
        actions=tuple(actions),
    )


def _everywhere(known: Known) -> PromisePart:
    own = in_force(known.signed, RETURNS, known.today, Reach.ENTERPRISE)
    coming = _coming(known, RETURNS, Reach.ENTERPRISE, "everywhere")
    actions: list[tuple[str, str]] = []
    if _may_act(known) and coming is None:
        label = N_("Change it") if own else N_("Promise for all shops of this licence")
        actions.append((translate(label), _path(known, "everywhere")))
        if own:
            actions.append((translate(N_("End it for all shops")), _deed(known, "everywhere", "leaving")))
    joint = "、" if the_language() == "zh" else ", "
    names = joint.join(f"{shop.shop_name} {shop.branch_name}".strip() for shop in known.shops)
    return PromisePart(
        which="everywhere",
        title=translate(N_("For all shops of this licence")),
        state="holds" if own else "absent",
        since=None,
        note=translate(N_("It concerns: %(shops)s.")) % {"shops": names} if names else "",
        rows=returns_rows(own.returns, known.lists, the_language()) if own else (),
        inherited="",
        coming=coming,
        actions=tuple(actions),
    )


def _safe(known: Known) -> PromisePart:
    own = in_force(known.signed, SAFE, known.today)
    coming = _coming(known, SAFE, Reach.UNIT, "safety")
    may = _may_act(known) and coming is None and own is not None
    extra = own.safe.extra if own and own.safe else ""
    return PromisePart(
        which="safety",
        title=translate(N_("Safe consumption")),
        state=("holds" if own else "absent") if _is_in_force(known) else "idle",
        since=None,
        note=translate(N_("The five assurances with every clause hold for everybody and cannot be made weaker.")),
        rows=((translate(N_("Besides")), extra or translate(N_("nothing more"))),) if own else (),
        inherited="",
        coming=coming,
        actions=((translate(N_("Change what you promise besides")), _path(known, "safety")),) if may else (),
    )


def _state(known: Known, paused: PauseSheet | None) -> str:
    if not _is_in_force(known):
        return "idle"
    if known.held.why_not is WhyNot.NOT_PROMISED:
        return "absent"
    if known.held.why_not is WhyNot.PAUSED:
        return "paused"
    return "pausing" if paused else "holds"


def _coming(known: Known, kind: CommitmentKind, reach: Reach, which: str) -> Coming | None:
    now = in_force(known.signed, kind, known.today, reach)
    new = announced(known.signed, kind, known.today, reach)
    from_on = new.effective_on if new else now.ended_on if now else None
    if from_on is None:
        return None
    changes = compare(now.returns or now.safe, new.returns or new.safe) if now and new else ()  # type: ignore[arg-type]
    return Coming(
        from_on=from_on,
        days_left=(from_on - known.today).days,
        lines=change_lines(the_language(), changes, known.lists),
        is_end=new is None,
        take_back_path=_deed(known, which, "take-back") if is_owner() else "",
    )


def _open_pause(known: Known) -> PauseSheet | None:
    """The pause that runs or is announced; that of the authority before the shop's own."""
    found = [one for one in known.pauses if one.is_open(known.today)]
    return min(found, key=lambda one: one.by_owner, default=None)


def _pause_actions(known: Known, paused: PauseSheet | None) -> Actions:
    if paused is None:
        may = known.held.offered is not None and not known.held.enterprise
        return ((translate(N_("Pause it")), _deed(known, "returns", "pause")),) if may else ()
    mine = any(one.by_owner and one.is_open(known.today) for one in known.pauses)
    return ((translate(N_("Let it hold again")), _deed(known, "returns", "resumption")),) if mine else ()


def _pause_note(known: Known, paused: PauseSheet | None) -> str:
    if paused is None or paused.by_owner:
        return ""
    said = translate(N_("The authority paused it. Only the authority can lift the pause."))
    term = known.lists[Catalogue.SUSPEND_GROUND].get(paused.ground)
    if term is None:
        return said
    ground = translate(N_("Ground: %(ground)s.")) % {"ground": term.words(the_language()).rstrip("。.")}
    return said + ("" if the_language() == "zh" else " ") + ground


def _inherited(known: Known, own: SignedPromise | None) -> str:
    """Which terms come from the promise for all shops; empty when none does."""
    if not known.held.enterprise or known.held.offered is None:
        return ""
    if own is None or own.returns is None:
        return translate(N_("All of these terms come from the promise for all shops of your licence."))
    better = [change.field for change in compare(own.returns, known.held.offered)]
    if not better:
        return translate(N_("Your own promise is nowhere below the one for all shops of your licence."))
    joint = "、" if the_language() == "zh" else ", "
    fields = joint.join(field_name(the_language(), field) for field in better)
    return translate(N_("From the promise for all shops of your licence: %(fields)s.")) % {"fields": fields}


def _everywhere_matters(known: Known) -> bool:
    """Whether there is a second shop to promise for, or such a promise was made."""
    is_made = any(one.reach is Reach.ENTERPRISE for one in known.signed)
    return is_made or (len(known.shops) > 1 and may_change(RETURNS, known.unit, known.lists))


def _title(one: SignedPromise) -> str:
    if one.kind is SAFE:
        return translate(N_("Safe consumption"))
    for_all = one.reach is Reach.ENTERPRISE
    return translate(N_("Returns, for all shops of this licence") if for_all else N_("Returns without a reason"))


def _days_words(one: SignedPromise, known: Known) -> str:
    """The days on which a version counts; none before the shop came into force, however early it was signed."""
    begun = known.unit.first_active_on
    if one.days.is_empty or (begun and one.ended_on and one.ended_on <= begun):
        return translate(ENDED.get(one.ended_why, ENDED["replaced"]))
    if begun is None:
        return translate(N_("Counts once the shop is in force"))
    start, today = max(one.effective_on, begun), known.today
    first = day(the_language(), start, today)
    if one.ended_on is not None:
        last = day(the_language(), one.ended_on - timedelta(days=1), today)
        return translate(N_("Counts from %(first)s to %(last)s")) % {"first": first, "last": last}
    if start > today or not _is_in_force(known):
        return translate(N_("Counts from %(first)s on")) % {"first": first}
    return translate(N_("Has counted since %(first)s")) % {"first": first}


def _is_in_force(known: Known) -> bool:
    return known.unit.standing in IN_FORCE


def _may_act(known: Known) -> bool:
    return is_owner() and _is_in_force(known)


def _path(known: Known, which: str) -> str:
    return url_for("desk.change_page", merchant_id=known.unit.id, which=which)


def _deed(known: Known, which: str, deed: str) -> str:
    return url_for("desk.ask_promise", merchant_id=known.unit.id, which=which, deed=deed)
