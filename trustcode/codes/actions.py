"""Acts: put a unit in force with its first code, print again, revoke one print."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from trustcode.codes.entries import CodeIssued, CodeRevoked
from trustcode.codes.models import Code
from trustcode.codes.rules.keyring import KeyRing
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.codes.rules.short_code import new_short_code
from trustcode.codes.rules.symbol import proof_read, symbol
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import deciding
from trustcode.merchants.actions.moving import locked
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen


@dataclass(frozen=True)
class Press:
    """What issuing needs: the key ring that signs, and the public address that is printed."""

    keyring: KeyRing
    public_url: str


PRINTING = "print or reissue code"
REVOKING = "revoke code now"
"""Rows of the permission table."""

SUPERSEDED = "superseded"
LOST = "lost"
WHYS = (LOST, "damaged", "wrong_place", "copied", SUPERSEDED)
"""Why a print may be revoked."""


def activate(pen: Pen, *, merchant_id: str, press: Press, scheme: SchemeRules) -> str:
    """The notice is over: the unit is in force and has its code (T4). Prints of an earlier life end. Returns the id."""
    merchant = locked(pen, merchant_id)
    deciding.activate(pen, merchant, scheme)
    for code in _valid(pen, merchant.id):
        _revoke(pen, code, SUPERSEDED)
    return _issue(pen, merchant, press)


def reprint(pen: Pen, *, merchant_id: str, press: Press) -> str:
    """One more print with a serial of its own, for a second door or after a loss; the others stay. Returns its id."""
    merchant = locked(pen, merchant_id)
    require(pen.actor, PRINTING, region=merchant.region_code, merchant_id=merchant.id)
    if merchant.standing not in IN_FORCE:
        raise Refusal(CodeRefusal.NOT_IN_FORCE)
    return _issue(pen, merchant, press)


def replace_lost(pen: Pen, *, merchant_id: str, serial: int, press: Press) -> str:
    """A print is lost: a new one with a serial of its own, and the lost one void, in one act. Returns the new one's id.

    Raises Refusal NOT_IN_FORCE, ALREADY_REVOKED; NotFound for all who may not revoke, and for no such print.
    """
    merchant = locked(pen, merchant_id)
    require(pen.actor, REVOKING, region=merchant.region_code, merchant_id=merchant.id)
    if merchant.standing not in IN_FORCE:
        raise Refusal(CodeRefusal.NOT_IN_FORCE)
    lost = pen.lock_one(select(Code).where(Code.merchant_id == merchant.id, Code.serial == serial))
    if lost is None:
        raise NotFound(CodeRefusal.NO_SUCH_PRINT)
    if lost.revoked_at is not None:
        raise Refusal(CodeRefusal.ALREADY_REVOKED)
    _revoke(pen, lost, LOST)
    return _issue(pen, merchant, press)


def revoke(pen: Pen, *, merchant_id: str, serial: int, why: str) -> None:
    """Void one print; its sisters stay valid, and it never becomes valid again. Twice is once."""
    merchant = locked(pen, merchant_id)
    require(pen.actor, REVOKING, region=merchant.region_code, merchant_id=merchant.id)
    if why not in WHYS:
        raise Refusal(CodeRefusal.WHY_NEEDED, "why")
    code = pen.lock_one(select(Code).where(Code.merchant_id == merchant.id, Code.serial == serial))
    if code is None:
        raise NotFound(CodeRefusal.NO_SUCH_PRINT)
    if code.revoked_at is None:
        _revoke(pen, code, why)


def _issue(pen: Pen, merchant: Merchant, press: Press) -> str:
    today = civil_day(pen.at)
    serials = pen.all(select(Code.serial).where(Code.merchant_id == merchant.id))
    serial = max(serials, default=0) + 1
    token = seal(CodeFacts(press.keyring.signing_id, merchant.number, serial, today), press.keyring)
    made = symbol(press.public_url, token)
    proof_read(made, press.public_url, token)
    code = Code(
        id=new_id(),
        merchant_id=merchant.id,
        serial=serial,
        key_id=press.keyring.signing_id,
        token=token,
        short_code=_fresh_short_code(pen),
        symbol=made.to_bytes(),
        issued_on=today,
        issued_at=pen.at,
        issued_by=pen.actor.person_id,
    )
    pen.add(code)
    hashed = sha256(token.encode()).hexdigest()
    pen.note(
        CodeIssued(
            subject=merchant.id, code=code.id, serial=serial, key_id=code.key_id, issued_on=today, token_hash=hashed
        )
    )
    return code.id


def _revoke(pen: Pen, code: Code, why: str) -> None:
    code.revoked_at, code.revoked_on, code.revoked_why = pen.at, civil_day(pen.at), why
    pen.note(CodeRevoked(subject=code.merchant_id, code=code.id, serial=code.serial, why=why))


def _valid(pen: Pen, merchant_id: str) -> list[Code]:
    mine = select(Code).where(Code.merchant_id == merchant_id, Code.revoked_at.is_(None))
    return list(pen.all(mine))


def _fresh_short_code(pen: Pen) -> str:
    while True:
        short_code = new_short_code()
        if pen.one(select(Code.id).where(Code.short_code == short_code)) is None:
            return short_code
