"""Complaints and reports made by the real acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.merchants.builders import COUNTY, DAY, SCHEME, Shop, an_active_merchant, an_officer
from trustcode.complaints.actions import filing, handling, settling
from trustcode.complaints.actions.filing import About, Receipt
from trustcode.complaints.models import Complaint, Report, RunningClock
from trustcode.complaints.rules.filing import Filing
from trustcode.complaints.rules.words import PaperKind, Source, Wish
from trustcode.kernel.actors import PUBLIC, Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

ID_CARD = "430103199003071230"
"""A made-up number with the right check character."""


def a_shop(store: Store, at: Moment, *, settles: bool = True) -> Shop:
    """A shop in force for sixty days, which settles first unless said otherwise."""
    shop = an_active_merchant(store, at - 60 * DAY)
    if settles:
        with pen(store, shop.owner, at - 30 * DAY) as p:
            settling.join(p, merchant_id=shop.id)
    return shop


def a_filing(at: Moment, **changes: Any) -> Filing:
    """A complaint as typed today: a coat with a broken zip, money back wanted, may be published."""
    today = civil_day(at)
    facts: dict[str, Any] = {
        "is_complaint": True,
        "is_report": False,
        "facts": "周六买的外套，第二天拉链就坏了，店里不给退。",
        "category": "clothing",
        "problem": "quality",
        "bought_on": today - timedelta(days=3),
        "happened_on": today - timedelta(days=1),
        "amount_fen": 32_900,
        "wishes": (Wish.REFUND,),
        "name": "陈小满",
        "phone": "13900005678",
        "may_publish": True,
        **changes,
    }
    return Filing(**facts)


def filed(
    store: Store, at: Moment, shop: Shop | None, *, about: dict[str, Any] | None = None, **changes: Any
) -> Receipt:
    """What a shopper filed about a shop from a scan, or about one without a code; the receipt."""
    where = {"merchant_id": shop.id} if shop else {"region_code": COUNTY}
    if shop is None:
        changes = {"respondent_name": "无名小店", "respondent_address": "人民路 1 号", **changes}
    whom = About(**{"source": Source.SCAN, "proved": True, **where, **(about or {})})
    with pen(store, PUBLIC, at) as p:
        return filing.file(p, filing=a_filing(at, **changes), about=whom, scheme=SCHEME)


def a_complaint(store: Store, at: Moment, shop: Shop, **changes: Any) -> tuple[str, str]:
    """Number and secret of a complaint about a shop."""
    receipt = filed(store, at, shop, **changes)
    assert receipt.complaint is not None
    return receipt.complaint


def the_complaint(store: Store, number: str) -> Complaint:
    """The row of a number."""
    with reading(store) as reader:
        found = reader.one(select(Complaint).where(Complaint.number == number))
    assert found is not None
    return found


def the_report(store: Store, number: str) -> Report:
    """The row of a report by its number."""
    with reading(store) as reader:
        found = reader.one(select(Report).where(Report.number == number))
    assert found is not None
    return found


def the_clocks(store: Store, number: str) -> list[RunningClock]:
    """All clocks of a number, the oldest first."""
    matter_id = the_complaint(store, number).id
    mine = select(RunningClock).where(RunningClock.matter_id == matter_id)
    with reading(store) as reader:
        return list(reader.all(mine.order_by(RunningClock.started_at, RunningClock.id)))


def accepted(store: Store, at: Moment, shop: Shop, officer: Actor | None = None, **changes: Any) -> tuple[str, str]:
    """Number and secret of a complaint that an officer has accepted at `at`."""
    identity = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}
    number, secret = a_complaint(store, at - DAY, shop, **{**identity, **changes})
    with pen(store, officer or an_officer(store, at - 2 * DAY), at) as p:
        handling.accept(p, complaint_id=the_complaint(store, number).id)
    return number, secret
