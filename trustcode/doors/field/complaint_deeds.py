"""Doing something to a complaint: a page for each deed, its fields, what follows, and what to do when another was faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.clocks.queries import clocks as clock_table
from trustcode.clocks.rules import ClockCode, PauseWhy, run
from trustcode.complaints.actions import handling, reporting, settling
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.queries.saved import saved_answers
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import LONGEST_MESSAGE
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.doors.field.asking import Ask, DeedPage, Saved, choices, lines
from trustcode.doors.field.complaint_view import ComplaintFacts, between, complaint_facts
from trustcode.doors.field.decisions import once
from trustcode.doors.field.deeds import VERBS, Deed, deeds_open, pausable, standing
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import covers
from trustcode.people.queries.accounts import holders, names_of
from trustcode.publication.actions import reopening
from trustcode.record.pen import Pen
from trustcode.returns.rules.amounts import fen_of
from trustcode.storage.reading import Reader

LEAD: dict[Deed, tuple[str, ...]] = {
    Deed.ASK_IDENTITY: (
        N_("The shopper is asked for address and identity paper by the day that you name (Order 121, article 10)."),
        N_("Without them after that day, or with false ones, it need not be accepted."),
    ),
    Deed.ACCEPT: (N_("Mediation may then last until %(mediate_day)s."),),
    Deed.REFUSE: (
        N_(
            "The shopper reads the ground and your words, and which five other ways there are (Consumer Law, article 39)."
        ),
    ),
    Deed.REFER: (N_("For a complaint that came to the wrong office. It goes back to the one that took it in."),),
    Deed.AGREE: (
        N_("Write what both agreed on. The amount is what the shopper really obtains, not what was claimed."),
    ),
    Deed.END: (N_("Both sides are to be told by %(tell_day)s. The duty to check clues of illegality stays."),),
    Deed.TOLD: (N_("Note it when both sides have the notice that mediation has ended."),),
    Deed.WRITE: (N_("The shop and the shopper both read it. No names, phones or papers of either."),),
    Deed.PAUSE: (N_("Days of an appraisal or test are not counted, from tomorrow until you let the clock run on."),),
    Deed.RESUME: (N_("The result is there: days count again from tomorrow."),),
    Deed.CLUE: (
        N_(
            "It becomes a clue of its own, checked by %(verify_day)s. The shop does not see it; who complained is not in it."
        ),
    ),
    Deed.ASSIGN: (),
    Deed.SEND: (N_("Its clock of acceptance starts anew there today."),),
    Deed.REOPEN: (N_("Its clock starts anew today, and its result is no longer shown. Both sides read your reason."),),
}
USES_SAVED = frozenset({Deed.REFUSE, Deed.REFER, Deed.END, Deed.WRITE, Deed.AGREE})
"""Deeds with a text into which a saved one may be taken over."""


@dataclass(frozen=True)
class Around:
    """What the fields of a page are made of, beside the complaint."""

    officers: tuple[tuple[str, str, str], ...]
    regions: tuple[tuple[str, str, str], ...]
    saved: Sequence[tuple[str, str, str]]
    days: Mapping[str, date]


@access(READ)
def complaint_deed(complaint_id: str, deed: str) -> Response:
    """The page of a deed; with `?use=` a saved text is taken over."""
    return _page(complaint_id, _known(deed))


@access(READ)
def complaint_deed_done(complaint_id: str, deed: str) -> Response:
    """Do it. When another officer was faster, the page comes back with what they did and with all that was typed."""
    which, form = _known(deed), Form()
    seen = form.whole("seen") or 0
    act = _READ[which](form)

    def carry_out(pen: Pen) -> str:
        act(pen, complaint_id, seen)
        return which.value

    try:
        form.check()
        done = once(form, complaint_id, carry_out)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(complaint_id, which, refusal, form.typed)
    return redirect(url_for("field.complaint", complaint_id=complaint_id, done=done), 303)


Carry = Callable[[Pen, str, int], object]


def _ask_identity(form: Form) -> Carry:
    by_day = form.day("by_day")
    return lambda pen, own, seen: handling.ask_identity(pen, complaint_id=own, by_day=by_day or date.min, seen=seen)


def _accept(_: Form) -> Carry:
    return lambda pen, own, seen: handling.accept(pen, complaint_id=own, seen=seen)


def _refuse(form: Form) -> Carry:
    chosen, said = form.choice("ground", RefusalGround), _said(form)
    ground = RefusalGround(chosen) if chosen else None
    return lambda pen, own, seen: handling.refuse(pen, complaint_id=own, ground=ground, said=said, seen=seen)


def _refer(form: Form) -> Carry:
    said = _said(form)
    return lambda pen, own, seen: handling.refer(pen, complaint_id=own, said=said, seen=seen)


def _agree(form: Form) -> Carry:
    said, text = _said(form), form.text("obtained", most=20, needed=False)
    fen = form.tried(fen_of, text, "obtained") if text else None
    return lambda pen, own, seen: handling.record_agreement(
        pen, complaint_id=own, obtained_fen=fen, said=said, seen=seen
    )


def _end(form: Form) -> Carry:
    chosen, said = form.choice("ground", MediationEnd), _said(form)
    ground = MediationEnd(chosen) if chosen else None
    return lambda pen, own, seen: handling.end_mediation(pen, complaint_id=own, ground=ground, said=said, seen=seen)


def _told(_: Form) -> Carry:
    return lambda pen, own, seen: handling.note_told(pen, complaint_id=own, seen=seen)


def _write(form: Form) -> Carry:
    said = _said(form)
    return lambda pen, own, _: settling.tell(pen, complaint_id=own, text=said)


def _pause(form: Form) -> Carry:
    clock, chosen = form.text("clock", most=16), form.choice("why", PauseWhy)
    return lambda pen, own, seen: handling.pause(pen, complaint_id=own, clock_id=clock, why=PauseWhy(chosen), seen=seen)


def _resume(form: Form) -> Carry:
    clock = form.text("clock", most=16)
    return lambda pen, own, seen: handling.resume(pen, complaint_id=own, clock_id=clock, seen=seen)


def _clue(form: Form) -> Carry:
    clue = form.lines("clue", most=LONGEST_MESSAGE)
    return lambda pen, own, _: reporting.note_clue(pen, complaint_id=own, clue=clue)


def _assign(form: Form) -> Carry:
    officer = form.text("officer", most=16)
    return lambda pen, own, seen: handling.take(pen, complaint_id=own, officer_id=officer, seen=seen)


def _send(form: Form) -> Carry:
    region, said = form.text("region", most=6), _said(form)
    return lambda pen, own, seen: handling.send_to(pen, complaint_id=own, region_code=region, said=said, seen=seen)


def _reopen(form: Form) -> Carry:
    said = _said(form)
    return lambda pen, own, seen: reopening.reopen(pen, complaint_id=own, said=said, seen=seen)


_READ: dict[Deed, Callable[[Form], Carry]] = {
    Deed.ASK_IDENTITY: _ask_identity,
    Deed.ACCEPT: _accept,
    Deed.REFUSE: _refuse,
    Deed.REFER: _refer,
    Deed.AGREE: _agree,
    Deed.END: _end,
    Deed.TOLD: _told,
    Deed.WRITE: _write,
    Deed.PAUSE: _pause,
    Deed.RESUME: _resume,
    Deed.CLUE: _clue,
    Deed.ASSIGN: _assign,
    Deed.SEND: _send,
    Deed.REOPEN: _reopen,
}


def _said(form: Form) -> str:
    return form.lines("said", most=LONGEST_MESSAGE)


def _known(deed: str) -> Deed:
    found = next((one for one in Deed if one.value == deed), None)
    if found is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return found


def _page(
    complaint_id: str, deed: Deed, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        facts, say = complaint_facts(
            reader, actor, complaint_id, the_language(), the_moment(), the_office().settings.rules
        )
        around = _around(reader, say, actor, facts)
    is_open = deed in deeds_open(actor, facts.sheet, facts.clocks)
    if not is_open and refusal is None:
        return redirect(url_for("field.complaint", complaint_id=complaint_id), 303)
    moves = _moves(refusal)
    page = DeedPage(
        title=say.say(VERBS[deed]),
        name=facts.sheet.respondent_name,
        number=spoken(facts.sheet.number),
        state=label(say.language, facts.sheet.state),
        lead=(*_missing(say, deed, facts), *(say.say(one, **around.days) for one in LEAD[deed])),
        asks=_asks(say, deed, facts, around),
        button=say.say(VERBS[deed]),
        seen=facts.sheet.changes,
        back=url_for("field.complaint", complaint_id=complaint_id),
        path=url_for("field.complaint_deed_done", complaint_id=complaint_id, deed=deed.value),
        saved=tuple(Saved(title, f"?use={one}") for one, title, _ in around.saved) if deed in USES_SAVED else (),
        saved_path=url_for("field.answers") if deed in USES_SAVED else "",
        between=between(say, facts, moves),
        gone="" if is_open else say.say(N_("This can no longer be done. What you typed stands here, to copy it.")),
        typed_before=typed_before(typed) if not is_open else (),
    )
    errors = told(say, refusal)
    known = dict(typed or {})
    if not known and deed in USES_SAVED:
        known["said"] = next((text for one, _, text in around.saved if one == request.args.get("use")), "")
    shown = show("field/deed.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=known)
    return make_response(shown, 422 if refusal else 200)


def _missing(say: Speaker, deed: Deed, facts: ComplaintFacts) -> tuple[str, ...]:
    """What must be there first, said before the button is pressed and not after."""
    if deed is Deed.ACCEPT and not facts.sheet.has_identity:
        return (label(say.language, ComplaintRefusal.IDENTITY_NEEDED),)
    return ()


def _moves(refusal: Refusal | None) -> int:
    if refusal is None or refusal.code is not ComplaintRefusal.CHANGED_MEANWHILE:
        return 0
    return int(refusal.facts["moves"])


def typed_before(typed: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The longer texts of a form that cannot be sent any more, to copy."""
    return tuple((name, text) for name, text in (typed or {}).items() if text and name in {"said", "clue"})


def _asks(say: Speaker, deed: Deed, facts: ComplaintFacts, around: Around) -> tuple[Ask, ...]:
    """The fields of a deed."""
    clocks = facts.clocks
    made: dict[Deed, Callable[[], tuple[Ask, ...]]] = {
        Deed.ASK_IDENTITY: lambda: (Ask("day", "by_day", say.say(N_("By which day?")), say.say(N_("A working day is kindest, a week or more away."))),),
        Deed.REFUSE: lambda: (
            Ask("choice", "ground", say.say(N_("On which ground? (Order 121, article 16)")), options=choices(say, RefusalGround)),
            lines(say, "said", N_("Why, in words that the shopper understands")),
        ),
        Deed.REFER: lambda: (lines(say, "said", N_("Which office is competent, and why?")),),
        Deed.AGREE: lambda: (
            lines(say, "said", N_("What both agreed on")),
            Ask("money", "obtained", say.say(N_("Amount obtained")), say.say(N_("In yuan; the worth of goods counts too.")), optional=True),
        ),
        Deed.END: lambda: (
            Ask("choice", "ground", say.say(N_("In which way? (Order 121, article 23)")), options=choices(say, MediationEnd)),
            lines(say, "said", N_("What was tried, in words for both sides")),
        ),
        Deed.WRITE: lambda: (lines(say, "said", N_("Your words")),),
        Deed.PAUSE: lambda: pause_asks(say, pausable(clocks)),
        Deed.RESUME: lambda: (clock_ask(say, standing(clocks)),),
        Deed.CLUE: lambda: (lines(say, "clue", N_("What was found, where, and what shows it"), N_("No name of the shopper.")),),
        Deed.ASSIGN: lambda: (Ask("select", "officer", say.say(N_("To whom?")), options=around.officers, value=facts.sheet.officer_id),),
        Deed.SEND: lambda: (
            Ask("select", "region", say.say(N_("To which region?")), options=around.regions),
            lines(say, "said", N_("Why there?")),
        ),
        Deed.REOPEN: lambda: (lines(say, "said", N_("Why is it opened again?")),),
    }  # fmt: skip
    return made.get(deed, tuple)()


def pause_asks(say: Speaker, clocks: Sequence[ClockSheet]) -> tuple[Ask, ...]:
    """Which clock stands still, and what for."""
    whys = [why for why in PauseWhy if any(why in one.rule.pauses for one in clocks)]
    return (clock_ask(say, clocks), Ask("choice", "why", say.say(N_("What for?")), options=choices(say, whys)))


def clock_ask(say: Speaker, clocks: Sequence[ClockSheet]) -> Ask:
    """Which clock; the only one is chosen already."""
    options = tuple((one.id, label(say.language, one.rule.code), say.day(one.due_on)) for one in clocks)
    only = options[0][0] if len(options) == 1 else ""
    return Ask("choice", "clock", say.say(N_("Which clock?")), options=options, value=only)


def _around(reader: Reader, say: Speaker, actor: Actor, facts: ComplaintFacts) -> Around:
    own = facts.sheet
    saved = [(one.id, one.title, one.text) for one in saved_answers(reader, actor.scope)]
    return Around(
        officers_of(reader, own.region_code), _regions(say, actor, own.region_code), saved, _days(reader, say, facts)
    )


def officers_of(reader: Reader, region_code: str) -> tuple[tuple[str, str, str], ...]:
    """Officers of the county and the city, by name."""
    scopes = dict.fromkeys((region_code, f"{region_code[:4]}00"))
    roles = (Role.INSPECTOR, Role.SUPERVISOR)
    ids = [one for scope in scopes for role in roles for one in holders(reader, role, scope)]
    names = names_of(reader, ids)
    return tuple((one, names.get(one, one), "") for one in dict.fromkeys(ids))


def _regions(say: Speaker, actor: Actor, but: str) -> tuple[tuple[str, str, str], ...]:
    below = [code for code in say.places if covers(actor.scope, code) and not code.endswith("00") and code != but]
    return tuple((code, say.way(code), "") for code in below)


def _days(reader: Reader, say: Speaker, facts: ComplaintFacts) -> dict[str, date]:
    """The last days that a deed would set, if it were done today."""
    table, came = clock_table(reader), civil_day(facts.sheet.came_in_at)
    codes = {"mediate_day": ClockCode.MEDIATE, "tell_day": ClockCode.TELL_END}
    found = {
        name: run(table.rule(code, came), say.today, say.calendar, today=say.today).due_on
        for name, code in codes.items()
    }
    verify = run(table.rule(ClockCode.VERIFY, say.today), say.today, say.calendar, today=say.today)
    return {**found, "verify_day": verify.due_on}
