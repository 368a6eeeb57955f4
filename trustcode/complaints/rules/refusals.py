"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class ComplaintRefusal(RefusalCode):
    """Every anticipated no about complaints and reports."""

    NO_SUCH_MATTER = "no_such_matter"
    NUMBER_CHARACTERS = "number_characters"
    NUMBER_LENGTH = "number_length"
    NUMBER_CHECK = "number_check"
    MISSING = "complaint_missing"
    TOO_LONG = "complaint_too_long"
    STRANGE_CHARACTERS = "complaint_strange_characters"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_ID_CARD = "not_an_id_card"
    NO_WISH = "no_wish"
    IN_THE_FUTURE = "complaint_in_the_future"
    BEFORE_PURCHASE = "before_purchase"
    AMOUNT_RANGE = "amount_range"
    TOO_MANY_FILES = "too_many_files"
    PHONE_NOT_PROVED = "phone_not_proved"
    PHONE_CODE_WRONG = "phone_code_wrong"
    PHONE_CODE_OVER = "phone_code_over"
    PHONE_CODES_ENOUGH = "phone_codes_enough"
    CHANGED_MEANWHILE = "complaint_changed_meanwhile"
    GROUND_NEEDED = "complaint_ground_needed"
    REASON_NEEDED = "complaint_reason_needed"
    OWN_BUSINESS = "complaint_own_business"
    NO_LONGER_OPEN = "complaint_no_longer_open"
    NOT_RATED_NOW = "complaint_not_rated_now"
    NOT_OVER = "complaint_not_over"
    IDENTITY_NEEDED = "complaint_identity_needed"
    CASE_NUMBER_NEEDED = "case_number_needed"
    DAY_PASSED = "named_day_passed"
    CLOCK_STANDS = "clock_stands"
    CLOCK_RUNS = "clock_runs"
    EXTENDED_BEFORE = "complaint_extended_before"
    READS_ENOUGH = "reads_enough"
    OVER_THREE_YEARS = "complaint_over_three_years"
