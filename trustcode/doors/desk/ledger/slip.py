"""The slip of a refusal: what was refused, why in the words of the sign, and how to complain. For paper and for the screen."""

from __future__ import annotations

from flask import url_for

from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.ledger.entry_page import own_entry
from trustcode.doors.desk.ledger.unit import called, ledger_unit
from trustcode.doors.desk.own import show_form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.present import open_reader, the_moment, the_office
from trustcode.doors.lobby.slips import slip_of
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.returns.queries.receipts import code_of
from trustcode.returns.rules.confirming import may_be_answered
from trustcode.returns.rules.refusals import ReturnRefusal


@blueprint.get("/<merchant_id>/ledger/<return_id>/slip")
@access(LOG)
def return_slip(merchant_id: str, return_id: str) -> str:
    """The slip. Raises NotFound for an entry that was not refused. One from a file has no code to answer with."""
    settings = the_office().settings
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
        slip = slip_of(reader, one, civil_day(the_moment()))
        code = code_of(reader, one, settings.rules)
    if slip is None:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    has_code = may_be_answered(one.line.origin)
    return show_form(
        "desk/ledger/slip.html",
        unit,
        called(unit),
        one=one,
        slip=slip,
        shop_address=f"{settings.public_url}/m/{merchant_id}",
        symbol_path=url_for("desk.return_symbol", merchant_id=merchant_id, return_id=return_id) if has_code else "",
        answer_address=f"{settings.public_url}/counter/returns/{return_id}/{code.token}" if has_code else "",
    )
