"""The ledger at the desk: typing an entry, what is due before, what is not taken and why, the list, the slip."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tests.doors.desk.owners import DeskApp, Person, a_photo
from tests.merchants.builders import an_active_merchant
from tests.returns.builders import a_return, a_shop, answered
from trustcode.kernel.moments import civil_day
from trustcode.returns.queries.ledger import LedgerEntry, page
from trustcode.returns.rules.words import Answer, DisputeReason, Origin, Outcome
from trustcode.storage.reading import reading

RIGHT = {"category": "food", "goods_value": "159", "refund": "", "receipt_no": "XS-0001"}


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """The owner of a shop that takes food back within seven days, before the form of a new entry."""
    shop = a_shop(desk.store, desk.at)
    person = desk.signed_in(shop.owner)
    person.shop = shop.id
    return person.open(f"/desk/{shop.id}/ledger/new")


def lines(owner: Person) -> list[LedgerEntry]:
    with reading(owner.desk.store) as reader:
        return list(page(reader, owner.shop).entries)


def log(owner: Person, **filled: Any) -> Person:
    """Fill in the form and send it."""
    owner.open(f"/desk/{owner.shop}/ledger/new")
    return owner.send({**RIGHT, **filled}, to="/ledger")


def test_a_value_is_enough_and_the_whole_of_it_counts_as_refunded(owner: Person) -> None:
    log(owner)

    entry = lines(owner)[0]
    assert (entry.line.goods_value_fen, entry.line.refund_fen) == (15_900, 15_900)
    assert re.fullmatch(rf"/desk/{owner.shop}/ledger/{entry.id}", owner.path)
    assert "记下了，第 1 笔" in owner.words
    assert re.search(r"\d{4} \d{4}", owner.words)


def test_an_exchange_pays_nothing_back_unless_it_says_so(owner: Person) -> None:
    log(owner, kind="exchange")

    assert lines(owner)[0].line.refund_fen == 0


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("goods_value", "0", "goods_value"),
        ("goods_value", "-1", "goods_value"),
        ("goods_value", "1e3", "goods_value"),
        ("goods_value", "", "goods_value"),
        ("refund", "160", "refund"),
        ("quantity", "0", "quantity"),
        ("bought_on", "2026-11-24", "bought_on"),
        ("bought_on", "2026-02-30", "bought_on"),
        ("requested_on", "2026-11-24", "requested_on"),
        ("category", "", "category"),
        ("goods_name", "名" * 61, "goods_name"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    owner: Person, field: str, typed: str, said: str
) -> None:
    earlier = {"bought": "earlier"} if field == "bought_on" else {}
    log(owner, **{"goods_name": "连衣裙", **earlier, field: typed})

    assert owner.status == 422
    assert f'href="#f-{said}"' in owner.page
    assert owner.value(field) == typed
    assert owner.value("receipt_no") == "XS-0001"
    assert lines(owner) == []


def test_a_text_of_a_hundred_thousand_characters_breaks_nothing(owner: Person) -> None:
    log(owner, refusal_note="长" * 100_000)

    assert owner.status in {413, 422}
    assert lines(owner) == []


def test_what_is_due_is_said_before_anything_is_kept(owner: Person) -> None:
    owner.send({**RIGHT, "go": "check", "bought": "earlier", "bought_on": "2026-11-10"}, to="/ledger")

    assert owner.status == 200
    assert "verdict-may_refuse" in owner.page
    assert "过了承诺的天数" in owner.words
    assert owner.value("goods_value") == "159"
    assert lines(owner) == []


def test_a_program_is_told_the_same_in_sentences(owner: Person) -> None:
    asked = f"/desk/{owner.shop}/ledger/verdict?category=food&bought=2026-11-21"

    found = owner.open(asked).last.json

    assert (found["verdict"], found["last_on"]) == ("due", "2026-11-30")
    assert any("11 月 30 日 周一" in sentence for sentence in found["sentences"])
    assert owner.last.headers["Cache-Control"] == "no-store"
    assert owner.open(f"/desk/{owner.shop}/ledger/verdict?category=food&bought=9999-99-99").last.json["verdict"] is None


def test_a_refusal_needs_one_of_the_reasons_that_can_be_used(owner: Person) -> None:
    log(owner, outcome="refused", bought="earlier", bought_on="2026-11-10")

    assert owner.faults == ["选一条不退的理由；一条也选不了，就该退。"]
    assert 'value="window_passed"' in owner.page
    assert 'value="no_proof"' not in owner.page

    owner.send({"refusal_code": "window_passed"}, to="/ledger")
    assert lines(owner)[0].line.outcome is Outcome.REFUSED


def test_what_was_promised_cannot_be_refused(owner: Person) -> None:
    log(owner, outcome="refused", refusal_code="window_passed")

    assert owner.status == 422
    assert lines(owner) == []


def test_the_slip_says_why_in_the_words_of_the_sign_and_how_to_complain(owner: Person) -> None:
    log(owner, outcome="refused", bought="earlier", bought_on="2026-11-10", refusal_code="window_passed")

    owner.open(f"{owner.path}/slip")

    for words in ("过了承诺的天数", "11 月 10 日", "12315", f"/m/{owner.shop}", "/counter/returns/"):
        assert words in owner.words
    log(owner)
    assert owner.open(f"{owner.path}/slip").status == 404


def test_the_same_receipt_again_needs_a_tick(owner: Person) -> None:
    log(owner)
    log(owner)
    assert owner.status == 422
    assert "1" in owner.faults[0]

    owner.send({"receipt_again": "yes"}, to="/ledger")

    assert [line.receipt_again for line in lines(owner)] == [True, False]


def test_two_presses_are_one_entry_and_another_body_is_none(owner: Person) -> None:
    filled = {**RIGHT, "retry_key": owner.value("retry_key")}
    owner.send(filled, to="/ledger")
    first = owner.path
    owner.open(f"/desk/{owner.shop}/ledger/new").send(filled, to="/ledger")
    assert owner.path == first

    owner.open(f"/desk/{owner.shop}/ledger/new").send({**filled, "goods_value": "160"}, to="/ledger")

    assert owner.status == 422
    assert len(lines(owner)) == 1


def test_a_program_gets_number_and_address_and_the_same_again(owner: Person) -> None:
    body = {
        **RIGHT,
        "csrf_token": owner.value("csrf_token"),
        "retry_key": owner.value("retry_key"),
        "bought": "2026-11-23",
        "kind": "return",
        "basis": "no_reason",
        "outcome": "accepted",
    }
    path, headers = f"/desk/{owner.shop}/ledger", {"Accept": "application/json"}

    first = owner.client.post(path, data=body, headers=headers)
    again = owner.client.post(path, data={**body, "origin": "offline"}, headers=headers)
    wrong = owner.client.post(path, data={**body, "retry_key": "", "goods_value": "x"}, headers=headers)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {"id": lines(owner)[0].id, "number": 1, "path": f"{path}/{lines(owner)[0].id}"}
    assert (wrong.status_code, wrong.mimetype) == (422, "application/problem+json")
    assert wrong.json["errors"][0]["field"] == "goods_value"
    assert lines(owner)[0].line.origin is Origin.TYPED


def test_what_a_phone_kept_may_be_sent_by_a_colleague_and_is_still_one_entry(owner: Person) -> None:
    colleague = owner.desk.staff(owner.shop).open(f"/desk/{owner.shop}/ledger/new")
    key = {"retry_key": owner.value("retry_key"), "origin": "offline"}

    owner.send({**RIGHT, **key}, to="/ledger")
    colleague.send({**RIGHT, **key}, to="/ledger")

    assert [line.line.origin for line in lines(owner)] == [Origin.OFFLINE]


def test_a_form_without_its_token_is_not_taken(owner: Person) -> None:
    owner.send(RIGHT, to="/ledger", without=("csrf_token",))

    assert owner.status == 403
    assert lines(owner) == []


def test_marks_in_a_name_are_letters(owner: Person) -> None:
    log(owner, goods_name="<b>鞋</b><script>")

    assert "<b>鞋</b>" not in owner.page
    assert "<b>鞋</b><script>" in unescape(owner.page)


def test_photos_are_kept_clean_and_seen_by_the_shop_alone(owner: Person, desk: DeskApp) -> None:
    log(owner, photos=a_photo())
    entry = lines(owner)[0]
    path = f"{owner.path}/photos/{entry.line.evidence[0]}"

    assert owner.client.get(path).mimetype == "image/jpeg"
    assert owner.client.get(f"{owner.path}/photos/{'ab' * 32}").status_code == 404
    assert desk.signed_in(a_shop(desk.store, desk.at).owner).client.get(path).status_code == 404


@pytest.mark.parametrize("digest", ["ab" * 32, "../../keys.json"])
def test_a_photo_that_nobody_sent_is_not_claimed(owner: Person, digest: str) -> None:
    log(owner, evidence=digest)

    assert owner.status == 422
    assert 'href="#f-photos"' in owner.page or 'href="#f-evidence"' in owner.page


def test_a_file_that_is_no_photo_is_told_at_its_field(owner: Person) -> None:
    log(owner, photos=a_photo("x.jpg", b"GIF89a nonsense"))

    assert owner.status == 422
    assert 'href="#f-photos"' in owner.page


def test_a_shop_that_never_promised_returns_has_no_ledger(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at, returns=False)
    owner = desk.signed_in(shop.owner)

    assert owner.open(f"/desk/{shop.id}/ledger").status == 404
    assert "/ledger" not in owner.open(f"/desk/{shop.id}").page


def test_the_list_has_the_day_the_month_and_what_nobody_confirmed(owner: Person, desk: DeskApp) -> None:
    shop = a_shop(desk.store, desk.at)
    mine = desk.signed_in(shop.owner)
    assert "还没有记录" in mine.open(f"/desk/{shop.id}/ledger").words
    first = a_return(desk.store, desk.at - timedelta(days=1), shop, goods_name="昨天的")
    second = a_return(desk.store, desk.at, shop, goods_name="今天的")
    answered(desk.store, desk.at, first)
    answered(desk.store, desk.at, second, Answer.DISPUTED, DisputeReason.OTHER, note="没有", device_index=b"o" * 32)
    a_return(desk.store, desk.at, shop, goods_name="没人说过的")

    mine.open(f"/desk/{shop.id}/ledger")
    assert "今天 2 笔" in mine.words
    assert "本月 3 笔 顾客确认 1 店里登记 2" in mine.words

    mine.open(f"/desk/{shop.id}/ledger?only=unconfirmed")
    assert "没人说过的" in mine.words
    assert "昨天的" not in mine.words
    assert mine.open(f"/desk/{shop.id}/ledger?month=2026-10").status == 200
    assert mine.open(f"/desk/{shop.id}/ledger?month=99999-77&before=x").status == 200


def test_an_entry_of_another_shop_is_not_there(owner: Person, desk: DeskApp) -> None:
    theirs = a_return(desk.store, desk.at, a_shop(desk.store, desk.at))

    for part in ("", "/state", "/symbol", "/slip", "/correction"):
        assert owner.open(f"/desk/{owner.shop}/ledger/{theirs}{part}").status == 404


def test_the_day_is_that_of_the_office_not_of_the_phone(owner: Person) -> None:
    log(owner, requested_on="")

    assert lines(owner)[0].line.requested_on == civil_day(owner.desk.at)


def test_a_key_pressed_on_a_page_of_yesterday_is_told_at_the_keys(owner: Person) -> None:
    log(owner, bought="2026-11-24")

    assert 'href="#f-bought"' in owner.page
