"""What happened to a unit, line by line, from the record, with the reasons that the room keeps beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from trustcode.catalogues.rules import Catalogue
from trustcode.doors.field.facts import SheetFacts
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import act_done, act_verb, label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import OFFICERS, Role
from trustcode.kernel.moments import civil_day
from trustcode.merchants.rules.standing import Act
from trustcode.record.reading import EntryLine


class Event(NamedTuple):
    """One line: when, what, who, and a note; who and note may be empty."""

    when: str
    what: str
    who: str
    note: str


@dataclass(frozen=True)
class _Teller:
    """Tells the entries of one unit."""

    say: Speaker
    facts: SheetFacts

    def moved(self, entry: EntryLine) -> tuple[str, str]:
        act = Act(entry.facts["act"])
        ground = self.say.ground(act, entry.facts["ground"])
        remark = next((r.text for r in self.facts.remarks if r.written_at == entry.at and r.act is act), "")
        return act_done(self.say.language, act), self._sentences(ground, self._until(entry.facts["due_on"]), remark)

    def proposed(self, entry: EntryLine) -> tuple[str, str]:
        act = Act(entry.facts["act"])
        what = self.say.say(N_("Proposed: %(act)s"), act=act_verb(self.say.language, act))
        proposal = next((p for p in self.facts.proposals if p.id == entry.facts["proposal"]), None)
        return what, self._sentences(self.say.ground(act, entry.facts["ground"]), proposal.reason if proposal else "")

    def closed(self, entry: EntryLine) -> tuple[str, str] | None:
        if entry.facts["outcome"] == "confirmed":
            return None
        proposal = next((p for p in self.facts.proposals if p.id == entry.facts["proposal"]), None)
        act = act_verb(self.say.language, proposal.act) if proposal else ""
        back = proposal is not None and proposal.closed_by == proposal.proposed_by
        if entry.facts["outcome"] == "declined":
            sentence = N_("Took back: %(act)s") if back else N_("Declined: %(act)s")
            return self.say.say(sentence, act=act), proposal.closing_reason if proposal else ""
        return self.say.say(N_("No longer needed: %(act)s"), act=act), ""

    def extended(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("More time to correct")), self._until(entry.facts["due_on"])

    def objected(self, _: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Somebody objected")), ""

    def objection_decided(self, entry: EntryLine) -> tuple[str, str]:
        sentence = N_("Objection upheld") if entry.facts["upheld"] else N_("Objection dismissed")
        decided = next((o for o in self.facts.objections if o.id == entry.facts["objection"]), None)
        return self.say.say(sentence), decided.reason if decided else ""

    def signed(self, entry: EntryLine) -> tuple[str, str]:
        returns = N_("Signed the promise to take goods back, version %(version)s")
        safe = N_("Signed the safe-consumption promise, version %(version)s")
        which = returns if entry.facts["which"] == "returns" else safe
        return self.say.say(which, version=entry.facts["version"]), ""

    def amended(self, entry: EntryLine) -> tuple[str, str]:
        facts = entry.facts
        returns = N_("Changed the promise to take goods back, version %(version)s")
        for_all = N_("Promised returns for all shops of the licence, version %(version)s")
        safe = N_("Changed the safe-consumption promise, version %(version)s")
        which = safe if facts["which"] == "safe" else for_all if facts["reach"] == "enterprise" else returns
        return self.say.say(which, version=facts["version"]), self._from(facts["effective_on"])

    def end_set(self, entry: EntryLine) -> tuple[str, str] | None:
        if entry.facts["why"] == "left":
            return self.say.say(N_("Ended the promise to take goods back")), self._from(entry.facts["ended_on"])
        return None if entry.facts["ended_on"] else (self.say.say(N_("Took an announced change back")), "")

    def pause_proposed(self, entry: EntryLine) -> tuple[str, str]:
        what = N_("Proposed to let returns hold again") if entry.facts["lifts"] else N_("Proposed to pause returns")
        which = Catalogue.RESTORE_GROUND if entry.facts["lifts"] else Catalogue.SUSPEND_GROUND
        return self.say.say(what), self._sentences(self.say.term(which, entry.facts["ground"]))

    def paused(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Returns paused")), self._from(entry.facts["starts_on"])

    def resumed(self, entry: EntryLine) -> tuple[str, str]:
        """A pause that ended; one that ended before its first day was only announced."""
        if entry.facts["ends_on"] > civil_day(entry.at).isoformat():
            return self.say.say(N_("Announced pause taken back")), ""
        return self.say.say(N_("Returns hold again")), self._from(entry.facts["ends_on"])

    def _from(self, first: str) -> str:
        return self.say.say(N_("From %(first_day)s on."), first_day=date.fromisoformat(first))

    def issued(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Code issued, print %(serial)s"), serial=entry.facts["serial"]), ""

    def revoked(self, entry: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Print %(serial)s withdrawn"), serial=entry.facts["serial"]), ""

    def begun(self, _: EntryLine) -> tuple[str, str]:
        return self.say.say(N_("Application begun")), ""

    def _until(self, due: str | None) -> str:
        return self.say.say(N_("Until %(due_day)s."), due_day=date.fromisoformat(due)) if due else ""

    def _sentences(self, *parts: str) -> str:
        full_stop = "。" if self.say.language == "zh" else "."
        whole = [
            part if part.endswith(("。", ".", "！", "？", "!", "?")) else part + full_stop for part in parts if part
        ]
        return ("" if self.say.language == "zh" else " ").join(whole)


def history(say: Speaker, facts: SheetFacts) -> tuple[Event, ...]:
    """All that happened, the oldest first; entries that tell an officer nothing are left out."""
    teller = _Teller(say, facts)
    tellings: dict[str, Callable[[EntryLine], tuple[str, str] | None]] = {
        "merchant.begun": teller.begun,
        "merchant.moved": teller.moved,
        "merchant.proposal.made": teller.proposed,
        "merchant.proposal.closed": teller.closed,
        "merchant.rectification_extended": teller.extended,
        "merchant.objection.made": teller.objected,
        "merchant.objection.decided": teller.objection_decided,
        "commitment.signed": teller.signed,
        "commitment.amended": teller.amended,
        "commitment.end_set": teller.end_set,
        "commitment.pause.proposed": teller.pause_proposed,
        "commitment.paused": teller.paused,
        "commitment.resumed": teller.resumed,
        "code.issued": teller.issued,
        "code.revoked": teller.revoked,
    }
    told = [(entry, tellings[entry.kind](entry)) for entry in facts.entries if entry.kind in tellings]
    return tuple(Event(say.moment(entry.at), said[0], _who(say, entry), said[1]) for entry, said in told if said)


def moves_since(say: Speaker, facts: SheetFacts, moves: int) -> tuple[Event, ...]:
    """The last so many changes of standing or deadline: what came between a page and its form."""
    teller = _Teller(say, facts)
    counted = [e for e in facts.entries if e.kind in {"merchant.moved", "merchant.rectification_extended"}]
    events = []
    for entry in counted[len(counted) - moves :] if moves > 0 else []:
        said = teller.moved(entry) if entry.kind == "merchant.moved" else teller.extended(entry)
        events.append(Event(say.moment(entry.at), said[0], _who(say, entry), said[1]))
    return tuple(events)


def _who(say: Speaker, entry: EntryLine) -> str:
    role = label(say.language, Role(entry.role))
    if not entry.by:
        return "" if entry.role == Role.PUBLIC else role
    # People of the shop by their role alone: their names are contacts, and contacts are sealed.
    name = say.names.get(entry.by, "") if Role(entry.role) in OFFICERS else ""
    if not name:
        return role
    return f"{name}（{role}）" if say.language == "zh" else f"{name} ({role})"
