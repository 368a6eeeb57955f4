"""A bundle as pages: nothing is chosen by itself, each gets its own decision, and what is another's or has changed is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.complaints.flood import words_of_their_own
from tests.conftest import ENGINES
from tests.doors.field.conftest import an_office
from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import CITY, DAY, SCHEME, Shop, an_officer
from trustcode.complaints.actions import bundling, handling
from trustcode.complaints.models import Complaint, Step
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.people.actions import accounts
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

PHONE = "13700001111"
SAID = "不是生活消费，可以向法院起诉。"
REFUSING = {"ground": RefusalGround.NOT_CONSUMPTION.value, "said": SAID}


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path, at: Moment) -> Iterator[OfficeApp]:
    """The field's pages on each engine: what is decided here is written many rows at a time."""
    yield from an_office(request.param, request, tmp_path, at)


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


def a_bundle(office: OfficeApp, at: Moment, shop: Shop, size: int = 4) -> list[Complaint]:
    """So many by one phone, each with words of its own, the earliest first; and an honest one beside."""
    for n in range(size):
        a_complaint(
            office.store, at + timedelta(minutes=n), shop, phone=PHONE, facts=f"第{n}次。{words_of_their_own(n)}"
        )
    a_complaint(office.store, at, shop, phone="13900001234", facts="老实人的话，杯子碎了。")
    office.at = at + DAY
    with reading(office.store) as reader:
        return list(reader.all(select(Complaint).where(Complaint.bundle != "").order_by(Complaint.came_in_at)))


def choose(officer: Officer, rows: Sequence[Complaint], deed: str) -> TestResponse:
    """Tick some boxes of the bundle page and press the button of a deed."""
    ids = "&".join(f"chosen={row.id}" for row in rows)
    return officer.open(f"/field/bundles/{rows[0].bundle}/do/{deed}?{ids}")


def send(by: Officer, *, follow: bool = True, **filled: str) -> TestResponse:
    """Send the form of the page with everything in it, as a browser does with fields of one name."""
    form = by.form("/do/" + re.findall(r'action="[^"]*/do/([a-z]+)"', by.page)[0])
    chosen = re.findall(r'name="chosen" value="([^"]+)"', by.page)
    response: TestResponse = by.client.post(form.action, data={**form.fields, "chosen": chosen, **filled})
    if response.status_code == 303 and follow:
        return by.open(response.headers["Location"])
    by.page = response.get_data(as_text=True)
    return response


def states(office: OfficeApp, rows: Sequence[Complaint]) -> list[State]:
    return [the_complaint(office.store, row.number).state for row in rows]


def test_the_page_lists_every_one_with_its_words_and_likeness_and_chooses_none(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    rows = a_bundle(office, at, shop)
    copy, _ = a_complaint(
        office.store, at + timedelta(minutes=9), shop, phone=PHONE, facts=f"第0次。{words_of_their_own(0)}"
    )
    chen = office.officer()

    chen.open("/field/complaints")
    path = f"/field/bundles/{rows[0].bundle}"
    assert f'href="{path}"' in chen.page
    chen.open(path)

    assert "这 5 件放在一起看" in chen.words
    assert all(f"第{n}次。" in chen.words for n in range(4))
    assert "老实人的话" not in chen.words
    assert "同一手机号当日多件" in chen.words
    assert chen.words.count("文字与同组另一件 100% 相同") == 2
    assert (chen.page.count('name="chosen"'), chen.page.count("checked")) == (5, 0)
    chen.open(f"{path}?all=1")
    assert (chen.page.count('name="chosen"'), chen.page.count(" checked>")) == (5, 5)
    chen.open(f"/field/complaints/{the_complaint(office.store, copy).id}")
    assert f'href="{path}"' in chen.page
    chen.open(f"/en{path}")
    assert "5 that belong together" in chen.words


def test_some_are_refused_after_each_was_shown_with_the_words_that_it_gets(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()

    choose(chen, rows[:3], "refuse")
    assert states(office, rows) == [State.RECEIVED] * 4
    send(chen, **REFUSING)
    assert ("不予受理 3 件投诉" in chen.words, SAID in chen.words) == (True, True)
    assert ("第2次。" in chen.words, "第3次。" in chen.words) == (True, False)
    assert states(office, rows) == [State.RECEIVED] * 4
    send(chen, step="do")

    assert states(office, rows) == [State.REFUSED] * 3 + [State.RECEIVED]
    assert "3 件投诉已决定不予受理" in chen.words
    for row in rows[:3]:
        assert f"/field/complaints/{row.id}/papers/refusal" in chen.page
    assert chen.client.get(f"/field/complaints/{rows[0].id}/papers/refusal").status_code == 200
    chen.open(f"/field/bundles/{rows[0].bundle}")
    assert ("办理中 1 件，已办结 3 件" in chen.words, chen.page.count('name="chosen"')) == (True, 1)


def test_what_is_missing_is_said_and_nothing_typed_or_chosen_is_lost(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()

    choose(chen, rows[:2], "refuse")
    assert send(chen, said=SAID).status_code == 422
    assert (SAID in chen.page, chen.page.count('name="chosen"')) == (True, 2)
    assert send(chen, **REFUSING).status_code == 200
    assert send(chen, step="change").status_code == 200
    assert (f">\n{SAID}</textarea>" in chen.page, chen.page.count('name="chosen"')) == (True, 2)
    assert send(chen, **{**REFUSING, "ground": "nonsense"}).status_code == 422
    assert states(office, rows) == [State.RECEIVED] * 4


def test_a_ground_that_does_not_hold_for_one_leaves_it_out_with_the_reason(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    rows = a_bundle(office, at, shop)
    with pen(office.store, an_officer(office.store, at, name="别人"), at + DAY) as p:
        handling.ask_identity(p, complaint_id=rows[1].id, by_day=civil_day(at + 3 * DAY))
    office.at = at + 5 * DAY
    chen = office.officer()

    choose(chen, rows[:2], "refuse")
    send(chen, ground=RefusalGround.PAPERS_FAULTY.value, said=SAID)
    assert ("不予受理 1 件投诉" in chen.words, "有 1 件不在其中，保持原样" in chen.words) == (True, True)
    assert "还没有通知消费者补身份材料" in chen.words
    send(chen, step="do")

    assert states(office, rows[:2]) == [State.RECEIVED, State.REFUSED]


def test_one_that_changes_before_the_last_press_is_left_and_named(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()
    choose(chen, rows[:3], "refuse")
    send(chen, **REFUSING)
    with pen(office.store, an_officer(office.store, at, name="别人"), at + DAY) as p:
        handling.ask_identity(p, complaint_id=rows[1].id, by_day=civil_day(at + 20 * DAY))

    send(chen, step="do")

    assert states(office, rows) == [State.REFUSED, State.PROVING, State.REFUSED, State.RECEIVED]
    spoken = f"{rows[1].number[:4]} {rows[1].number[4:8]} {rows[1].number[8:]}"
    assert ("有 1 件没有办" in chen.words, spoken in chen.words.replace("\xa0", " ")) == (True, True)


def test_pressed_twice_it_is_done_once(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()
    choose(chen, rows[:3], "refuse")
    send(chen, **REFUSING)
    page = chen.page

    first = send(chen, follow=False, step="do")
    chen.page = page
    second = send(chen, follow=False, step="do")

    assert (first.status_code, first.headers["Location"]) == (303, second.headers["Location"])
    with reading(office.store) as reader:
        ids = [row.id for row in rows]
        assert reader.scalar(select(func.count(Step.id)).where(Step.matter_id.in_(ids))) == 3


def test_without_the_key_of_the_form_the_second_press_would_say_that_none_was_done(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    """The check above sees a form that lost its key: the second press finds all of them changed."""
    rows = a_bundle(office, at, shop)
    chen = office.officer()
    choose(chen, rows[:3], "refuse")
    send(chen, **REFUSING)
    page = chen.page

    first = send(chen, follow=False, step="do", retry_key="")
    chen.page = page
    assert send(chen, follow=False, step="do", retry_key="").headers["Location"] != first.headers["Location"]


def test_ids_of_another_region_are_neither_shown_nor_touched(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    stranger, province = office.officer(scope="430102", name="外区"), office.officer(Role.PROVINCE, "430000", "省局")

    for path in (f"/field/bundles/{rows[0].bundle}", f"/field/bundles/{rows[0].bundle}/done/refuse?made={rows[0].id}"):
        stranger.open(path)
        assert (rows[0].number[:4] in stranger.words, "第0次" in stranger.words) == (False, False)
    assert choose(stranger, rows, "refuse").status_code == 422
    data = {"step": "do", "chosen": [f"{row.id}.0" for row in rows], "retry_key": new_id(), **REFUSING}
    stranger.open("/field/answers")
    form = stranger.form("/field/answers")
    stranger.client.post(
        f"/field/bundles/{rows[0].bundle}/do/refuse", data={**data, "csrf_token": form.fields["csrf_token"]}
    )
    assert states(office, rows) == [State.RECEIVED] * 4
    province.open(f"/field/bundles/{rows[0].bundle}")
    assert ("第0次" in province.page, 'name="chosen"' in province.page) == (True, False)
    assert choose(province, rows, "refuse").status_code == 404


def test_a_form_with_ids_from_elsewhere_does_its_own_and_leaves_those(
    office: OfficeApp, at: Moment, shop: Shop
) -> None:
    rows = a_bundle(office, at, shop)
    with reading(office.store) as reader:
        honest = reader.one(select(Complaint).where(Complaint.bundle == ""))
    assert honest is not None
    chen = office.officer()
    choose(chen, rows[:1], "refuse")
    send(chen, **REFUSING)
    chen.page = chen.page.replace(
        '<input type="hidden" name="chosen"',
        f'<input type="hidden" name="chosen" value="{honest.id}.0"><input type="hidden" name="chosen"',
        1,
    )

    send(chen, step="do")

    assert states(office, [rows[0], honest]) == [State.REFUSED, State.RECEIVED]
    assert "有 1 件没有办" in chen.words


def test_without_the_check_of_the_bundle_the_honest_one_beside_would_be_refused(
    office: OfficeApp, at: Moment, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check above sees a build that takes whatever the form names."""
    rows = a_bundle(office, at, shop)
    with reading(office.store) as reader:
        honest = reader.one(select(Complaint).where(Complaint.bundle == ""))
    assert honest is not None
    monkeypatch.setattr(bundling, "require_in_bundle", lambda *_: None)
    chen = office.officer()
    choose(chen, rows[:1], "refuse")
    send(chen, **REFUSING)
    chen.page = chen.page.replace(f"{rows[0].id}.0", f"{honest.id}.0")

    send(chen, step="do")

    assert states(office, [honest]) == [State.REFUSED]


def test_marks_are_taken_off_and_an_officer_takes_what_is_left(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()

    choose(chen, rows[:1], "free")
    assert "取消 1 件投诉的标记" in chen.words
    send(chen, step="do")
    assert "1 件投诉已取消标记" in chen.words
    choose(chen, rows[1:], "assign")
    send(chen, step="do")

    now = [the_complaint(office.store, row.number) for row in rows]
    assert [(row.bundle == "", row.officer_id == chen.actor.person_id) for row in now] == [
        (True, False),
        *[(False, True)] * 3,
    ]
    chen.open(f"/field/complaints/{rows[0].id}")
    assert "标记已取消" in chen.words


def test_a_supervisor_gives_them_to_an_officer_of_the_place(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen, boss = office.officer(), office.officer(Role.SUPERVISOR, CITY, "主管")

    choose(boss, rows[:2], "assign")
    assert send(boss).status_code == 422
    send(boss, officer=chen.actor.person_id)
    assert "陈立" in boss.words
    send(boss, step="do")

    found = [the_complaint(office.store, row.number).officer_id for row in rows]
    assert found == [chen.actor.person_id, chen.actor.person_id, "", ""]


def test_who_has_no_account_any_more_is_not_offered(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen, gone, boss = office.officer(), office.officer(name="王昕"), office.officer(Role.SUPERVISOR, CITY, "主管")
    with pen(office.store, boss.actor, at) as p:
        accounts.disable(p, person_id=gone.actor.person_id)

    choose(boss, rows[:2], "assign")

    assert chen.actor.person_id in boss.page
    assert gone.actor.person_id not in boss.page


def test_one_that_is_asked_for_twice_is_one(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen = office.officer()

    choose(chen, [rows[0]] * 101, "refuse")

    assert re.findall(r'name="chosen" value="([^".]+)', chen.page) == [rows[0].id]
    assert "不在这一组里" not in chen.words


def test_with_none_chosen_or_too_many_the_page_says_what_to_do(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop)
    chen, path = office.officer(), f"/field/bundles/{rows[0].bundle}"

    assert chen.open(f"{path}/do/refuse").status_code == 422
    assert "请至少选一件" in chen.words
    many = "&".join(f"chosen={new_id()}" for _ in range(101))
    assert chen.open(f"{path}/do/refuse?{many}").status_code == 422
    assert "一次最多办理 100 件" in chen.words
    assert chen.open(f"{path}/do/nonsense").status_code == 404
    assert chen.open(f"/field/bundles/{new_id()}").status_code == 200
    assert "这一组里没有投诉了" in chen.words
    assert chen.open("/field/bundles/nonsense").status_code == 404


def test_a_page_of_a_bundle_costs_the_same_for_few_and_for_many(
    office: OfficeApp, at: Moment, shop: Shop, counted: Callable[[Callable[[], object]], int]
) -> None:
    rows = a_bundle(office, at, shop, 4)
    chen, path = office.officer(), f"/field/bundles/{rows[0].bundle}"
    few = counted(lambda: chen.open(path))
    shown = counted(lambda: choose(chen, rows, "refuse"))
    for n in range(10, 20):
        a_complaint(office.store, at + timedelta(hours=2, minutes=n), shop, phone=PHONE, facts=words_of_their_own(n))
    office.at = at + DAY
    with reading(office.store) as reader:
        more = list(reader.all(select(Complaint).where(Complaint.bundle == rows[0].bundle)))

    assert len(more) == 14
    assert counted(lambda: chen.open(path)) == few
    assert counted(lambda: choose(chen, more, "refuse")) == shown


@pytest.mark.slow  # a hundred filings by the real act
def test_as_many_as_may_be_are_decided_at_once_and_all_are_named(office: OfficeApp, at: Moment, shop: Shop) -> None:
    rows = a_bundle(office, at, shop, SCHEME.bundle_at_once)
    chen = office.officer()

    choose(chen, rows, "refuse")
    send(chen, **REFUSING)
    done = send(chen, step="do")

    assert done.status_code == 200
    assert set(states(office, rows)) == {State.REFUSED}
    assert all(f"/field/complaints/{row.id}/" in chen.page for row in rows)
