"""A flood in the demonstration: one phone and its copies in a bundle, an honest one caught in it, and an honest one beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from trustcode.complaints.actions import filing
from trustcode.complaints.actions.filing import About
from trustcode.complaints.rules.filing import Filing
from trustcode.complaints.rules.words import Source, Wish
from trustcode.doors.console.demo_matter import DAY, Told
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import civil_day, start_of
from trustcode.record.pen import pen

ONE_PHONE, COPIER, BESIDE = "19900009001", "19900009002", "19900009003"

COPIED = "假货！假货！这家店卖的全是假货，要求退一赔三，不赔就一直投诉到你们关门为止。"

SENT: tuple[tuple[str, str, str], ...] = (
    (ONE_PHONE, "钱小寒", COPIED),
    (ONE_PHONE, "钱小寒", f"{COPIED}第二次。"),
    (ONE_PHONE, "钱小寒", "服务态度极差，店员不理人，严重侵害消费者权益，要求赔偿一千元。"),
    (
        ONE_PHONE,
        "孙小雪",
        "我是他的同事，手机没电借他的用：上周六买的电热水壶漏水，店里说等厂家，等了六天没有回音，我只要换一个好的。",
    ),
    (COPIER, "赵大暑", f"{COPIED}我也一样。"),
    (ONE_PHONE, "钱小寒", f"{COPIED}第三次，等着。"),
    (BESIDE, "吴惊蛰", "买的保温杯盖子拧不紧，装水就漏，第二天拿去店里，店员说拆了包装不给退。小票还在。"),
)
"""Phone, name and words, in the order in which they came: the last one has nothing to do with the others and is not marked."""


def flood(told: Told) -> None:
    """All of them within two hours, two days ago."""
    begins = start_of(civil_day(told.now) - 2 * DAY) + timedelta(hours=14)
    about = About(merchant_id=told.merchant_id, source=Source.SCAN, proved=True)
    for place, typed in enumerate(_typed(told)):
        with pen(told.office.store, PUBLIC, begins + place * timedelta(minutes=17)) as p:
            filing.file(p, filing=typed, about=about, scheme=told.office.settings.rules)


def _typed(told: Told) -> Iterator[Filing]:
    bought = civil_day(told.now) - 6 * DAY
    for phone, name, words in SENT:
        yield Filing(
            is_complaint=True,
            is_report=False,
            facts=words,
            category=told.categories[0] if told.categories else "daily_goods",
            problem="quality",
            bought_on=bought,
            happened_on=bought + DAY,
            amount_fen=8_900,
            wishes=(Wish.REFUND,),
            name=name,
            phone=phone,
            may_publish=True,
        )
