"""A refusal is an anticipated no: a code and facts, never a sentence. Doors find the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RefusalCode(StrEnum):
    """Base of the one enum of reasons that each room has; every member needs a label in both languages."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: why (code), where (name of the field, or empty) and with what facts."""

    code: RefusalCode
    where: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """Raised by rules and acts when the answer is no. Carries one or more faults; changes nothing."""

    def __init__(self, code: RefusalCode, where: str = "", **facts: Any) -> None:
        self.faults: tuple[Fault, ...] = (Fault(code, where, facts),)
        super().__init__(code)

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> Refusal:
        """One refusal that names several faults at once. Raises ValueError if there is none."""
        found = tuple(faults)
        if not found:
            raise ValueError("a refusal needs a fault")
        refusal = cls(found[0].code, found[0].where, **found[0].facts)
        refusal.faults = found
        return refusal

    @property
    def code(self) -> RefusalCode:
        """The first reason."""
        return self.faults[0].code

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the first reason."""
        return self.faults[0].facts


class NotFound(Refusal):
    """There is no such thing, or the visitor may not know of it; both look alike from outside."""


def refuse_if_any(faults: Iterable[Fault]) -> None:
    """Raise one Refusal with all faults; return quietly when there are none."""
    found = tuple(faults)
    if found:
        raise Refusal.of(found)
