"""The returns ledgers of the demonstration: a year of returns, answers and monthly reports, by the real acts on their days."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from trustcode.commitments.rules.days import Stretch
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import PUBLIC, Actor
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.returns.actions.answering import answer
from trustcode.returns.actions.correcting import correct
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.actions.logging import log
from trustcode.returns.actions.reporting import report_month
from trustcode.returns.rules.confirming import CODE_PURPOSE, token_of
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.months import Month, is_over, kind_of, owed_months
from trustcode.returns.rules.words import Answer, Basis, Condition, DisputeReason, Outcome, ReturnKind

YEAR = timedelta(days=360)
HALF_A_YEAR = timedelta(days=200)
"""How far back ledgers go: a year in the county whose officers one can sign in as, less elsewhere, for the sake of time."""

AT_MOST = 16
"""Lines of an ordinary shop in its year."""

PRICES = {
    "clothing": 19_500, "shoes_bags": 26_000, "daily_goods": 3_500, "food": 3_500, "books_stationery": 4_800,
    "appliances": 42_000, "phones": 98_000, "furniture": 90_000,
}  # fmt: skip
"""What things cost in fen at the middle of each kind; other kinds 60 yuan."""


OWN_PHONE = "the shop's own phone"


class Story(StrEnum):
    """What a ledger shows besides the ordinary."""

    ORDINARY = "ordinary"
    OWN = "own"
    EMPTY = "empty"
    PADDED = "padded"
    REFUSING = "refusing"
    DUMPED = "dumped"
    SILENT = "silent"


@dataclass(frozen=True)
class Unit:
    """A unit that was in force with a promise of returns, from its first day to the last (not counted), as far as we look."""

    id: str
    number: int
    owner: Actor
    terms: ReturnTerms
    from_on: date
    end_on: date
    is_own: bool = False
    is_home: bool = False


@dataclass(frozen=True)
class _Event:
    at: Moment
    act: Callable[[], None]


def keep_ledger(office: Office, unit: Unit, now: Moment) -> None:
    """Everything that went into the ledger of a unit, in the order in which it happened."""
    ledger = _Ledger(office, unit, now)
    ledger.sit_down()
    for event in sorted([*ledger.lines(), *ledger.reports()], key=lambda one: one.at):
        event.act()


class _Ledger:
    """One ledger in the making; the same for a number and a moment."""

    def __init__(self, office: Office, unit: Unit, now: Moment) -> None:
        self._office = office
        self._now = now
        self._unit = unit
        self._scheme = office.settings.rules
        self._rng = random.Random(unit.number * 7)
        self._story = self._told()
        self._trust = self._rng.choice([0.35, 0.6, 0.8, 0.9])
        back = YEAR if unit.is_home else HALF_A_YEAR
        self._first = max(unit.from_on + timedelta(days=1), unit.end_on - back)

    def _told(self) -> Story:
        if self._unit.is_own:
            return Story.OWN
        if self._unit.is_home:
            return (Story.SILENT, Story.PADDED)[self._unit.number % 2]
        odd = self._rng.random()
        chances = ((0.4, Story.EMPTY), (0.47, Story.SILENT), (0.5, Story.REFUSING), (0.54, Story.DUMPED))
        return next((story for below, story in chances if odd < below), Story.ORDINARY)

    def sit_down(self) -> None:
        """A phone of the shop is used at its desk; what it confirms later is the shop's own."""
        if self._story is Story.PADDED:
            index = self._device(OWN_PHONE)
            with jotting(self._office.store, start_of(self._first)) as jotter:
                seen_at_desk(jotter, merchant_id=self._unit.id, device_index=index, network_index=b"")

    def _device(self, name: str) -> bytes:
        return self._office.store.vault.index(f"device:{self._unit.id}", name)

    def lines(self) -> Iterator[_Event]:
        """Lines and what shoppers said of them."""
        if self._first + timedelta(days=20) >= self._unit.end_on or self._story is Story.EMPTY:
            return
        for _ in range(self._size()):
            day = self._first + timedelta(days=self._rng.randrange((self._unit.end_on - self._first).days))
            yield self._logged(self._line(day), self._moment_of(day))
        if self._story is Story.PADDED:
            day = self._unit.end_on - timedelta(days=9)
            night = start_of(day) + timedelta(hours=22, minutes=12)
            for number in range(34):
                line = replace(self._plain(day), goods_value_fen=9_900, refund_fen=9_900)
                yield self._logged(line, night + timedelta(seconds=80 * number), device=OWN_PHONE)
        if self._story is Story.DUMPED:
            end = self._unit.end_on.replace(day=1) - timedelta(days=1)
            for number in range(12):
                line = self._line(max(self._first, end - timedelta(days=number)))
                yield self._logged(line, start_of(end) + timedelta(hours=17, minutes=3 * number))

    def reports(self) -> Iterator[_Event]:
        """A report a month, most in time; a silent shop stops three months before the end, and one owner has one to do."""
        unit, today = self._unit, civil_day(self._now)
        owed = owed_months(kind_of(self._scheme), [Stretch(unit.from_on, unit.end_on)], today)
        over = [m for m in owed if is_over(m, today) and (self._unit.is_home or m.to_on >= self._first)]
        is_behind = self._story is Story.OWN or self._rng.random() < 0.12
        missed = 3 if self._story is Story.SILENT else int(is_behind)
        for month in over[: len(over) - missed]:
            at = start_of(month.to_on) + timedelta(days=self._rng.randint(1, 8), hours=10)
            yield self._report(month, min(at, self._now))

    def _size(self) -> int:
        if self._story is Story.OWN:
            return 28
        if self._story is Story.REFUSING:
            return 14
        return min(int(self._rng.lognormvariate(1.1, 0.9)) + 1, AT_MOST)

    def _moment_of(self, day: date) -> Moment:
        """When a line was typed: in opening hours, now and then a good week late."""
        late = self._rng.randint(9, 20) if self._rng.random() < 0.06 else 0
        at = start_of(day) + timedelta(days=late, hours=9, minutes=self._rng.randint(20, 700))
        return min(at, self._now - timedelta(hours=2))

    def _plain(self, day: date) -> Line:
        rng, unit = self._rng, self._unit
        bought = day - timedelta(days=rng.choices(range(8), (18, 17, 16, 15, 14, 8, 4, 8))[0])
        category = rng.choice(unit.terms.categories or ("other",))
        value = max(int(PRICES.get(category, 6_000) * rng.lognormvariate(-0.2, 0.6)) // 100 * 100 - 10, 290)
        return Line(
            kind=ReturnKind.RETURN,
            basis=Basis.NO_REASON,
            bought_on=max(bought, unit.from_on),
            requested_on=day,
            category=category,
            goods_value_fen=value,
            refund_fen=value,
            refund_method=unit.terms.refund_method,
            refunded_on=day,
        )

    def _line(self, day: date) -> Line:
        """An ordinary request: most are returns without a reason, a few are exchanged, faulty, refused or given up."""
        plain, chance = self._plain(day), self._rng.random()
        refuses = 0.35 if self._story is Story.REFUSING else 0.04
        if chance < refuses:
            return self._refused(plain)
        if chance < refuses + 0.02:
            return replace(plain, outcome=Outcome.WITHDRAWN, refund_fen=0, refunded_on=None)
        if chance < refuses + 0.14:
            return replace(plain, basis=Basis.QUALITY)
        if chance < refuses + 0.32:
            return replace(plain, kind=ReturnKind.EXCHANGE, refund_fen=0, refunded_on=None)
        return plain

    def _refused(self, plain: Line) -> Line:
        """Refused for a reason that the facts give."""
        none = replace(plain, outcome=Outcome.REFUSED, refund_fen=0, refunded_on=None)
        long_ago = plain.requested_on - timedelta(days=self._unit.terms.window_days + 6)
        if long_ago > self._unit.from_on and self._rng.random() < 0.4:
            return replace(none, bought_on=long_ago, refusal_code="window_passed")
        return replace(none, condition=Condition.DAMAGED, refusal_code="not_intact")

    def _logged(self, line: Line, at: Moment, device: str = "") -> _Event:
        chance, number = self._rng.random(), self._rng.random()

        def act() -> None:
            with pen(self._office.store, self._unit.owner, at) as p:
                return_id = log(p, merchant_id=self._unit.id, line=line, scheme=self._scheme)
            later = at + timedelta(minutes=4)
            if device and number < 0.2:
                self._answer(return_id, later, Answer.CONFIRMED, device)
            elif not device and chance < self._trust:
                self._answer(return_id, later, Answer.CONFIRMED, str(number))
            elif not device and chance > 0.97:
                self._answer(return_id, later, Answer.DISPUTED, str(number))
            elif self._story is Story.OWN and line.refund_fen > 5_000 and chance > 0.9:
                self._correct(return_id, line, later)

        return _Event(at, act)

    def _answer(self, return_id: str, at: Moment, said: Answer, device: str) -> None:
        vault = self._office.store.vault
        with pen(self._office.store, PUBLIC, at) as p:
            answer(
                p,
                return_id=return_id,
                token=token_of(vault.index(CODE_PURPOSE, return_id)),
                answer=said,
                reason=DisputeReason.WRONG_AMOUNT if said is Answer.DISPUTED else None,
                device_index=self._device(device),
                scheme=self._scheme,
            )

    def _correct(self, return_id: str, line: Line, at: Moment) -> None:
        right = replace(line, refund_fen=line.refund_fen - 1_000)
        with pen(self._office.store, self._unit.owner, at) as p:
            correct(p, return_id=return_id, line=right, why="金额抄错了", scheme=self._scheme)

    def _report(self, month: Month, at: Moment) -> _Event:
        def act() -> None:
            with pen(self._office.store, self._unit.owner, at) as p:
                report_month(p, merchant_id=self._unit.id, period=month.period, scheme=self._scheme)

        return _Event(at, act)
