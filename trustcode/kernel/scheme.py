"""Numbers of the scheme that no law fixes: proposals, each of which a province may set otherwise."""

from __future__ import annotations

from dataclasses import dataclass

MONTHS_START_ON = (1, 25)
"""Days on which the month of a report may begin: the calendar's, or the statistical one that ends on the 24th."""


@dataclass(frozen=True)
class SchemeRules:
    """Days are calendar days unless the name says working days. A settings file may replace any of them."""

    validity_years: int = 3
    lapse_grace_days: int = 30
    renewal_months: int = 6
    review_workdays: int = 10
    correction_workdays: int = 10
    notice_workdays: int = 5
    rectification_workdays: int = 15
    rectification_extension_workdays: int = 10
    cure_days: int = 60
    confirmation_workdays: int = 2
    hearing_workdays: int = 5
    cooling_months: int = 12
    cooling_months_grave: int = 24
    minimum_window_days: int = 7
    longest_window_days: int = 365
    longest_refund_days: int = 7
    minimum_months_trading: int = 12
    page_max_age_seconds: int = 600
    page_slot_seconds: int = 300
    promise_notice_days: int = 7
    renewal_opens_days: int = 60
    self_check_months: int = 12
    reminder_days: int = 30
    last_reminder_days: int = 7
    sign_down_days: int = 7
    late_entry_days: int = 7
    latest_entry_days: int = 365
    report_due_days: int = 10
    report_month_starts_on: int = 1
    confirmation_days: int = 30
    confirmation_digits_hours: int = 24
    repeated_device_days: int = 30
    desk_network_answers: int = 5
    few_requests: int = 10
    refusal_ratio_percent: int = 20
    identical_amounts: int = 8
    night_entries: int = 10
    last_day_percent: int = 50
    burst_entries_per_hour: int = 30
    identical_percent: int = 30
    repeated_devices: int = 3
    late_percent: int = 40
    receipt_again_percent: int = 20
    filings_by_phone_a_day: int = 3
    filings_by_phone_lately: int = 10
    filings_lately_days: int = 365
    filings_by_device_a_day: int = 5
    filings_about_shop_an_hour: int = 15
    near_copy_percent: int = 75
    near_copy_days: int = 30
    bundle_at_once: int = 100
    phone_codes_a_day: int = 5
    phone_codes_in_all_a_day: int = 2_000
    phone_code_minutes: int = 10
    phone_code_tries: int = 5
    contact_reads_a_day: int = 50
    complaint_draft_days: int = 7
    withdrawal_cooling_days: int = 7
    publication_target_workdays: int = 5
    publication_shown_days: int = 365
    few_complaints: int = 10
    answer_reminder_days: int = 2
    silence_days: int = 365
    silence_missed: int = 3
    silence_percent: int = 30
    silence_cure: int = 3
