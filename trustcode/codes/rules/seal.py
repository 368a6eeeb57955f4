"""The token: ten bytes of facts and a signature over them, written as 179 digits. Anyone can check it offline.

Payload, big-endian: suite (1 byte), key id (1), merchant number (4), print serial (2), issue day (2, days since
2020-01-01). The signature is Ed25519 (RFC 8032) over a domain name and the payload, so that no signature made for
another purpose is ever a code. Ed25519 is deterministic: the same facts give the same token. Opening a token uses
public values only, so there is no secret that the time taken could tell.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from itsdangerous import Signer
from itsdangerous.encoding import base64_decode, base64_encode
from itsdangerous.signer import SigningAlgorithm

from trustcode.codes.rules.keyring import ALGORITHMS, ED25519, EPOCH, KeyRing, PublicKey
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.kernel.refusals import Refusal

TOKEN_DIGITS = 179
"""Digits of a token: the longest 74-byte number has 179."""
_DOMAIN = b"trustcode.code.v1\x00"
_LAYOUT = struct.Struct(">BBIHH")
_SIGNATURE_BYTES = 64
_TOKEN_BYTES = _LAYOUT.size + _SIGNATURE_BYTES


@dataclass(frozen=True)
class CodeFacts:
    """What a token says. No personal data, no credit code. Raises ValueError for a number that does not fit."""

    key_id: int
    merchant_number: int
    serial: int
    issued_on: date
    suite: int = ED25519

    def __post_init__(self) -> None:
        day = (self.issued_on - EPOCH).days
        limits = ((self.suite, 1), (self.key_id, 1), (self.merchant_number, 4), (self.serial, 2), (day, 2))
        if any(not 0 <= value < 256**width for value, width in limits):
            raise ValueError("a number does not fit its bytes")


class _Ed25519(SigningAlgorithm):
    """Ed25519 for itsdangerous: signs with 32 private bytes, verifies with 32 public ones, inside our domain."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(key).sign(_DOMAIN + value)

    def verify_signature(self, key: bytes, value: bytes, sig: bytes) -> bool:
        try:
            _public(key).verify(sig, _DOMAIN + value)
        except InvalidSignature:
            return False
        return True


def seal(facts: CodeFacts, keyring: KeyRing) -> str:
    """The token of these facts: 179 digits, always the same for the same facts and key.

    Raises Refusal(NO_SIGNING_KEY) when the ring cannot sign with the key that the facts name on the day they name.
    """
    key = keyring.signing
    if key is None or (key.public.key_id, key.public.suite) != (facts.key_id, facts.suite):
        raise Refusal(CodeRefusal.NO_SIGNING_KEY, key_id=facts.key_id)
    if not key.public.in_use_on(facts.issued_on):
        raise Refusal(CodeRefusal.NO_SIGNING_KEY, key_id=facts.key_id, on=facts.issued_on)
    payload = _payload(facts)
    signature = base64_decode(_signer(key.private).get_signature(payload))
    return str(int.from_bytes(payload + signature, "big")).zfill(TOKEN_DIGITS)


def open_seal(token: str, keyring: KeyRing) -> CodeFacts:
    """The facts of a genuine token. Needs no database.

    Raises Refusal: WRONG_SHAPE, UNKNOWN_SUITE, UNKNOWN_KEY or FORGED. To a shopper all four are a false code.
    """
    raw = _bytes_of(token)
    payload, signature = raw[: _LAYOUT.size], raw[_LAYOUT.size :]
    facts = _facts(payload)
    key = _key_for(facts, keyring)
    genuine = _signer(key.public).verify_signature(payload, base64_encode(signature))
    if not (genuine and key.in_use_on(facts.issued_on)):
        raise Refusal(CodeRefusal.FORGED)
    return facts


def is_token_shaped(text: str) -> bool:
    """Whether a text is exactly 179 ASCII digits; says nothing about its being genuine."""
    return len(text) == TOKEN_DIGITS and text.isascii() and text.isdigit()


def _bytes_of(token: str) -> bytes:
    if not is_token_shaped(token):
        raise Refusal(CodeRefusal.WRONG_SHAPE)
    try:
        return int(token).to_bytes(_TOKEN_BYTES, "big")
    except OverflowError:
        raise Refusal(CodeRefusal.WRONG_SHAPE) from None


def _payload(facts: CodeFacts) -> bytes:
    day = (facts.issued_on - EPOCH).days
    return _LAYOUT.pack(facts.suite, facts.key_id, facts.merchant_number, facts.serial, day)


def _facts(payload: bytes) -> CodeFacts:
    suite, key_id, merchant_number, serial, day = _LAYOUT.unpack(payload)
    return CodeFacts(key_id, merchant_number, serial, EPOCH + timedelta(days=day), suite)


def _key_for(facts: CodeFacts, keyring: KeyRing) -> PublicKey:
    """The one key that may have signed; each key serves one suite only, so no token can choose a weaker one."""
    if facts.suite not in ALGORITHMS:
        raise Refusal(CodeRefusal.UNKNOWN_SUITE, suite=facts.suite)
    key = keyring.keys.get(facts.key_id)
    if key is None or key.suite != facts.suite:
        raise Refusal(CodeRefusal.UNKNOWN_KEY, key_id=facts.key_id)
    return key


def _signer(key: bytes) -> Signer:
    return Signer(key, key_derivation="none", algorithm=_Ed25519())


@lru_cache(maxsize=256)
def _public(key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(key)
