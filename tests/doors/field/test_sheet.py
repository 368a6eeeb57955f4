"""The review sheet: everything about one unit, for the officers of its region."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.doors.field.officers import OfficeApp, Officer
from tests.imaging.pictures import encoded, scene
from tests.merchants.builders import (
    CITY,
    DAY,
    SCHEME,
    a_merchant_in,
    a_publicised_merchant,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
    by_two,
    submit,
)
from trustcode.doors.wording.filters import day_weekday
from trustcode.kernel.actors import PUBLIC, SYSTEM, Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.people.actions import accounts
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

HAN = re.compile(r"[\u4e00-\u9fff]")


def opened(officer: Officer, shop_id: str, language: str = "") -> Officer:
    assert officer.open(f"{language}/field/merchants/{shop_id}").status_code == 200
    return officer


def test_a_sheet_shows_checks_terms_and_history(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at - 5 * DAY, terms={"window_days": ["15"]})

    chen = opened(office.officer(), shop.id)

    for words in (
        "青禾布衣", "已申报", "长沙市天心区青禾服饰店", "通过", "校验位都对。", "期限 15 天", "长沙市天心区坡子街 128 号",
        "无理由退货承诺", "开始填申报", "店主", "还有 7 个工作日", "12 月 2 日 周三", "SHA-256",
    ):  # fmt: skip
        assert words in chen.words, words


def test_contacts_are_masked(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)

    chen = opened(office.officer(), shop.id)

    assert "周**、138****1234" in chen.words
    assert "13800001234" not in chen.page


def test_history_names_people_of_the_shop_by_their_role(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at - DAY)

    chen = opened(office.officer(), shop.id)

    happened = chen.words[chen.words.index("开始填申报") :]
    assert "店主" in happened
    assert "周建国" not in happened


def test_grounds_stand_under_their_act_and_the_acts_are_named(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)

    chen = opened(office.officer(), shop.id)

    assert '<optgroup label="退回补正">' in chen.page
    assert "退回补正、不予通过，要选依据。" in chen.words


def test_on_the_first_day_the_clock_says_that_it_does_not_count(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)

    assert "今天不算，下个工作日算第 1 天" in opened(office.officer(), shop.id).words


def test_what_asks_for_a_look_stands_above_what_passed(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at, established_on="2026-06-01")

    chen = opened(office.officer(), shop.id)

    assert chen.words.index("请看") < chen.words.index("通过")
    assert "开业 5 个月，不满 12 个月。要放行，写明理由。" in chen.words


def test_a_block_takes_approval_off_the_list(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    with pen(office.store, SYSTEM, at) as p:
        code = _code(office, shop.id)
        deciding.mark_businesses(p, rows=[(code, MarkKind.SERIOUS_LIST, date(2026, 9, 1), None)], source="名单")

    chen = opened(office.officer(), shop.id)

    assert "9 月 1 日起在严重违法失信名单上。" in chen.words
    assert 'value="approve"' not in chen.page
    assert "有一项检查没过，不能同意" in chen.words


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.DRAFT}))
@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE])
def test_nothing_is_chosen_beforehand(office: OfficeApp, at: Moment, standing: Standing, role: Role) -> None:
    shop = a_merchant_in(office.store, at, standing)
    scope = {Role.INSPECTOR: "430103", Role.SUPERVISOR: CITY, Role.PROVINCE: "430000"}[role]

    officer = opened(office.officer(role, scope), shop.id)

    assert "checked" not in officer.page
    assert "<option selected" not in officer.page


@pytest.mark.parametrize(
    ("standing", "role", "acts"),
    [
        (Standing.SUBMITTED, Role.INSPECTOR, {"approve", "send_back", "refuse"}),
        (Standing.SUBMITTED, Role.PROVINCE, set()),
        (Standing.CORRECTING, Role.INSPECTOR, set()),
        (Standing.REVIEWED, Role.INSPECTOR, set()),
        (Standing.REVIEWED, Role.SUPERVISOR, {"publicise"}),
        (Standing.PUBLICISED, Role.INSPECTOR, {"refuse"}),
        (Standing.ACTIVE, Role.INSPECTOR, {"order_rectification", "suspend"}),
        (Standing.RECTIFYING, Role.INSPECTOR, {"accept_rectification", "suspend_unmended", "suspend"}),
        (Standing.SUSPENDED, Role.SUPERVISOR, {"restore"}),
        (Standing.LAPSED, Role.INSPECTOR, set()),
        (Standing.WITHDRAWN, Role.INSPECTOR, set()),
        (Standing.REMOVED, Role.SUPERVISOR, set()),
    ],
)
def test_the_decision_offers_what_this_officer_may_do_now(
    office: OfficeApp, at: Moment, standing: Standing, role: Role, acts: set[str]
) -> None:
    shop = a_merchant_in(office.store, at, standing)
    scope = {Role.INSPECTOR: "430103", Role.SUPERVISOR: CITY, Role.PROVINCE: "430000"}[role]

    officer = opened(office.officer(role, scope), shop.id)

    assert set(re.findall(r'name="act" value="(\w+)"', officer.page)) == acts


def test_putting_in_force_is_offered_only_when_the_notice_is_over(office: OfficeApp, at: Moment) -> None:
    running = a_publicised_merchant(office.store, at)
    over = a_publicised_merchant(office.store, at - 10 * DAY)
    chen = office.officer()

    assert 'value="activate"' not in opened(chen, running.id).page
    assert 'value="activate"' in opened(chen, over.id).page


def test_the_consequences_are_said_with_their_days(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)

    chen = opened(office.officer(), shop.id)

    assert "公示到 11 月 30 日 周一，共 5 个工作日。" in chen.words
    assert "商家在 12 月 7 日 周一前补好再交，过期退回成草稿。" in chen.words


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.INSPECTOR, "430102"), (Role.SUPERVISOR, "430200"), (Role.INSPECTOR, "430202")]
)
def test_elsewhere_the_sheet_is_not_there(office: OfficeApp, at: Moment, role: Role, scope: str) -> None:
    shop = a_submitted_merchant(office.store, at)
    stranger = office.officer(role, scope)
    nowhere = stranger.open("/field/merchants/0000000000000000")

    for path in (
        f"/field/merchants/{shop.id}",
        f"/field/merchants/{shop.id}/clock",
        f"/field/merchants/{shop.id}/contact",
    ):
        response = stranger.open(path)
        assert (response.status_code, response.data) == (404, nowhere.data)


def test_an_officer_with_a_part_in_the_business_reads_no_objection_and_decides_nothing(
    office: OfficeApp, at: Moment
) -> None:
    shop = a_publicised_merchant(office.store, at)
    with pen(office.store, PUBLIC, at) as p:
        objection = deciding.object_to(p, merchant_id=shop.id, text="老板欠钱不还", contact="13533334444")
    actor = an_officer(office.store, at)
    with pen(office.store, actor, at) as p:
        accounts.declare_own_business(p, merchant_id=shop.id)
    officer = opened(office.signed_in(actor), shop.id)

    assert "您和这家店有关联，由别人办理。" in officer.words
    assert "老板欠钱不还" not in officer.page
    assert officer.open(f"/field/merchants/{shop.id}/objections/{objection}").status_code == 404
    for path in ("contact", f"objections/{objection}/contact"):
        assert officer.open(f"/field/merchants/{shop.id}/{path}").status_code == 422
        assert "这是您自己" in officer.words


def test_history_names_officers_and_their_reasons(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at - 3 * DAY)
    with pen(office.store, an_officer(office.store, at, name="王昕"), at - 2 * DAY) as p:
        deciding.send_back(p, merchant_id=shop.id, ground="photo_unclear", scheme=SCHEME, remark="拍成了隔壁店")
    submit(office.store, at - DAY, shop)
    by_two(office.store, at, shop, Act.APPROVE)

    chen = opened(office.officer(), shop.id)

    for words in (
        "退回补正 王昕（检查员）",
        "门头照片看不清，或者不是这家店。",
        "拍成了隔壁店。",
        "开始公示 李卫（检查员）",
    ):
        assert words in chen.words, words


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.DRAFT}))
def test_an_english_sheet_speaks_english_around_the_names(office: OfficeApp, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(office.store, at, standing)

    chen = opened(office.officer(), shop.id, "/en")

    bare = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>[^<]*</\1>', "", chen.page)
    assert not HAN.search(re.sub(r"<title>.*?</title>", "", bare))


def test_the_questions_do_not_grow_with_what_hangs_on_a_unit(office: OfficeApp, at: Moment) -> None:
    shop = a_publicised_merchant(office.store, at)
    chen = office.officer()
    few = office.statements(lambda: opened(chen, shop.id))

    for number in range(6):
        with pen(office.store, PUBLIC, at) as p:
            deciding.object_to(p, merchant_id=shop.id, text=f"异议 {number}")
        with jotting(office.store, at) as jotter:
            deciding.doubt(jotter, kind="wrong_shop", merchant_id=shop.id, region_code="430103", serial=1, note="")
        a_submitted_merchant(office.store, at, credit_code=_code(office, shop.id), branch_name=f"{number} 店")
    many = office.statements(lambda: opened(chen, shop.id))

    assert many == few
    assert many <= 30


def test_the_clock_is_counted_day_by_day(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at - 2 * DAY)
    chen = office.officer()

    chen.open(f"/field/merchants/{shop.id}/clock")

    for words in (
        "11 月 21 日 周六 – 起算日，不算", "11 月 22 日 周日 – 休息，不算", "11 月 23 日 周一 1 工作日，今天",
        "最后一天：12 月 4 日 周五",
    ):  # fmt: skip
        assert words in chen.words, words


def test_an_extension_is_counted_apart_and_a_provisional_year_says_so(office: OfficeApp, at: Moment) -> None:
    shop = a_merchant_in(office.store, at + 20 * DAY, Standing.RECTIFYING)
    office.at = at + 21 * DAY
    with pen(office.store, an_officer(office.store, office.at), office.at) as p:
        deciding.extend_rectification(p, merchant_id=shop.id, scheme=SCHEME)
    chen = office.officer()

    chen.open(f"/field/merchants/{shop.id}/clock")

    assert "延期" in chen.words
    assert "放假安排还没公布" in chen.words
    assert _due(office, shop.id) in chen.words


def test_a_unit_without_a_deadline_has_no_clock(office: OfficeApp, at: Moment) -> None:
    shop = an_active_merchant(office.store, at)
    chen = office.officer()

    chen.open(f"/field/merchants/{shop.id}/clock")

    assert "这家店现在没有在走的时限。" in chen.words


def test_the_photo_is_served_inert_to_officers_of_the_region(office: OfficeApp, at: Moment) -> None:
    digest = office.store.blobs.keep(encoded(scene()))
    a_submitted_merchant(office.store, at, photo=digest)
    chen, sibling = office.officer(), office.officer(scope="430102")

    response = chen.client.get(f"/field/photo/{digest}")

    assert (response.status_code, response.content_type) == (200, "image/jpeg")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"].startswith("private")
    assert sibling.client.get(f"/field/photo/{digest}").status_code == 404
    for nonsense in ("0" * 64, "x", "..%2f..%2fetc"):
        assert chen.client.get(f"/field/photo/{nonsense}").status_code == 404


def _code(office: OfficeApp, shop_id: str) -> str:
    with reading(office.store) as reader:
        return sheet(reader, SYSTEM, shop_id).credit_code


def _due(office: OfficeApp, shop_id: str) -> str:
    with reading(office.store) as reader:
        due = sheet(reader, SYSTEM, shop_id).due_on
    assert due is not None
    return day_weekday("zh", due, office.at.date())
