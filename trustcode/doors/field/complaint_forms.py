"""The forms of what an officer does to a complaint: how each is read, and the fields that it asks."""

from __future__ import annotations

from datetime import date, datetime, time

from trustcode.clocks.rules import PauseWhy
from trustcode.complaints.actions import file_notes, handling, marking, passing, reporting, settling
from trustcode.complaints.rules.file_notes import LONGEST_MEDIATOR, LONGEST_PLACE, FileNoteKind, Kept, has_to_be_done
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd, RefusalGround, Source
from trustcode.doors.field.asking import Ask, choices, lines, office_asks
from trustcode.doors.field.complaint_view import ComplaintFacts
from trustcode.doors.field.doing import Around, Carry, said_of
from trustcode.doors.field.paper_kinds import paper_words
from trustcode.doors.lobby.forms import Form
from trustcode.doors.wording import filters
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import CHINA, Moment
from trustcode.publication.actions import reopening
from trustcode.record.pen import Pen
from trustcode.returns.rules.amounts import fen_of

Here = Around[ComplaintFacts]

HOURS = tuple(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in range(8 * 60, 22 * 60, 30))
"""Times of day at which a mediation may begin, in China."""


def ask_identity(form: Form) -> Carry:
    by_day = form.day("by_day")
    return lambda pen, own, seen: handling.ask_identity(pen, complaint_id=own, by_day=by_day or date.min, seen=seen)


def accept(_: Form) -> Carry:
    return lambda pen, own, seen: handling.accept(pen, complaint_id=own, seen=seen)


def missing_to_accept(around: Here) -> str:
    """The papers of the shopper, where they are not there yet."""
    is_whole = around.facts.sheet.has_identity
    return "" if is_whole else label(around.say.language, ComplaintRefusal.IDENTITY_NEEDED)


def refuse(form: Form) -> Carry:
    chosen, said = form.choice("ground", RefusalGround), said_of(form)
    ground = RefusalGround(chosen) if chosen else None
    return lambda pen, own, seen: handling.refuse(pen, complaint_id=own, ground=ground, said=said, seen=seen)


def refer(form: Form) -> Carry:
    to, said = form.text("to", most=LONGEST_PLACE), said_of(form)
    return lambda pen, own, seen: handling.refer(pen, complaint_id=own, said=said, to=to, seen=seen)


def invite(form: Form) -> Carry:
    at, place, mediator = _sitting(form)

    def carry(pen: Pen, own: str, seen: int) -> None:
        file_notes.set_mediation(pen, complaint_id=own, held_at=at, place=place, mediator=mediator, seen=seen)
        settling.tell(pen, complaint_id=own, text=_invitation(at, place, mediator))

    return carry


def record(form: Form) -> Carry:
    (at, place, mediator), text = _sitting(form), said_of(form, "text")
    return lambda pen, own, seen: file_notes.record_mediation(
        pen, complaint_id=own, held_at=at, place=place, mediator=mediator, text=text, seen=seen
    )


def agree(form: Form) -> Carry:
    said, text = said_of(form), form.text("obtained", most=20, needed=False)
    fen = form.tried(fen_of, text, "obtained") if text else None
    return lambda pen, own, seen: handling.record_agreement(
        pen, complaint_id=own, obtained_fen=fen, said=said, seen=seen
    )


def end(form: Form) -> Carry:
    chosen, said = form.choice("ground", MediationEnd), said_of(form)
    ground = MediationEnd(chosen) if chosen else None
    return lambda pen, own, seen: handling.end_mediation(pen, complaint_id=own, ground=ground, said=said, seen=seen)


def told(_: Form) -> Carry:
    return lambda pen, own, seen: handling.note_told(pen, complaint_id=own, seen=seen)


def write(form: Form) -> Carry:
    said = said_of(form)
    return lambda pen, own, _: settling.tell(pen, complaint_id=own, text=said)


def pause(form: Form) -> Carry:
    clock, chosen = form.text("clock", most=16), form.choice("why", PauseWhy)
    return lambda pen, own, seen: handling.pause(pen, complaint_id=own, clock_id=clock, why=PauseWhy(chosen), seen=seen)


def resume(form: Form) -> Carry:
    clock = form.text("clock", most=16)
    return lambda pen, own, seen: handling.resume(pen, complaint_id=own, clock_id=clock, seen=seen)


def clue(form: Form) -> Carry:
    found = said_of(form, "clue")
    return lambda pen, own, _: reporting.note_clue(pen, complaint_id=own, clue=found)


def assign(form: Form) -> Carry:
    officer = form.text("officer", most=16)
    return lambda pen, own, seen: handling.take(pen, complaint_id=own, officer_id=officer, seen=seen)


def send(form: Form) -> Carry:
    region, said = form.text("region", most=6), said_of(form)
    return lambda pen, own, seen: passing.send_to(pen, matter_id=own, region_code=region, said=said, seen=seen)


def propose(form: Form) -> Carry:
    region, said = form.text("region", most=6), said_of(form)
    return lambda pen, own, seen: passing.propose(pen, matter_id=own, region_code=region, said=said, seen=seen)


def free(_: Form) -> Carry:
    return lambda pen, own, seen: marking.free(pen, complaint_id=own, seen=seen)


def call_back(form: Form) -> Carry:
    chosen, text = form.choice("kept", Kept, needed=False), said_of(form, "text", needed=False)
    kept = Kept(chosen) if chosen else None
    return lambda pen, own, seen: file_notes.call_back(pen, complaint_id=own, kept=kept, text=text, seen=seen)


def reopen(form: Form) -> Carry:
    said = said_of(form)
    return lambda pen, own, seen: reopening.reopen(pen, complaint_id=own, said=said, seen=seen)


def _sitting(form: Form) -> tuple[Moment, str, str]:
    day, hour = form.day("day"), form.choice("hour", HOURS)
    place, mediator = form.text("place", most=LONGEST_PLACE), form.text("mediator", most=LONGEST_MEDIATOR)
    begins = time.fromisoformat(hour) if hour else time()
    return datetime.combine(day or date(2000, 1, 1), begins, CHINA), place, mediator


def _invitation(at: Moment, place: str, mediator: str) -> str:
    """What both sides read, in Chinese like the notice that is printed."""
    words: str = paper_words()["invitation"]
    return words.format(when=moment_zh(at), place=place, mediator=mediator)


def moment_zh(at: Moment) -> str:
    """A day with its year and the time in China, as papers say it."""
    here = at.astimezone(CHINA)
    return f"{filters.day('zh', here.date())} {here:%H:%M}"


def ask_by_day(around: Here) -> tuple[Ask, ...]:
    say = around.say
    hint = say.say(N_("A working day is kindest, a week or more away."))
    return (Ask("day", "by_day", say.say(N_("By which day?")), hint),)


def ask_refusal(around: Here) -> tuple[Ask, ...]:
    say = around.say
    ground = say.say(N_("On which ground? (Order 121, article 16)"))
    return (
        Ask("choice", "ground", ground, options=choices(say, RefusalGround)),
        lines(say, "said", N_("Why, in words that the shopper understands")),
    )


def ask_referral(around: Here) -> tuple[Ask, ...]:
    say, source = around.say, around.facts.sheet.source
    came_from = paper_words()["intakes"].get(source.value, "") if source in _INTAKES else ""
    hint = say.say(N_("The one that took it in, or the one outside Hunan or of another kind that is competent."))
    return (
        Ask("text", "to", say.say(N_("To which office?")), hint, value=came_from, most=LONGEST_PLACE),
        lines(say, "said", N_("Why there?")),
    )


def ask_sitting(around: Here) -> tuple[Ask, ...]:
    """Day, time, place and mediator; the last ones of this complaint are there already, and the officer's own name."""
    say, last = around.say, [one for one in around.facts.file if one.kind is FileNoteKind.SITTING][-1:]
    day = day_value(last[0].held_at) if last and last[0].held_at else ""
    hour = f"{last[0].held_at.astimezone(CHINA):%H:%M}" if last and last[0].held_at else "09:00"
    place = last[0].place if last else ""
    mediator = last[0].mediator if last else say.person(around.actor.person_id)
    hours = tuple((one, one, "") for one in HOURS)
    return (
        Ask("day", "day", say.say(N_("On which day?")), value=day),
        Ask("select", "hour", say.say(N_("At what time?")), options=hours, value=hour),
        Ask("text", "place", say.say(N_("Where?")), say.say(N_("Street, house, floor and room.")), value=place, most=LONGEST_PLACE),
        Ask("text", "mediator", say.say(N_("Who mediates?")), value=mediator, most=LONGEST_MEDIATOR),
    )  # fmt: skip


def ask_record(around: Here) -> tuple[Ask, ...]:
    hint = N_("What each side said and offered, and how it ended. Neither side reads this; it stays in the file.")
    return (*ask_sitting(around), lines(around.say, "text", N_("How the mediation went"), hint))


def ask_agreement(around: Here) -> tuple[Ask, ...]:
    say = around.say
    hint = say.say(N_("In yuan; the worth of goods counts too."))
    return (
        lines(say, "said", N_("What both agreed on")),
        Ask("money", "obtained", say.say(N_("Amount obtained")), hint, optional=True),
    )


def ask_end(around: Here) -> tuple[Ask, ...]:
    say = around.say
    way = say.say(N_("In which way? (Order 121, article 23)"))
    return (
        Ask("choice", "ground", way, options=choices(say, MediationEnd)),
        lines(say, "said", N_("What was tried, in words for both sides")),
    )


def ask_clue(around: Here) -> tuple[Ask, ...]:
    return (lines(around.say, "clue", N_("What was found, where, and what shows it"), N_("No name of the shopper.")),)


def ask_call_back(around: Here) -> tuple[Ask, ...]:
    say, sheet = around.say, around.facts.sheet
    hint = N_("It stays in the file of the office.")
    if has_to_be_done(sheet.state, sheet.ground):
        asked = say.say(N_("Was it done as agreed?"))
        return (
            Ask("choice", "kept", asked, options=choices(say, Kept)),
            lines(say, "text", N_("What the shopper said"), hint, optional=True),
        )
    spoken = ("", say.say(N_("Somebody was reached")), "")
    return (
        Ask("choice", "kept", say.say(N_("Was somebody reached?")), options=(spoken, *choices(say, (Kept.NOT_REACHED,)))),
        lines(say, "text", N_("What the shopper said"), N_("Solved since? Do they know the other ways? If withdrawn: of their own will? It stays in the file of the office."), optional=True),
    )  # fmt: skip


def ask_send(around: Here) -> tuple[Ask, ...]:
    return office_asks(around.say, around.facts.sheet.region_code, _BOTH_READ, around.actor.scope)


def ask_proposal(around: Here) -> tuple[Ask, ...]:
    """Every county of the province; who may decide alone is offered those of the own region by `ask_send`."""
    return office_asks(around.say, around.facts.sheet.region_code, _BOTH_READ)


def day_value(at: Moment) -> str:
    """The civil day as a date field wants it."""
    return at.astimezone(CHINA).date().isoformat()


_BOTH_READ = N_("Both sides read this.")
_INTAKES = frozenset({Source.HOTLINE_12345, Source.PLATFORM_12315})
