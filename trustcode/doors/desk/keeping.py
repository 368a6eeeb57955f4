"""Which units keep a ledger of returns: those that promise them, or once did; also by a promise for every shop."""

from __future__ import annotations

from trustcode.commitments.queries.days import spans
from trustcode.commitments.queries.promises import promises
from trustcode.commitments.rules.terms import CommitmentKind, ReturnTerms
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.storage.reading import Reader


def keeps_ledger(reader: Reader, unit: MerchantSheet) -> bool:
    """Whether a unit has been in force and promises returns, or once did."""
    return unit.first_active_on is not None and latest_terms(reader, unit.id) is not None


def latest_terms(reader: Reader, merchant_id: str) -> ReturnTerms | None:
    """The terms of returns that were signed last, else those that came with the licence; None where there never were any."""
    signed = [one.returns for one in promises(reader, merchant_id) if one.kind is CommitmentKind.RETURNS]
    if signed:
        return signed[-1]
    inherited = [span.offered for span in spans(reader, merchant_id) if span.offered is not None]
    return inherited[-1] if inherited else None
