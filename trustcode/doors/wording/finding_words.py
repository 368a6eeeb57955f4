"""What the system found about an application, one sentence a check: what it is, and what the officer might ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trustcode.doors.wording import filters
from trustcode.doors.wording.labels import standing_word
from trustcode.doors.wording.msgids import N_, say
from trustcode.merchants.rules.credit_code import CreditCodeWarning
from trustcode.merchants.rules.findings import Check, Finding, Level
from trustcode.merchants.rules.standing import Standing

_SENTENCES: dict[tuple[Check, Level], str] = {
    (Check.CREDIT_CODE, Level.PASS): N_("All check digits are right."),
    (Check.SAME_LICENCE, Level.PASS): N_("This licence has no other application."),
    (Check.SAME_LICENCE, Level.LOOK): N_("The same licence also has %(unit_names)s. See that it is another shop."),
    (Check.LOOK_ALIKE, Level.PASS): N_("No shop in this city has a name that could be mistaken for it."),
    (Check.LOOK_ALIKE, Level.LOOK): N_(
        "In this city there is %(unit_names)s. See whether shoppers could mistake one for the other."
    ),
    (Check.SAME_ADDRESS, Level.PASS): N_("Nobody who left or was removed was at this address."),
    (Check.SAME_ADDRESS, Level.LOOK): N_("At this address there was %(unit_names)s. Ask whether it is the same owner."),
    (Check.SAME_PHONE, Level.PASS): N_("Nobody who left or was removed had this number."),
    (Check.SAME_PHONE, Level.LOOK): N_("The same number was used by %(unit_names)s. Ask whether it is the same owner."),
    (Check.TRADING_TIME, Level.PASS): N_("Trading for %(months)s months, %(minimum)s are asked for."),
    (Check.TRADING_TIME, Level.LOOK): N_(
        "Trading for %(months)s months, less than the %(minimum)s asked for. To let it pass, write why."
    ),
    (Check.ABNORMAL_LIST, Level.PASS): N_("Not on the list of abnormal operations."),
    (Check.ABNORMAL_LIST, Level.BLOCK): N_("On the list of abnormal operations since %(since_day)s."),
    (Check.SERIOUS_LIST, Level.PASS): N_("Not on the list of serious violations."),
    (Check.SERIOUS_LIST, Level.BLOCK): N_("On the list of serious violations since %(since_day)s."),
    (Check.PENALTY, Level.PASS): N_("No administrative penalty in the past 12 months."),
    (Check.PENALTY, Level.BLOCK): N_("Penalised on %(since_day)s, less than 12 months ago."),
    (Check.LICENCE_NOT_LIVE, Level.PASS): N_("No notice that it is cancelled or revoked."),
    (Check.LICENCE_NOT_LIVE, Level.BLOCK): N_("Cancelled, revoked or invalid since %(since_day)s."),
    (Check.COOLING, Level.PASS): N_("Never removed, or the waiting time is over."),
    (Check.COOLING, Level.BLOCK): N_("A unit of this licence was removed; it may apply again from %(until_day)s."),
}

_WARNINGS: dict[str, str] = {
    CreditCodeWarning.ORGANISATION_CHECK.value: N_(
        "The organisation code inside does not add up. Compare it with the licence."
    ),
    CreditCodeWarning.UNKNOWN_REGION.value: N_(
        "The registrar’s region inside is unknown. Compare it with the licence."
    ),
    CreditCodeWarning.LEGACY_CHECK.value: N_("The old number does not add up. Compare it with the licence."),
}
_LEGACY = N_("An old registration number of 15 digits. Ask for the new licence.")
_EMPTY = N_("Not given yet.")


def finding_sentence(language: str, finding: Finding, today: date) -> str:
    """One finding in words, its days said in full. Raises KeyError for a level that a check never has."""
    if finding.check is Check.CREDIT_CODE and finding.level is Level.LOOK:
        return _credit_code(language, finding.facts)
    return say(language, _SENTENCES[finding.check, finding.level], _facts(language, finding.facts, today))


def _credit_code(language: str, facts: Mapping[str, Any]) -> str:
    marked = ([_LEGACY] if facts.get("legacy") else []) + [_WARNINGS[w] for w in facts.get("warnings", ())]
    joint = "" if language == "zh" else " "
    return joint.join(say(language, one) for one in marked or [_EMPTY])


def _facts(language: str, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    said = {
        f"{name}_day" if isinstance(value, date) else name: _said(language, value, today)
        for name, value in facts.items()
    }
    if "names" in facts:
        named = zip(facts["names"], facts["standings"], strict=True)
        said["unit_names"] = ("、" if language == "zh" else ", ").join(_unit(language, *one) for one in named)
    return said


def _said(language: str, value: Any, today: date) -> Any:
    return filters.day(language, value, today) if isinstance(value, date) else value


def _unit(language: str, name: str, standing: str) -> str:
    word = standing_word(language, Standing(standing))
    return f"“{name}”（{word}）" if language == "zh" else f"“{name}” ({word})"
