"""Sessions, known devices, used codes and wrong tries: work in hand, written through a jotter."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass

from sqlalchemy import delete

from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.people.models import OFFERED, Attempt, Denial, Invitation, KnownDevice, OneTimeUse, SignIn
from trustcode.people.queries.accounts import Credentials
from trustcode.people.queries.visitors import is_known_device, token_hash
from trustcode.people.rules import attempts, one_time
from trustcode.people.rules import sessions as limits
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.jotting import Jotter

KEPT_DENIALS = 400
"""Days for which denials are kept (six months is the least that the Cybersecurity Law allows)."""


@dataclass(frozen=True)
class Try:
    """One count that a try raised, and when the one before it was made."""

    key: bytes
    before: Moment
    made_at: Moment


def new_token() -> str:
    """256 random bits for a session or a device."""
    return secrets.token_urlsafe(32)


def begin(jotter: Jotter, *, person_id: str, epoch: int, token: str, device: str = "") -> None:
    """Somebody has given the right password: a session, and a device that is known from now on."""
    at = jotter.at
    row = SignIn(token_hash=token_hash(token), person_id=person_id, epoch=epoch, created_at=at, seen_at=at)
    jotter.add(row)
    if device:
        jotter.ensure(KnownDevice, device_hash=token_hash(device), person_id=person_id, seen_at=at)
        known = jotter.lock(KnownDevice, (token_hash(device), person_id))
        if known is not None:
            known.seen_at = at


def touch(jotter: Jotter, token: str) -> None:
    """The session was used just now."""
    row = jotter.lock(SignIn, token_hash(token))
    if row is not None and row.ended_at is None:
        row.seen_at = max(row.seen_at, jotter.at)


def end(jotter: Jotter, token: str) -> None:
    """The person signs out; the token is worth nothing from now on."""
    row = jotter.lock(SignIn, token_hash(token))
    if row is not None and row.ended_at is None:
        row.ended_at = jotter.at


def choose(jotter: Jotter, token: str, grant_id: str) -> None:
    """In this session the person acts in this post; a post that is not theirs has no effect when it is read."""
    row = jotter.lock(SignIn, token_hash(token))
    if row is not None:
        row.grant_id = grant_id


def offer_secret(jotter: Jotter, token: str) -> str:
    """A seed for one-time codes that this session may enrol; the same one as long as it has not."""
    row = jotter.lock(SignIn, token_hash(token))
    if row is None:
        raise Refusal(PeopleRefusal.NOT_ENROLLED)
    if row.offered_secret is None:
        row.offered_secret = jotter.vault.seal(OFFERED, one_time.new_secret())
    return jotter.vault.open(OFFERED, row.offered_secret)


def prove(jotter: Jotter, *, token: str, fresh_token: str, secret: str, code: str) -> None:
    """A one-time code is spent, and the session goes on under a new token with its second factor given.

    Raises Refusal: WRONG_CODE, or CODE_USED when this code or a later one was spent before, in whatever session.
    """
    row = jotter.lock(SignIn, token_hash(token))
    if row is None or row.ended_at is not None:
        raise Refusal(PeopleRefusal.WRONG_CODE, "code")
    _spend(jotter, row.person_id, secret, code)
    row.ended_at = jotter.at
    heir = SignIn(
        token_hash=token_hash(fresh_token),
        person_id=row.person_id,
        epoch=row.epoch,
        grant_id=row.grant_id,
        created_at=row.created_at,
        seen_at=jotter.at,
        proved_at=jotter.at,
        stepped_up_at=jotter.at,
    )
    jotter.add(heir)


def _spend(jotter: Jotter, person_id: str, secret: str, code: str) -> None:
    jotter.ensure(OneTimeUse, person_id=person_id, last_step=-1)
    use = jotter.lock(OneTimeUse, person_id)
    if use is None:
        raise Refusal(PeopleRefusal.WRONG_CODE, "code")
    use.last_step = one_time.used_step(secret, code, jotter.at, use.last_step)


def reserve(jotter: Jotter, known: Credentials, *, source: str, device: str = "") -> tuple[Try, ...]:
    """Count a try before it is made, as if it were wrong; returns what `give_back` needs. Raises Refusal(WAIT) with seconds.

    `source` is where the try comes from (an address), `device` the value of a browser that has been here before.
    """
    if known.person_id and is_known_device(jotter, known.person_id, device):
        tries = _tally(jotter, _key(jotter, "device", known.account, device))
        return (_count(tries, jotter.at, siege=False),)
    account = _tally(jotter, _key(jotter, "account", known.account, ""))
    tries = _tally(jotter, _key(jotter, "source", known.account, source))
    counted = _count(tries, jotter.at, siege=attempts.under_siege(_as_tally(account), jotter.at))
    return counted, _raise(account, jotter.at)


def give_back(jotter: Jotter, tries: tuple[Try, ...]) -> None:
    """A try that was counted was never compared: that one is taken off again, and earlier wrong ones stay."""
    for one in tries:
        row = jotter.lock(Attempt, one.key)
        if row is None:
            continue
        row.count = max(row.count - 1, 0)
        if row.last_at == one.made_at:
            row.last_at = one.before


def forgive(jotter: Jotter, known: Credentials, *, source: str, device: str = "") -> None:
    """The try was right after all: forget the wrong ones from here, and take this one off the account's count."""
    for part, value in (("device", device), ("source", source)):
        jotter.change(delete(Attempt).where(Attempt.key == _key(jotter, part, known.account, value)))
    account = jotter.lock(Attempt, _key(jotter, "account", known.account, ""))
    if account is not None:
        account.count = max(account.count - 1, 0)


def reserve_code(jotter: Jotter, person_id: str) -> None:
    """Count a one-time code before it is compared; the password was right already. Raises Refusal(WAIT)."""
    tries = _tally(jotter, _key(jotter, "code", person_id.encode(), ""))
    _count(tries, jotter.at, siege=False)


def forgive_code(jotter: Jotter, person_id: str) -> None:
    """The code was right."""
    jotter.change(delete(Attempt).where(Attempt.key == _key(jotter, "code", person_id.encode(), "")))


def deny(jotter: Jotter, *, person_id: str, role: str, endpoint: str) -> None:
    """Keep that somebody signed in asked for what they may not see or what is not there."""
    jotter.add(Denial(person_id=person_id, role=role, endpoint=endpoint[:80], at=jotter.at))


def sweep(jotter: Jotter) -> int:
    """Forget what is long over: sessions, counts, devices, invitations, old denials. Returns how many rows."""
    at = jotter.at
    longest = limits.MERCHANT.whole
    return sum(
        jotter.change(statement)
        for statement in (
            delete(SignIn).where(SignIn.created_at < at - longest),
            delete(Attempt).where(Attempt.last_at < at - attempts.REST),
            delete(KnownDevice).where(KnownDevice.seen_at < at - limits.DEVICE_KNOWN),
            delete(Invitation).where(Invitation.made_at < at - limits.INVITATION),
            delete(Denial).where(Denial.at < at - KEPT_DENIALS * limits.DAY),
        )
    )


def _key(jotter: Jotter, part: str, account: bytes, value: str) -> bytes:
    return jotter.vault.index(f"attempt.{part}", f"{account.hex()}|{value}")


def _tally(jotter: Jotter, key: bytes) -> Attempt:
    jotter.ensure(Attempt, key=key, count=0, last_at=jotter.at)
    row = jotter.lock(Attempt, key)
    if row is None:
        raise LookupError("a count that was just made is gone")
    return row


def _as_tally(row: Attempt) -> attempts.Tally:
    return attempts.Tally(row.count, row.last_at)


def _count(row: Attempt, at: Moment, *, siege: bool) -> Try:
    pause = attempts.wait(_as_tally(row), at, siege=siege)
    if pause:
        raise Refusal(PeopleRefusal.WAIT, seconds=math.ceil(pause.total_seconds()))
    return _raise(row, at)


def _raise(row: Attempt, at: Moment) -> Try:
    counted = Try(row.key, row.last_at, at)
    row.count = attempts.standing(_as_tally(row), at) + 1
    row.last_at = at
    return counted
