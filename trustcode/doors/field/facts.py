"""All that a sheet is made of, read in one transaction, each list with one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trustcode.codes.queries import CodePrint, prints
from trustcode.commitments.queries.checks import CheckSheet, self_checks
from trustcode.commitments.queries.pauses import PauseSheet, pauses
from trustcode.commitments.queries.promises import SignedPromise, promises
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.queries import sheets
from trustcode.merchants.queries.doubts import DoubtSaid, doubts_about
from trustcode.merchants.queries.found import findings_about
from trustcode.merchants.queries.sheets import MerchantSheet, Neighbour, ObjectionSheet, ProposalSheet, RemarkSheet
from trustcode.merchants.rules.authority import Unit, is_own
from trustcode.merchants.rules.findings import Finding
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.record.reading import EntryLine, entries_of
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class SheetFacts:
    """One unit with everything that hangs on it. An officer's own business comes without what others said of it."""

    sheet: MerchantSheet
    unit: Unit
    own: bool
    findings: Sequence[Finding]
    proposals: Sequence[ProposalSheet]
    objections: Sequence[ObjectionSheet]
    remarks: Sequence[RemarkSheet]
    promises: Sequence[SignedPromise]
    pauses: tuple[PauseSheet, ...]
    prints: Sequence[CodePrint]
    doubts: Sequence[DoubtSaid]
    neighbours: Sequence[Neighbour]
    entries: Sequence[EntryLine]
    checks: Sequence[CheckSheet]

    @property
    def waiting(self) -> ProposalSheet | None:
        """The proposal that waits for a second person, or None."""
        return next((p for p in self.proposals if p.closed_at is None), None)

    @property
    def undecided(self) -> list[ObjectionSheet]:
        """Objections that nobody has decided."""
        return [o for o in self.objections if o.decided_at is None]

    @property
    def standing_against(self) -> bool:
        """Whether an objection of this notice is undecided or upheld, so that the unit cannot come into force."""
        since = self.sheet.standing_at
        return any(o.upheld is not False and o.made_at >= since for o in self.objections)

    def proposal(self, proposal_id: str) -> ProposalSheet:
        """One proposal about this unit. Raises NotFound."""
        found = next((p for p in self.proposals if p.id == proposal_id), None)
        if found is None:
            raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
        return found

    def objection(self, objection_id: str) -> ObjectionSheet:
        """One objection to this unit. Raises NotFound."""
        found = next((o for o in self.objections if o.id == objection_id), None)
        if found is None:
            raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
        return found

    def people(self) -> set[str]:
        """Everybody who acted on the unit."""
        proposed = {p.proposed_by for p in self.proposals} | {p.closed_by for p in self.proposals}
        seen = {d.seen_by for d in self.doubts} | {o.decided_by for o in self.objections}
        return (
            {e.by for e in self.entries}
            | proposed
            | seen
            | {p.signed_by for p in self.promises}
            | {c.checked_by for c in self.checks}
        )


def sheet_facts(reader: Reader, actor: Actor, merchant_id: str, at: Moment, scheme: SchemeRules) -> SheetFacts:
    """Everything about a unit of the officer's region. Raises NotFound outside of it."""
    sheet = sheets.sheet(reader, actor, merchant_id)
    own = is_own(actor, merchant_id)
    return SheetFacts(
        sheet=sheet,
        unit=sheets.unit_of(sheet),
        own=own,
        findings=findings_about(reader, actor, merchant_id, at, scheme),
        proposals=sheets.proposals_of(reader, merchant_id),
        objections=() if own else sheets.objections_to(reader, merchant_id),
        remarks=sheets.remarks_of(reader, merchant_id),
        promises=promises(reader, merchant_id),
        pauses=tuple(pauses(reader, merchant_id)),
        prints=prints(reader, merchant_id),
        doubts=() if own else doubts_about(reader, actor, merchant_id),
        neighbours=sheets.neighbours(reader, sheet),
        entries=entries_of(reader, merchant_id),
        checks=self_checks(reader, merchant_id),
    )


def facts_and_speaker(
    reader: Reader, actor: Actor, merchant_id: str, language: str, at: Moment, scheme: SchemeRules
) -> tuple[SheetFacts, Speaker]:
    """The facts of a unit, and who can put them into words. Raises NotFound."""
    facts = sheet_facts(reader, actor, merchant_id, at, scheme)
    return facts, speaker(reader, language, at, facts.people() | {actor.person_id})
