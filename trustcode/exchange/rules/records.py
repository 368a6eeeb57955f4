"""Reading a list of complaints that the national platform 12315 has closed: what each column holds, and what is wrong.

A record has neither words nor a person: it counts in figures and lists, and nothing more is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TypeVar

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import has_controls, tidy
from trustcode.kernel.refusals import Refusal, RefusalCode
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal, iso_day
from trustcode.returns.rules.amounts import fen_of

T = TypeVar("T")

COLUMNS = Columns(
    {
        "external_no": ("登记编号", "number"),
        "came_on": ("登记日期", "day in"),
        "shop": ("被投诉单位", "shop"),
        "region": ("行政区划代码", "region code"),
        "category": ("商品服务类别", "class"),
        "problem": ("问题类别", "problem"),
        "outcome": ("处理结果", "outcome"),
        "ground": ("理由序号", "ground"),
        "closed_on": ("办结日期", "day closed"),
        "obtained": ("挽回损失（元）", "挽回损失", "obtained (yuan)"),
        "may_publish": ("同意公示", "may be published"),
    },
    optional=frozenset({"ground", "obtained", "may_publish"}),
)

OUTCOMES: Mapping[State, tuple[str, ...]] = {
    State.SETTLED: ("和解", "已和解", "settled"),
    State.AGREED: ("调解成功", "达成协议", "agreed"),
    State.ENDED: ("终止调解", "调解不成", "ended"),
    State.REFUSED: ("不予受理", "refused"),
    State.WITHDRAWN: ("撤回", "withdrawn"),
    State.REFERRED: ("转其他部门", "referred"),
}
"""What each way to end is called in such lists."""

GROUNDS: Mapping[State, tuple[str, ...]] = {
    State.REFUSED: tuple(ground.value for ground in RefusalGround),
    State.ENDED: tuple(end.value for end in MediationEnd),
}
"""Grounds by their number on the official forms (Order 121, forms 6 and 8), which begin at 1."""

ANSWERS = {"是": True, "同意": True, "yes": True, "否": False, "不同意": False, "no": False, "": False}
OLDEST = timedelta(days=10 * 366)
LONGEST_NUMBER = 40
LONGEST_SHOP = 80


class RecordRefusal(RefusalCode):
    """Why a row is not taken in."""

    MISSING = "record_missing"
    NOT_ON_LIST = "record_not_on_list"
    NOT_A_DAY = "record_not_a_day"
    CLOSED_BEFORE = "record_closed_before"
    SHOP_AMBIGUOUS = "record_shop_ambiguous"
    OTHER_ROW = "record_other_row"


@dataclass(frozen=True)
class Record:
    """One good row. `merchant_id` is empty where the shop has no code of ours; money is fen."""

    external_no: str
    came_on: date
    merchant_id: str
    shop: str
    region: str
    category: str
    problem: str
    outcome: State
    ground: str
    closed_on: date
    obtained_fen: int | None
    may_publish: bool

    @property
    def digest(self) -> str:
        """SHA-256 over the row in its one form; without the unit, which may get its code later."""
        return sha256(canonical({**asdict(self), "merchant_id": ""})).hexdigest()


@dataclass(frozen=True)
class Known:
    """What rows are read against: codes by every word for them, places, shops by what names them, numbers taken in before.

    `shop_of` answers with ids of units for a text and a region; `before` with the digest of a number that came before.
    """

    today: date
    categories: Mapping[str, str]
    problems: Mapping[str, str]
    regions: frozenset[str]
    shop_of: Callable[[str, str], tuple[str, ...]]
    before: Callable[[str], str | None]


def read_records(rows: Iterable[tuple[int, Mapping[str, Cell]]], known: Known) -> Iterator[Record | list[RowFault]]:
    """Each row as read, or all its faults; a number that stands in the file twice is a fault."""
    seen: dict[bytes, int] = {}
    for number, cells in rows:
        result = _Row(number, cells, known).read()
        if isinstance(result, Record):
            short = sha256(result.external_no.encode()).digest()[:12]
            first = seen.setdefault(short, number)
            if first != number:
                result = [COLUMNS.fault(number, "external_no", TableRefusal.SAME_ROW_TWICE, first=first)]
        yield result


@dataclass
class _Row:
    number: int
    cells: Mapping[str, Cell]
    known: Known

    def read(self) -> Record | list[RowFault]:
        self._faults = COLUMNS.odd_cells(self.number, self.cells)
        known, today = self.known, self.known.today
        number = self._kept("external_no", self._number)
        came = self._kept("came_on", lambda: _day(self._text("came_on"), today - OLDEST, today))
        closed = self._kept("closed_on", lambda: _day(self._text("closed_on"), came or today - OLDEST, today, came))
        region = self._kept("region", lambda: _one(self._text("region"), known.regions))
        shop = self._kept("shop", lambda: _needed(self._text("shop"), LONGEST_SHOP))
        merchant = self._kept("shop", lambda: self._unit(shop, region)) if shop and region else ""
        category = self._kept("category", lambda: _word(self._text("category"), known.categories))
        problem = self._kept("problem", lambda: _word(self._text("problem"), known.problems))
        outcome = self._kept("outcome", lambda: _outcome(self._text("outcome")))
        ground = self._kept("ground", lambda: _ground(self._text("ground"), outcome)) if outcome else ""
        publish = self._kept("may_publish", lambda: _word(self._text("may_publish").lower(), ANSWERS))
        obtained = self._kept("obtained", lambda: _fen(self._text("obtained")))
        if self._faults or not (number and came and closed and shop and region and category and problem and outcome):
            return self._faults
        record = Record(
            number, came, merchant or "", shop, region, category, problem, outcome, ground or "", closed, obtained,
            bool(publish),
        )  # fmt: skip
        before = known.before(number)
        if before is not None and before != record.digest:
            return [COLUMNS.fault(self.number, "external_no", RecordRefusal.OTHER_ROW)]
        return record

    def _text(self, name: str) -> str:
        cell = self.cells.get(name)
        return tidy(cell.text) if cell else ""

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


def _outcome(text: str) -> State:
    for state, words in OUTCOMES.items():
        if text.lower() in words:
            return state
    raise Refusal(RecordRefusal.NOT_ON_LIST, found=text[:40])


def _ground(text: str, outcome: State) -> str:
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
        day = date.fromisoformat(iso_day(text))
    except ValueError:
        raise Refusal(RecordRefusal.NOT_A_DAY, found=text[:40]) from None
    if after is not None and day < after:
        raise Refusal(RecordRefusal.CLOSED_BEFORE)
    if not first <= day <= last:
        raise Refusal(RecordRefusal.NOT_A_DAY, found=text[:40])
    return day


def _fen(text: str) -> int | None:
    return fen_of(text, "obtained") if text else None
