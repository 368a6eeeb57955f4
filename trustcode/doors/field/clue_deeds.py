"""What an officer can do with a clue of illegality: the table of its deeds, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from werkzeug.wrappers import Response

from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, PauseWhy, run
from trustcode.complaints.actions import passing, reporting
from trustcode.complaints.rules.authority import HANDLE, MOVE
from trustcode.complaints.rules.reporting import NoCaseGround, ReportState
from trustcode.complaints.rules.saying import LONGEST_WHY
from trustcode.doors.field.asking import Ask, choices, clock_ask, lines, office_asks, officer_ask, pause_asks
from trustcode.doors.field.clue_view import ClueFacts, clue_facts
from trustcode.doors.field.deeds import extendable, pausable, standing
from trustcode.doors.field.doing import Around, Carry, Kind, Row, carry_out, deed_page, said_of
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import the_language, the_moment
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.people.rules.permissions import TABLE, may_ever
from trustcode.storage.reading import Reader


class ClueDeed(StrEnum):
    """A thing to do with a clue; the value stands in the address."""

    FILE_CASE = "file-case"
    NO_CASE = "no-case"
    JOIN = "join"
    SEND = "send"
    PROPOSE = "propose"
    REFER = "refer"
    CLOSE = "close"
    TOLD = "told"
    MORE_TIME = "more-time"
    PAUSE = "pause"
    RESUME = "resume"
    ASSIGN = "assign"


@access(HANDLE)
def clue_deed(report_id: str, deed: str) -> Response:
    """The page of a deed."""
    return deed_page(CLUES, report_id, CLUES.known(deed))


@access(HANDLE)
def clue_deed_done(report_id: str, deed: str) -> Response:
    """Do it, or show again what was typed with why not."""
    return carry_out(CLUES, report_id, deed)


def deeds_of_clue(actor: Actor, facts: ClueFacts) -> tuple[ClueDeed, ...]:
    """What this officer can do now, in the order of `ClueDeed`."""
    if not may_ever(actor.role, HANDLE):
        return ()
    state, running = facts.sheet.state, [one for one in facts.clocks if one.stopped_on is None]
    asked = {one.clock_id for one in facts.extensions if one.granted is None}
    is_new, is_case = state is ReportState.RECEIVED, state is ReportState.CASE_FILED
    can = {
        ClueDeed.FILE_CASE: is_new,
        ClueDeed.NO_CASE: is_new,
        ClueDeed.JOIN: is_new,
        ClueDeed.SEND: is_new and may_ever(actor.role, MOVE) and not TABLE.cell(MOVE, actor.role).proposes_only,
        ClueDeed.PROPOSE: is_new and may_ever(actor.role, MOVE) and not facts.is_proposed,
        ClueDeed.REFER: is_new,
        ClueDeed.CLOSE: is_case,
        ClueDeed.TOLD: any(one.rule.code is ClockCode.TELL_REPORTER for one in running),
        ClueDeed.MORE_TIME: any(one.id not in asked for one in extendable(facts.clocks)),
        ClueDeed.PAUSE: bool(pausable(facts.clocks)),
        ClueDeed.RESUME: bool(standing(facts.clocks)),
        ClueDeed.ASSIGN: actor.role is Role.SUPERVISOR and (is_new or is_case),
    }
    return tuple(deed for deed in ClueDeed if can[deed])


def _file_case(form: Form) -> Carry:
    number = form.text("case_no", most=reporting.LONGEST_CASE_NO)
    return lambda pen, own, seen: reporting.file_case(pen, report_id=own, case_no=number, seen=seen)


def _no_case(form: Form) -> Carry:
    chosen, said = form.choice("ground", NoCaseGround), said_of(form)
    ground = NoCaseGround(chosen) if chosen else None
    return lambda pen, own, seen: reporting.find_no_case(pen, report_id=own, ground=ground, said=said, seen=seen)


def _join(form: Form) -> Carry:
    number, said = form.text("number", most=30), said_of(form, needed=False)
    return lambda pen, own, seen: reporting.join(pen, report_id=own, number=number, said=said, seen=seen)


def _send(form: Form) -> Carry:
    region, said = form.text("region", most=6), said_of(form)
    return lambda pen, own, seen: passing.send_to(pen, matter_id=own, region_code=region, said=said, seen=seen)


def _propose(form: Form) -> Carry:
    region, said = form.text("region", most=6), said_of(form)
    return lambda pen, own, seen: passing.propose(pen, matter_id=own, region_code=region, said=said, seen=seen)


def _refer(form: Form) -> Carry:
    said = said_of(form)
    return lambda pen, own, seen: reporting.refer(pen, report_id=own, said=said, seen=seen)


def _close(form: Form) -> Carry:
    said = said_of(form)
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


def _ask_case(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    return (Ask("text", "case_no", around.say.say(N_("Number of the case")), most=reporting.LONGEST_CASE_NO),)


def _ask_no_case(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    say = around.say
    return (
        Ask("choice", "ground", say.say(N_("Why no case?")), options=choices(say, NoCaseGround)),
        lines(say, "said", N_("What was checked and found"), N_("No name of the reporter.")),
    )


def _ask_join(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    say = around.say
    return (
        Ask("text", "number", say.say(N_("Number of the other clue")), say.say(N_("12 digits")), most=30),
        lines(say, "said", N_("What is the same"), optional=True),
    )


def _ask_send(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    return office_asks(around.say, around.facts.sheet.region_code, _OFFICERS_READ, around.actor.scope)


def _ask_proposal(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    return office_asks(around.say, around.facts.sheet.region_code, _OFFICERS_READ)


def _ask_more_time(around: Around[ClueFacts]) -> tuple[Ask, ...]:
    why = Ask("text", "why", around.say.say(N_("Why is more time needed?")), most=LONGEST_WHY)
    return (clock_ask(around.say, extendable(around.facts.clocks)), why)


def _facts(reader: Reader, actor: Actor, report_id: str) -> tuple[ClueFacts, Speaker]:
    return clue_facts(reader, actor, report_id, the_language(), the_moment())


def _days(reader: Reader, say: Speaker, facts: ClueFacts) -> Mapping[str, date]:
    """The last day of the check at an office that receives the clue today."""
    rule = clocks(reader).rule(ClockCode.VERIFY, civil_day(facts.sheet.came_in_at))
    return {"verify_day": run(rule, say.today, say.calendar, today=say.today).due_on}


_OFFICERS_READ = N_("Only officers read this. No name of the reporter.")

CLUES: Kind[ClueFacts, ClueDeed] = Kind(
    name="clue",
    argument="report_id",
    facts=_facts,
    open_to=deeds_of_clue,
    days=_days,
    rows={
        ClueDeed.FILE_CASE: Row(
            verb=word("clue deed", "File a case"),
            done=N_("The case is filed; its clock runs."),
            lead=(N_("The clock of the case starts today, and a reporter with a name is to be told."),),
            read=_file_case,
            asks=_ask_case,
        ),
        ClueDeed.NO_CASE: Row(
            verb=word("clue deed", "Find: no case"),
            done=N_("Noted: no case, with its ground."),
            lead=(N_("A reporter with a name is to be told within five working days."),),
            read=_no_case,
            asks=_ask_no_case,
            uses_saved="said",
        ),
        ClueDeed.JOIN: Row(
            verb=word("clue deed", "Join it to another clue"),
            done=N_("Joined; it is handled with the other one."),
            lead=(N_("For the same clue reported before: it is handled once, with that one."),),
            read=_join,
            asks=_ask_join,
        ),
        ClueDeed.SEND: Row(
            verb=word("clue deed", "Pass on to another office"),
            done=N_("Passed on; its check starts there today."),
            lead=(
                N_(
                    "For a county of your region whose office is competent. It is to be checked there by %(verify_day)s."
                ),
            ),
            read=_send,
            asks=_ask_send,
        ),
        ClueDeed.PROPOSE: Row(
            verb=word("clue deed", "Propose another office"),
            done=N_("Proposed. The office above both decides; until then the clock runs here."),
            lead=(
                N_(
                    "Name the competent office; the one above both decides, the city or the province. Until then the clock runs here."
                ),
                N_(
                    "Passed on, it stays open: the other office has it in its list, and its check starts there on that day."
                ),
                N_(
                    "Was it passed on to your office? Then this is a dispute over which office is competent, and its clock begins today."
                ),
            ),
            read=_propose,
            asks=_ask_proposal,
        ),
        ClueDeed.REFER: Row(
            verb=word("clue deed", "Hand it over outside"),
            done=N_("Handed over; it ends here."),
            lead=(
                N_(
                    "For what an authority outside market supervision is competent for, the police for example. It ends here."
                ),
                N_("For another county of Hunan go back and choose another office: then it does not end."),
            ),
            read=_refer,
            asks=lambda around: (lines(around.say, "said", N_("To which authority, and why?")),),
            uses_saved="said",
        ),
        ClueDeed.CLOSE: Row(
            verb=word("clue deed", "Close the case"),
            done=N_("The case is closed."),
            read=_close,
            asks=lambda around: (lines(around.say, "said", N_("How it was closed")),),
        ),
        ClueDeed.TOLD: Row(
            verb=word("clue deed", "Note: the reporter was told"),
            done=N_("Noted: the reporter was told."),
            read=_told,
        ),
        ClueDeed.MORE_TIME: Row(
            verb=word("clue deed", "Ask for more time"),
            done=N_("Asked for. A second person decides."),
            lead=(N_("The law allows it once, with approval: a supervisor who did not ask decides."),),
            read=_more_time,
            asks=_ask_more_time,
        ),
        ClueDeed.PAUSE: Row(
            verb=word("clue deed", "Let the clock stand still"),
            done=N_("The clock stands still from tomorrow on."),
            lead=(N_("Days of an appraisal or test are not counted, from tomorrow until you let the clock run on."),),
            read=_pause,
            asks=lambda around: pause_asks(around.say, pausable(around.facts.clocks)),
        ),
        ClueDeed.RESUME: Row(
            verb=word("clue deed", "Let the clock run on"),
            done=N_("The clock runs on from tomorrow."),
            lead=(N_("The result is there: days count again from tomorrow."),),
            read=_resume,
            asks=lambda around: (clock_ask(around.say, standing(around.facts.clocks)),),
        ),
        ClueDeed.ASSIGN: Row(
            verb=word("clue deed", "Give it to an officer"),
            done=N_("Given to the officer."),
            read=_assign,
            asks=lambda around: (officer_ask(around.say, around.officers, around.facts.sheet.officer_id),),
        ),
    },
)
