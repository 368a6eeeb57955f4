"""What this room puts on the record: numbers are not in it, nor anything about who filed; texts are keyed hashes alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class ComplaintFiled(Note):
    """A complaint came in. The subject is the complaint; the hash, keyed, is of everything that was filed."""

    kind: ClassVar[str] = "complaint.filed"
    merchant: str
    region_code: str
    source: str
    state: str
    category: str
    problem: str
    may_publish: bool
    holds: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class ComplaintMarked(Note):
    """A complaint that is there already is marked as one of many, since its sender went on; or no more, without reasons."""

    kind: ClassVar[str] = "complaint.marked"
    merchant: str
    holds: str


@dataclass(frozen=True, kw_only=True)
class ComplaintMoved(Note):
    """A complaint went from one state to another."""

    kind: ClassVar[str] = "complaint.moved"
    act: str
    was: str
    now: str
    ground: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class ComplaintSaid(Note):
    """One side told the other something; the keyed hash is of the text and its photos."""

    kind: ClassVar[str] = "complaint.said"
    message: str
    speaker: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class ReportAdded(Note):
    """Whoever reported added something; the keyed hash is of the text and its photos. Nothing of them is here."""

    kind: ClassVar[str] = "illegality_report.added"
    addition: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class ClockMoved(Note):
    """A clock of a matter was started, paused, resumed, extended, stopped or reckoned anew; its last day then."""

    kind: ClassVar[str] = "complaint.clock.moved"
    clock: str
    code: str
    what: str
    was_due_on: date | None
    due_on: date
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class PersonGiven(Note):
    """Who filed a matter was added to: a paper was shown or an address given. Nothing of it is here."""

    kind: ClassVar[str] = "complaint.person.given"
    what: str


@dataclass(frozen=True, kw_only=True)
class PersonRead(Note):
    """An officer read who filed a matter: how many fields, and that a reason was given."""

    kind: ClassVar[str] = "complaint.person.read"
    fields_read: int


@dataclass(frozen=True, kw_only=True)
class ComplaintAssigned(Note):
    """An officer took a matter, or gave it to a colleague."""

    kind: ClassVar[str] = "complaint.assigned"
    officer: str


@dataclass(frozen=True, kw_only=True)
class ComplaintRated(Note):
    """The shopper said how content they are, from 1 to 5, once."""

    kind: ClassVar[str] = "complaint.rated"
    satisfaction: int


@dataclass(frozen=True, kw_only=True)
class ReportFiled(Note):
    """A clue came in. It says neither about whom nor by whom."""

    kind: ClassVar[str] = "illegality_report.filed"
    region_code: str
    origin: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class ReportMoved(Note):
    """A report went from one state to another."""

    kind: ClassVar[str] = "illegality_report.moved"
    act: str
    was: str
    now: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class ReportAssigned(Note):
    """An officer took a report, or gave it to a colleague."""

    kind: ClassVar[str] = "illegality_report.assigned"
    officer: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Note):
    """Longer time was asked for a clock of a matter; another person decides."""

    kind: ClassVar[str] = "complaint.clock.extension.asked"
    clock: str
    extension: str


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(Note):
    """A second person granted or declined longer time for a clock of a matter."""

    kind: ClassVar[str] = "complaint.clock.extension.decided"
    clock: str
    extension: str
    granted: bool


@dataclass(frozen=True, kw_only=True)
class PassingProposed(Note):
    """An officer proposed that a complaint or report is another region's; a second one decides."""

    kind: ClassVar[str] = "complaint.passing.proposed"
    proposal: str
    region_code: str


@dataclass(frozen=True, kw_only=True)
class PassingClosed(Note):
    """What came of such a proposal."""

    kind: ClassVar[str] = "complaint.passing.closed"
    proposal: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ComplaintPassed(Note):
    """A complaint went from one region's office to another's, which received it now."""

    kind: ClassVar[str] = "complaint.passed"
    was_region_code: str
    region_code: str


@dataclass(frozen=True, kw_only=True)
class ReportPassed(Note):
    """A report went from one region's office to another's, which received it now."""

    kind: ClassVar[str] = "illegality_report.passed"
    was_region_code: str
    region_code: str


@dataclass(frozen=True, kw_only=True)
class FileNoted(Note):
    """The office noted something in its file of a complaint; what it says is not here."""

    kind: ClassVar[str] = "complaint.file.noted"
    note: str
    what: str


@dataclass(frozen=True, kw_only=True)
class SettlingChanged(Note):
    """A shop joined those that settle first, or left them. The subject is the shop."""

    kind: ClassVar[str] = "merchant.settling.changed"
    is_member: bool
