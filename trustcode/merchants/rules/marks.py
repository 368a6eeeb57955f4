"""Reading a list of another register: which business is on the abnormal list, was punished, or is no longer registered.

The abnormal list: Interim Regulation on Enterprise Information Disclosure art. 17; the serious list: SAMR order 44.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from trustcode.kernel.identifiers import has_controls, tidy
from trustcode.kernel.refusals import Refusal, RefusalCode
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal, iso_day
from trustcode.merchants.rules.credit_code import read_credit_code
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.profile import read_past_day
from trustcode.merchants.rules.refusals import MerchantRefusal

T = TypeVar("T")

COLUMNS = Columns(
    {
        "credit_code": ("统一社会信用代码", "信用代码", "credit code"),
        "kind": ("名录类型", "类型", "kind"),
        "since": ("列入日期", "起始日期", "since"),
        "until": ("移出日期", "截止日期", "until"),
        "source": ("来源", "决定机关", "source"),
    },
    optional=frozenset({"until"}),
)

KINDS: Mapping[MarkKind, tuple[str, ...]] = {
    MarkKind.ABNORMAL_LIST: ("经营异常名录", "经营异常", "abnormal_list"),
    MarkKind.SERIOUS_LIST: ("严重违法失信名单", "严重违法失信", "serious_list"),
    MarkKind.PENALTY: ("行政处罚", "处罚", "penalty"),
    MarkKind.LICENCE_NOT_LIVE: ("执照失效", "注销", "吊销", "撤销", "licence_not_live"),
}
"""What each kind is called in such lists."""

LONGEST_SOURCE = 120
"""Characters."""


class MarkRefusal(RefusalCode):
    """Why a row of such a list is not taken in."""

    NO_SUCH_LIST = "mark_no_such_list"
    ENDS_BEFORE_IT_BEGINS = "mark_ends_before_it_begins"


@dataclass(frozen=True, slots=True)
class ReadMark:
    """One good row. Days are civil days in China; `until` is None while it lasts."""

    credit_code: str
    kind: MarkKind
    since: date
    until: date | None
    source: str


def read_marks(rows: Iterable[tuple[int, Mapping[str, Cell]]], today: date) -> Iterator[ReadMark | list[RowFault]]:
    """Each row as read, or all its faults; a row that repeats an earlier one is a fault."""
    seen: dict[ReadMark, int] = {}
    for number, cells in rows:
        result = _read(number, cells, today)
        if isinstance(result, ReadMark) and (first := seen.setdefault(result, number)) != number:
            result = [COLUMNS.fault(number, "credit_code", TableRefusal.SAME_ROW_TWICE, first=first)]
        yield result


def _read(number: int, cells: Mapping[str, Cell], today: date) -> ReadMark | list[RowFault]:
    text = {name: cell.text.strip() for name, cell in cells.items()}
    faults: list[RowFault] = []

    def kept(name: str, attempt: Callable[[], T]) -> T | None:
        try:
            return attempt()
        except Refusal as refusal:
            faults.extend(COLUMNS.fault(number, name, f.code, **f.facts) for f in refusal.faults)
            return None

    if cells["credit_code"].is_number:
        faults.append(COLUMNS.fault(number, "credit_code", TableRefusal.NUMBER_CELL))
        code = None
    else:
        code = kept("credit_code", lambda: read_credit_code(text["credit_code"]).code)
    kind = kept("kind", lambda: _kind(text["kind"]))
    since = kept("since", lambda: read_past_day(iso_day(text["since"]), today))
    until = kept("until", lambda: _until(text.get("until", ""), since))
    source = kept("source", lambda: _source(text["source"]))
    if faults or code is None or kind is None or since is None or source is None:
        return faults
    return ReadMark(code, kind, since, until, source)


def _kind(text: str) -> MarkKind:
    if not text:
        raise Refusal(MerchantRefusal.REQUIRED)
    bare = tidy(text).casefold()
    for kind, known in KINDS.items():
        if bare in known:
            return kind
    raise Refusal(MarkRefusal.NO_SUCH_LIST, found=bare[:40])


def _until(text: str, since: date | None) -> date | None:
    """The last day, which may lie ahead; None for an empty cell."""
    if not text:
        return None
    try:
        day = date.fromisoformat(iso_day(text))
    except ValueError:
        raise Refusal(MerchantRefusal.BAD_DAY) from None
    if since is not None and day < since:
        raise Refusal(MarkRefusal.ENDS_BEFORE_IT_BEGINS)
    return day


def _source(text: str) -> str:
    said = tidy(text)
    if not said or has_controls(said):
        raise Refusal(MerchantRefusal.REQUIRED)
    if len(said) > LONGEST_SOURCE:
        raise Refusal(MerchantRefusal.TOO_LONG, most=LONGEST_SOURCE)
    return said
