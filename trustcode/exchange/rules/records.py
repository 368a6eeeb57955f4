"""Reading a list of what the national platform 12315 has closed: what each column holds, and what is wrong.

A record has neither words nor a person: it counts in figures and lists, and nothing more is known of it. What is still
open there is refused: nobody could accept or mediate it here by such a row, and its clocks run where it is handled. It
comes as a work order with clocks of its own, or in a later list once it is closed. A complaint
and a report are two things (Order 121, article 9) and stay two; an enquiry is about no shop and is counted alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from trustcode.complaints.rules.course import ACCEPTED, State
from trustcode.complaints.rules.reporting import NoCaseGround, ReportState
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import has_controls, tidy
from trustcode.kernel.refusals import Refusal, RefusalCode
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal, iso_day
from trustcode.returns.rules.amounts import fen_of

T = TypeVar("T")


class Kind(StrEnum):
    """What a row is."""

    COMPLAINT = "complaint"
    REPORT = "report"
    ENQUIRY = "enquiry"


COLUMNS = Columns(
    {
        "external_no": ("登记编号", "number"),
        "kind": ("类型", "type"),
        "came_on": ("登记日期", "day in"),
        "shop": ("被投诉单位", "shop"),
        "region": ("行政区划代码", "region code"),
        "category": ("商品服务类别", "class"),
        "problem": ("问题类别", "problem"),
        "accepted_on": ("受理日期", "day accepted"),
        "in_time": ("按期答复", "answered in time"),
        "outcome": ("处理结果", "outcome"),
        "ground": ("理由序号", "ground"),
        "closed_on": ("办结日期", "day closed"),
        "obtained": ("挽回损失（元）", "挽回损失", "obtained (yuan)"),
        "may_publish": ("同意公示", "may be published"),
    },
    optional=frozenset({"kind", "accepted_on", "in_time", "ground", "obtained", "may_publish"}),
)

KINDS = {
    "": Kind.COMPLAINT,
    "投诉": Kind.COMPLAINT,
    "complaint": Kind.COMPLAINT,
    "举报": Kind.REPORT,
    "report": Kind.REPORT,
    "咨询": Kind.ENQUIRY,
    "enquiry": Kind.ENQUIRY,
}

OUTCOMES: Mapping[State, tuple[str, ...]] = {
    State.SETTLED: ("和解", "已和解", "settled"),
    State.AGREED: ("调解成功", "达成协议", "agreed"),
    State.ENDED: ("终止调解", "调解不成", "ended"),
    State.REFUSED: ("不予受理", "refused"),
    State.WITHDRAWN: ("撤回", "withdrawn"),
    State.REFERRED: ("转其他部门", "referred"),
}
"""What each way to end is called in such lists."""

REPORT_OUTCOMES: Mapping[ReportState, tuple[str, ...]] = {
    ReportState.CASE_CLOSED: ("立案办结", "立案", "case"),
    ReportState.NO_CASE: ("不予立案", "no case"),
    ReportState.REFERRED: ("转其他部门", "referred"),
}
"""The same of reports."""

GROUNDS: Mapping[State | ReportState, tuple[str, ...]] = {
    State.REFUSED: tuple(ground.value for ground in RefusalGround),
    State.ENDED: tuple(end.value for end in MediationEnd),
    ReportState.NO_CASE: tuple(ground.value for ground in NoCaseGround),
}
"""Grounds by their number on the official forms (Order 121, forms 6 and 8; Penalty Procedure, article 20), from 1."""

ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("是", "同意", "yes", "true"), True),
    **dict.fromkeys(("否", "不同意", "no", "false", ""), False),
}
_NEVER_ACCEPTED = (State.REFUSED, State.REFERRED)
_AT_ONCE = 500
"""Rows that are read before it is asked which of their numbers came in before."""
OLDEST = timedelta(days=10 * 366)
LONGEST_NUMBER = 40
LONGEST_SHOP = 80


class RecordRefusal(RefusalCode):
    """Why a row is not taken in."""

    MISSING = "record_missing"
    NOT_ON_LIST = "record_not_on_list"
    NOT_A_DAY = "record_not_a_day"
    STILL_OPEN = "record_still_open"
    CLOSED_BEFORE = "record_closed_before"
    ACCEPTED_OUTSIDE = "record_accepted_outside"
    NOT_HERE = "record_not_here"
    SHOP_AMBIGUOUS = "record_shop_ambiguous"
    OTHER_ROW = "record_other_row"


@dataclass(frozen=True)
class Record:
    """One good row. `merchant_id` is empty where the shop has no code of ours; money is fen.

    `accepted_on`: when the office took it on, where it did. `in_time`: whether the shop answered in its time, None where
    it was not asked to answer first. Of an enquiry only number, day and region are known.
    """

    external_no: str
    came_on: date
    merchant_id: str
    shop: str
    region: str
    category: str
    problem: str
    outcome: State | ReportState
    ground: str
    closed_on: date
    obtained_fen: int | None
    may_publish: bool
    kind: Kind = Kind.COMPLAINT
    accepted_on: date | None = None
    in_time: bool | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over the row in its one form; without the unit, which may get its code later.

        What lists had no column for at first is in it where it is given, so that older lists keep their hashes.
        """
        facts: dict[str, Any] = {
            "external_no": self.external_no,
            "came_on": self.came_on,
            "merchant_id": "",
            "shop": self.shop,
            "region": self.region,
            "category": self.category,
            "problem": self.problem,
            "outcome": self.outcome,
            "ground": self.ground,
            "closed_on": self.closed_on,
            "obtained_fen": self.obtained_fen,
            "may_publish": self.may_publish,
        }
        if self.kind is not Kind.COMPLAINT:
            facts["kind"] = self.kind
        if self.accepted_on is not None and self.accepted_on != self.came_on:
            facts["accepted_on"] = self.accepted_on
        if self.in_time is not None:
            facts["in_time"] = self.in_time
        return sha256(canonical(facts)).hexdigest()


@dataclass(frozen=True)
class Known:
    """What rows are read against: codes by every word for them, places, shops by what names them, numbers taken in before.

    `shop_of` answers with ids of units for a text and a region; `before` with the digests of those of some numbers
    that came in before, empty where the row makes no difference.
    """

    today: date
    categories: Mapping[str, str]
    problems: Mapping[str, str]
    regions: frozenset[str]
    shop_of: Callable[[str, str], tuple[str, ...]]
    before: Callable[[Sequence[str]], Mapping[str, str]]


Read = Record | list[RowFault]
_Numbered = tuple[int, Read]


def read_records(rows: Iterable[tuple[int, Mapping[str, Cell]]], known: Known) -> Iterator[Read]:
    """Each row as read, or all its faults; a number that stands in the file twice is a fault."""
    results = _each_once(rows, known)
    while some := list(islice(results, _AT_ONCE)):
        before = known.before([result.external_no for _, result in some if isinstance(result, Record)])
        for number, result in some:
            digest = before.get(result.external_no) if isinstance(result, Record) else ""
            is_other = isinstance(result, Record) and digest and digest != result.digest
            yield [COLUMNS.fault(number, "external_no", RecordRefusal.OTHER_ROW)] if is_other else result


def _each_once(rows: Iterable[tuple[int, Mapping[str, Cell]]], known: Known) -> Iterator[_Numbered]:
    seen: dict[bytes, int] = {}
    for number, cells in rows:
        result = _Row(number, cells, known).read()
        if isinstance(result, Record):
            short = sha256(result.external_no.encode()).digest()[:12]
            first = seen.setdefault(short, number)
            if first != number:
                result = [COLUMNS.fault(number, "external_no", TableRefusal.SAME_ROW_TWICE, first=first)]
        yield number, result


@dataclass
class _Row:
    number: int
    cells: Mapping[str, Cell]
    known: Known

    def read(self) -> Read:
        self._faults = COLUMNS.odd_cells(self.number, self.cells)
        known, today = self.known, self.known.today
        kind = self._kept("kind", lambda: _word(self._text("kind").lower(), KINDS))
        number = self._kept("external_no", self._number)
        came = self._kept("came_on", lambda: _day(self._text("came_on"), today - OLDEST, today))
        region = self._kept("region", lambda: _one(self._text("region"), known.regions))
        if kind is Kind.ENQUIRY and number and came and region and not self._faults:
            return Record(number, came, "", "", region, "", "", State.REFERRED, "", came, None, False, kind)
        closed = self._kept("closed_on", lambda: self._closed(came))
        shop = self._kept("shop", lambda: _needed(self._text("shop"), LONGEST_SHOP))
        merchant = self._kept("shop", lambda: self._unit(shop, region)) if shop and region else ""
        category = self._kept("category", lambda: _word(self._text("category"), known.categories))
        problem = self._kept("problem", lambda: _word(self._text("problem"), known.problems))
        outcome = (
            self._kept("outcome", lambda: _outcome(self._text("outcome"), kind))
            if kind and self._text("closed_on")
            else None
        )
        ground = self._kept("ground", lambda: _ground(self._text("ground"), outcome)) if outcome else ""
        publish = self._kept("may_publish", lambda: _word(self._text("may_publish").lower(), ANSWERS))
        obtained = self._kept("obtained", lambda: _fen(self._text("obtained")))
        in_time = self._kept("in_time", lambda: self._answered(kind))
        accepted = self._kept("accepted_on", lambda: self._accepted(outcome, came, closed))
        if self._faults or not (
            kind and number and came and closed and shop and region and category and problem and outcome
        ):
            return self._faults
        return Record(
            number, came, merchant or "", shop, region, category, problem, outcome, ground or "", closed, obtained,
            bool(publish), kind, accepted, in_time,
        )  # fmt: skip

    def _closed(self, came: date | None) -> date:
        """The day closed. A row without one is open there, whatever it says of its result."""
        text, today = self._text("closed_on"), self.known.today
        if not text:
            raise Refusal(RecordRefusal.STILL_OPEN)
        return _day(text, today - OLDEST, today, came)

    def _accepted(self, outcome: State | ReportState | None, came: date | None, closed: date | None) -> date | None:
        """The day on which the office took it on; where it must have and no day is given, the day in."""
        text = self._text("accepted_on")
        if not text or outcome is None or came is None or closed is None:
            return came if outcome in ACCEPTED else None
        if outcome in _NEVER_ACCEPTED or isinstance(outcome, ReportState):
            raise Refusal(RecordRefusal.NOT_HERE)
        day = _day(text, self.known.today - OLDEST, self.known.today)
        if not came <= day <= closed:
            raise Refusal(RecordRefusal.ACCEPTED_OUTSIDE)
        return day

    def _answered(self, kind: Kind | None) -> bool | None:
        text = self._text("in_time").lower()
        if text and kind is Kind.REPORT:
            raise Refusal(RecordRefusal.NOT_HERE)
        return _word(text, ANSWERS) if text else None

    def _text(self, name: str) -> str:
        cell = self.cells.get(name)
        return _tidied(cell.text) if cell else ""

    def _kept(self, name: str, attempt: Callable[[], T]) -> T | None:
        try:
            return attempt()
        except Refusal as refusal:
            self._faults.extend(COLUMNS.fault(self.number, name, f.code, **f.facts) for f in refusal.faults)
            return None

    def _number(self) -> str:
        if self.cells["external_no"].is_rounded:
            raise Refusal(TableRefusal.NUMBER_CELL)
        return _needed(self._text("external_no"), LONGEST_NUMBER)

    def _unit(self, shop: str, region: str) -> str:
        found = self.known.shop_of(shop, region)
        if len(found) > 1:
            raise Refusal(RecordRefusal.SHOP_AMBIGUOUS, found=len(found))
        return found[0] if found else ""


_tidied = lru_cache(maxsize=4096)(tidy)
"""Most cells of a long list have been there before."""


def _needed(text: str, most: int) -> str:
    if not text or len(text) > most or has_controls(text):
        raise Refusal(RecordRefusal.MISSING, most=most)
    return text


def _one(text: str, known: frozenset[str]) -> str:
    if text not in known:
        raise Refusal(RecordRefusal.NOT_ON_LIST, found=text[:40])
    return text


def _word(text: str, known: Mapping[str, T]) -> T:
    if text not in known:
        raise Refusal(RecordRefusal.NOT_ON_LIST, found=text[:40])
    return known[text]


def _outcome(text: str, kind: Kind) -> State | ReportState:
    words: Mapping[Any, tuple[str, ...]] = REPORT_OUTCOMES if kind is Kind.REPORT else OUTCOMES
    for state, known in words.items():
        if text.lower() in known:
            return state  # type: ignore[no-any-return]  # a key of one of the two tables
    raise Refusal(RecordRefusal.NOT_ON_LIST, found=text[:40])


def _ground(text: str, outcome: State | ReportState) -> str:
    """The ground by its number; only what was refused or ended has one, and then it must."""
    grounds = GROUNDS.get(outcome, ())
    if not grounds and not text:
        return ""
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if not 1 <= place <= len(grounds):
        raise Refusal(RecordRefusal.NOT_ON_LIST, found=text[:40])
    return grounds[place - 1]


def _day(text: str, first: date, last: date, after: date | None = None) -> date:
    try:
        day = _iso(text)
    except ValueError:
        raise Refusal(RecordRefusal.NOT_A_DAY, found=text[:40]) from None
    if after is not None and day < after:
        raise Refusal(RecordRefusal.CLOSED_BEFORE)
    if not first <= day <= last:
        raise Refusal(RecordRefusal.NOT_A_DAY, found=text[:40])
    return day


@lru_cache(maxsize=4096)
def _iso(text: str) -> date:
    return date.fromisoformat(iso_day(text))


def _fen(text: str) -> int | None:
    return fen_of(text, "obtained") if text else None
