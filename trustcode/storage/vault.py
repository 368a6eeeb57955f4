"""Personal data at rest: AES-256-GCM with a key id, and a keyed index for finding an exact value again.

Layout of a sealed value: 1 byte key id, 12 bytes nonce, ciphertext with its 16-byte tag (NIST SP 800-38D). The
purpose (`table.column`) is bound as associated data, so a value moved to another column does not open.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

_NONCE = 12


class Unsealable(Exception):
    """A sealed value does not open: wrong key, wrong purpose, or altered bytes."""


@dataclass(frozen=True)
class Vault:
    """Keys for sealing, by id (1 to 255); `current` seals, all open. `index_key` never leaves this object."""

    keys: Mapping[int, bytes] = field(repr=False)
    current: int
    index_key: bytes = field(repr=False)

    def seal(self, purpose: str, text: str) -> bytes:
        """Text in, opaque bytes out, different each time."""
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, text.encode(), purpose.encode())
        return bytes([self.current]) + nonce + sealed

    def open(self, purpose: str, sealed: bytes) -> str:
        """The text again. Raises Unsealable."""
        try:
            key = self.keys[sealed[0]]
            nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
            return AESGCM(key).decrypt(nonce, body, purpose.encode()).decode()
        except (KeyError, IndexError, InvalidTag, ValueError) as error:
            raise Unsealable(purpose) from error

    def index(self, purpose: str, text: str) -> bytes:
        """32 bytes that are equal for equal text and purpose, and say nothing without the key (HMAC-SHA-256)."""
        return hmac.new(self.index_key, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()

    def veil(self, purpose: str, text: str) -> str:
        """Letters that stand for a text, the same each time, and tell nothing without the key (AES-SIV, RFC 5297).

        For what is handed out only to come back, such as a place in a list; what is kept is sealed instead.
        """
        return urlsafe_b64encode(self._siv().encrypt(text.encode(), [purpose.encode()])).decode().rstrip("=")

    def unveil(self, purpose: str, letters: str) -> str:
        """The text again. Raises Unsealable."""
        try:
            raw = urlsafe_b64decode(letters.encode("ascii") + b"=" * (-len(letters) % 4))
            return self._siv().decrypt(raw, [purpose.encode()]).decode()
        except (InvalidTag, UnicodeError, ValueError, binascii.Error) as error:
            raise Unsealable(purpose) from error

    def _siv(self) -> AESSIV:
        return AESSIV(self.index("vault.veil", ""))
