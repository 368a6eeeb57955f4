"""The officer's lists as pages: own region, own turn, words in both languages, and the same questions however long."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.doors.field.officers import OfficeApp
from tests.merchants.builders import (
    CITY,
    DAY,
    a_merchant_in,
    a_person,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
)
from trustcode.doors.field import queue
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.queries import lists
from trustcode.merchants.queries.sheets import open_proposal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.people.actions import accounts
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

HAN = re.compile(r"[\u4e00-\u9fff]")


def propose(office: OfficeApp, at: Moment, shop_id: str, name: str = "王昕") -> None:
    with pen(office.store, an_officer(office.store, at, name=name), at) as p:
        moving.propose(p, merchant_id=shop_id, act=Act.APPROVE, reason="看过了")


def test_the_page_says_first_how_much_is_due(office: OfficeApp, at: Moment) -> None:
    a_submitted_merchant(office.store, at - 16 * DAY, shop_name="麓山小面")
    a_submitted_merchant(office.store, at - 14 * DAY, shop_name="知味卤坊")
    a_submitted_merchant(office.store, at, shop_name="天心数码")
    chen = office.officer()

    chen.open("/field")

    assert "<h1>今天先办这 2 件</h1>" in chen.page
    for words in (
        "已超期 1",
        "今天到期 1",
        "以后 1",
        "11 月 20 日（已超期 3 个自然日）",
        "12 月 7 日（还有 10 个工作日）",
    ):
        assert words in chen.words


def test_an_officer_sees_the_own_region_alone(office: OfficeApp, at: Moment) -> None:
    a_submitted_merchant(office.store, at, shop_name="麓山小面")
    a_submitted_merchant(office.store, at, shop_name="芙蓉茶铺", region_code="430102")
    a_submitted_merchant(office.store, at, shop_name="株洲粉店", region_code="430202")
    county, city = office.officer(), office.officer(Role.SUPERVISOR, CITY)

    for path in ("/field", "/field/units"):
        county.open(path)
        city.open(path)
        assert ("麓山小面" in county.words, "芙蓉茶铺" in county.words) == (True, False)
        assert ("芙蓉茶铺" in city.words, "株洲粉店" in city.words) == (True, False)


def test_a_proposal_of_another_is_to_be_confirmed_and_the_own_waits(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    propose(office, at, shop.id)
    chen = office.officer()

    chen.open("/field?heap=confirm")
    assert "王昕提出“同意”，等您确认。" in chen.words
    assert "去看并确认" in chen.words

    with pen(office.store, chen.actor, at) as p:
        moving.decline(p, proposal_id=_waiting(office, shop.id), reason="再看看")
        moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")
    chen.open("/field")
    assert "您提出了“同意”，等另一个人确认。" in chen.words
    assert "等别人办" in chen.words


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.SUBMITTED, "11 月 23 日申报。"),
        (Standing.CORRECTING, "等商家改好再交。"),
        (Standing.RECTIFYING, "要改的："),
        (Standing.SUSPENDED, "11 月 23 日起暂停："),
        (Standing.PUBLICISED, "目前没有异议。"),
    ],
)
def test_each_line_says_what_is_the_case(office: OfficeApp, at: Moment, standing: Standing, said: str) -> None:
    a_merchant_in(office.store, at, standing)
    chen = office.officer()

    chen.open("/field/units")

    assert said in chen.words


def test_empty_lists_say_what_will_appear(office: OfficeApp) -> None:
    chen = office.officer()

    chen.open("/field")
    assert "现在没有要办的" in chen.words
    chen.open("/field/units?q=没有这家")
    assert "辖区里没有找到" in chen.words
    chen.open("/field/reports")
    assert "没有待查的" in chen.words


def test_units_are_searched_by_name_code_and_standing(office: OfficeApp, at: Moment) -> None:
    an_active_merchant(office.store, at, shop_name="麓山小面")
    a_submitted_merchant(office.store, at, shop_name="知味卤坊")
    chen = office.officer()

    for query, seen in (
        ("q=麓山", "麓山小面"),
        ("standing=submitted", "知味卤坊"),
        ("q=9143&standing=active", "麓山小面"),
    ):
        chen.open(f"/field/units?{query}")
        assert "找到 1 家" in chen.words
        assert seen in chen.words


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=9999999", "page=x", "heap=nonsense", "region=", "region=abc", "standing=draft"]
)
def test_a_query_that_makes_no_sense_is_left_aside(office: OfficeApp, at: Moment, query: str) -> None:
    a_submitted_merchant(office.store, at)
    chen = office.officer()

    assert chen.open(f"/field?{query}").status_code == 200
    assert chen.open(f"/field/units?{query}").status_code == 200


@pytest.mark.parametrize("region", ["430202", "430000", "430102"])
def test_a_list_is_not_widened_by_its_address(office: OfficeApp, region: str) -> None:
    chen = office.officer()

    assert chen.open(f"/field?region={region}").status_code == 404
    assert chen.open(f"/field/units?region={region}").status_code == 404


def test_the_city_narrows_its_list_to_a_county(office: OfficeApp, at: Moment) -> None:
    a_submitted_merchant(office.store, at, shop_name="麓山小面")
    a_submitted_merchant(office.store, at, shop_name="芙蓉茶铺", region_code="430102")
    city = office.officer(Role.SUPERVISOR, CITY)

    city.open("/field?region=430102")

    assert "芙蓉茶铺" in city.words
    assert "麓山小面" not in city.words


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.OPERATOR, Role.SECURITY])
def test_nobody_but_officers_comes_in(office: OfficeApp, at: Moment, role: Role) -> None:
    guest = office.signed_in(a_person(office.store, at, role=role))

    assert guest.open("/field").status_code == 404


def test_who_is_not_signed_in_is_asked_to(office: OfficeApp) -> None:
    response = office.app.test_client().get("/field")

    assert response.status_code == 303
    assert response.headers["Location"].startswith("/sign-in")


def test_an_english_page_speaks_english_around_the_names(office: OfficeApp, at: Moment) -> None:
    for standing in Standing:
        a_merchant_in(office.store, at, standing)
    with jotting(office.store, at) as jotter:
        deciding.doubt(jotter, kind="not_ours", merchant_id="", region_code="430103", serial=0, note="")
    chen = office.officer()

    for path in ("/en/field", "/en/field/units", "/en/field/reports"):
        chen.open(path)
        bare = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>[^<]*</\1>', "", chen.page)
        assert not HAN.search(re.sub(r"<option[^>]*>[^<]*</option>", "", bare)), path


def test_however_many_units_the_questions_are_the_same(office: OfficeApp, at: Moment) -> None:
    """No question for each row: ten units cost what one does."""
    chen = office.officer()
    propose(office, at, a_submitted_merchant(office.store, at).id, "王昕")
    few = [office.statements(lambda path=path: chen.open(path)) for path in ("/field", "/field/units")]

    for number in range(9):
        shop = a_submitted_merchant(office.store, at - number * DAY)
        propose(office, at, shop.id, f"王昕{number}")
    many = [office.statements(lambda path=path: chen.open(path)) for path in ("/field", "/field/units")]

    assert many == few
    assert max(many) <= 17


def test_a_long_list_is_paged(office: OfficeApp, at: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    monkeypatch.setattr(queue, "PAGE", 2)
    for _ in range(3):
        a_submitted_merchant(office.store, at)
    chen = office.officer()

    chen.open("/field?heap=review")

    assert 'rel="next" href="/field?page=2&amp;heap=review"' in chen.page
    chen.open("/field?page=2&heap=review")
    assert 'rel="prev"' in chen.page


def test_reports_are_looked_into(office: OfficeApp, at: Moment) -> None:
    shop = an_active_merchant(office.store, at, shop_name="好再来鞋店")
    for hours in (5, 3):
        with jotting(office.store, at - timedelta(hours=hours)) as jotter:
            deciding.doubt(jotter, kind="wrong_shop", merchant_id=shop.id, region_code="430103", serial=1, note="")
    chen = office.officer()

    chen.open("/field/reports")
    assert "2 位顾客说“这不是我在的店”，第 1 张" in chen.words

    chen.send("/field/reports/seen")
    assert "已记为查过" in chen.words
    assert "没有待查的" in chen.words


def test_reports_of_another_county_cannot_be_closed_from_here(office: OfficeApp, at: Moment) -> None:
    shop = an_active_merchant(office.store, at)
    with jotting(office.store, at) as jotter:
        deciding.doubt(jotter, kind="wrong_shop", merchant_id=shop.id, region_code="430103", serial=1, note="")
    here, sibling = office.officer(), office.officer(scope="430102")
    here.open("/field/reports")
    fields = here.form("/field/reports/seen").fields
    sibling.open("/field")
    token = sibling.form("/sign-out").fields["csrf_token"]

    response = sibling.client.post("/field/reports/seen", data={**fields, "csrf_token": token})

    assert response.status_code == 404
    here.open("/field/reports")
    assert "1 位顾客说" in here.words


def test_an_officers_own_business_is_only_looked_at(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    theirs = an_officer(office.store, at)
    with pen(office.store, theirs, at) as p:
        accounts.declare_own_business(p, merchant_id=shop.id)
    officer = office.signed_in(Actor(theirs.person_id, theirs.role, theirs.scope, frozenset({shop.id})))

    officer.open("/field")

    assert "查看" in officer.words
    assert "审核</a>" not in officer.page


def _waiting(office: OfficeApp, shop_id: str) -> str:
    with reading(office.store) as reader:
        waiting = open_proposal(reader, shop_id)
    assert waiting is not None
    return waiting.id


def test_the_province_reads_what_is_its_own_and_what_the_regions(office: OfficeApp, at: Moment) -> None:
    a_submitted_merchant(office.store, at)
    province = office.officer(Role.PROVINCE, "430000")

    province.open("/field")

    assert "<h1>没有要您办的</h1>" in province.page
    assert "要我办 0" in province.words
    assert "辖区待审核 1" in province.words


def test_where_a_false_code_was_seen_is_read_with_its_time(office: OfficeApp, at: Moment) -> None:
    with jotting(office.store, at) as jotter:
        deciding.doubt(jotter, kind="not_ours", merchant_id="", region_code="430103", serial=0, note="坡子街口的面馆")
    chen = office.officer()

    chen.open("/field/reports")

    assert "坡子街口的面馆" in chen.words
