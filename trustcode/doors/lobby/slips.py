"""What a shopper who was refused is told in writing: the same facts on the shop's slip and on the shopper's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.doors.lobby.present import the_language
from trustcode.doors.lobby.return_lines import Lists, field_words, goods_words, refusal_words
from trustcode.doors.wording.filters import day_weekday, money
from trustcode.returns.queries.ledger import LedgerEntry
from trustcode.returns.rules.words import Outcome
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Slip:
    """In words: the goods, their price, the days, the reason as it stood on the sign, what the shop saw."""

    goods: str
    price: str
    bought: str
    came: str
    ground: str
    reason: str
    note: str
    last: str


def slip_of(reader: Reader, one: LedgerEntry, today: date) -> Slip | None:
    """The slip of an entry; None for one that was not refused."""
    if one.line.outcome is not Outcome.REFUSED:
        return None
    line, lists, language = one.line, lists_then(reader, one.line.bought_on, today), the_language()
    return Slip(
        goods=goods_words(line, lists),
        price=money(line.goods_value_fen),
        bought=day_weekday(language, line.bought_on, today),
        came=day_weekday(language, line.requested_on, today),
        ground=field_words(line, "basis", lists, today),
        reason=refusal_words(lists, line.refusal_code),
        note=line.refusal_note,
        last=day_weekday(language, one.last_on, today) if one.last_on else "",
    )


def lists_then(reader: Reader, on: date, today: date) -> Lists:
    """The lists as they were worded on a day; before the first wording those of today."""
    then = catalogues(reader, on)
    return then if then[Catalogue.RETURN_REFUSAL] else catalogues(reader, today)
