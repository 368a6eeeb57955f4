"""How a password is kept: Argon2id with 19 MiB, two passes, one lane (OWASP's first choice for a shared server)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$iYPYrC4T3d2wre6we4BcKg$XxjRqubf5fp8cphSCcMq3AR/m+X1qjCXQqde+uc5MXk"
"""The hash of 256 random bits that nobody kept: what an unknown account is compared with, at the same cost."""


class Hashing(Protocol):
    """What signing in asks of a hasher."""

    def hash(self, password: str) -> str:
        """The text to keep."""

    def verify(self, kept: str, password: str) -> bool:
        """Whether a password is the one that was kept. An empty text costs as much time and is never right."""

    def is_old(self, kept: str) -> bool:
        """Whether the kept text was made with other settings and should be made again."""


@dataclass(frozen=True)
class Argon2:
    """The real one. `verify` with an empty text works on a dummy, so that an unknown account takes as long."""

    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    )

    def hash(self, password: str) -> str:
        """The text to keep: settings, salt and hash."""
        return self.hasher.hash(password)

    def verify(self, kept: str, password: str) -> bool:
        """Whether the password fits."""
        try:
            return self.hasher.verify(kept or NOBODY, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def is_old(self, kept: str) -> bool:
        """Whether the settings have changed since."""
        return self.hasher.check_needs_rehash(kept)
