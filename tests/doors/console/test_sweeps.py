"""The sweep does what the calendar has made due, once; what somebody objects to stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.doors.console.conftest import OpenTerminal, Terminal
from tests.merchants.builders import DAY, Shop, a_merchant_in, a_publicised_merchant, an_active_merchant
from trustcode.codes.queries import prints
from trustcode.kernel.actors import PUBLIC
from trustcode.merchants.actions import deciding
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

NOTHING = {"activated": 0, "closed_unanswered": 0, "lapsed": 0, "left": 0, "exit": 0}


def sweep(terminal: Terminal, *words: str) -> dict[str, Any]:
    """What moved; of reminders tells another file."""
    told = terminal.asks("sweep", *words)
    return {name: told[name] for name in told if name in NOTHING or name == "error"}


def merchant(terminal: Terminal, shop: Shop) -> Merchant:
    with reading(terminal.store) as reader:
        found = reader.get(Merchant, shop.id)
    assert found is not None
    return found


def day_after_due(terminal: Terminal, shop: Shop) -> None:
    """Turn the clock to the day after the unit's last day."""
    due = merchant(terminal, shop).due_on
    assert due is not None
    terminal.turn(days=(due - terminal.at.date()).days + 1)


def test_a_notice_that_is_over_puts_the_unit_in_force_with_its_code(terminal: Terminal) -> None:
    shop = a_publicised_merchant(terminal.store, terminal.at)
    day_after_due(terminal, shop)

    answer = sweep(terminal)

    assert answer == {**NOTHING, "activated": 1}
    with reading(terminal.store) as reader:
        card = card_of_merchant(reader, shop.id)
        assert len(prints(reader, shop.id)) == 1
    assert card is not None
    assert (card.standing, len(card.prints)) == (Standing.ACTIVE.value, 1)


def test_on_the_last_day_of_the_notice_nothing_happens_yet(terminal: Terminal) -> None:
    shop = a_publicised_merchant(terminal.store, terminal.at)
    day_after_due(terminal, shop)
    terminal.turn(days=-1)

    assert sweep(terminal) == NOTHING
    assert merchant(terminal, shop).standing is Standing.PUBLICISED


def test_a_unit_with_an_open_objection_stays(terminal: Terminal) -> None:
    shop = a_publicised_merchant(terminal.store, terminal.at)
    with pen(terminal.store, PUBLIC, terminal.at) as p:
        deciding.object_to(p, merchant_id=shop.id, text="这家店不退货。")
    day_after_due(terminal, shop)

    assert sweep(terminal) == NOTHING
    assert merchant(terminal, shop).standing is Standing.PUBLICISED


def test_an_application_that_was_not_corrected_in_time_falls_back_to_a_draft(terminal: Terminal) -> None:
    shop = a_merchant_in(terminal.store, terminal.at, Standing.CORRECTING)
    day_after_due(terminal, shop)

    assert sweep(terminal) == {**NOTHING, "closed_unanswered": 1}
    assert merchant(terminal, shop).standing is Standing.DRAFT


def test_validity_ends_after_the_days_of_grace(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    valid_to = merchant(terminal, shop).valid_to
    assert valid_to is not None
    terminal.turn(days=(valid_to - terminal.at.date()).days + terminal.office.settings.rules.lapse_grace_days)

    on_the_last_day = sweep(terminal)
    terminal.turn(days=1)
    after = sweep(terminal)

    assert (on_the_last_day, after) == (NOTHING, {**NOTHING, "lapsed": 1})
    assert merchant(terminal, shop).standing is Standing.LAPSED


def test_twice_is_once(terminal: Terminal) -> None:
    shop = a_publicised_merchant(terminal.store, terminal.at)
    day_after_due(terminal, shop)
    sweep(terminal)
    changes = merchant(terminal, shop).changes

    assert sweep(terminal) == NOTHING
    assert merchant(terminal, shop).changes == changes


def test_a_demonstration_may_be_swept_as_if_on_another_day(terminal: Terminal) -> None:
    a_publicised_merchant(terminal.store, terminal.at)
    later = (terminal.at + 30 * DAY).date()

    assert sweep(terminal, "--on", later)["activated"] == 1


def test_in_production_the_day_is_today(open_terminal: OpenTerminal, terminal: Terminal) -> None:
    real = open_terminal(terminal.office.settings.database_url, mode="production")

    result = real.types("sweep", "--on", "2027-01-01")

    assert result.exit_code == 2
    assert "--on is for demonstrations" in result.stderr


def test_people_are_told_in_a_sentence(terminal: Terminal) -> None:
    said = terminal.types("sweep").stdout

    assert said == (
        "0 put in force, 0 closed unanswered, 0 lapsed, 0 left alone; of complaints 0 passed on and 0 closed unheard; "
        "0 reminded, 0 by e-mail.\n"
    )


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01"])
def test_a_day_that_is_none_is_refused(terminal: Terminal, day: str) -> None:
    assert terminal.types("sweep", "--on", day).exit_code == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2037-01-01"])
def test_a_day_beyond_all_terms_is_refused_with_a_sentence(terminal: Terminal, day: str) -> None:
    result = terminal.types("sweep", "--on", day)

    assert result.exit_code == 2
    assert "within ten years of today" in result.stderr
