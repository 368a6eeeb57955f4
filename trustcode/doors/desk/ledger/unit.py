"""The unit whose ledger is open; one that never promised returns has none."""

from __future__ import annotations

from trustcode.doors.desk.keeping import keeps_ledger
from trustcode.doors.desk.own import Named, own_sheet
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.storage.reading import Reader


def ledger_unit(reader: Reader, merchant_id: str) -> MerchantSheet:
    """The visitor's own unit, if it keeps a ledger. Raises NotFound."""
    unit = own_sheet(reader, merchant_id)
    if not keeps_ledger(reader, unit):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return unit


def called(unit: MerchantSheet) -> Named:
    """What the shop is called on the pages of its ledger."""
    return Named(unit.shop_name, unit.branch_name)
