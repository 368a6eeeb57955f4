"""One entry: what was logged, the code for the shopper, what the shopper said, what it was corrected from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Response as FlaskResponse
from flask import jsonify, url_for
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.ledger.unit import called, ledger_unit
from trustcode.doors.desk.own import is_owner, show_form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_reader, the_moment, the_office
from trustcode.doors.lobby.return_lines import FIELDS, Lists, amount_words, field_word, field_words, goods_words
from trustcode.doors.lobby.slips import lists_then
from trustcode.doors.wording.headers import attachment_headers
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.people.queries.accounts import name_of
from trustcode.printing.grid import Symbol, svg
from trustcode.returns.queries.ledger import LedgerEntry, chain, entry, open_corrections
from trustcode.returns.queries.receipts import code_of
from trustcode.returns.rules.confirming import may_be_answered
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Answer, Outcome
from trustcode.storage.reading import Reader

JUST_NOW = timedelta(minutes=10)
"""How long a new entry is greeted as one."""

_APART = frozenset({"kind", "category", "goods_name", "quantity", "outcome", "handler", "evidence"})
"""Fields that the page tells in its head, or otherwise than as a row."""

STATES = {
    "open": N_("The shopper has not confirmed it yet"),
    "confirmed": N_("The shopper has confirmed it"),
    "disputed": N_("The shopper says it is not so"),
    "replaced": N_("A later entry took its place"),
    "over": N_("The time for confirming is over"),
    "file": N_("From a file: logged by the shop"),
}


@dataclass(frozen=True)
class Shown:
    """How an entry may be answered: digits in two groups (empty once they no longer hold), where the picture lies."""

    digits: str
    symbol_path: str


@blueprint.get("/<merchant_id>/ledger/<return_id>")
@access(LOG)
def return_entry(merchant_id: str, return_id: str) -> str:
    """The entry, with the code to show while nobody has answered."""
    at = the_moment()
    today = civil_day(at)
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
        lists = lists_then(reader, one.line.requested_on, today)
        waiting = next((c for c in open_corrections(reader, merchant_id) if c.entry.id == return_id), None)
        state = state_of(reader, one)
        return show_form(
            "desk/ledger/entry.html",
            unit,
            called(unit),
            one=one,
            is_new=at - one.logged_at < JUST_NOW,
            goods=goods_words(one.line, lists),
            amount=amount_words(one.line),
            rows=rows_of(one, lists),
            handler=name_of(reader, one.line.handler),
            state=state,
            state_words=translate(STATES[state]),
            shown=_shown(reader, one) if state == "open" else None,
            chain=chain(reader, return_id),
            waiting=waiting,
            refused=one.line.outcome is Outcome.REFUSED,
            may_correct_at_once=is_owner(),
            next_words=next_words(state, is_effective=one.is_effective),
        )


@blueprint.get("/<merchant_id>/ledger/<return_id>/symbol")
@access(LOG)
def return_symbol(merchant_id: str, return_id: str) -> FlaskResponse:
    """The code for the shopper's camera, as a picture on white. Raises NotFound for an entry that has none."""
    settings = the_office().settings
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
        code = code_of(reader, one, settings.rules)
    if not may_be_answered(one.line.origin):
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    address = f"{settings.public_url}/counter/returns/{return_id}/{code.token}"
    headers = attachment_headers(is_https=settings.is_https)
    return FlaskResponse(svg(symbol_of(address)), mimetype="image/svg+xml", headers=dict(headers))


@blueprint.get("/<merchant_id>/ledger/<return_id>/state")
@access(LOG)
def return_state(merchant_id: str, return_id: str) -> FlaskResponse:
    """Whether the shopper has answered, for the page that waits for it."""
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        state = state_of(reader, own_entry(reader, return_id, merchant_id))
    return jsonify(state=state, words=translate(STATES[state]))


@blueprint.get("/<merchant_id>/ledger/<return_id>/photos/<digest>")
@access(LOG)
def return_photo(merchant_id: str, return_id: str, digest: str) -> FlaskResponse:
    """A photo of the goods. Raises NotFound for one that is not of this entry."""
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
    content = the_office().store.blobs.read(digest) if digest in one.line.evidence else None
    if content is None:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    headers = attachment_headers(is_https=the_office().settings.is_https)
    return FlaskResponse(content, mimetype="image/jpeg", headers=dict(headers))


def own_entry(reader: Reader, return_id: str, merchant_id: str) -> LedgerEntry:
    """An entry of the unit at hand. Raises NotFound."""
    return entry(reader, return_id, merchant_id)


def state_of(reader: Reader, one: LedgerEntry) -> str:
    """What has become of an entry: a key of `STATES`."""
    if one.answer is not None:
        return "confirmed" if one.answer is Answer.CONFIRMED else "disputed"
    if not one.is_effective:
        return "replaced"
    if not may_be_answered(one.line.origin):
        return "file"
    return "open" if the_moment() < code_of(reader, one, the_office().settings.rules).link_until else "over"


def rows_of(one: LedgerEntry, lists: Lists) -> list[tuple[str, str]]:
    """Label and words of what is not told in the head of the page."""
    today = civil_day(the_moment())
    told = [name for name in FIELDS if name not in _APART and not (name == "has_proof" and one.line.has_proof)]
    return [(field_word(name), field_words(one.line, name, lists, today)) for name in told]


def next_words(state: str, *, is_effective: bool) -> str:
    """What happens next, in one sentence."""
    if state == "confirmed" and not is_effective:
        return translate(
            N_(
                "It does not count any more. The later entry counts, as confirmed only once the shopper confirms that one."
            )
        )
    if state == "open":
        return translate(N_("If the shopper has left, it stays as logged by the shop and does not count as confirmed."))
    if state == "file":
        return translate(N_("Only what is logged while the shopper is there can be confirmed."))
    if state == "confirmed":
        return translate(N_("From a phone of the shopper’s own it counts in the record that everyone sees."))
    if state == "disputed":
        return translate(
            N_("The officers see this. If the entry is wrong, correct it; the shopper can then confirm anew.")
        )
    return ""


def symbol_of(address: str) -> Symbol:
    """An address as a symbol for a camera (ISO/IEC 18004, level M)."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return Symbol.of([[bool(module) for module in row] for row in code.modules])


def _shown(reader: Reader, one: LedgerEntry) -> Shown:
    code = code_of(reader, one, the_office().settings.rules)
    digits = f"{code.digits[:4]} {code.digits[4:]}" if the_moment() < code.digits_until else ""
    return Shown(digits, url_for("desk.return_symbol", merchant_id=one.merchant_id, return_id=one.id))
