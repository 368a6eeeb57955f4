"""What the few words of the returns ledger are called on pages."""

from __future__ import annotations

from enum import StrEnum

from trustcode.doors.wording.msgids import Word, word
from trustcode.returns.rules.words import (
    Answer,
    AnswerMark,
    Basis,
    Condition,
    DisputeReason,
    Gift,
    MonthKind,
    Origin,
    Outcome,
    ReturnKind,
)

LEDGER: dict[StrEnum, Word] = {
    ReturnKind.RETURN: word("ledger", "Return"),
    ReturnKind.EXCHANGE: word("ledger", "Exchange"),
    Basis.NO_REASON: word("ledger", "No reason"),
    Basis.QUALITY: word("ledger", "Quality"),
    Basis.ONLINE: word("ledger", "Online, by law"),
    Basis.GOODWILL: word("ledger", "Goodwill"),
    Outcome.ACCEPTED: word("ledger", "Accepted"),
    Outcome.REFUSED: word("ledger", "Refused"),
    Outcome.WITHDRAWN: word("ledger", "Kept after all"),
    Gift.NONE: word("ledger", "No gift"),
    Gift.RETURNED: word("ledger", "Gift came back"),
    Gift.PAID: word("ledger", "Gift paid for"),
    Gift.KEPT: word("ledger", "Gift kept"),
    Condition.INTACT: word("ledger", "Intact"),
    Condition.OPENED: word("ledger", "Opened to look or try on"),
    Condition.DAMAGED: word("ledger", "Damaged or used"),
    Origin.TYPED: word("ledger", "Typed on the spot"),
    Origin.OFFLINE: word("ledger", "Kept on the phone, sent later"),
    Origin.IMPORTED: word("ledger", "From a file"),
    Answer.CONFIRMED: word("ledger", "Confirmed by the shopper"),
    Answer.DISPUTED: word("ledger", "The shopper says it is not so"),
    AnswerMark.FRESH: word("ledger", "A device of the shopper’s own"),
    AnswerMark.REPEATED: word("ledger", "A device that answered here lately"),
    AnswerMark.OWN_DEVICE: word("ledger", "A device once used at the shop’s desk"),
    AnswerMark.OWN_NETWORK: word("ledger", "One of many new devices on the shop’s network"),
    DisputeReason.NO_SUCH_RETURN: word("ledger", "I did not bring anything back"),
    DisputeReason.WRONG_AMOUNT: word("ledger", "The amount is not right"),
    DisputeReason.NOT_REFUNDED: word("ledger", "The money has not come"),
    DisputeReason.WRONGLY_REFUSED: word("ledger", "They should have taken it back"),
    DisputeReason.OTHER: word("ledger", "Something else"),
    MonthKind.CALENDAR: word("ledger", "Calendar month"),
    MonthKind.FROM_25TH: word("ledger", "From the 25th to the 24th"),
}
