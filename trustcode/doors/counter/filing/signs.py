"""The shop of a filing by the digits of its sign."""

from __future__ import annotations

from dataclasses import replace

from trustcode.codes.queries import shop_of_short_code
from trustcode.codes.rules.short_code import read_short_code
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import Source
from trustcode.doors.counter.filing.draft import Draft
from trustcode.doors.counter.shops import shop_of
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.storage.reading import Reader


def by_digits(reader: Reader, draft: Draft) -> tuple[Draft, list[Fault]]:
    """The shop whose sign has the digits that were typed; without digits the draft as it is."""
    typed = draft.first("short_code")[:60].strip()
    if not typed:
        return draft, []
    try:
        digits = read_short_code(typed, "short_code")
        found = shop_of_short_code(reader, digits)
        shop = shop_of(reader, found[0], PUBLIC) if found else None
    except NotFound:
        shop = None
    except Refusal as refusal:
        return draft, list(refusal.faults)
    if shop is None:
        return draft, [Fault(ComplaintRefusal.NO_SUCH_SIGN, "short_code")]
    return replace(draft, merchant_id=shop.id, serial=0, source=Source.NUMBER), []
