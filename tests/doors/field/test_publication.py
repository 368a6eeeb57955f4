"""An officer before a result: a look at a reply, an objection decided, hiding by two of different rank."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.doors.field.officers import OfficeApp, Officer, _forms
from tests.merchants.builders import CITY, Shop
from tests.publication.builders import (
    a_shop_that_settles,
    formed,
    settled,
    settled_and_published,
    the_item,
    the_objections,
)
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.publication.actions import hiding, objecting
from trustcode.publication.rules.course import HideGround, Stage
from trustcode.record.pen import pen


@pytest.fixture
def shop(office: OfficeApp) -> Shop:
    return a_shop_that_settles(office.store, office.at)


@pytest.fixture
def inspector(office: OfficeApp) -> Officer:
    return office.officer()


@pytest.fixture
def supervisor(office: OfficeApp) -> Officer:
    return office.officer(Role.SUPERVISOR, CITY, "李卫")


def path(one: str) -> str:
    return f"/field/complaints/{one}/publication"


def send(officer: Officer, deed: str, **filled: str) -> None:
    """Fill in the form for a deed on the open page and send it."""
    form = next(found for found in _forms(officer.page) if found.fields.get("deed") == deed)
    response = officer.client.post(form.action, data={**form.fields, **filled})
    if response.status_code == 303:
        officer.open(response.headers["Location"])
    else:
        officer.page = response.get_data(as_text=True)


def test_a_reply_with_a_phone_waits_in_the_list_and_is_published_after_a_look(
    office: OfficeApp, shop: Shop, inspector: Officer
) -> None:
    one = settled(office.store, office.at, shop, reply="打 13900005678 找我")
    formed(office.store, office.at, one)
    inspector.open("/field/publication")
    assert "请看店家的答复" in inspector.words
    inspector.open(path(one))
    assert "＊＊＊" in inspector.words
    assert "13900005678" not in inspector.page

    send(inspector, "publish", reply="已退款")

    assert "已公示。" in inspector.words
    assert (the_item(office.store, one).stage, the_item(office.store, one).reply) == (Stage.PUBLISHED, "已退款")


def test_hiding_takes_an_inspector_and_a_supervisor(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    one = settled_and_published(office.store, office.at, shop)
    inspector.open(path(one))
    send(inspector, "propose", ground="facts_wrong", reason="台账上当天已退")
    assert "另一级的第二个人确认之前，继续公示" in inspector.words
    assert 'value="confirm"' not in inspector.page

    supervisor.open(path(one))
    send(supervisor, "confirm")

    assert "已隐去。店铺页面上留有痕迹和事由。" in supervisor.words
    assert the_item(office.store, one).stage is Stage.HIDDEN


def test_a_page_of_an_earlier_proposal_confirms_no_later_one(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    one = settled_and_published(office.store, office.at, shop)
    inspector.open(path(one))
    send(inspector, "propose", ground="facts_wrong", reason="台账上当天已退")
    supervisor.open(path(one))
    send(inspector, "decline")
    send(inspector, "propose", ground="privacy", reason="答复里有人名")

    send(supervisor, "confirm")

    assert the_item(office.store, one).stage is Stage.PUBLISHED
    assert "答复里有人名" in supervisor.words
    send(supervisor, "confirm")
    assert the_item(office.store, one).stage is Stage.HIDDEN


def test_a_page_of_an_earlier_objection_decides_no_later_one(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    one = objected(office, shop, office.at)
    inspector.open(path(one))
    supervisor.open(path(one))
    send(supervisor, "decide", verdict="kept", reason="台账对得上")
    with pen(office.store, shop.owner, office.at) as p:
        objecting.object_to(p, complaint_id=one, text="还有一张小票")

    send(inspector, "decide", verdict="kept", reason="没有新的材料")

    assert [row.verdict for row in the_objections(office.store, one)] == ["kept", ""]
    assert "还有一张小票" in inspector.words
    assert "没有新的材料" in inspector.page


def test_an_objection_is_decided_on_the_page_with_a_reason(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    one = settled_and_published(office.store, office.at, shop)
    with pen(office.store, shop.owner, office.at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    inspector.open(path(one))
    assert "那天已经换货" in inspector.words

    send(inspector, "decide", verdict="kept", reason="")
    assert the_objections(office.store, one)[0].decided_at is None
    send(inspector, "decide", verdict="kept", reason="台账对得上")

    assert [row.verdict for row in the_objections(office.store, one)] == ["kept"]
    assert "台账对得上" in inspector.words


@pytest.mark.parametrize(("verdict", "sent"), [("to_hide", "如果要隐去"), ("corrected", "如果要更正")])
def test_the_part_of_a_refused_decision_comes_back_open(
    office: OfficeApp, shop: Shop, inspector: Officer, verdict: str, sent: str
) -> None:
    one = settled_and_published(office.store, office.at, shop)
    with pen(office.store, shop.owner, office.at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    inspector.open(path(one))
    assert re.findall(r"<details open><summary>(.*?)</summary>", inspector.page) == []

    send(inspector, "decide", verdict=verdict, reason="")

    assert re.findall(r"<details open><summary>(.*?)</summary>", inspector.page) == [sent]


@pytest.mark.parametrize(("deed", "sent"), [("propose", "提议隐去"), ("correct", "更正公示内容")])
def test_the_part_of_a_refused_deed_comes_back_open(
    office: OfficeApp, shop: Shop, inspector: Officer, deed: str, sent: str
) -> None:
    one = settled_and_published(office.store, office.at, shop)
    inspector.open(path(one))

    send(inspector, deed, reason="", reply="")

    assert re.findall(r'<details class="section" open><summary>(.*?)</summary>', inspector.page) == [sent]


def test_a_complaint_that_lasts_has_no_result_yet(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    one = settled(office.store, office.at, shop)

    inspector.open(path(one))

    assert "还没有结果" in inspector.words


def test_an_officer_of_another_county_finds_nothing(office: OfficeApp, shop: Shop) -> None:
    one = settled_and_published(office.store, office.at, shop)
    stranger = office.officer(Role.INSPECTOR, "430202", "外地人")

    assert stranger.open(path(one)).status_code == 404


def test_the_photos_of_an_objection_are_for_officers_of_the_region(
    office: OfficeApp, shop: Shop, inspector: Officer
) -> None:
    one, digest = settled_and_published(office.store, office.at, shop), office.store.blobs.keep(b"\xff\xd8\xff photo")
    with pen(office.store, shop.owner, office.at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货", evidence=(digest,))
    photo = f"/field/complaints/{one}/publication/photo/{digest}"

    inspector.open(path(one))
    assert f'src="{photo}"' in inspector.page
    assert inspector.client.get(photo).status_code == 200
    assert inspector.client.get(photo[:-64] + "0" * 64).status_code == 404
    stranger = office.officer(Role.INSPECTOR, "430202", "外地人")
    assert stranger.client.get(photo).status_code == 404


def objected(office: OfficeApp, shop: Shop, at: Moment) -> str:
    one = settled_and_published(office.store, at, shop)
    with pen(office.store, shop.owner, at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    return one


def test_an_objection_over_its_last_day_stands_first_and_on_the_first_page(
    office: OfficeApp, shop: Shop, supervisor: Officer
) -> None:
    objected(office, shop, office.at - timedelta(days=20))
    supervisor.open("/field")
    assert "店家异议 1 件；已超期 1 件" in supervisor.words

    supervisor.open("/field/publication")

    assert "周四已到期，已超期 11 个自然日" in supervisor.words


def test_an_objection_in_time_presses_nobody(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    objected(office, shop, office.at)

    inspector.open("/field")
    assert "店家异议 1 件" in inspector.words
    assert "已超期" not in inspector.words
    inspector.open("/field/publication")
    assert "已超期" not in inspector.words


def test_an_objection_and_a_proposal_to_hide_are_two_things_that_wait(
    office: OfficeApp, shop: Shop, inspector: Officer, supervisor: Officer
) -> None:
    one = objected(office, shop, office.at)
    with pen(office.store, inspector.actor, office.at) as p:
        hiding.propose(p, complaint_id=one, ground=HideGround.FACTS_WRONG, reason="台账上当天已退")

    supervisor.open("/field/publication")

    assert "店家对结果有异议" in supervisor.words
    assert "同事提议隐去" in supervisor.words


def test_the_days_of_an_objection_are_told_one_by_one(office: OfficeApp, shop: Shop, inspector: Officer) -> None:
    one = objected(office, shop, office.at)

    inspector.open(path(one))

    assert "日子是怎么算的" in inspector.words
    assert inspector.page.count('class="is-counted') == 7


def test_another_countys_objections_are_not_counted(office: OfficeApp, shop: Shop) -> None:
    objected(office, shop, office.at - timedelta(days=20))
    stranger = office.officer(Role.INSPECTOR, "430202", "外地人")

    stranger.open("/field")

    assert "店家异议" not in stranger.words
