"""Two hundred complaints by bots between ten honest ones: none is lost, each of theirs says why, the honest ones stay plain."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_shop, filed
from tests.merchants.builders import COUNTY, DAY, an_officer
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.lists import Asked, queue
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

BOTS, PHONES, DEVICES, HONEST = 200, 5, 10, 10

STORIES = (
    "周六买的外套，第二天拉链就坏了，店里不给退。",
    "点的排骨汤里有一根头发，服务员说不是他们的。",
    "鞋子穿了三天开胶，说好的三包不认了。",
    "预付的美发卡，换了老板就不让用。",
    "称了三斤橘子，回家一称只有两斤六两。",
    "标价十九元，结账收了二十九元，差的不肯退。",
    "空调装了半个月不制冷，约了三次师傅都没来。",
    "说是纯棉的床单，洗标上写着涤纶。",
    "退货的钱说七天到账，已经过了二十天。",
    "买的奶粉差两天过期，货架上没有写。",
)
"""What honest people write: each in their own words."""


def words_of_their_own(n: int) -> str:
    """Forty characters that no other number gives."""
    return "".join(chr(0x4E00 + (7_919 * n + 613 * k) % 20_000) for k in range(40))


@pytest.mark.slow  # two hundred filings by the real act
def test_many_by_bots_neither_hide_nor_taint_the_honest_ones(store: Store, at: Moment) -> None:
    shop, other = (a_shop(store, at, settles=False) for _ in range(2))
    honest = []
    for n in range(BOTS):
        moment = at + timedelta(minutes=4 * n)
        filed(
            store,
            moment,
            shop,
            phone=f"1380000000{n % PHONES}",
            facts=f"这家店骗人，大家不要来，赔我三倍。第 {n} 次",
            about={"device_index": bytes([n % DEVICES]) * 32},
        )
        if n % (BOTS // HONEST) == 0:
            k = n // (BOTS // HONEST)
            theirs = filed(
                store,
                moment,
                other if k % 2 else shop,
                phone=f"1390000{k:04d}",
                facts=STORIES[k],
                about={"device_index": bytes([100 + k]) * 32},
            )
            honest.append(theirs.complaint[0])

    with reading(store) as reader:
        rows = reader.all(select(Complaint))
        officer = an_officer(store, at, scope=COUNTY)
        seen = queue(reader, officer, Asked(), limit=500)
    marks = {row.number: {Hold(why) for why in json.loads(row.holds)} for row in rows}

    assert len(rows) == len(seen) == BOTS + HONEST
    assert [number for number in honest if marks[number]] == []
    held = [number for number in marks if marks[number]]
    assert len(held) >= BOTS - PHONES
    assert all(one.holds for one in seen if one.number in held)
    assert {Hold.PHONE_CAP, Hold.DEVICE_CAP, Hold.NEAR_COPY, Hold.REPEAT_CLAIMANT} <= set().union(*marks.values())


def test_a_burst_about_one_shop_marks_the_rest_of_the_hour_and_says_so(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    for n in range(16):
        filed(store, at + timedelta(minutes=n), shop, phone=f"1380000{n:04d}", facts=words_of_their_own(n))

    with reading(store) as reader:
        holds = [json.loads(row.holds) for row in reader.all(select(Complaint).order_by(Complaint.came_in_at))]

    assert [Hold.SHOP_BURST.value in one for one in holds] == [False] * 15 + [True]
    late = filed(store, at + DAY, shop, phone="13911112222", facts="另外一件完全不同的事情，昨天买的杯子碎了。")
    with reading(store) as reader:
        row = reader.one(select(Complaint).where(Complaint.number == late.complaint[0]))
    assert json.loads(row.holds) == []
