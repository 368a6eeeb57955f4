"""The self-check at the desk: every clause asked, what is to be mended shown, signed by the owner alone."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.doors.desk.owners import DeskApp, Person
from tests.doors.desk.test_following import owner_of
from trustcode.commitments.queries.checks import last_self_check
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import reading


def fields(owner: Person) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(clause-[A-Za-z0-9-]+)"', owner.page)))


def check(owner: Person, *no: str) -> Person:
    owner.open(f"/desk/{owner.shop}/self-check/new")
    return owner.send({name: "no" if name in no else "yes" for name in fields(owner)})


def test_every_clause_is_asked_with_nothing_chosen_beforehand(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/self-check/new")

    assert len(fields(owner)) == 30
    assert 'type="radio"' in owner.page
    assert " checked" not in owner.page


def test_what_is_not_kept_is_listed_as_something_to_mend(desk: DeskApp) -> None:
    owner = check(owner_of(desk, Standing.ACTIVE), "clause-A2-1")

    assert "有 1 条要改" in owner.words
    assert "明码标价" in owner.words
    assert "下一次最晚 2027 年 11 月 23 日" in owner.words
    with reading(desk.store) as reader:
        assert last_self_check(reader, owner.shop).to_mend == ("A2.1",)


def test_what_is_missing_is_named_and_what_was_answered_stays(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/self-check/new")
    answers = dict.fromkeys(fields(owner), "yes")
    answers.pop("clause-A3-3")
    owner.send({**answers, "note": "冷柜要换"})

    assert owner.status == 422
    assert len(owner.faults) == 1
    assert "有专人管消费维权" in owner.faults[0]
    assert owner.value("clause-A1-1") == "yes"
    assert owner.value("note") == "冷柜要换"


def test_many_that_are_missing_are_one_sentence_and_a_mark_at_each(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/self-check/new").send({"clause-A1-1": "yes", "note": "冷柜要换"})

    left = len(fields(owner)) - 1
    assert owner.faults == [f"还有 {left} 条没选，下面都标出来了。"]
    assert owner.page.count('class="yes-no field-wrong"') == left
    assert (owner.value("clause-A1-1"), owner.value("note")) == ("yes", "冷柜要换")


def test_sent_twice_it_is_one_check(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/self-check/new")
    filled, page, path = dict.fromkeys(fields(owner), "yes"), owner.page, owner.path
    owner.send(filled)
    owner.page, owner.path = page, path
    owner.send(filled)

    assert "以前的" not in owner.words


def test_in_english_too(desk: DeskApp) -> None:
    owner = check(owner_of(desk, Standing.RECTIFYING))
    owner.open(f"/en/desk/{owner.shop}/self-check")

    assert "Everything in order on 23 November" in owner.words


def test_staff_see_the_result_and_do_not_sign(desk: DeskApp) -> None:
    owner = check(owner_of(desk, Standing.ACTIVE))
    staff = desk.staff(owner.shop)

    assert "全部做到" in staff.open(f"/desk/{owner.shop}/self-check").words
    assert "self-check/new" not in staff.page
    assert staff.open(f"/desk/{owner.shop}/self-check/new").status == 404


def test_an_application_has_nothing_to_check_yet(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.SUBMITTED)

    assert owner.open(f"/desk/{owner.shop}/self-check/new").path.endswith("/self-check")
    assert "self-check/new" not in owner.page


def test_a_renewal_asks_for_the_self_check_first(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    desk.at += timedelta(days=3 * 365 - 30)
    owner = _again(desk, owner)
    owner.open(f"/desk/{owner.shop}/renewal")
    assert "先做自查" in owner.words
    assert "agreed_safe" not in owner.page

    check(owner)
    owner.open(f"/desk/{owner.shop}/renewal").send({"signer": "别人"})
    assert owner.status == 422
    assert len(owner.faults) == 2
    owner.send({"authorised": "yes", "signer": "周建国"})
    assert "还要监管人员确认" in owner.words


def _again(desk: DeskApp, owner: Person) -> Person:
    person = desk.signed_in(owner.actor)
    person.shop = owner.shop
    return person
