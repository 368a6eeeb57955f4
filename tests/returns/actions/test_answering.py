"""What a shopper answers to a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.merchants.actions.test_at_once import DONE, at_once
from tests.merchants.builders import SCHEME
from tests.returns.builders import PHONE, a_return, a_shop, answered, the_code, the_entry
from tests.returns.ledger_files import a_row, good
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import Pen, pen
from trustcode.record.reading import entries_about
from trustcode.returns.actions.answering import NOTE_PURPOSE, answer
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.actions.taking_in import take_in
from trustcode.returns.entries import ReturnAnswered
from trustcode.returns.models import DeskDevice, Return, ReturnAnswer
from trustcode.returns.queries.receipts import found_by_digits, receipt
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Answer, AnswerMark, DisputeReason, Outcome
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

OTHER = b"o" * 32
NETWORK = b"n" * 32
HOUR = timedelta(hours=1)


def at_desk(store: Store, at: Moment, merchant_id: str, device: bytes = PHONE, network: bytes = NETWORK) -> None:
    with jotting(store, at) as jotter:
        seen_at_desk(jotter, merchant_id=merchant_id, device_index=device, network_index=network)


def the_answer(store: Store, return_id: str) -> ReturnAnswer:
    with reading(store) as reader:
        found = reader.one(select(ReturnAnswer).where(ReturnAnswer.return_id == return_id))
    assert found is not None
    return found


def test_a_shopper_confirms_from_a_fresh_device(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)

    mark = answered(store, at + HOUR, return_id)

    found = the_entry(store, return_id)
    assert mark is AnswerMark.FRESH
    assert (found.answer, found.answered_at) == (Answer.CONFIRMED, at + HOUR)
    with reading(store) as reader:
        (noted,) = entries_about(reader, [shop.id], [ReturnAnswered.kind])
    assert noted.facts == {"entry": return_id, "answer": "confirmed", "mark": "fresh"}
    assert (noted.by, noted.role) == ("", "public")


def test_a_wrong_code_looks_like_a_line_that_is_not_there(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    one, other = a_return(store, at, shop), a_return(store, at, shop)

    for return_id, token in ((one, the_code(store, other).token), (one, ""), (one, "é\ud800"), ("0" * 16, "x")):
        with pytest.raises(NotFound) as refused:
            answered(store, at, one, token=token) if return_id == one else _by(store, at, return_id, token)
        assert refused.value.code is ReturnRefusal.NO_SUCH_RETURN


def _by(store: Store, at: Moment, return_id: str, token: str) -> None:
    with pen(store, PUBLIC, at) as p:
        answer(p, return_id=return_id, token=token, answer=Answer.CONFIRMED, scheme=SCHEME)


def test_the_shop_itself_cannot_answer(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    return_id = a_return(store, at, shop)

    with pytest.raises(NotFound), pen(store, shop.owner, at) as p:
        answer(p, return_id=return_id, token=the_code(store, return_id).token, answer=Answer.CONFIRMED, scheme=SCHEME)


def test_one_answer_counts(store: Store, at: Moment) -> None:
    return_id = a_return(store, at, a_shop(store, at))
    answered(store, at, return_id)

    again = answered(store, at + HOUR, return_id)
    for changes in ({"said": Answer.DISPUTED, "reason": DisputeReason.OTHER, "note": "?"}, {"device_index": OTHER}):
        with pytest.raises(Refusal) as refused:
            answered(store, at + HOUR, return_id, **changes)
        assert refused.value.code is ReturnRefusal.ALREADY_ANSWERED
        assert refused.value.facts == {"answer": "confirmed", "answered_at": at}

    assert again is AnswerMark.FRESH


def test_of_two_answers_at_once_one_counts(store: Store, at: Moment) -> None:
    return_id = a_return(store, at, a_shop(store, at))
    token = the_code(store, return_id).token

    def say(device: bytes) -> Callable[[Pen], object]:
        return lambda p: answer(
            p, return_id=return_id, token=token, answer=Answer.CONFIRMED, device_index=device, scheme=SCHEME
        )

    found = at_once(store, at, (PUBLIC, say(PHONE)), (PUBLIC, say(OTHER)))

    assert sorted(map(str, found)) == [DONE, ReturnRefusal.ALREADY_ANSWERED]


def test_a_device_of_the_desk_and_one_that_answered_lately_are_marked(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    first, second, third, fourth = (a_return(store, at, shop) for _ in range(4))
    elsewhere = a_return(store, at, other)
    at_desk(store, at, shop.id, OTHER)

    assert answered(store, at, first) is AnswerMark.FRESH
    assert answered(store, at, second) is AnswerMark.REPEATED
    assert answered(store, at, third, device_index=OTHER) is AnswerMark.OWN_DEVICE
    assert answered(store, at, fourth, device_index=b"") is AnswerMark.REPEATED
    assert answered(store, at, elsewhere) is AnswerMark.FRESH


def test_after_a_month_the_same_phone_is_fresh_again(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    answered(store, at, a_return(store, at, shop))
    later = at + timedelta(days=SCHEME.repeated_device_days)

    assert answered(store, later, a_return(store, later, shop)) is AnswerMark.REPEATED
    much_later = later + timedelta(days=SCHEME.repeated_device_days, seconds=1)
    assert answered(store, much_later, a_return(store, much_later, shop)) is AnswerMark.FRESH


@pytest.mark.parametrize(("hours", "same"), [(24, True), (25, False)])
def test_the_network_of_the_desk_is_noticed_for_a_day(store: Store, at: Moment, hours: int, *, same: bool) -> None:
    shop = a_shop(store, at)
    at_desk(store, at, shop.id)
    return_id = a_return(store, at, shop)

    answered(store, at + hours * HOUR, return_id, device_index=OTHER, network_index=NETWORK)

    assert the_answer(store, return_id).same_network is same


def test_a_browser_that_forgets_is_believed_a_few_times_a_day_on_the_network_of_the_desk(
    store: Store, at: Moment
) -> None:
    shop = a_shop(store, at)
    at_desk(store, at, shop.id)

    def confirm(n: int, network: bytes, when: Moment) -> AnswerMark:
        return answered(store, when, a_return(store, at, shop), device_index=bytes([n]) * 32, network_index=network)

    marks = [confirm(n, NETWORK, at + HOUR) for n in range(SCHEME.desk_network_answers + 2)]
    elsewhere = confirm(90, b"e" * 32, at + HOUR)
    at_desk(store, at + 26 * HOUR, shop.id)
    next_day = confirm(91, NETWORK, at + 26 * HOUR)

    assert marks == [AnswerMark.FRESH] * SCHEME.desk_network_answers + [AnswerMark.OWN_NETWORK] * 2
    assert elsewhere is next_day is AnswerMark.FRESH


def test_a_device_at_the_desk_is_written_down_once_an_hour_at_most(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    def seen() -> Moment:
        with reading(store) as reader:
            row = reader.get(DeskDevice, (shop.id, PHONE))
        assert row is not None
        return row.seen_at

    at_desk(store, at, shop.id)
    at_desk(store, at + HOUR / 2, shop.id)
    assert seen() == at
    at_desk(store, at + HOUR / 2, shop.id, network=OTHER)
    assert seen() == at + HOUR / 2
    at_desk(store, at + 2 * HOUR, shop.id, network=OTHER)
    assert seen() == at + 2 * HOUR


def test_a_dispute_names_what_is_wrong_and_its_words_are_sealed(store: Store, at: Moment) -> None:
    return_id = a_return(store, at, a_shop(store, at))

    answered(store, at, return_id, Answer.DISPUTED, DisputeReason.WRONG_AMOUNT, note=" 少退了 20 元 ")

    kept = the_answer(store, return_id)
    assert store.vault.open(NOTE_PURPOSE, kept.note) == "少退了 20 元"
    assert the_entry(store, return_id).dispute_reason is DisputeReason.WRONG_AMOUNT


@pytest.mark.parametrize(
    ("reason", "note", "code"),
    [
        (None, "", ReturnRefusal.DISPUTE_REASON_NEEDED),
        (DisputeReason.OTHER, " ", ReturnRefusal.NOTE_NEEDED),
        (DisputeReason.NOT_REFUNDED, "x" * 301, ReturnRefusal.TOO_LONG),
        (DisputeReason.NOT_REFUNDED, "\u202e", ReturnRefusal.STRANGE_CHARACTERS),
    ],
)
def test_a_dispute_that_is_not_whole_is_asked_about(
    store: Store, at: Moment, reason: DisputeReason | None, note: str, code: ReturnRefusal
) -> None:
    return_id = a_return(store, at, a_shop(store, at))

    with pytest.raises(Refusal) as refused:
        answered(store, at, return_id, Answer.DISPUTED, reason, note=note)

    assert refused.value.code is code


def test_a_refusal_may_be_confirmed_too(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, terms={"bring": ["proof"]})
    refused = a_return(store, at, shop, outcome=Outcome.REFUSED, has_proof=False, refusal_code="no_proof")

    assert answered(store, at, refused) is AnswerMark.FRESH


def test_the_link_holds_for_its_days(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    one, other = a_return(store, at, shop), a_return(store, at, shop)
    until = at + timedelta(days=SCHEME.confirmation_days)

    answered(store, until - timedelta(seconds=1), one)
    with pytest.raises(Refusal) as refused:
        answered(store, until, other, device_index=OTHER)

    assert refused.value.code is ReturnRefusal.CODE_EXPIRED


def test_typed_digits_find_their_line_within_hours_and_in_their_shop_alone(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    return_id = a_return(store, at, shop)
    a_return(store, at, shop)
    digits = the_code(store, return_id).digits
    last = at + timedelta(hours=SCHEME.confirmation_digits_hours)

    def found(merchant_id: str, typed: str, when: Moment) -> str | None:
        with reading(store) as reader:
            code = found_by_digits(reader, merchant_id, typed, when, SCHEME)
        return code.return_id if code else None

    assert found(shop.id, f"{digits[:4]} {digits[4:]}", at) == return_id
    assert found(shop.id, digits, last - timedelta(seconds=1)) == return_id
    assert found(shop.id, digits, last) is None
    assert found(other.id, digits, at) is None
    assert found(shop.id, "", at) is None


def test_the_receipt_shows_the_line_to_whoever_holds_its_code(store: Store, at: Moment) -> None:
    return_id = a_return(store, at, a_shop(store, at))
    code = the_code(store, return_id)

    with reading(store) as reader:
        shown = receipt(reader, return_id, code.token, at, SCHEME)
        with pytest.raises(NotFound):
            receipt(reader, return_id, code.token[:-1] + "~", at, SCHEME)
    answered(store, at, return_id)
    with reading(store) as reader:
        after = receipt(reader, return_id, code.token, at, SCHEME)

    assert (shown.entry.id, shown.code, shown.is_open) == (return_id, code, True)
    assert (after.entry.answer, after.is_open) == (Answer.CONFIRMED, False)


def test_what_came_from_a_file_has_no_code_and_cannot_be_confirmed(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    rows = good(store, at, shop.id, [a_row(at)])
    with pen(store, shop.owner, at) as p:
        take_in(p, merchant_id=shop.id, rows=rows, source_hash="a" * 64)
    with reading(store) as reader:
        return_id = str(reader.one(select(Return.id)))
    token = the_code(store, return_id).token

    with pytest.raises(NotFound):
        answered(store, at, return_id)
    with pytest.raises(NotFound), reading(store) as reader:
        receipt(reader, return_id, token, at, SCHEME)
