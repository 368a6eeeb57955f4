"""Objections, contacts and prints before an officer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.doors.field.officers import OfficeApp
from tests.merchants.builders import CITY, a_publicised_merchant, a_submitted_merchant, an_active_merchant
from trustcode.codes.queries import prints
from trustcode.kernel.actors import PUBLIC, Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import deciding
from trustcode.merchants.models import ContactReading, Objection
from trustcode.merchants.queries.sheets import SHOWN
from trustcode.record.pen import pen
from trustcode.storage.reading import reading


def objected(office: OfficeApp, at: Moment, contact: str = "13533334444") -> tuple[str, str]:
    """The address of a unit in notice, and the id of an objection to it."""
    shop = a_publicised_merchant(office.store, at)
    with pen(office.store, PUBLIC, at) as p:
        one = deciding.object_to(p, merchant_id=shop.id, text="老板欠钱不还", contact=contact)
    return f"/field/merchants/{shop.id}", one


@pytest.mark.parametrize(("verdict", "upheld", "said"), [("upheld", True, "成立"), ("dismissed", False, "不成立")])
def test_an_objection_is_decided_with_a_reason(
    office: OfficeApp, at: Moment, verdict: str, said: str, *, upheld: bool
) -> None:
    unit, one = objected(office, at)
    chen = office.officer()
    chen.open(f"{unit}/objections/{one}")
    assert "老板欠钱不还" in chen.words
    assert "checked" not in chen.page

    chen.send("/decision", verdict=verdict, reason="打电话核实过")

    assert "异议已办结。" in chen.words
    assert f"{said} 陈立、" in chen.words
    with reading(office.store) as reader:
        assert reader.get(Objection, one).upheld is upheld


@pytest.mark.parametrize(("sent", "field"), [({"reason": "核实过"}, "verdict"), ({"verdict": "upheld"}, "reason")])
def test_verdict_and_reason_are_both_needed(office: OfficeApp, at: Moment, sent: dict[str, str], field: str) -> None:
    unit, one = objected(office, at)
    chen = office.officer()
    chen.open(f"{unit}/objections/{one}")

    assert chen.send("/decision", **sent).status_code == 422
    assert f'href="#f-{field}"' in chen.page


def test_an_objection_is_decided_once(office: OfficeApp, at: Moment) -> None:
    unit, one = objected(office, at)
    first, second = office.officer(name="李卫"), office.officer(name="赵明")
    for officer in (first, second):
        officer.open(f"{unit}/objections/{one}")

    first.send("/decision", verdict="dismissed", reason="核实过")
    response = second.send("/decision", verdict="upheld", reason="核实过")

    assert response.status_code == 422
    assert "不成立" in second.words


def test_the_province_decides_no_objection(office: OfficeApp, at: Moment) -> None:
    unit, one = objected(office, at)
    province = office.officer(Role.PROVINCE, "430000")

    assert province.open(f"{unit}/objections/{one}").status_code == 404


def test_elsewhere_there_is_no_such_objection(office: OfficeApp, at: Moment) -> None:
    unit, one = objected(office, at)
    other = a_publicised_merchant(office.store, at, street="白沙路 1 号")
    sibling, chen = office.officer(scope="430102"), office.officer()

    assert sibling.open(f"{unit}/objections/{one}").status_code == 404
    assert chen.open(f"/field/merchants/{other.id}/objections/{one}").status_code == 404
    chen.open(f"{unit}/objections/{one}")
    form = {**chen.form("/decision").fields, "verdict": "upheld", "reason": "核实过"}
    crossed = chen.client.post(f"/field/merchants/{other.id}/objections/{one}/decision", data=form)
    assert crossed.status_code == 404


def test_the_contact_of_who_objected_is_shown_after_a_reason(office: OfficeApp, at: Moment) -> None:
    unit, one = objected(office, at)
    chen = office.officer()
    chen.open(f"{unit}/objections/{one}/contact")
    assert "135****4444" in chen.words
    assert "13533334444" not in chen.page

    chen.send("/contact", reason="请他来做笔录")

    assert "13533334444" in chen.page
    with reading(office.store) as reader:
        row = reader.one(select(ContactReading))
        assert (row.about, row.reason, row.person_id) == (one, "请他来做笔录", chen.actor.person_id)


def test_the_contact_of_a_shop_is_shown_after_a_reason_and_for_ten_minutes(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen, other = office.officer(), office.officer()
    path = f"/field/merchants/{shop.id}/contact"
    chen.open(path)

    assert chen.send("/contact").status_code == 422
    assert "13800001234" not in chen.page
    asked = chen.page
    chen.send("/contact", reason="核对门头")
    assert "周建国" in chen.words
    assert "13800001234" in chen.page
    chen.page = asked
    chen.send("/contact", reason="核对门头")
    with reading(office.store) as reader:
        assert len(reader.all(select(ContactReading))) == 1

    other.open(path)
    assert "13800001234" not in other.page
    office.at = at + SHOWN
    chen.open(path)
    assert "13800001234" not in chen.page


def test_the_province_reads_no_contact(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)

    assert office.officer(Role.PROVINCE, "430000").open(f"/field/merchants/{shop.id}/contact").status_code == 404


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.INSPECTOR, "430103"), (Role.SUPERVISOR, CITY), (Role.PROVINCE, "430000")]
)
def test_a_print_that_hangs_in_the_wrong_place_is_withdrawn(
    office: OfficeApp, at: Moment, role: Role, scope: str
) -> None:
    shop = an_active_merchant(office.store, at)
    officer = office.officer(role, scope)
    officer.open(f"/field/merchants/{shop.id}/prints/1")
    assert officer.send("/revocation").status_code == 422

    officer.send("/revocation", why="wrong_place")

    assert "11 月 23 日停用：挂错了地方" in officer.words
    with reading(office.store) as reader:
        assert [one.revoked_why for one in prints(reader, shop.id)] == ["wrong_place"]


@pytest.mark.parametrize("serial", ["2", "0", "x", "99999999"])
def test_there_is_no_such_print(office: OfficeApp, at: Moment, serial: str) -> None:
    shop = an_active_merchant(office.store, at)

    assert office.officer().open(f"/field/merchants/{shop.id}/prints/{serial}").status_code == 404


def test_elsewhere_no_print_is_withdrawn(office: OfficeApp, at: Moment) -> None:
    shop = an_active_merchant(office.store, at)
    chen, sibling = office.officer(), office.officer(scope="430102")
    chen.open(f"/field/merchants/{shop.id}/prints/1")
    fields = chen.form("/revocation").fields
    sibling.open("/field")
    token = sibling.form("/sign-out").fields["csrf_token"]

    data = {**fields, "csrf_token": token, "why": "lost"}
    response = sibling.client.post(f"/field/merchants/{shop.id}/prints/1/revocation", data=data)

    assert response.status_code == 404
    with reading(office.store) as reader:
        assert [one.revoked_on for one in prints(reader, shop.id)] == [None]
