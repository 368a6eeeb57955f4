"""The complaint at hand, for the shop that it is about and nobody else."""

from __future__ import annotations

from trustcode.complaints.queries.sheets import ComplaintSheet, sheet
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.desk.own import Named, own_sheet
from trustcode.doors.lobby.present import the_actor
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.storage.reading import Reader

READ = "read complaint text"
REPLY = "reply to complaint"
"""Rows of the permission table."""


def own_complaint(reader: Reader, merchant_id: str, complaint_id: str) -> tuple[MerchantSheet, ComplaintSheet]:
    """The unit and a complaint about it. Raises NotFound for any other."""
    unit = own_sheet(reader, merchant_id)
    one = sheet(reader, the_actor(), complaint_id)
    if one.merchant_id != merchant_id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return unit, one


def called(unit: MerchantSheet) -> Named:
    """What the shop is called."""
    return Named(unit.shop_name, unit.branch_name)
