"""Takes in many units at once from a list of applications that were signed on paper."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.applying import fill_in, hash_of
from trustcode.merchants.entries import MerchantMoved, MerchantTakenIn
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.profile import Profile
from trustcode.merchants.rules.standing import Act, Standing, arrow_for
from trustcode.merchants.rules.terms import moved_on
from trustcode.record.notes import Note
from trustcode.record.pen import Pen

ORIGIN = "import"
Pair = tuple[Note, Sequence[object]]


@dataclass(frozen=True)
class PaperApplication:
    """One application of a list: who, signed when on paper, and its row there."""

    profile: Profile
    signed_on: date
    row: int


def taken_in(
    pen: Pen, applications: Iterable[PaperApplication], *, source_hash: str, confirmed_by: str, scheme: SchemeRules
) -> Iterator[tuple[str, PaperApplication, list[Pair]]]:
    """For each application its new id and what is to be noted: taken in, then submitted (T1)."""
    used = set(pen.all(select(Merchant.number)))
    due_on = moved_on(Standing.SUBMITTED, civil_day(pen.at), calendar(pen), scheme)
    arrow = arrow_for(Standing.DRAFT, Act.SUBMIT)
    for one in applications:
        merchant = _merchant(pen, one, _unused(used), due_on)
        came = MerchantTakenIn(
            subject=merchant.id,
            source_hash=source_hash,
            row=one.row,
            signed_on=one.signed_on,
            confirmed_by=confirmed_by,
            profile_hash=hash_of(pen.vault, one.profile),
            region_code=merchant.region_code,
            unit_kind=merchant.unit_kind,
        )
        moved = MerchantMoved(
            subject=merchant.id,
            transition=arrow.number,
            act=arrow.act.value,
            was=Standing.DRAFT.value,
            now=arrow.target.value,
            ground="",
            due_on=due_on,
            proposal="",
        )
        yield merchant.id, one, [(came, ()), (moved, (merchant,))]


def _merchant(pen: Pen, one: PaperApplication, number: int, due_on: date | None) -> Merchant:
    merchant = Merchant(
        id=new_id(),
        number=number,
        standing=Standing.SUBMITTED,
        standing_before=Standing.DRAFT,
        standing_at=pen.at,
        submitted_at=pen.at,
        due_on=due_on,
        changes=1,
        origin=ORIGIN,
    )
    fill_in(pen, merchant, one.profile)
    return merchant


def _unused(used: set[int]) -> int:
    while (number := secrets.randbelow(2**32 - 1) + 1) in used:
        continue
    used.add(number)
    return number
