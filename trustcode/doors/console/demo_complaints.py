"""Complaints of the demonstration, in every state, by the real acts on their days. People and phones are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum

from trustcode.calendars.queries import calendar
from trustcode.complaints.actions import filing, handling, settling
from trustcode.complaints.actions.filing import About
from trustcode.complaints.rules.filing import Filing
from trustcode.complaints.rules.words import MediationEnd, PaperKind, RefusalGround, Source, Wish
from trustcode.doors.console.demo_clues import report
from trustcode.doors.console.demo_flood import flood
from trustcode.doors.console.demo_matter import DAY, Matter, Told
from trustcode.doors.console.demo_results import AFTERWARDS, form_and_publish
from trustcode.doors.console.demo_returns import PRICES
from trustcode.kernel.actors import PUBLIC, SYSTEM
from trustcode.kernel.moments import civil_day, start_of
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

HOUR = timedelta(hours=1)
SETTLING_DAYS = 10
"""Working days that a shop has; for choosing when a complaint came, the clock itself is the law's."""

SAID = (
    ("quality", "买回去第二天就坏了，拿到店里，店员说是我自己弄坏的，不给处理。"),
    ("after_sales", "说好七天能退，第三天拿去退，店里说打开过就不退。"),
    ("price", "货架上写的价格和收银台收的不一样，多收了钱，当时没有退给我。"),
    ("quality", "洗了一次就掉色，把别的衣服也染了，店里只肯打折，不肯退。"),
    ("measure", "买的时候说是五斤，回家称只有四斤二两，店里说秤没问题。"),
    ("advertising", "门口写着第二件半价，结账的时候说活动昨天就结束了。"),
    ("after_sales", "修了两次还是老毛病，要求换一台，店里一直拖着不答复。"),
    ("contract", "交了定金，到了日子没有货，定金也不退。"),
    ("quality", "拆开就发现有裂缝，当天回店里，店员让我找厂家。"),
    ("other_problem", "答应送货上门，等了一天没有人来，打电话也不接。"),
    ("after_sales", "保修卡上写一年，第八个月坏了，店里说这个部件不在保修里。"),
)
"""Problem and words, in turn: as many as one shop has, since the same words twice are marked."""

NAMES = ("陈小满", "刘立春", "周谷雨", "李白露", "王霜降", "杨小雪", "张芒种", "何清明", "肖立夏", "唐惊蛰")
ANSWER = "我们看过了，是我们的问题。请您这周内把东西和小票带来，钱当天按原路退回。"
EXPLAINED = "东西我们检查过，没有质量问题，不能退。可以免费给您保养一次。"


class Tale(StrEnum):
    """How a complaint of the demonstration goes."""

    NEW = "new"
    PRESSING = "pressing"
    ANSWERED = "answered"
    SETTLED = "settled"
    UNHEARD = "unheard"
    UNSOLVED = "unsolved"
    PASSED_ON = "passed_on"
    RECEIVED = "received"
    PROVING = "proving"
    MEDIATING = "mediating"
    AGREED = "agreed"
    ENDED = "ended"
    REFUSED = "refused"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LOOKED_AT = "looked_at"
    OBJECTED = "objected"
    CORRECTED = "corrected"
    HIDDEN = "hidden"


OWN = (Tale.LOOKED_AT, Tale.OBJECTED, Tale.CORRECTED, Tale.HIDDEN)
"""What became of a result: settled ones of the shop of the owner one can sign in as, all of which may be published."""


FIRST = (Tale.NEW, Tale.PRESSING, Tale.ANSWERED, Tale.SETTLED, Tale.UNHEARD, Tale.UNSOLVED, Tale.PASSED_ON)
"""Tales of shops that settle first; the shop of the owner one can sign in as has them all."""
THEN = tuple(tale for tale in Tale if tale not in (*FIRST, *OWN))
"""Tales of the others."""

WITH_PAPER = frozenset({Tale.PASSED_ON, Tale.RECEIVED, Tale.MEDIATING, Tale.AGREED, Tale.ENDED})
"""Tales whose shopper gave address and paper, without which no office may accept; the first two wait for just that."""

_AGO: Mapping[Tale, int] = {
    Tale.NEW: 2, Tale.ANSWERED: 6, Tale.SETTLED: 40, Tale.UNHEARD: 75, Tale.UNSOLVED: 12, Tale.PASSED_ON: 18,
    Tale.RECEIVED: 3, Tale.PROVING: 6, Tale.MEDIATING: 24, Tale.AGREED: 110, Tale.ENDED: 150, Tale.REFUSED: 50,
    Tale.REFERRED: 27, Tale.WITHDRAWN: 33, Tale.LOOKED_AT: 13, Tale.OBJECTED: 55, Tale.CORRECTED: 80, Tale.HIDDEN: 100,
}  # fmt: skip
"""How many days ago it came."""


def complain(told: Told) -> str:
    """The complaints about a shop; returns the address of one that can be followed, or an empty text."""
    rng = random.Random(told.number * 13)
    settles = not told.is_flooded and (told.is_own or rng.random() < 0.35)
    if settles:
        joined = start_of(max(told.from_on, civil_day(told.now) - 200 * DAY)) + 9 * HOUR
        with pen(told.office.store, told.owner, min(joined, told.now)) as p:
            settling.join(p, merchant_id=told.merchant_id)
    address = ""
    for place, tale in enumerate(_tales(told, rng, settles=settles)):
        came = start_of(civil_day(told.now) - _ago(told, tale) * DAY) + timedelta(hours=9, minutes=rng.randrange(500))
        if civil_day(came) <= told.from_on:
            continue
        matter = Matter(told, rng, min(came, told.now - HOUR))
        _file(matter, tale, place)
        _TELL[tale](matter)
        form_and_publish(matter)
        AFTERWARDS.get(tale.value, _leave)(matter)
        if tale is Tale.ANSWERED:
            address = f"{told.office.settings.public_url}/counter/complaints/{matter.number}/{matter.secret}"
    if told.is_flooded:
        flood(told)
        report(told)
    return address


def _tales(told: Told, rng: random.Random, *, settles: bool) -> tuple[Tale, ...]:
    mine = FIRST if settles else THEN
    if told.is_own:
        return (*FIRST, *OWN)
    if told.is_home:
        return tuple(rng.sample(mine, 3))
    return tuple(rng.sample(mine, rng.choices((0, 1, 2), (5, 3, 2))[0]))


def _ago(told: Told, tale: Tale) -> int:
    """When it came; one that presses has its last day tomorrow or a little later."""
    if tale is not Tale.PRESSING:
        return _AGO[tale]
    with reading(told.office.store) as reader:
        days, today = calendar(reader), civil_day(told.now)
    ago = range(20, 2, -1)
    return next(n for n in ago if days.workdays_after(today - n * DAY, SETTLING_DAYS).due > today)


def _file(matter: Matter, tale: Tale, place: int) -> None:
    told, rng = matter.told, matter.rng
    problem, facts = SAID[(told.number + place) % len(SAID)]
    category = rng.choice(told.categories or ("daily_goods",))
    has_paper = tale in WITH_PAPER
    bought = max(civil_day(matter.at) - rng.randint(1, 6) * DAY, told.from_on)
    typed = Filing(
        is_complaint=True,
        is_report=False,
        facts=facts,
        category=category,
        problem=problem,
        bought_on=bought,
        happened_on=max(bought, civil_day(matter.at) - DAY),
        amount_fen=max(int(PRICES.get(category, 6_000) * rng.lognormvariate(0, 0.4)) // 100 * 100, 900),
        wishes=tuple(rng.sample((Wish.REFUND, Wish.REPLACE, Wish.REPAIR), rng.randint(1, 2))),
        name=NAMES[(told.number + place) % len(NAMES)],
        phone=f"1990000{(told.number * 20 + place) % 10_000:04}",
        address="演示路 1 号" if has_paper else "",
        paper=PaperKind.OTHER if has_paper else None,
        paper_number=f"DEMO{told.number:04}{place:02}" if has_paper else "",
        may_publish=rng.random() < 0.7 or told.is_own,
        may_delegate=rng.random() < 0.5,
    )
    about = About(
        merchant_id=told.merchant_id, source=rng.choice((Source.SCAN, Source.SCAN, Source.SEARCH)), proved=True
    )
    with pen(told.office.store, PUBLIC, matter.at) as p:
        receipt = filing.file(p, filing=typed, about=about, scheme=told.office.settings.rules)
    if receipt.complaint is None:
        raise LookupError("a complaint without its receipt")
    matter.number, matter.secret = receipt.complaint
    matter.id = matter.sheet().id


def _answer(matter: Matter, days: float, text: str = ANSWER) -> None:
    matter.by(matter.told.owner, days, lambda p: settling.answer(p, complaint_id=matter.id, text=text))


def _leave(_: Matter) -> None:
    """Nothing has happened yet."""


def _answered(matter: Matter) -> None:
    _answer(matter, 2)
    asked = "好的，周末去可以吗？小票找不到了，有付款记录。"
    matter.by(PUBLIC, 2.5, lambda p: settling.add(p, number=matter.number, secret=matter.secret, text=asked))
    said = "可以，付款记录就行。周六周日都有人。"
    matter.by(matter.told.owner, 3, lambda p: settling.tell(p, complaint_id=matter.id, text=said))


def _settled(matter: Matter) -> None:
    _answer(matter, 1)
    matter.by(
        PUBLIC, 4, lambda p: settling.say_solved(p, number=matter.number, secret=matter.secret, obtained_fen=9_900)
    )
    matter.by(PUBLIC, 4.1, lambda p: settling.rate(p, number=matter.number, secret=matter.secret, satisfaction=4))


def _settled_with_a_number(matter: Matter) -> None:
    """The reply names a phone, so that its result waits for an officer's look."""
    _answer(matter, 1, f"{ANSWER}到店先打 19900001111。")
    matter.by(PUBLIC, 10, lambda p: settling.say_solved(p, number=matter.number, secret=matter.secret))


def _unheard(matter: Matter) -> None:
    _answer(matter, 3, EXPLAINED)
    matter.by(SYSTEM, 40, lambda p: settling.close_unheard(p, complaint_id=matter.id))


def _unsolved(matter: Matter) -> None:
    _answer(matter, 5, EXPLAINED)
    rules = matter.told.office.settings.rules
    matter.by(PUBLIC, 9, lambda p: settling.say_unsolved(p, number=matter.number, secret=matter.secret, scheme=rules))


def _passed_on(matter: Matter) -> None:
    matter.by(SYSTEM, 17.5, lambda p: settling.pass_on(p, complaint_id=matter.id))


def _proving(matter: Matter) -> None:
    until = civil_day(matter.told.now) + 9 * DAY
    matter.by(matter.told.officers.first, 2, lambda p: handling.ask_identity(p, complaint_id=matter.id, by_day=until))


def _accepted(matter: Matter) -> None:
    matter.by(matter.told.officers.first, 3, lambda p: handling.accept(p, complaint_id=matter.id))


def _agreed(matter: Matter) -> None:
    _accepted(matter)
    said = "双方到场，商家退款，消费者退回商品，当场办完。"
    got = matter.rng.randrange(50, 300) * 100
    matter.by(
        matter.told.officers.first,
        20,
        lambda p: handling.record_agreement(p, complaint_id=matter.id, obtained_fen=got, said=said),
    )


def _ended(matter: Matter) -> None:
    _accepted(matter)
    said = "双方各执一词，没有谈成。可以向法院起诉或者申请仲裁。"
    ground = MediationEnd.NO_AGREEMENT
    officer = matter.told.officers.first
    matter.by(officer, 30, lambda p: handling.end_mediation(p, complaint_id=matter.id, ground=ground, said=said))
    matter.by(officer, 31, lambda p: handling.note_told(p, complaint_id=matter.id))


def _refused(matter: Matter) -> None:
    said = "购买的是经营用的货物，不属于生活消费。可以向法院起诉。"
    ground = RefusalGround.NOT_CONSUMPTION
    officer = matter.told.officers.first
    matter.by(officer, 4, lambda p: handling.refuse(p, complaint_id=matter.id, ground=ground, said=said))


def _referred(matter: Matter) -> None:
    said = "交易发生在外地，已退回分送部门转办。"
    matter.by(matter.told.officers.first, 3, lambda p: handling.refer(p, complaint_id=matter.id, said=said))


def _withdrawn(matter: Matter) -> None:
    why = "已经和店里说好了。"
    matter.by(PUBLIC, 5, lambda p: settling.withdraw(p, number=matter.number, secret=matter.secret, why=why))


_TELL: Mapping[Tale, Callable[[Matter], None]] = {
    Tale.NEW: _leave,
    Tale.PRESSING: _leave,
    Tale.ANSWERED: _answered,
    Tale.SETTLED: _settled,
    Tale.UNHEARD: _unheard,
    Tale.UNSOLVED: _unsolved,
    Tale.PASSED_ON: _passed_on,
    Tale.RECEIVED: _leave,
    Tale.PROVING: _proving,
    Tale.MEDIATING: _accepted,
    Tale.AGREED: _agreed,
    Tale.ENDED: _ended,
    Tale.REFUSED: _refused,
    Tale.REFERRED: _referred,
    Tale.WITHDRAWN: _withdrawn,
    Tale.LOOKED_AT: _settled_with_a_number,
    Tale.OBJECTED: _settled,
    Tale.CORRECTED: _settled,
    Tale.HIDDEN: _settled,
}
