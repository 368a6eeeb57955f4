"""The closed lists that complaints are made of. Labels are in `doors.wording.words`; numbers of articles in the glossary."""

from __future__ import annotations

from enum import StrEnum


class Wish(StrEnum):
    """What the shopper asks for (Order 121, form 1); several may be chosen."""

    REPAIR = "repair"
    REDO = "redo"
    REPLACE = "replace"
    RETURN = "return"
    MAKE_UP = "make_up"
    REFUND = "refund"
    DAMAGES = "damages"


class Source(StrEnum):
    """How a matter reached us."""

    SCAN = "scan"
    SEARCH = "search"
    NUMBER = "number"
    COUNTER = "counter"
    HOTLINE_12345 = "hotline_12345"
    PLATFORM_12315 = "platform_12315"


class PaperKind(StrEnum):
    """What a shopper proves who they are with."""

    ID_CARD = "id_card"
    RESIDENCE_PERMIT = "residence_permit"
    PASSPORT = "passport"
    OTHER = "other"


class RefusalGround(StrEnum):
    """The seven grounds on which a complaint is not accepted (Order 121, article 16 and form 6)."""

    OUTSIDE_DUTY = "outside_duty"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    NOT_CONSUMPTION = "not_consumption"
    OVER_THREE_YEARS = "over_three_years"
    PAPERS_FAULTY = "papers_faulty"
    IDENTITY_FALSE = "identity_false"
    OTHER_LAW = "other_law"


class MediationEnd(StrEnum):
    """The eight ways in which mediation ends without an agreement (Order 121, article 23 and form 8)."""

    WITHDRAWN_OR_SETTLED = "withdrawn_or_settled"
    PARTY_ABSENT = "party_absent"
    NO_AGREEMENT = "no_agreement"
    APPRAISAL_COST = "appraisal_cost"
    TIME_PASSED = "time_passed"
    GROUND_FOUND = "ground_found"
    PARTY_GONE = "party_gone"
    OTHER_LAW = "other_law"


class Hold(StrEnum):
    """Why a matter is marked and shown with others like it; it still reaches an officer and its clock runs."""

    PHONE_CAP = "phone_cap"
    DEVICE_CAP = "device_cap"
    SHOP_BURST = "shop_burst"
    NEAR_COPY = "near_copy"
    SAME_RECEIPT = "same_receipt"
    REPEAT_CLAIMANT = "repeat_claimant"


class Speaker(StrEnum):
    """Who said something in a matter."""

    SHOPPER = "shopper"
    SHOP = "shop"
    OFFICE = "office"
