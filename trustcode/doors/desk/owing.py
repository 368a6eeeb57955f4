"""What stays owed when a shop leaves, in sentences with their days: before it happens, and until the last of it is done."""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day_weekday, money
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Standing
from trustcode.returns.queries.owed import Owed, owed
from trustcode.storage.reading import Reader

ENDED = frozenset({Standing.WITHDRAWN, Standing.LAPSED, Standing.REMOVED, Standing.CLOSED})
"""Standings after which only what was sold before is owed."""


def what_is_owed(reader: Reader, unit: MerchantSheet) -> Owed:
    """What a shop owes if it sells nothing more with the promise after today."""
    at = the_moment()
    since = at - timedelta(days=the_office().settings.rules.confirmation_days)
    return owed(reader, unit.id, civil_day(at), since)


def owed_sentences(left: Owed) -> list[str]:
    """What has to be taken back, paid out and shown to shoppers; empty where nothing is owed."""
    said = translations(the_language())
    found = []
    if left.last_on is not None and left.last_on >= civil_day(the_moment()):
        day = _day(left.last_on)
        found.append(
            translate(N_("The last of what was sold with the promise can come back until %(day)s.")) % {"day": day}
        )
    if left.unpaid:
        one = "%(num)s accepted return is not noted as refunded (%(sum)s): pay it out."
        many = "%(num)s accepted returns are not noted as refunded (%(sum)s): pay them out."
        found.append(said.ngettext(one, many, left.unpaid) % {"num": left.unpaid, "sum": money(left.unpaid_fen)})
    if left.unanswered:
        one = "%(num)s entry can still be confirmed or disputed by its shopper."
        many = "%(num)s entries can still be confirmed or disputed by their shoppers."
        found.append(said.ngettext(one, many, left.unanswered) % {"num": left.unanswered})
    return found


def sign_down(left_on: date) -> str:
    """By when the sign comes down."""
    last = left_on + timedelta(days=the_office().settings.rules.sign_down_days)
    return translate(N_("Take the sign down by %(day)s.")) % {"day": _day(last)}


def _day(value: date) -> str:
    return day_weekday(the_language(), value, civil_day(the_moment()))
