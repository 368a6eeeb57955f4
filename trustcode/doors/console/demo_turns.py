"""Three shops of the demonstration whose promise of returns takes a turn: weakened with notice, paused, or made for all shops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from trustcode.commitments.actions import amending, pausing
from trustcode.commitments.queries.drafts import text_of
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms
from trustcode.commitments.rules.text import Lists
from trustcode.doors.console.demo_people import Officers
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.merchants.rules.standing import Act
from trustcode.merchants.rules.terms import GROUNDS
from trustcode.projections.rebuilding import turn_cards
from trustcode.record.pen import pen

SHORT, LONG = 15, 30
"""Days to return of the weaker version, and of the one before it."""


class Turn(StrEnum):
    """What happens to the promise of returns of a unit in force, a few days ago."""

    ANNOUNCED = "announced"
    PAUSED = "paused"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Turning:
    """A unit whose promise takes a turn, and who acts."""

    office: Office
    merchant_id: str
    owner: Actor
    officers: Officers
    terms: ReturnTerms
    lists: Lists
    at: Moment

    def take(self, turn: Turn) -> None:
        """The acts of one turn."""
        acts: dict[Turn, Callable[[], None]] = {
            Turn.ANNOUNCED: lambda: self._sign(replace(self.terms, window_days=SHORT), Reach.UNIT),
            Turn.PAUSED: self._pause,
            Turn.EVERYWHERE: lambda: self._sign(self.terms, Reach.ENTERPRISE),
        }
        acts[turn]()

    def _sign(self, terms: ReturnTerms, reach: Reach) -> None:
        with pen(self.office.store, self.owner, self.at - timedelta(days=2)) as p:
            amending.amend(
                p,
                merchant_id=self.merchant_id,
                kind=CommitmentKind.RETURNS,
                terms=terms,
                agreed_hash=text_of(p, self.merchant_id, terms, self.lists).hash,
                scheme=self.office.settings.rules,
                reach=reach,
            )

    def _pause(self) -> None:
        begun, ground = self.at - timedelta(days=3), next(iter(self.lists[GROUNDS[Act.SUSPEND]]))
        with pen(self.office.store, self.officers.first, begun) as p:
            proposal = pausing.propose_pause(
                p, merchant_id=self.merchant_id, ground=ground, reason="问题没有改好，先停退货承诺。"
            )
        with pen(self.office.store, self.officers.above, begun + timedelta(hours=2)) as p:
            pausing.confirm(p, pause_id=proposal)
        turn_cards(self.office.store, self.at)
