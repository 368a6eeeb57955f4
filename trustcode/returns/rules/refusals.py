"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class ReturnRefusal(RefusalCode):
    """Reasons about a line of the ledger, its correction and what the shopper answers."""

    NO_SUCH_RETURN = "return_no_such_return"

    AMOUNT_MISSING = "return_amount_missing"
    AMOUNT_UNREADABLE = "return_amount_unreadable"
    AMOUNT_DECIMALS = "return_amount_decimals"
    AMOUNT_NEGATIVE = "return_amount_negative"
    AMOUNT_ZERO = "return_amount_zero"
    AMOUNT_TOO_LARGE = "return_amount_too_large"
    REFUND_ABOVE_VALUE = "return_refund_above_value"
    REFUND_MISSING = "return_refund_missing"
    REFUND_NOT_GIVEN = "return_refund_not_given"
    QUANTITY = "return_quantity"

    DAY_IN_FUTURE = "return_day_in_future"
    BOUGHT_LATER = "return_bought_later"
    REFUNDED_EARLIER = "return_refunded_earlier"
    TOO_LONG_AGO = "return_too_long_ago"

    TOO_LONG = "return_too_long"
    STRANGE_CHARACTERS = "return_strange_characters"
    UNKNOWN_CHOICE = "return_unknown_choice"
    TOO_MANY_PHOTOS = "return_too_many_photos"
    NOT_ONE_OF_YOURS = "return_not_one_of_yours"

    NOT_PROMISED = "return_not_promised"
    NOT_PROMISED_THEN = "return_not_promised_then"
    PAUSED_THEN = "return_paused_then"
    UNIT_NOT_IN_FORCE = "return_unit_not_in_force"

    REASON_NEEDED = "return_reason_needed"
    REASON_WITHOUT_REFUSAL = "return_reason_without_refusal"
    REFUSAL_NOT_DISPLAYED = "return_refusal_not_displayed"
    REFUSAL_NOT_APPLICABLE = "return_refusal_not_applicable"
    MUST_BE_TAKEN_BACK = "return_must_be_taken_back"
    RECEIPT_KNOWN = "return_receipt_known"

    WHY_NEEDED = "return_why_needed"
    ALREADY_CORRECTED = "return_already_corrected"
    NOTHING_CHANGED = "return_nothing_changed"
    PROPOSAL_OPEN = "return_proposal_open"
    PROPOSAL_CLOSED = "return_proposal_closed"

    CODE_EXPIRED = "return_code_expired"
    ALREADY_ANSWERED = "return_already_answered"
    DISPUTE_REASON_NEEDED = "return_dispute_reason_needed"
    NOTE_NEEDED = "return_note_needed"
