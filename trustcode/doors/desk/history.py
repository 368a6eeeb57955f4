"""What has happened to a shop, in plain words, from the entries of the record. Officers appear as their office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.text import Lists
from trustcode.doors.lobby.office import translate
from trustcode.doors.wording.filters import day, day_weekday, moment
from trustcode.doors.wording.labels import act_done
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import RemarkSheet
from trustcode.merchants.rules.standing import Act
from trustcode.merchants.rules.terms import GROUNDS, HEARD
from trustcode.record.reading import EntryLine

Event = tuple[str, str, str, str]
"""When, what, who and a note, all in words."""

_PROMISES = {"safe": N_("Safe-consumption commitment signed"), "returns": N_("Return commitment signed")}

_AMENDED = {
    "safe": N_("Safe-consumption commitment changed"),
    "returns": N_("Return commitment changed"),
    "everywhere": N_("Return commitment for all shops of the licence signed"),
}

PUT_RIGHT = N_("to be put right by %(day)s")
_DECIDED = N_("to be decided by %(day)s")
_UNTIL = {
    Act.SUBMIT: _DECIDED,
    Act.RESUBMIT: _DECIDED,
    Act.APPROVE: _DECIDED,
    Act.PUBLICISE: N_("open for objections until %(day)s"),
}


class Teller:
    """Tells the history of one shop in one language."""

    def __init__(self, language: str, today: date, lists: Lists, office: str, person_id: str) -> None:
        self._language = language
        self._today = today
        self._lists = lists
        self._office = office
        self._person_id = person_id
        self._telling: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str] | None]] = {
            "merchant.begun": lambda _: (translate(N_("Application begun")), ""),
            "merchant.moved": self._moved,
            "merchant.rectification_extended": self._extended,
            "merchant.proposal.made": self._proposed,
            "merchant.objection.made": lambda _: (translate(N_("Somebody objected")), ""),
            "merchant.objection.decided": self._decided,
            "commitment.signed": self._signed,
            "commitment.amended": self._amended,
            "commitment.end_set": self._end_set,
            "commitment.paused": self._paused,
            "commitment.resumed": self._resumed,
            "code.issued": self._issued,
            "code.revoked": self._revoked,
        }

    def events(self, entries: Sequence[EntryLine], remarks: Sequence[RemarkSheet]) -> list[Event]:
        """The history, the oldest first; what says nothing to the shop is left out."""
        said = {remark.written_at: remark.text for remark in remarks}
        told = []
        for entry in entries:
            words = self._told(entry)
            if words is not None:
                note = "\n".join(part for part in (words[1], self._remark(entry, said)) if part)
                told.append((self._when(entry), words[0], self._who(entry), note))
        return told

    def ground(self, act: Act, code: str) -> str:
        """A ground in words; empty for none."""
        which = GROUNDS.get(act, Catalogue.UNIT_REFUSAL)
        term = self._lists[which].get(code)
        return term.words(self._language) if term else ""

    def _told(self, entry: EntryLine) -> tuple[str, str] | None:
        if entry.kind == "commitment.resumed" and entry.facts["ends_on"] > civil_day(entry.at).isoformat():
            return translate(N_("Announced pause taken back")), ""  # it ended before its first day
        tell = self._telling.get(entry.kind)
        return tell(entry.facts) if tell else None

    def _when(self, entry: EntryLine) -> str:
        """The moment; of what the calendar did only the day, since its hour says nothing."""
        if entry.role == Role.SYSTEM:
            return day(self._language, civil_day(entry.at), self._today)
        return moment(self._language, entry.at, self._today)

    def _who(self, entry: EntryLine) -> str:
        if entry.by and entry.by == self._person_id:
            return translate(N_("by you"))
        if entry.role in {Role.OWNER, Role.STAFF}:
            return translate(N_("by your shop"))
        return "" if entry.role in {Role.SYSTEM, Role.PUBLIC} else self._office

    def _remark(self, entry: EntryLine, said: Mapping[Any, str]) -> str:
        return said.get(entry.at, "") if entry.kind == "merchant.moved" else ""

    def _moved(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        act = Act(facts["act"])
        notes = [self.ground(act, facts["ground"])] if facts["ground"] else []
        if facts["due_on"]:
            until = day_weekday(self._language, date.fromisoformat(facts["due_on"]), self._today)
            notes.append(translate(_UNTIL.get(act, PUT_RIGHT)) % {"day": until})
        return act_done(self._language, act), "，".join(notes) if self._language == "zh" else "; ".join(notes)

    def _extended(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        until = day_weekday(self._language, date.fromisoformat(facts["due_on"]), self._today)
        return translate(N_("More time to put it right")), translate(PUT_RIGHT) % {"day": until}

    def _proposed(self, facts: Mapping[str, Any]) -> tuple[str, str] | None:
        act = Act(facts["act"])
        if act is Act.RENEW:
            return translate(N_("Renewal asked for")), ""
        if act in HEARD:
            return translate(N_("Removal proposed; you may be heard")), self.ground(act, facts["ground"])
        return None

    def _decided(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        upheld = N_("The objection was found right") if facts["upheld"] else N_("The objection was dismissed")
        return translate(upheld), ""

    def _signed(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        return translate(_PROMISES[facts["which"]]), ""

    def _amended(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        what = "everywhere" if facts["reach"] == "enterprise" else facts["which"]
        return translate(_AMENDED[what]), self._from(facts["effective_on"])

    def _end_set(self, facts: Mapping[str, Any]) -> tuple[str, str] | None:
        if facts["why"] == "left":
            return translate(N_("Return commitment ended")), self._from(facts["ended_on"])
        return (translate(N_("Announced change taken back")), "") if not facts["ended_on"] else None

    def _paused(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        return translate(N_("Return commitment paused")), self._from(facts["starts_on"])

    def _resumed(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        return translate(N_("Return commitment holds again")), self._from(facts["ends_on"])

    def _from(self, first: str) -> str:
        when = day_weekday(self._language, date.fromisoformat(first), self._today)
        return translate(N_("from %(day)s")) % {"day": when}

    def _issued(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        return translate(N_("Code issued, print %(serial)s")) % {"serial": facts["serial"]}, ""

    def _revoked(self, facts: Mapping[str, Any]) -> tuple[str, str]:
        return translate(N_("Print %(serial)s withdrawn")) % {"serial": facts["serial"]}, ""
