"""The few words that the ledger is written in: kind, basis, outcome, and what became of an entry."""

from __future__ import annotations

from enum import StrEnum


class ReturnKind(StrEnum):
    """Money back, or other goods for it. Counted apart."""

    RETURN = "return"
    EXCHANGE = "exchange"


class Basis(StrEnum):
    """Why goods come back. Never mixed in a figure: the promise of the scheme, and what the law gives anyway."""

    NO_REASON = "no_reason"
    QUALITY = "quality"
    ONLINE = "online_statutory"
    GOODWILL = "goodwill"


class Outcome(StrEnum):
    """How a request ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Gift(StrEnum):
    """What became of gifts that came with the goods."""

    NONE = "none"
    RETURNED = "returned"
    PAID = "paid"
    KEPT = "kept"


class Condition(StrEnum):
    """How the goods came back. Opening to inspect is no damage."""

    INTACT = "intact"
    OPENED = "opened"
    DAMAGED = "damaged"


class Origin(StrEnum):
    """How an entry came into the ledger."""

    TYPED = "typed"
    OFFLINE = "offline"
    IMPORTED = "imported"


class Answer(StrEnum):
    """What the shopper said of an entry."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class AnswerMark(StrEnum):
    """From what device an answer came, for the officers: only a fresh one counts as confirmed in public.

    `OWN_NETWORK`: a device not seen before, but one too many from the network of the shop's desk within a day.
    """

    FRESH = "fresh"
    REPEATED = "repeated"
    OWN_DEVICE = "own_device"
    OWN_NETWORK = "own_network"


class DisputeReason(StrEnum):
    """What the shopper says is not right."""

    NO_SUCH_RETURN = "no_such_return"
    WRONG_AMOUNT = "wrong_amount"
    NOT_REFUNDED = "not_refunded"
    WRONGLY_REFUSED = "wrongly_refused"
    OTHER = "other"


class MonthKind(StrEnum):
    """Which month a report is about: the calendar's, or the statistical one from the 25th to the 24th."""

    CALENDAR = "calendar"
    FROM_25TH = "from_25th"
