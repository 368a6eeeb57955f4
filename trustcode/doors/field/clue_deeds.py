"""Doing something to a clue of illegality: a page for each deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.clocks.rules import PauseWhy
from trustcode.complaints.actions import reporting
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import NoCaseGround
from trustcode.complaints.rules.saying import LONGEST_MESSAGE, LONGEST_WHY
from trustcode.doors.field.asking import Ask, DeedPage, choices, lines
from trustcode.doors.field.clues import VERBS, ClueDeed, ClueFacts, clue_deeds, clue_facts
from trustcode.doors.field.complaint_deeds import clock_ask, officers_of, pause_asks, typed_before
from trustcode.doors.field.complaint_history import since
from trustcode.doors.field.decisions import once
from trustcode.doors.field.deeds import pausable, standing
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen

LEAD: dict[ClueDeed, tuple[str, ...]] = {
    ClueDeed.FILE_CASE: (N_("The clock of the case starts today, and a reporter with a name is to be told."),),
    ClueDeed.NO_CASE: (N_("A reporter with a name is to be told within five working days."),),
    ClueDeed.JOIN: (N_("For the same clue reported before: it is handled once, with that one."),),
    ClueDeed.REFER: (N_("For what another office is competent for."),),
    ClueDeed.CLOSE: (),
    ClueDeed.TOLD: (),
    ClueDeed.MORE_TIME: (N_("The law allows it once, with approval: a supervisor who did not ask decides."),),
    ClueDeed.PAUSE: (
        N_("Days of an appraisal or test are not counted, from tomorrow until you let the clock run on."),
    ),
    ClueDeed.RESUME: (N_("The result is there: days count again from tomorrow."),),
    ClueDeed.ASSIGN: (),
}

Carry = Callable[[Pen, str, int], object]


@access(HANDLE)
def clue_deed(report_id: str, deed: str) -> Response:
    """The page of a deed."""
    return _page(report_id, _known(deed))


@access(HANDLE)
def clue_deed_done(report_id: str, deed: str) -> Response:
    """Do it, or show again what was typed with why not."""
    which, form = _known(deed), Form()
    seen = form.whole("seen") or 0
    act = _READ[which](form)

    def carry_out(pen: Pen) -> str:
        act(pen, report_id, seen)
        return which.value

    try:
        form.check()
        done = once(form, report_id, carry_out)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(report_id, which, refusal, form.typed)
    return redirect(url_for("field.clue", report_id=report_id, done=done), 303)


def _file_case(form: Form) -> Carry:
    number = form.text("case_no", most=reporting.LONGEST_CASE_NO)
    return lambda pen, own, seen: reporting.file_case(pen, report_id=own, case_no=number, seen=seen)


def _no_case(form: Form) -> Carry:
    chosen, said = form.choice("ground", NoCaseGround), _said(form)
    ground = NoCaseGround(chosen) if chosen else None
    return lambda pen, own, seen: reporting.find_no_case(pen, report_id=own, ground=ground, said=said, seen=seen)


def _join(form: Form) -> Carry:
    number, said = form.text("number", most=30), form.lines("said", most=LONGEST_MESSAGE, needed=False)
    return lambda pen, own, seen: reporting.join(pen, report_id=own, number=number, said=said, seen=seen)


def _refer(form: Form) -> Carry:
    said = _said(form)
    return lambda pen, own, seen: reporting.refer(pen, report_id=own, said=said, seen=seen)


def _close(form: Form) -> Carry:
    said = _said(form)
    return lambda pen, own, seen: reporting.close_case(pen, report_id=own, said=said, seen=seen)


def _told(_: Form) -> Carry:
    return lambda pen, own, seen: reporting.note_told(pen, report_id=own, seen=seen)


def _more_time(form: Form) -> Carry:
    clock, why = form.text("clock", most=16), form.text("why", most=LONGEST_WHY)
    return lambda pen, own, seen: reporting.ask_extension(pen, report_id=own, clock_id=clock, why=why, seen=seen)


def _pause(form: Form) -> Carry:
    clock, why = form.text("clock", most=16), form.choice("why", PauseWhy)
    return lambda pen, own, seen: reporting.pause(pen, report_id=own, clock_id=clock, why=PauseWhy(why), seen=seen)


def _resume(form: Form) -> Carry:
    clock = form.text("clock", most=16)
    return lambda pen, own, seen: reporting.resume(pen, report_id=own, clock_id=clock, seen=seen)


def _assign(form: Form) -> Carry:
    officer = form.text("officer", most=16)
    return lambda pen, own, seen: reporting.take(pen, report_id=own, officer_id=officer, seen=seen)


_READ: dict[ClueDeed, Callable[[Form], Carry]] = {
    ClueDeed.FILE_CASE: _file_case,
    ClueDeed.NO_CASE: _no_case,
    ClueDeed.JOIN: _join,
    ClueDeed.REFER: _refer,
    ClueDeed.CLOSE: _close,
    ClueDeed.TOLD: _told,
    ClueDeed.MORE_TIME: _more_time,
    ClueDeed.PAUSE: _pause,
    ClueDeed.RESUME: _resume,
    ClueDeed.ASSIGN: _assign,
}


def _said(form: Form) -> str:
    return form.lines("said", most=LONGEST_MESSAGE)


def _known(deed: str) -> ClueDeed:
    found = next((one for one in ClueDeed if one.value == deed), None)
    if found is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return found


def _page(
    report_id: str, deed: ClueDeed, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        facts, say = clue_facts(reader, actor, report_id, the_language(), the_moment())
        officers = officers_of(reader, facts.sheet.region_code)
    is_open = deed in clue_deeds(actor, facts)
    if not is_open and refusal is None:
        return redirect(url_for("field.clue", report_id=report_id), 303)
    meanwhile = refusal is not None and refusal.code is ComplaintRefusal.CHANGED_MEANWHILE
    page = DeedPage(
        title=say.say(VERBS[deed]),
        name=facts.sheet.respondent_name,
        number=spoken(facts.sheet.number),
        state=label(say.language, facts.sheet.state),
        lead=tuple(say.say(one) for one in LEAD[deed]),
        asks=_asks(say, deed, facts, officers),
        button=say.say(VERBS[deed]),
        seen=facts.sheet.changes,
        back=url_for("field.clue", report_id=report_id),
        path=url_for("field.clue_deed_done", report_id=report_id, deed=deed.value),
        between=since(say, facts.entries, facts.steps, int(refusal.facts["moves"])) if refusal and meanwhile else (),
        gone="" if is_open else say.say(N_("This can no longer be done. What you typed stands here, to copy it.")),
        typed_before=typed_before(typed) if not is_open else (),
    )
    errors = told(say, refusal)
    shown = show(
        "field/deed.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _asks(
    say: Speaker, deed: ClueDeed, facts: ClueFacts, officers: tuple[tuple[str, str, str], ...]
) -> tuple[Ask, ...]:
    clocks = facts.clocks
    made: dict[ClueDeed, Callable[[], tuple[Ask, ...]]] = {
        ClueDeed.FILE_CASE: lambda: (Ask("text", "case_no", say.say(N_("Number of the case")), most=reporting.LONGEST_CASE_NO),),
        ClueDeed.NO_CASE: lambda: (
            Ask("choice", "ground", say.say(N_("Why no case?")), options=choices(say, NoCaseGround)),
            lines(say, "said", N_("What was checked and found"), N_("No name of the reporter.")),
        ),
        ClueDeed.JOIN: lambda: (
            Ask("text", "number", say.say(N_("Number of the other clue")), say.say(N_("12 digits")), most=30),
            lines(say, "said", N_("What is the same"), optional=True),
        ),
        ClueDeed.REFER: lambda: (lines(say, "said", N_("To which office, and why?")),),
        ClueDeed.CLOSE: lambda: (lines(say, "said", N_("How it was closed")),),
        ClueDeed.MORE_TIME: lambda: (
            clock_ask(say, _extendable(clocks)),
            Ask("text", "why", say.say(N_("Why is more time needed?")), most=LONGEST_WHY),
        ),
        ClueDeed.PAUSE: lambda: pause_asks(say, pausable(clocks)),
        ClueDeed.RESUME: lambda: (clock_ask(say, standing(clocks)),),
        ClueDeed.ASSIGN: lambda: (Ask("select", "officer", say.say(N_("To whom?")), options=officers, value=facts.sheet.officer_id),),
    }  # fmt: skip
    return made.get(deed, tuple)()


def _extendable(clocks: Sequence[ClockSheet]) -> list[ClockSheet]:
    return [one for one in clocks if one.stopped_on is None and one.rule.extension and not one.extended]
