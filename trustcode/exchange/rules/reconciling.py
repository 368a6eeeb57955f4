"""Both sides' lists laid beside each other: what they have and we don't, and the reverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reconciled:
    """External numbers, in order. `differing`: number, how it stands there, how it stands here."""

    both: int
    only_theirs: tuple[str, ...]
    only_ours: tuple[str, ...]
    differing: tuple[tuple[str, str, str], ...]


def reconcile(theirs: Mapping[str, str], ours: Mapping[str, str]) -> Reconciled:
    """External number → state, from each side. An empty state of theirs is not compared."""
    shared = sorted(set(theirs) & set(ours))
    differing = tuple((no, theirs[no], ours[no]) for no in shared if theirs[no] and theirs[no] != ours[no])
    return Reconciled(
        len(shared), tuple(sorted(set(theirs) - set(ours))), tuple(sorted(set(ours) - set(theirs))), differing
    )
