"""What a room tells the record: a typed note with a name in the past tense.

A kind, once published, keeps its fields for ever; a new meaning is a new kind. A note names people by id and files by
hash; nothing personal is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

KINDS: dict[str, type[Note]] = {}
"""Every kind of entry that exists, by name."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Base of all notes. `subject` is the id of the thing that changed, such as a merchant."""

    kind: ClassVar[str] = ""
    subject: str

    def __init_subclass__(cls) -> None:
        if not cls.kind or cls.kind in KINDS:
            raise TypeError(f"{cls.__name__} needs a kind of its own")
        KINDS[cls.kind] = cls

    def facts(self) -> dict[str, Any]:
        """All fields but the subject, by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "subject"}
