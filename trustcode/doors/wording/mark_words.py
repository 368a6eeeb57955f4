"""Why a mark stands at a ledger, in one sentence with its numbers and what else it may mean."""

from __future__ import annotations

from trustcode.doors.wording.filters import money
from trustcode.doors.wording.month_words import period_words
from trustcode.doors.wording.msgids import N_, say
from trustcode.returns.rules.marks import Mark, MarkKind

_WHY: dict[MarkKind, str] = {
    MarkKind.BURST: N_(
        "In %(month)s %(count)s entries were typed within one hour. Few counters see so many shoppers at once; perhaps a "
        "heap was typed in afterwards."
    ),
    MarkKind.IDENTICAL: N_(
        "In %(month)s %(count)s of %(of)s refunds came to %(amount)s exactly. A shop that sells one thing has that too."
    ),
    MarkKind.NIGHT: N_(
        "In %(month)s %(count)s of %(of)s entries were typed between ten at night and six in the morning. Shops that are "
        "open at night have that too."
    ),
    MarkKind.LAST_DAY: N_(
        "In %(month)s %(count)s of %(of)s entries (%(percent)s%%) were made on the last day. Perhaps nobody wrote along "
        "during the month."
    ),
    MarkKind.OWN_DEVICE: N_(
        "Confirmed on a device on which somebody of the shop had signed in: %(count)s. Perhaps a shopper was lent it. "
        "These do not count as confirmed in public."
    ),
    MarkKind.REPEATED_DEVICE: N_(
        "Confirmed on a device that had confirmed for this shop shortly before: %(count)s. Regular customers do that too. "
        "These do not count as confirmed in public."
    ),
    MarkKind.OWN_NETWORK: N_(
        "Confirmed on yet another new device from the shop’s own network on one day: %(count)s. A shop that lends its "
        "network to shoppers has that too. These do not count as confirmed in public."
    ),
    MarkKind.REFUSALS: N_(
        "In twelve months %(count)s of %(of)s requests without a reason (%(percent)s%%) were refused. See whether the "
        "grounds were displayed."
    ),
    MarkKind.LATE: N_(
        "In twelve months %(count)s of %(of)s entries (%(percent)s%%) were made late. Perhaps a list on paper was copied."
    ),
    MarkKind.RECEIPT_AGAIN: N_(
        "In twelve months %(count)s of %(of)s entries (%(percent)s%%) name a receipt that was named before. A family that "
        "shops together has that too."
    ),
}


def mark_sentence(language: str, mark: Mark) -> str:
    """What was found and in which month, as a hint."""
    month = period_words(language, mark.period) if mark.period else ""
    facts = {**mark.numbers, "month": month, "amount": money(mark.numbers.get("amount_fen", 0))}
    return say(language, _WHY[mark.kind], facts)
