"""The record is audited and the copies are made again from the terminal."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from tests.doors.console.conftest import Terminal
from tests.merchants.builders import a_merchant_in, an_active_merchant
from tests.record.test_auditing import tamper
from trustcode.merchants.rules.standing import Standing
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.models import ScanCard
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.models import Entry
from trustcode.storage.reading import reading


def cards(terminal: Terminal) -> list[Card]:
    """All cards, but for how often they were made."""
    with reading(terminal.store) as reader:
        ids = reader.all(select(ScanCard.merchant_id).order_by(ScanCard.merchant_id))
        found = [card_of_merchant(reader, merchant_id) for merchant_id in ids]
    return [replace(card, version=0) for card in found if card]


def test_an_untouched_record_passes(terminal: Terminal) -> None:
    an_active_merchant(terminal.store, terminal.at)

    answer = terminal.asks("record", "audit")

    assert (answer["exit"], answer["faults"]) == (0, 0)
    assert answer["entries"] > 10


def test_an_edited_entry_is_named_and_the_exit_code_is_1(terminal: Terminal) -> None:
    an_active_merchant(terminal.store, terminal.at)
    with reading(terminal.store) as reader:
        number = reader.all(select(Entry.id).where(Entry.kind == "merchant.moved").order_by(Entry.id))[0]
    tamper(terminal.store, f"UPDATE entry SET subject = 'x' WHERE id = {number}")

    answer = terminal.asks("record", "audit")

    assert (answer["exit"], answer["entry"], answer["fault"]) == (1, number, "hash_differs")
    assert terminal.types("record", "audit").stderr == f"Entry {number} is not what was written (hash_differs).\n"


def test_the_cards_made_again_are_the_same(terminal: Terminal) -> None:
    for standing in (Standing.ACTIVE, Standing.SUSPENDED, Standing.REMOVED, Standing.PUBLICISED):
        a_merchant_in(terminal.store, terminal.at, standing)
    before = cards(terminal)

    answer = terminal.asks("record", "rebuild")

    assert (answer["exit"], answer["merchants"], len(before)) == (0, 4, 4)
    assert cards(terminal) == before


def test_a_card_that_somebody_altered_is_put_right(terminal: Terminal) -> None:
    an_active_merchant(terminal.store, terminal.at)
    before = cards(terminal)
    with terminal.store.write_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE scan_card SET facts = replace(facts, '青禾', '黑心')")
    assert cards(terminal) != before

    terminal.asks("record", "rebuild")

    assert cards(terminal) == before
