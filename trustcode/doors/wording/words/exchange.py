"""Sentences of the exchange with other systems."""

from __future__ import annotations

from trustcode.doors.wording.msgids import N_
from trustcode.exchange.rules.records import RecordRefusal
from trustcode.exchange.rules.refusals import ExchangeRefusal

EXCHANGE = {
    ExchangeRefusal.UNKNOWN_PEER: N_("There is no such system."),
    ExchangeRefusal.NOT_SIGNED: N_("The message is not rightly signed."),
    ExchangeRefusal.TOO_OLD: N_("The signature is of another time. Compare the clocks."),
    ExchangeRefusal.NOT_AN_ORDER: N_("This is no work order."),
    ExchangeRefusal.FIELD_WRONG: N_("The field %(field)s is missing or not right."),
    ExchangeRefusal.OTHER_BODY: N_(
        "This number came before with other words. What is new about it is sent as an update."
    ),
    ExchangeRefusal.NO_SUCH_UNIT: N_("%(found)s units have this credit code. Name the shop and its address."),
    ExchangeRefusal.NO_SUCH_ORDER: N_("No order of this number has come. Send the order first, then this again."),
    ExchangeRefusal.ORDER_ENDED: N_("This complaint has ended (%(state)s). A new complaint needs a new order."),
    ExchangeRefusal.REPORT_STAYS: N_(
        "A report is not taken back or added to here: the clue is checked. Send a new order."
    ),
}

RECORDS = {
    RecordRefusal.MISSING: N_("Fill this cell in, with at most %(most)s characters."),
    RecordRefusal.NOT_ON_LIST: N_("“%(found)s” is not one of the words for this column."),
    RecordRefusal.NOT_A_DAY: N_("“%(found)s” is not a day of the last ten years. Write it as 2026-03-05."),
    RecordRefusal.STILL_OPEN: N_(
        "No day closed: what is still open there is not taken over, since its time runs there and not here. Leave the row out; it comes as a work order, or in a later list once it is closed."
    ),
    RecordRefusal.CLOSED_BEFORE: N_("It was closed before it came in? Look at both days."),
    RecordRefusal.ACCEPTED_OUTSIDE: N_("The day of acceptance lies before the day in or after the day closed."),
    RecordRefusal.NOT_HERE: N_("With this type and this result the cell is empty."),
    RecordRefusal.SHOP_AMBIGUOUS: N_("%(found)s units are called so. Write the credit code or the short code."),
    RecordRefusal.OTHER_ROW: N_("This number came in before, with another content. It stays as it was."),
}

EMPTY_WORD = N_("This cell is empty and must not be.")
"""Said of a cell whose words are a list, where nothing was written."""

ORDER_FIELDS = {
    "external_no": N_("Write your own number of it: up to 40 letters, digits and ._/- alone."),
    "kind": N_("Write complaint, report or both."),
    "received_at": N_("Write day and hour of receipt, not in the future: 2026-03-05 09:30."),
    "region_code": N_("Write the six digits of a county of Hunan that is on the list."),
    "shop_name": N_("Write the credit code of the shop, or its name and its address."),
    "category": N_("Write the class of goods or services, a word of our list."),
    "problem": N_("Write what went wrong, a word of our list."),
    "wishes": N_(
        "Write one or more of repair, redo, replace, return, make_up, refund and damages, with commas between."
    ),
    "bought_on": N_("Write a date, for example 2026-11-23."),
    "happened_on": N_("Write a date, for example 2026-11-23."),
    "amount_fen": N_("Write the amount in yuan, such as 159 or 12.50."),
    "name": N_("Write the name of who files it, up to 40 characters; only a report may be without."),
    "phone": N_("Write the mobile number of who files it; only a report without a name may be without."),
    "may_publish": N_("Write yes or no; empty means no."),
    "anonymous": N_("Write yes or no; only a report may be without a name."),
}
"""What to write where a field of an order is missing or not right."""
