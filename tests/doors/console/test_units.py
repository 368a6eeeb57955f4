"""At the terminal every act of the table of standings can be done, by the people who may and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.doors.console.conftest import Terminal
from tests.doors.console.people import hired, known_as
from tests.merchants.builders import DAY, Shop, a_ground, a_merchant_in, a_submitted_merchant, an_active_merchant
from trustcode.kernel.actors import Role
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import reading


@pytest.fixture
def inspector(terminal: Terminal) -> str:
    return hired(terminal, "inspector")


@pytest.fixture
def colleague(terminal: Terminal) -> str:
    return hired(terminal, "colleague")


@pytest.fixture
def supervisor(terminal: Terminal) -> str:
    return hired(terminal, "supervisor", role=Role.SUPERVISOR, scope="430100")


@pytest.fixture
def province(terminal: Terminal) -> str:
    return hired(terminal, "province", role=Role.PROVINCE, scope="430000")


def standing(terminal: Terminal, shop: Shop) -> Standing:
    with reading(terminal.store) as reader:
        merchant = reader.get(Merchant, shop.id)
    assert merchant is not None
    return merchant.standing


def by_two(terminal: Terminal, shop: Shop, act: Act, first: str, second: str, ground: str = "") -> str:
    """Propose and confirm; the standing afterwards."""
    grounds = ["--ground", ground] if ground else []
    proposed = terminal.asks("unit", "propose", shop.id, act.value, "--as", first, "--reason", "看过了", *grounds)
    confirmed = terminal.asks("unit", "confirm", proposed["proposal"], "--as", second)
    assert confirmed["exit"] == 0, confirmed
    return str(confirmed["standing"])


def ground_of(terminal: Terminal, act: Act) -> str:
    return a_ground(terminal.store, terminal.at, act)


def test_a_unit_shows_its_standing_and_what_the_table_allows(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)

    said = terminal.types("unit", "show", shop.id).stdout
    facts = terminal.asks("unit", "show", shop.id)

    assert said.startswith("青禾布衣 坡子街店 · active since 2026-11-23\n")
    assert "  T11  remove → removed: inspector, supervisor, confirmed by province, supervisor" in said
    assert Act.WITHDRAW.value in facts["acts"]


def test_a_unit_shows_what_waits_for_a_second_person(terminal: Terminal, inspector: str) -> None:
    shop = a_submitted_merchant(terminal.store, terminal.at)
    proposed = terminal.asks("unit", "propose", shop.id, "approve", "--as", inspector, "--reason", "好")

    assert terminal.asks("unit", "show", shop.id)["proposal"] == {"id": proposed["proposal"], "act": "approve"}
    assert proposed["proposal"] in terminal.types("unit", "show", shop.id).stdout


def test_t10_removal_after_a_hearing(terminal: Terminal, inspector: str, supervisor: str) -> None:
    shop = a_merchant_in(terminal.store, terminal.at - timedelta(days=63), Standing.SUSPENDED)
    ground = ground_of(terminal, Act.REMOVE_UNCURED)
    proposed = terminal.asks("unit", "propose", shop.id, "remove_uncured", "--ground", ground, "--as", inspector)

    at_once = terminal.asks("unit", "confirm", proposed["proposal"], "--as", supervisor)
    terminal.turn(days=20)
    heard = terminal.asks("unit", "confirm", proposed["proposal"], "--as", supervisor)

    assert (at_once["exit"], at_once["code"]) == (1, "not_yet")
    assert (heard["exit"], heard["standing"]) == (0, "removed")


def test_t11_removal_at_once(terminal: Terminal, inspector: str, supervisor: str) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)

    assert by_two(terminal, shop, Act.REMOVE, inspector, supervisor, ground_of(terminal, Act.REMOVE)) == "removed"


def test_t15_closing(terminal: Terminal, inspector: str, colleague: str) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)

    assert by_two(terminal, shop, Act.CLOSE, inspector, colleague, ground_of(terminal, Act.CLOSE)) == "closed"


def test_t16_after_removal_one_waits_and_then_applies_again(
    terminal: Terminal, inspector: str, supervisor: str
) -> None:
    person, owner = known_as(terminal, "owner")
    shop = an_active_merchant(terminal.store, terminal.at, person)
    by_two(terminal, shop, Act.REMOVE, inspector, supervisor, ground_of(terminal, Act.REMOVE))

    too_soon = terminal.asks("unit", "do", shop.id, "reapply", "--as", owner)
    terminal.turn(days=800)
    later = terminal.asks("unit", "do", shop.id, "reapply", "--as", owner)

    assert (too_soon["exit"], too_soon["code"]) == (1, "cooling")
    assert (later["exit"], later["standing"]) == (0, "draft")


def test_t17_who_left_may_apply_again_at_once(terminal: Terminal) -> None:
    person, owner = known_as(terminal, "owner")
    shop = an_active_merchant(terminal.store, terminal.at, person)

    left = terminal.asks("unit", "do", shop.id, "withdraw", "--as", owner)
    again = terminal.asks("unit", "do", shop.id, "reapply", "--as", owner)

    assert (left["standing"], again["standing"]) == ("withdrawn", "draft")


def test_t18_a_decision_is_corrected_by_two_people_above(
    terminal: Terminal, inspector: str, supervisor: str, province: str
) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    by_two(terminal, shop, Act.SUSPEND, inspector, supervisor, ground_of(terminal, Act.SUSPEND))

    assert by_two(terminal, shop, Act.REINSTATE_ACTIVE, supervisor, province) == "active"


def test_nobody_confirms_their_own_proposal(terminal: Terminal, inspector: str) -> None:
    shop = a_submitted_merchant(terminal.store, terminal.at)
    proposed = terminal.asks("unit", "propose", shop.id, "approve", "--as", inspector, "--reason", "好")

    own = terminal.asks("unit", "confirm", proposed["proposal"], "--as", inspector)

    assert (own["exit"], own["code"]) == (1, "own_proposal")
    assert standing(terminal, shop) is Standing.SUBMITTED


def test_the_second_person_may_say_no(terminal: Terminal, inspector: str, colleague: str) -> None:
    shop = a_submitted_merchant(terminal.store, terminal.at)
    proposed = terminal.asks("unit", "propose", shop.id, "approve", "--as", inspector, "--reason", "好")

    declined = terminal.asks("unit", "decline", proposed["proposal"], "--as", colleague, "--reason", "照片不清楚")

    assert (declined["exit"], standing(terminal, shop)) == (0, Standing.SUBMITTED)
    assert terminal.asks("unit", "show", shop.id)["proposal"] is None


def test_a_unit_of_another_region_looks_as_if_it_were_not_there(terminal: Terminal) -> None:
    shop = a_submitted_merchant(terminal.store, terminal.at)
    stranger = hired(terminal, "stranger", scope="430102")

    answers = [
        terminal.asks("unit", "propose", which, "approve", "--as", stranger, "--reason", "好")
        for which in (shop.id, "0" * 16)
    ]

    assert [a["code"] for a in answers] == ["no_such_merchant"] * 2


def test_one_person_acts_with_a_ground_and_a_word_to_the_business(terminal: Terminal, inspector: str) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    ground = ground_of(terminal, Act.ORDER_RECTIFICATION)

    without = terminal.asks("unit", "do", shop.id, "order_rectification", "--as", inspector)
    done = terminal.asks(
        "unit", "do", shop.id, "order_rectification", "--ground", ground, "--remark", "请换掉旧牌", "--as", inspector
    )

    assert (without["exit"], without["code"]) == (1, "ground_needed")
    assert done["standing"] == "rectifying"


def test_the_calendar_may_act_too(terminal: Terminal) -> None:
    shop = a_merchant_in(terminal.store, terminal.at, Standing.PUBLICISED)
    terminal.turn(days=30)

    done = terminal.asks("unit", "do", shop.id, "activate", "--as", "calendar")

    assert (done["exit"], done["standing"]) == (0, "active")


def test_an_owner_of_two_shops_acts_for_the_one_that_is_named(terminal: Terminal) -> None:
    person, owner = known_as(terminal, "owner")
    first = an_active_merchant(terminal.store, terminal.at, person)
    second = an_active_merchant(terminal.store, terminal.at + DAY, person, street="解放路 9 号")
    terminal.turn(days=2)

    terminal.asks("unit", "do", second.id, "withdraw", "--as", owner)

    assert (standing(terminal, first), standing(terminal, second)) == (Standing.ACTIVE, Standing.WITHDRAWN)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["unit", "show", "0" * 16], "There is no such shop, or it is not yours to see. (no_such_merchant)\n"),
        (["unit", "confirm", "0" * 16, "--as", "calendar"], "There is no such shop, or it is not yours to see."),
        (["unit", "do", "0" * 16, "withdraw", "--as", "nobody@example.com"], "There is no open account"),
        (["unit", "do", "0" * 16, "withdraw", "--as", "?"], "Write a mobile number of 11 digits"),
    ],
)
def test_a_no_is_a_sentence(terminal: Terminal, words: list[str], sentence: str) -> None:
    result = terminal.types(*words)

    assert result.exit_code == 1
    assert result.stderr.startswith(sentence)
