"""Officers pause returns by two people, see it on the sheet, and lift it again."""

from __future__ import annotations

import pytest

from tests.commitments.acts import held
from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import CITY, DAY, Shop, an_active_merchant
from trustcode.commitments.rules.days import WhyNot
from trustcode.kernel.actors import Role


@pytest.fixture
def shop(office: OfficeApp) -> Shop:
    return an_active_merchant(office.store, office.at - DAY)


@pytest.fixture
def inspector(office: OfficeApp) -> Officer:
    return office.officer()


@pytest.fixture
def supervisor(office: OfficeApp) -> Officer:
    return office.officer(Role.SUPERVISOR, CITY, "李卫")


def path(shop: Shop) -> str:
    return f"/field/merchants/{shop.id}/pauses"


def propose(officer: Officer, shop: Shop, **changes: str) -> Officer:
    officer.open(path(shop))
    officer.send("/pauses", **{"ground": "safety_risk", "reason": "多次拒退", **changes})
    return officer


def answer(officer: Officer, shop: Shop, ending: str, **filled: str) -> Officer:
    officer.open(path(shop))
    officer.send(ending, **filled)
    return officer


def _words(officer: Officer, address: str) -> str:
    officer.open(address)
    return officer.words


def why_not(office: OfficeApp, shop: Shop, days: int) -> WhyNot | None:
    return held(office.store, office.at + days * DAY, shop).why_not


def test_one_proposes_another_confirms_and_the_sheet_shows_it(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    propose(inspector, shop)
    assert "提议：暂停退货承诺" in inspector.words
    assert "/confirmation" not in inspector.page

    inspector.open("/field")
    assert "等另一人确认" in inspector.words
    for heap in ("", "?heap=confirm", "?region=430103"):
        supervisor.open(f"/field{heap}")
        assert "等您确认 青禾布衣 坡子街店" in supervisor.words
        assert "待我确认 1" in supervisor.words
    assert "等您确认" not in _words(supervisor, "/field?heap=notice")
    assert "等您确认" not in _words(supervisor, "/field?region=430102")
    supervisor.open(path(shop))
    assert "退货承诺 11 月 24 日起暂停。 店里和扫码的人马上看得到。" in supervisor.words
    answer(supervisor, shop, "/confirmation")

    assert "11 月 24 日起暂停" in supervisor.words
    assert [why_not(office, shop, days) for days in (0, 1)] == [None, WhyNot.PAUSED]
    inspector.open(f"/field/merchants/{shop.id}")
    assert "11 月 24 日起暂停" in inspector.words
    assert "提议暂停退货承诺" in inspector.words


def test_an_inspector_cannot_confirm(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    propose(inspector, shop)
    other = office.officer(name="王昕")

    other.open(path(shop))

    assert "/confirmation" not in other.page
    assert "由市级或省级确认" in other.words


def test_a_pause_is_lifted_by_two_as_well(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    propose(inspector, shop)
    answer(supervisor, shop, "/confirmation")

    propose(inspector, shop, ground="cured", reason="已改好")
    answer(supervisor, shop, "/confirmation")

    assert [why_not(office, shop, days) for days in (1, 2)] == [None, None]
    assert "没有生效过" in supervisor.words


def test_without_a_ground_or_a_reason_nothing_is_proposed(shop: Shop, inspector: Officer) -> None:
    inspector.open(path(shop))
    answered = inspector.send("/pauses", reason="多次拒退")
    assert answered.status_code == 422
    assert "多次拒退" in inspector.page

    assert inspector.send("/pauses", ground="safety_risk", reason="").status_code == 422


def test_the_second_person_declines_with_a_reason_that_is_shown(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    propose(inspector, shop)

    answer(supervisor, shop, "/rejection")
    assert "/rejection" in supervisor.page
    supervisor.send("/rejection", reason="证据不足")

    assert "证据不足" in supervisor.words
    assert why_not(office, shop, 1) is None


def test_a_proposer_takes_it_back(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    propose(inspector, shop)

    answer(inspector, shop, "/rejection")

    assert "撤回" in inspector.words
    assert why_not(office, shop, 1) is None


def test_nobody_with_a_part_in_the_business_or_from_elsewhere_proposes(office: OfficeApp, shop: Shop) -> None:
    person = office.officer(scope="430102")

    assert person.open(path(shop)).status_code == 404


def test_a_unit_that_promises_no_returns_offers_no_pause(office: OfficeApp, inspector: Officer) -> None:
    shop = an_active_merchant(office.store, office.at - DAY, returns=False)

    inspector.open(path(shop))

    assert "提议暂停退货承诺" not in inspector.words
    assert "还没有" in inspector.words
