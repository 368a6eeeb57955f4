"""The facts of a refusal as people say them: days, lists, codes of ours, and a hint what was meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.wording import filters
from trustcode.doors.wording.msgids import N_, say, say_word
from trustcode.doors.wording.words import complaints, exchange, promises, shops, standings
from trustcode.exchange.rules.records import RecordRefusal
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.imaging.photos import PhotoRefusal
from trustcode.kernel.refusals import Fault, RefusalCode
from trustcode.merchants.rules.findings import Check
from trustcode.merchants.rules.naming import NamingRefusal
from trustcode.merchants.rules.refusals import MerchantRefusal

UNTIL = N_("It is not time for this yet: wait until after %(until)s.")
MEANT = N_("Perhaps %(suggestion)s was meant.")
LOOKS_LIKE = N_("%(letter)s is perhaps %(meant)s")
COMPARE = N_("Compare it with the licence.")


_BY_FIELD: Mapping[RefusalCode, Mapping[str, str]] = {
    MerchantRefusal.REQUIRED: shops.EMPTY_FIELDS,
    MerchantRefusal.BAD_PHONE: shops.PHONE_FIELDS,
    CommitmentRefusal.CHOOSE_ONE: promises.CHOOSE_FIELDS,
    CommitmentRefusal.NOT_AGREED: promises.AGREE_FIELDS,
    ComplaintRefusal.MISSING: complaints.MISSING_FIELDS,
    ExchangeRefusal.FIELD_WRONG: exchange.ORDER_FIELDS,
}


def sentence_for(fault: Fault) -> str | None:
    """A sentence that fits the field or the facts better than the general one of the code, or None."""
    if fault.code in _BY_FIELD:
        return _BY_FIELD[fault.code].get(fault.where)
    if isinstance(fault.code, NamingRefusal) and fault.where in {"contact_name", "street"}:
        return shops.CONTACT_NAMES.get(fault.code)
    if fault.code is CommitmentRefusal.NOT_A_NUMBER and fault.where == "refund_days":
        return promises.REFUND_DAYS
    if fault.code is PhotoRefusal.NOT_A_PHOTO:
        return shops.PHOTO_KINDS.get(str(fault.facts.get("kind")))
    if fault.code is RecordRefusal.NOT_ON_LIST and not fault.facts.get("found"):
        return exchange.EMPTY_WORD
    if fault.code is MerchantRefusal.NOT_YET and fault.facts.get("until"):
        return UNTIL
    return None


def said_facts(language: str, facts: Mapping[str, Any], today: date | None = None) -> dict[str, Any]:
    """Every fact ready for a sentence; bytes also as `most_megabytes`, look-alike letters also as `hint`."""
    said = {name: _said(language, value, today) for name, value in facts.items()}
    if "hints" in facts:
        said["hint"] = _hint(language, facts)
        said["found"] = ("、" if language == "zh" else ", ").join(facts["found"])
    if "most_bytes" in facts:
        said["most_megabytes"] = facts["most_bytes"] // (1024 * 1024)
    if "may_zh" in facts:
        said["may"] = facts["may_zh" if language == "zh" else "may_en"]
    if facts.get("check") in {check.value for check in Check}:
        said["check"] = say_word(language, standings.CHECKS[Check(facts["check"])])
    return said


def _said(language: str, value: Any, today: date | None) -> Any:
    if isinstance(value, datetime):
        return filters.moment(language, value, today)
    if isinstance(value, date):
        return filters.day_weekday(language, value, today)
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(str(one) for one in value)
    return value


def _hint(language: str, facts: Mapping[str, Any]) -> str:
    if facts.get("suggestion"):
        return say(language, MEANT, {"suggestion": facts["suggestion"]})
    pairs = [say(language, LOOKS_LIKE, {"letter": a, "meant": b}) for a, b in facts["hints"].items()]
    if not pairs:
        return say(language, COMPARE)
    return ("，" if language == "zh" else ", ").join(pairs) + ("。" if language == "zh" else ".")
