"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class ExchangeRefusal(RefusalCode):
    """Every anticipated no about messages of another system."""

    UNKNOWN_PEER = "unknown_peer"
    NOT_SIGNED = "not_signed"
    TOO_OLD = "signature_too_old"
    NOT_AN_ORDER = "not_an_order"
    FIELD_WRONG = "order_field_wrong"
    OTHER_BODY = "order_with_other_body"
    NO_SUCH_UNIT = "order_no_such_unit"
    NO_SUCH_ORDER = "order_unknown"
    ORDER_ENDED = "order_ended"
    REPORT_STAYS = "order_report_stays"
