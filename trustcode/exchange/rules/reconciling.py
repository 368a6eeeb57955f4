"""Both sides' lists laid beside each other: what they have and we don't, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

REPORT = "#report"
"""What marks the report of a number that became a complaint and a report; no number has a `#`."""


@dataclass(frozen=True)
class Reconciled:
    """External numbers, in order. `differing`: number, how it stands there, how it stands here."""

    both: int
    only_theirs: tuple[str, ...]
    only_ours: tuple[str, ...]
    differing: tuple[tuple[str, str, str], ...]


def key_of(external_no: str, matter: str) -> str:
    """How one of two matters of a number is written in a list; `matter` is `complaint`, `report` or empty."""
    return f"{external_no}{REPORT}" if matter == "report" else external_no


def reconcile(theirs: Mapping[str, str], ours: Mapping[str, str]) -> Reconciled:
    """External number → state, from each side. An empty state of theirs is not compared.

    Who does not tell the two matters of a number apart speaks of both by the bare number, and who calls a lone report
    a report means the bare number.
    """
    known = {no if no in ours else no.removesuffix(REPORT): state for no, state in theirs.items()}
    shared = sorted(known.keys() & ours.keys())
    differing = tuple((no, known[no], ours[no]) for no in shared if known[no] and known[no] != ours[no])
    spoken_of = {*known, *(no for no in ours if no.removesuffix(REPORT) in known)}
    return Reconciled(len(shared), _sorted(known.keys() - ours.keys()), _sorted(ours.keys() - spoken_of), differing)


def _sorted(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(numbers))
