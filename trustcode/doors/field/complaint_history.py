"""What happened to a complaint or a clue, line by line, from the record, with the words that the room keeps beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.queries.sheets import ComplaintSheet, StepSheet
from trustcode.complaints.rules.course import Act
from trustcode.complaints.rules.file_notes import FileNoteKind
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.reporting import NoCaseGround, ReportAct
from trustcode.complaints.rules.taken_over import acts_there
from trustcode.complaints.rules.words import Hold, MediationEnd, RefusalGround, Speaker
from trustcode.doors.field.history import Event
from trustcode.doors.field.speaker import Speaker as Voice
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import OFFICERS, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.reading import EntryLine

_SAID = {
    Speaker.SHOPPER.value: N_("The shopper wrote"),
    Speaker.SHOP.value: N_("The shop wrote"),
    Speaker.OFFICE.value: N_("The office wrote"),
}
_CLOCK = {
    "paused": N_("Clock stands still: %(clock)s"),
    "resumed": N_("Clock runs on: %(clock)s"),
    "extended": N_("More time: %(clock)s"),
    "redated": N_("Counted anew after a holiday notice: %(clock)s"),
}
_GROUNDS: dict[str, type[StrEnum]] = {
    Act.REFUSE.value: RefusalGround,
    Act.END_MEDIATION.value: MediationEnd,
    ReportAct.FIND_NO_CASE.value: NoCaseGround,
}
_TELLINGS = {
    ClockCode.TELL_END.value: N_("Both sides were told"),
    ClockCode.TELL_REPORTER.value: N_("The reporter was told"),
}
MOVES = frozenset({"complaint.moved", "illegality_report.moved"})


def ground_words(language: str, act: str, ground: str) -> str:
    """The words of a ground; empty for none."""
    return label(language, _GROUNDS[act](ground)) if ground and act in _GROUNDS else ""


@dataclass(frozen=True)
class _Teller:
    """Tells the entries of one matter."""

    say: Voice
    steps: Sequence[StepSheet]

    def moved(self, entry: EntryLine) -> tuple[str, str]:
        act, ground = entry.facts["act"], entry.facts["ground"]
        is_report = entry.kind == "illegality_report.moved"
        what = label(self.say.language, ReportAct(act) if is_report else Act(act))
        said = next((s.said for s in self.steps if s.act == act and s.at == entry.at), "")
        words = ground_words(self.say.language, act, ground)
        return what, ("：" if self.say.language == "zh" else ": ").join(part for part in (words, said) if part)

    def clock(self, entry: EntryLine) -> tuple[str, str] | None:
        what, code = entry.facts["what"], entry.facts["code"]
        if what == "stopped" and code in _TELLINGS:
            return self.say.say(_TELLINGS[code]), ""
        if what not in _CLOCK:
            return None
        until = self.say.say(N_("Last day now %(due_day)s."), due_day=date.fromisoformat(entry.facts["due_on"]))
        name = label(self.say.language, ClockCode(code))
        return self.say.say(_CLOCK[what], clock=name), "" if what == "paused" else until

    def assigned(self, entry: EntryLine) -> tuple[str, str]:
        officer = entry.facts["officer"]
        if not officer:
            return self.say.say(N_("No officer any more")), ""
        if officer == entry.by:
            return self.say.say(N_("Taken in hand")), ""
        return self.say.say(N_("Given to %(name)s"), name=self.say.person(officer)), ""

    def marked(self, entry: EntryLine) -> tuple[str, str]:
        whys = [label(self.say.language, Hold(why)) for why in entry.facts["holds"].split(",") if why]
        return self.say.say(N_("Marked as one of many") if whys else N_("Marks taken off")), self.say.joined(whys)

    def proposed(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Another office was proposed")), self.say.way(entry.facts["region_code"])

    def closed(self, entry: EntryLine) -> tuple[str, str] | None:
        outcome = Outcome(entry.facts["outcome"])
        if outcome in {Outcome.PASSED, Outcome.OVERTAKEN}:
            return None
        return self.say.say(N_("The proposal of another office was closed")), label(self.say.language, outcome)

    def passed(self, entry: EntryLine) -> tuple[str, str]:
        said = N_("From %(was_place)s to %(place)s")
        was, now = entry.facts["was_region_code"], entry.facts["region_code"]
        return self.say.say(N_("Received by another office")), self.say.say(
            said, was_place=self.say.way(was), place=self.say.way(now)
        )

    def decided(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("More time granted") if entry.facts["granted"] else N_("More time declined")), ""


def there(say: Voice, own: ComplaintSheet, listed: tuple[str, Moment] | None) -> tuple[Event, ...]:
    """What another system did before a complaint was taken over from its list; nothing for any other complaint."""
    if not own.taken_over or listed is None:
        return ()
    number, handed_at = listed
    source = label(say.language, own.source)
    told = [Event(say.day(civil_day(own.came_in_at)), say.say(N_("Came in")), source, "")]
    for act, on in acts_there(own.state, own.accepted_at, own.ended_at):
        told.append(Event(say.day(on), label(say.language, act), source, ground_words(say.language, act, own.ground)))
    taken = say.say(N_("Taken over from a list of what was closed there, number %(number)s"), number=number)
    return (*told, Event(say.moment(handed_at), taken, "", ""))


def events(say: Voice, entries: Sequence[EntryLine], steps: Sequence[StepSheet]) -> tuple[Event, ...]:
    """All that happened, the oldest first; entries that tell an officer nothing are left out."""
    teller = _Teller(say, steps)
    plain: dict[str, str] = {
        "complaint.filed": N_("Filed"),
        "illegality_report.filed": N_("Came in"),
        "illegality_report.added": N_("Whoever reported added something"),
        "complaint.person.given": N_("Papers and address given"),
        "complaint.person.read": N_("Who filed was read, with a reason"),
        "complaint.rated": N_("The shopper rated it"),
        "complaint.clock.extension.asked": N_("More time asked for"),
    }
    noted: dict[str, str] = {
        FileNoteKind.SITTING.value: N_("A mediation was set"),
        FileNoteKind.RECORD.value: N_("A mediation was written down"),
        FileNoteKind.CALL_BACK.value: N_("A call-back was noted"),
    }
    tellings: dict[str, Callable[[EntryLine], tuple[str, str] | None]] = {
        "complaint.moved": teller.moved,
        "illegality_report.moved": teller.moved,
        "complaint.clock.moved": teller.clock,
        "complaint.assigned": teller.assigned,
        "complaint.marked": teller.marked,
        "illegality_report.assigned": teller.assigned,
        "complaint.said": lambda entry: (say.say(_SAID[entry.facts["speaker"]]), ""),
        "complaint.clock.extension.decided": teller.decided,
        "complaint.passing.proposed": teller.proposed,
        "complaint.passing.closed": teller.closed,
        "complaint.passed": teller.passed,
        "illegality_report.passed": teller.passed,
        "complaint.file.noted": lambda entry: (
            (say.say(noted[entry.facts["what"]]), "") if entry.facts["what"] in noted else None
        ),
    }
    told: list[Event] = []
    for entry in entries:
        said = (say.say(plain[entry.kind]), "") if entry.kind in plain else None
        said = tellings[entry.kind](entry) if entry.kind in tellings else said
        if said:
            told.append(Event(say.moment(entry.at), said[0], _who(say, entry), said[1]))
    return tuple(told)


def since(say: Voice, entries: Sequence[EntryLine], steps: Sequence[StepSheet], moves: int) -> tuple[Event, ...]:
    """The last so many moves: what came between a page and its form."""
    moved = [entry for entry in entries if entry.kind in MOVES]
    return events(say, moved[len(moved) - moves :], steps) if moves > 0 else ()


def people_of(entries: Sequence[EntryLine]) -> set[str]:
    """Everybody whose name the history says."""
    return {one.by for one in entries} | {str(one.facts["officer"]) for one in entries if "officer" in one.facts}


def _who(say: Voice, entry: EntryLine) -> str:
    role = Role(entry.role)
    if role in OFFICERS and entry.by:
        return say.person(entry.by)
    return "" if role is Role.SYSTEM else label(say.language, role)
