"""The office's file: a mediation set and printed, held and written down, and a call-back; neither side reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_shop, accepted, the_complaint
from tests.doors.field.officers import OfficeApp, Officer
from tests.doors.field.test_papers import paper
from tests.merchants.builders import DAY, Shop
from trustcode.complaints.models import FileNote
from trustcode.complaints.queries.sheets import messages_of
from trustcode.kernel.moments import Moment
from trustcode.storage.reading import reading

SITTING = {
    "day": "2026-11-30",
    "hour": "14:30",
    "place": "天心区坡子街 120 号市场监管所二楼调解室",
    "mediator": "欧阳慧敏",
}


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


@pytest.fixture
def own(office: OfficeApp, at: Moment, shop: Shop) -> str:
    return the_complaint(office.store, accepted(office.store, at, shop)[0]).id


def deed(officer: Officer, own: str, name: str) -> Officer:
    officer.open(f"/field/complaints/{own}/do/{name}")
    return officer


def test_time_and_place_are_typed_told_and_printed(office: OfficeApp, own: str, tmp_path: Path) -> None:
    chen = deed(office.officer(), own, "invite")
    assert "陈立" in chen.page
    blank = paper(chen, f"/field/complaints/{own}/papers/mediation", tmp_path)
    assert blank.count("＿＿＿＿＿＿＿＿") >= 3
    deed(chen, own, "invite")
    chen.send("/do/invite", **SITTING)

    assert "天心区坡子街 120 号市场监管所二楼调解室" in chen.words
    words = paper(chen, f"/field/complaints/{own}/papers/mediation", tmp_path)
    for said in ("2026年11月30日14:30", "天心区坡子街120号市场监管所二楼调解室", "调解员：欧阳慧敏"):
        assert said in words
    with reading(office.store) as reader:
        told = [one.text for one in messages_of(reader, own)]
    assert len(told) == 1
    assert all(part in told[0] for part in ("11 月 30 日", "14:30", "欧阳慧敏"))


@pytest.mark.parametrize(
    "wrong", [{"day": "2026-11-23", "hour": "08:00"}, {"day": ""}, {"day": "明天"}, {"hour": "25:00"}, {"place": " "}]
)
def test_a_time_or_place_that_does_not_fit_is_told_and_all_stays_typed(
    office: OfficeApp, own: str, wrong: dict[str, str]
) -> None:
    chen = deed(office.officer(), own, "invite")

    response = chen.send("/do/invite", **{**SITTING, **wrong})

    assert response.status_code == 422
    assert "欧阳慧敏" in chen.page
    with reading(office.store) as reader:
        assert reader.all(select(FileNote)) == []
        assert messages_of(reader, own) == []


def test_set_again_starts_from_the_last_time(office: OfficeApp, own: str) -> None:
    chen = deed(office.officer(), own, "invite")
    chen.send("/do/invite", **SITTING)

    deed(chen, own, "invite")

    for kept in ('value="2026-11-30"', 'value="14:30" selected', SITTING["place"], SITTING["mediator"]):
        assert kept in chen.page


def test_held_then_agreed_then_called_back(office: OfficeApp, own: str, at: Moment) -> None:
    office.at = at + DAY
    chen = deed(office.officer(), own, "record")
    ahead = {**SITTING, "text": "店里愿退一半。"}
    assert chen.send("/do/record", **ahead).status_code == 422
    assert "店里愿退一半。" in chen.page
    chen.send("/do/record", **{**ahead, "day": "2026-11-23", "hour": "15:00"})
    assert "店里愿退一半。" in chen.words
    assert chen.open(f"/field/complaints/{own}/do/call-back").status_code == 303

    deed(chen, own, "agree")
    chen.send("/do/agree", said="退一半。", obtained="164.5")
    deed(chen, own, "call-back")
    assert chen.send("/do/call-back", text="还差五十。").status_code == 422
    chen.send("/do/call-back", kept="partly", text="还差五十。")

    for words in ("调解记录", "回访", "部分履行", "还差五十。", "店家和消费者都看不到"):
        assert words in chen.words
    assert "/do/call-back" not in chen.page


def test_after_a_mediation_that_failed_a_call_back_asks_in_words(office: OfficeApp, own: str, at: Moment) -> None:
    office.at = at + DAY
    chen = deed(office.officer(), own, "end")
    chen.send("/do/end", ground="no_agreement", said="没有谈成。")
    deed(chen, own, "call-back")
    assert ("联系上了吗？" in chen.words, "约定的履行了吗？" in chen.words) == (True, False)
    assert chen.send("/do/call-back", kept="", text="").status_code == 422
    chen.send("/do/call-back", kept="", text="已去法院起诉。")

    assert "已去法院起诉。" in chen.words
    assert "/do/call-back" not in chen.page
