"""The difference between two versions of a promise, change by change, as a layman reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.comparing import Change, Direction
from trustcode.commitments.rules.text import Lists
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import tongue
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.words.amendments import FIELD_NAMES, MEANINGS

_LISTS = {
    "categories": Catalogue.GOODS_CATEGORY,
    "exclusions": Catalogue.EXCLUSION,
    "conditions": Catalogue.GOODS_CONDITION,
    "bring": Catalogue.BRING_ITEM,
}
_CODES = {
    "gift": Catalogue.GIFT,
    "freight": Catalogue.FREIGHT,
    "refund_method": Catalogue.REFUND_METHOD,
    "cross_store": Catalogue.CROSS_STORE,
}


@dataclass(frozen=True)
class ChangeLine:
    """One change in words: what it is about, before and after (a list names only what goes and what comes), and what it
    means for the shopper. `direction` is better, worse or same_worth.
    """

    label: str
    before: str
    after: str
    meaning: str
    direction: str


def change_lines(language: str, changes: Sequence[Change], lists: Lists) -> tuple[ChangeLine, ...]:
    """Every change in words, in the order given."""
    return tuple(_line(language, change, lists) for change in changes)


def field_name(language: str, field: str) -> str:
    """What a field of the terms is called."""
    return say(language, FIELD_NAMES[field])


def _line(language: str, change: Change, lists: Lists) -> ChangeLine:
    before, after = _sides(language, change, lists)
    meaning = say(language, MEANINGS.get((change.field, change.direction), MEANINGS["", change.direction]))
    return ChangeLine(field_name(language, change.field), before, after, meaning, change.direction.value)


def _sides(language: str, change: Change, lists: Lists) -> tuple[str, str]:
    if change.field in _LISTS:
        gone = [code for code in change.before if code not in change.after]
        come = [code for code in change.after if code not in change.before]
        words = lists[_LISTS[change.field]]
        return _some(language, N_("no longer: %(what)s"), gone, words), _some(
            language, N_("new: %(what)s"), come, words
        )
    say_one = _ways(language, lists)[change.field]
    return say_one(change.before), say_one(change.after)


def _some(language: str, message: str, codes: Sequence[str], words: Mapping[str, Any]) -> str:
    if not codes:
        return ""
    joint = "、" if language == "zh" else "; "
    return say(language, message, {"what": joint.join(_short(language, code, words) for code in codes)})


def _short(language: str, code: str, words: Mapping[str, Any]) -> str:
    return str(words[code].short(language)) if code in words else code


def _ways(language: str, lists: Lists) -> Mapping[str, Callable[[Any], str]]:
    def one(which: Catalogue) -> Callable[[Any], str]:
        return lambda code: _short(language, code, lists[which])

    return {
        **{field: one(which) for field, which in _CODES.items()},
        "window_days": lambda days: _days(language, days),
        "refund_days": lambda days: _refund(language, days),
        "extra": lambda text: tongue(language, text) if text else say(language, N_("nothing more")),
    }


def _days(language: str, days: int) -> str:
    return translations(language).ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def _refund(language: str, days: int) -> str:
    if days == 0:
        return translations(language).gettext("on the spot")
    one, many = "within %(num)s day of the goods coming back", "within %(num)s days of the goods coming back"
    return translations(language).ngettext(one, many, days) % {"num": days}


__all__ = ["ChangeLine", "Direction", "change_lines", "field_name"]
