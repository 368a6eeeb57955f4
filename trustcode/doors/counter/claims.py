"""What a shop says that it did, in its own voice, for the shopper who is to say whether it is so."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.doors.counter.shops import PublicShop
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.lobby.return_lines import field_words, goods_words
from trustcode.doors.lobby.slips import Slip, lists_then, slip_of
from trustcode.doors.wording.filters import day_weekday, moment, money
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.returns.queries.receipts import ReturnReceipt
from trustcode.returns.rules.words import Answer, Outcome, ReturnKind
from trustcode.storage.reading import Reader

SAYS = {
    (ReturnKind.RETURN, Outcome.ACCEPTED): N_("%(shop)s says: your money was paid back"),
    (ReturnKind.EXCHANGE, Outcome.ACCEPTED): N_("%(shop)s says: your goods were exchanged"),
    (ReturnKind.RETURN, Outcome.REFUSED): N_("%(shop)s says: your return was refused"),
    (ReturnKind.EXCHANGE, Outcome.REFUSED): N_("%(shop)s says: your exchange was refused"),
    (ReturnKind.RETURN, Outcome.WITHDRAWN): N_("%(shop)s says: you decided not to return it"),
    (ReturnKind.EXCHANGE, Outcome.WITHDRAWN): N_("%(shop)s says: you decided not to exchange it"),
}


@dataclass(frozen=True)
class Claim:
    """The claim in words. `sum` is the money that went back, empty for none; `state` says whether it can be answered.

    `is_replaced`: the shop has written it anew since, so that this one no longer counts, whatever was answered.
    """

    says: str
    sum: str
    rows: tuple[tuple[str, str], ...]
    slip: Slip | None
    number: int
    logged: str
    state: str
    is_replaced: bool
    answered: str
    shop_address: str


def claim_of(reader: Reader, found: ReturnReceipt, shop: PublicShop) -> Claim:
    """The claim of an entry, and what has become of it: open, confirmed, disputed, replaced or over."""
    one, today, language = found.entry, civil_day(the_moment()), the_language()
    line, lists = one.line, lists_then(reader, one.line.requested_on, today)
    slip = slip_of(reader, one, today)
    rows = (
        (translate(N_("Goods")), goods_words(line, lists)),
        (translate(N_("Price")), money(line.goods_value_fen) if line.goods_value_fen != line.refund_fen else ""),
        (translate(N_("Bought")), day_weekday(language, line.bought_on, today)),
        (translate(N_("Paid back how")), field_words(line, "refund_method", lists, today) if line.refund_fen else ""),
        (translate(N_("Reason")), slip.reason if slip else ""),
        (translate(N_("Logged")), moment(language, one.logged_at, today)),
    )
    return Claim(
        says=translate(SAYS[line.kind, line.outcome]) % {"shop": shop.whole},
        sum=money(line.refund_fen) if line.refund_fen else "",
        rows=rows,
        slip=slip,
        number=one.number,
        logged=moment(language, one.logged_at, today),
        state=_state(found),
        is_replaced=not one.is_effective,
        answered=moment(language, one.answered_at, today) if one.answered_at else "",
        shop_address=f"{the_office().settings.public_url}/m/{one.merchant_id}",
    )


def _state(found: ReturnReceipt) -> str:
    if found.entry.answer is not None:
        return "confirmed" if found.entry.answer is Answer.CONFIRMED else "disputed"
    if not found.entry.is_effective:
        return "replaced"
    return "open" if found.is_open else "over"
