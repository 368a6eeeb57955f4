"""What the system finds about an application before an officer reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import BusinessMark, Merchant
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.credit_code import read_credit_code
from trustcode.merchants.rules.findings import Check, Finding, Level, Mark, from_marks, in_reading_order, trading_time
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.merchants.rules.terms import again_on
from trustcode.storage.reading import Reader

_ENDED = (Standing.REMOVED, Standing.WITHDRAWN, Standing.CLOSED)
_FEW = 5


def found(reader: Reader, merchant: Merchant, at: Moment, scheme: SchemeRules | None = None) -> tuple[Finding, ...]:
    """All findings in reading order: blocks, then what asks for a look, then what passed."""
    today, numbers = civil_day(at), scheme or SchemeRules()
    return in_reading_order(
        [
            _credit_code(merchant),
            _others(reader, merchant, Check.SAME_LICENCE, Merchant.credit_code == merchant.credit_code),
            _look_alike(reader, merchant),
            _ended(reader, merchant, Check.SAME_ADDRESS, Merchant.street == merchant.street),
            _ended(reader, merchant, Check.SAME_PHONE, _same_phone(merchant)),
            trading_time(merchant.established_on or today, today, numbers.minimum_months_trading),
            *from_marks(marks_of(reader, merchant.credit_code), today),
            _cooling(reader, merchant, today, numbers),
        ]
    )


def findings_about(
    reader: Reader, actor: Actor, merchant_id: str, at: Moment, scheme: SchemeRules
) -> tuple[Finding, ...]:
    """All findings about a unit that this person may see, in reading order. Raises NotFound."""
    merchant = reader.get(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    authority.require_sight(actor, merchant.id, merchant.region_code)
    return found(reader, merchant, at, scheme)


def marks_of(reader: Reader, credit_code: str) -> list[Mark]:
    """What other registers say of a business."""
    rows = reader.all(select(BusinessMark).where(BusinessMark.credit_code == credit_code))
    return [Mark(row.kind, row.since, row.until) for row in rows]


def _credit_code(merchant: Merchant) -> Finding:
    if not merchant.credit_code:
        return Finding(Check.CREDIT_CODE, Level.LOOK, {"legacy": False, "warnings": []})
    code = read_credit_code(merchant.credit_code)
    warnings = [w.value for w in code.warnings]
    if code.legacy or warnings:
        return Finding(Check.CREDIT_CODE, Level.LOOK, {"legacy": code.legacy, "warnings": warnings})
    return Finding(Check.CREDIT_CODE, Level.PASS)


def _others(reader: Reader, merchant: Merchant, check: Check, same: ColumnElement[bool]) -> Finding:
    return _finding(check, _named(reader, merchant, same, Merchant.standing != Standing.DRAFT))


def _look_alike(reader: Reader, merchant: Merchant) -> Finding:
    near = Merchant.region_code.startswith(merchant.region_code[:4])
    other = Merchant.credit_code != merchant.credit_code
    same = Merchant.skeleton == merchant.skeleton
    return _finding(Check.LOOK_ALIKE, _named(reader, merchant, same, near, other, Merchant.standing.in_(PUBLIC)))


def _ended(reader: Reader, merchant: Merchant, check: Check, same: ColumnElement[bool]) -> Finding:
    there = Merchant.region_code == merchant.region_code if check is Check.SAME_ADDRESS else Merchant.id != ""
    return _finding(check, _named(reader, merchant, same, there, Merchant.standing.in_(_ENDED)))


def _same_phone(merchant: Merchant) -> ColumnElement[bool]:
    """Either phone is the same; a phone that was never given is like no other."""
    by_index = (Merchant.contact_phone_index == merchant.contact_phone_index) & (Merchant.contact_phone_index != b"")
    return by_index | ((Merchant.returns_phone == merchant.returns_phone) & (Merchant.returns_phone != ""))


def _cooling(reader: Reader, merchant: Merchant, today: date, scheme: SchemeRules) -> Finding:
    same = Merchant.credit_code == merchant.credit_code
    removed = reader.all(
        select(Merchant).where(same, Merchant.standing == Standing.REMOVED, Merchant.id != merchant.id)
    )
    ends = [again_on(m.standing, civil_day(m.standing_at), m.ground, scheme) for m in removed]
    later = [day for day in ends if day and day > today]
    return Finding(Check.COOLING, Level.BLOCK, {"until": max(later)}) if later else Finding(Check.COOLING, Level.PASS)


def _named(reader: Reader, merchant: Merchant, *conditions: ColumnElement[bool]) -> Sequence[Merchant]:
    return reader.all(select(Merchant).where(Merchant.id != merchant.id, *conditions).order_by(Merchant.id).limit(_FEW))


def _finding(check: Check, others: Sequence[Merchant]) -> Finding:
    if not others:
        return Finding(check, Level.PASS)
    names = [f"{m.shop_name} {m.branch_name}".strip() for m in others]
    standings = [m.standing.value for m in others]
    return Finding(check, Level.LOOK, {"names": names, "standings": standings, "count": len(others)})
