"""A line of the returns ledger in words, for the shop, the shopper and the officer alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day_weekday, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, say_word, word
from trustcode.returns.rules.lines import Line

Lists = Mapping[Catalogue, Mapping[str, TermWords]]

FIELDS: Mapping[str, Word] = {
    "kind": word("ledger field", "Kind"),
    "basis": word("ledger field", "Ground"),
    "bought_on": word("ledger field", "Bought"),
    "requested_on": word("ledger field", "Came on"),
    "category": word("ledger field", "Goods"),
    "goods_name": word("ledger field", "Name"),
    "quantity": word("ledger field", "How many"),
    "goods_value_fen": word("ledger field", "Paid for it"),
    "refund_fen": word("ledger field", "Paid back"),
    "refund_method": word("ledger field", "How"),
    "refunded_on": word("ledger field", "Paid back on"),
    "elsewhere": word("ledger field", "Elsewhere"),
    "purchase_store": word("ledger field", "Bought at"),
    "gift": word("ledger field", "Gift"),
    "condition": word("ledger field", "Condition"),
    "has_proof": word("ledger field", "Proof of purchase"),
    "outcome": word("ledger field", "Outcome"),
    "refusal_code": word("ledger field", "Reason"),
    "refusal_note": word("ledger field", "What was seen"),
    "evidence": word("ledger field", "Photos"),
    "handler": word("ledger field", "Handled by"),
}
"""The fields of a line in the order of the form, and what a page calls them."""

_PROOF = {True: word("proof of purchase", "shown"), False: word("proof of purchase", "none")}
_FROM = {"category": Catalogue.GOODS_CATEGORY, "refund_method": Catalogue.REFUND_METHOD}


def field_word(name: str) -> str:
    """What a field is called."""
    return say_word(the_language(), FIELDS[name])


def field_words(line: Line, name: str, lists: Lists, today: date) -> str:
    """What stands in a field, in words; empty where nothing does."""
    value = getattr(line, name)
    if name == "has_proof":
        return say_word(the_language(), _PROOF[value])
    if name == "refusal_code":
        return refusal_words(lists, value)
    if name.endswith("_fen"):
        return money(value)
    if name in _FROM:
        return _term(lists[_FROM[name]], value)
    if isinstance(value, StrEnum):
        return label(the_language(), value)
    return next(say(value, today) for kind, say in _SAID if isinstance(value, kind)) if value is not None else ""


def refusal_words(lists: Lists, code: str) -> str:
    """A reason for refusing as it stands in the lists, in full; the code where no list has it."""
    found = lists[Catalogue.RETURN_REFUSAL].get(code) or lists[Catalogue.EXCLUSION].get(code)
    return found.words(the_language()) if found else code


def goods_words(line: Line, lists: Lists) -> str:
    """The goods and how many: `上衣 1 件`, `Clothing, 2 items`."""
    what = line.goods_name or _term(lists[Catalogue.GOODS_CATEGORY], line.category)
    counted = translations(the_language()).ngettext("%(what)s, %(num)s item", "%(what)s, %(num)s items", line.quantity)
    return counted % {"what": what, "num": line.quantity}


def amount_words(line: Line) -> str:
    """The money that went back; for goods exchanged or not taken back what they are worth."""
    return money(line.refund_fen or line.goods_value_fen)


def _term(known: Mapping[str, TermWords], code: str) -> str:
    if code not in known:
        return code
    text = known[code].short(the_language())
    return text[:1].upper() + text[1:]


def _count(value: Any, _: date) -> str:
    return str(len(value)) if value else ""


def _whole(value: int, _: date) -> str:
    return str(value)


def _yes(value: bool, _: date) -> str:  # noqa: FBT001 - a value of the line, whatever it is
    return translate(N_("yes")) if value else ""


_SAID: tuple[tuple[type, Callable[[Any, date], str]], ...] = (
    (bool, _yes),
    (date, lambda value, today: day_weekday(the_language(), value, today)),
    (int, _whole),
    (tuple, _count),
    (str, lambda value, _: value),
)
