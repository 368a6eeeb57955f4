"""Acts, with a jotter: a one-time code for a phone, and the digits that somebody typed. Only keyed hashes are kept.

One asking is one message; the caps hold for a phone and for all together, whoever asks.
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select, update

from trustcode.complaints.models import PhoneCode
from trustcode.complaints.rules.phones import SentCode, may_be_tried, new_digits, over, read_digits, require_room, wrong
from trustcode.complaints.rules.purposes import PHONE_CODE, PHONE_INDEX
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import Fault
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.jotting import Jotter

_DAY = timedelta(days=1)


def make_code(jotter: Jotter, *, phone: str, scheme: SchemeRules) -> str:
    """Fresh digits for a mobile number, to be sent once this is kept; earlier ones no longer count.

    Counted before anything is sent, so that a message that fails counts too. Raises Refusal PHONE_CODES_ENOUGH or
    PHONE_CODES_ALL.
    """
    index = jotter.vault.index(PHONE_INDEX, phone)
    jotter.take_turn(PHONE_CODE)  # so that those who ask at once are counted one after the other
    jotter.change(delete(PhoneCode).where(PhoneCode.sent_at < jotter.at - 2 * _DAY))
    lately = PhoneCode.sent_at > jotter.at - _DAY
    require_room(_count(jotter, lately, PhoneCode.phone_index == index), _count(jotter, lately), scheme)
    unused = PhoneCode.phone_index == index, PhoneCode.used_at.is_(None)
    jotter.change(update(PhoneCode).where(*unused).values(used_at=jotter.at))
    digits = new_digits()
    row = PhoneCode(
        id=new_id(),
        phone_index=index,
        code_index=_code_index(jotter, phone, digits),
        sent_at=jotter.at,
        used_at=None,
    )
    jotter.add(row)
    return digits


def try_code(jotter: Jotter, *, phone: str, typed: str, scheme: SchemeRules) -> Fault | None:
    """Whether the digits are those that were sent last; None when they are, and then they are used up.

    A wrong try is counted, which is why this answers with a fault and raises nothing: the count must be kept.
    """
    row = _held(jotter, jotter.vault.index(PHONE_INDEX, phone))
    if row is None or not may_be_tried(_sent(row), jotter.at, scheme):
        return over()
    row.tries += 1
    if not hmac.compare_digest(row.code_index, _code_index(jotter, phone, read_digits(typed))):
        return wrong(row.tries, scheme)
    row.used_at = jotter.at
    return None


def _held(jotter: Jotter, index: bytes) -> PhoneCode | None:
    """The code of a phone that counts, held; the last one where none does."""
    mine = select(PhoneCode.id).where(PhoneCode.phone_index == index)
    order = PhoneCode.used_at.is_not(None), PhoneCode.sent_at.desc(), PhoneCode.id
    found = jotter.scalar(mine.order_by(*order).limit(1))
    return jotter.lock(PhoneCode, found) if found else None


def _sent(row: PhoneCode) -> SentCode:
    return SentCode(row.sent_at, row.tries, row.used_at is not None)


def _code_index(jotter: Jotter, phone: str, digits: str) -> bytes:
    return jotter.vault.index(PHONE_CODE, f"{phone}\0{digits}")


def _count(jotter: Jotter, *conditions: ColumnElement[bool]) -> int:
    return int(jotter.scalar(select(func.count(PhoneCode.id)).where(*conditions)) or 0)
