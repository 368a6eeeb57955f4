"""The words of a judgement: what was asked, what follows, and the sentences that say why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from trustcode.kernel.workdays import Reckoning
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Basis, Condition, ReturnKind


class Verdict(StrEnum):
    """What follows from a judgement."""

    DUE = "due"
    MAY_REFUSE = "may_refuse"
    BY_LAW = "by_law"
    FREE = "free"
    NOT_PROMISED = "not_promised"


class Reason(StrEnum):
    """One sentence of a judgement."""

    PROMISED_DAYS = "promised_days"
    LAW_ONLINE = "law_online"
    LAW_QUALITY = "law_quality"
    ROLLED = "rolled"
    PROVISIONAL = "provisional"
    IN_TIME = "in_time"
    PASSED = "passed"
    LAW_PASSED = "law_passed"
    COVERED = "covered"
    NOT_COVERED = "not_covered"
    EXCLUDED = "excluded"
    EXCLUDED_IF = "excluded_if"
    EXCLUDED_IF_AGREED = "excluded_if_agreed"
    OPENED_IS_FINE = "opened_is_fine"
    NOT_INTACT = "not_intact"
    DAMAGE_NOT_NAMED = "damage_not_named"
    NO_PROOF = "no_proof"
    PROOF_NOT_ASKED = "proof_not_asked"
    NOT_THIS_STORE = "not_this_store"
    STORES_NEARBY = "stores_nearby"
    ANY_STORE = "any_store"
    REFUND_AT_ONCE = "refund_at_once"
    REFUND_WITHIN = "refund_within"
    GIFTS_BACK = "gifts_back"
    SHOP_PAYS_FREIGHT = "shop_pays_freight"
    FREE_TO_DECIDE = "free_to_decide"
    PROMISE_COVERS_IT = "promise_covers_it"
    NEVER_PROMISED = "never_promised"
    NOT_IN_FORCE = "not_in_force"
    PAUSED = "paused"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a judgement looks at. For goods that were sent `bought_on` is the day on which they arrived."""

    kind: ReturnKind = ReturnKind.RETURN
    basis: Basis
    bought_on: date
    requested_on: date
    category: str
    condition: Condition = Condition.INTACT
    has_proof: bool = True
    elsewhere: bool = False


@dataclass(frozen=True)
class Step:
    """One sentence of a judgement with its facts: days, and codes of the lists."""

    reason: Reason
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What is due and why. `last_on` is the last day of the promise or the law, reached by `reckoning`.

    `settled` are codes by which the facts alone allow a refusal; `may_refuse` holds these and the ones that only the
    shop can vouch for.
    """

    verdict: Verdict
    last_on: date | None
    reckoning: Reckoning | None
    reasons: tuple[Step, ...]
    may_refuse: tuple[str, ...]
    settled: tuple[str, ...] = ()


def asked_of(line: Line) -> Asked:
    """What a judgement looks at in a line."""
    return Asked(**{name: getattr(line, name) for name in Asked.__dataclass_fields__})
