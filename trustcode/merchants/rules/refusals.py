"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class MerchantRefusal(RefusalCode):
    """Reasons about a unit, its application and the people who decide on it."""

    NO_SUCH_MERCHANT = "no_such_merchant"
    REQUIRED = "required"
    TOO_LONG = "too_long"
    UNKNOWN_CHOICE = "unknown_choice"
    BAD_PHONE = "bad_phone"
    BAD_DAY = "bad_day"
    NOT_DRAWABLE = "not_drawable"
    NO_PHOTO = "no_photo"
    SAME_SHOP_TWICE = "same_shop_twice"
    CHANGED_MEANWHILE = "changed_meanwhile"
    OWN_PROPOSAL = "own_proposal"
    OWN_BUSINESS = "own_business"
    PROPOSAL_OPEN = "proposal_open"
    PROPOSAL_CLOSED = "proposal_closed"
    PROPOSER_GONE = "proposer_gone"
    NEEDS_SECOND_PERSON = "needs_second_person"
    GROUND_NEEDED = "ground_needed"
    REASON_NEEDED = "reason_needed"
    HARD_BLOCK = "hard_block"
    EXTENDED_BEFORE = "extended_before"
    OBJECTION_OPEN = "objection_open"
    NOT_YET = "not_yet"
    COOLING = "cooling"
    TOO_LATE = "too_late"
    RENEWAL_NOT_YET = "renewal_not_yet"
