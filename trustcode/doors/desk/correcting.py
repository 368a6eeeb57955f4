"""What an application that was sent back is about: the step to open, and whether anything was changed since."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from trustcode.doors.desk.drafts import Draft, Step, declared
from trustcode.kernel.actors import Actor
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import Reader

STEP_OF: Mapping[str, Step] = {
    "licence_mismatch": Step.BUSINESS,
    "kind_wrong": Step.BUSINESS,
    "name_mismatch": Step.SHOP,
    "photo_unclear": Step.SHOP,
    "address_unclear": Step.SHOP,
    "region_wrong": Step.SHOP,
    "contact_unreachable": Step.SHOP,
    "terms_unclear": Step.RETURNS,
    "returns_unfit": Step.RETURNS,
}
"""Where each ground for sending back is put right; one that is not here may be about any step."""


def is_unchanged(reader: Reader, actor: Actor, unit: MerchantSheet, kept: Draft) -> bool:
    """Whether a unit that was sent back still says exactly what it said when it was handed in."""
    if unit.standing is not Standing.CORRECTING:
        return False
    before = declared(reader, actor, unit)
    return all(_bare(kept.typed.get(name, ())) == _bare(values) for name, values in before.items())


def step_to_change(unit: MerchantSheet, *, unchanged: bool) -> Step | None:
    """The step that the ground is about, until something was changed; None when nothing waits or any step may be meant."""
    return STEP_OF.get(unit.ground) if unchanged else None


def _bare(values: Sequence[str]) -> list[str]:
    """Values without what tidying takes away, in any order; an empty one counts as none."""
    return sorted(bare for bare in (re.sub(r"[\s\-]", "", value).casefold() for value in values) if bare)
