"""Numbers of the scheme that no law fixes: proposals, each of which a province may set otherwise."""

from __future__ import annotations

from dataclasses import dataclass


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
