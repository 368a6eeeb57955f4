"""Work orders as a table or JSON lines: each row becomes the message that would have been posted, and is read like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trustcode.complaints.rules.words import Wish
from trustcode.exchange.rules.orders import Order, read_order
from trustcode.exchange.rules.records import ANSWERS
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.moments import CHINA, Moment
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal, iso_day
from trustcode.returns.rules.amounts import fen_of

COLUMNS = Columns(
    {
        "external_no": ("工单编号", "external_no"),
        "kind": ("类型", "kind"),
        "received_at": ("登记时间", "received_at"),
        "region_code": ("行政区划代码", "region_code"),
        "credit_code": ("统一社会信用代码", "credit_code"),
        "shop_name": ("被投诉单位", "shop_name"),
        "shop_address": ("被投诉单位地址", "shop_address"),
        "category": ("商品服务类别", "category"),
        "problem": ("问题类别", "problem"),
        "facts": ("投诉内容", "facts"),
        "clue": ("举报内容", "clue"),
        "wishes": ("诉求", "wishes"),
        "bought_on": ("购买日期", "bought_on"),
        "happened_on": ("发生日期", "happened_on"),
        "amount_fen": ("涉及金额（元）", "涉及金额", "amount"),
        "receipt_no": ("票据编号", "receipt_no"),
        "name": ("姓名", "name"),
        "phone": ("联系电话", "phone"),
        "address": ("联系地址", "address"),
        "may_publish": ("同意公示", "may_publish"),
        "anonymous": ("匿名举报", "anonymous"),
    },
    optional=frozenset({
        "kind", "credit_code", "shop_name", "shop_address", "facts", "clue", "wishes", "bought_on", "happened_on",
        "amount_fen", "receipt_no", "name", "phone", "address", "may_publish", "anonymous",
    }),
)  # fmt: skip

KINDS = {
    "": "complaint",
    "投诉": "complaint",
    "complaint": "complaint",
    "举报": "report",
    "report": "report",
    "投诉举报": "both",
    "both": "both",
}
WISHES = {
    **{wish.value: wish for wish in Wish},
    "修理": Wish.REPAIR,
    "重作": Wish.REDO,
    "更换": Wish.REPLACE,
    "换货": Wish.REPLACE,
    "退货": Wish.RETURN,
    "补足数量": Wish.MAKE_UP,
    "退款": Wish.REFUND,
    "退还货款": Wish.REFUND,
    "退还服务费用": Wish.REFUND,
    "退还货款或服务费用": Wish.REFUND,
    "赔偿": Wish.DAMAGES,
    "赔偿损失": Wish.DAMAGES,
}
"""What a shopper may ask for, in the words of the form (Order 121, form 1) and shorter ones."""

_LONG = ("facts", "clue")
"""Texts of more than a line."""
_MANY = re.compile("[、,，;；/]")
_MOMENT = re.compile(r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[ T]+(\d{1,2}:\d{2}(?::\d{2})?)", re.ASCII)


@dataclass(frozen=True)
class OrderRow:
    """An order and the row of the file that it stands in."""

    row: int
    order: Order


@dataclass(frozen=True)
class Lists:
    """Codes by every word for them: classes of goods and services, and problems."""

    categories: Mapping[str, str]
    problems: Mapping[str, str]


def read_orders(
    rows: Iterable[tuple[int, Mapping[str, Cell]]], lists: Lists, now: Moment
) -> Iterator[OrderRow | list[RowFault]]:
    """Each row as an order, or all its faults; a number that stands in the file twice is a fault."""
    seen: dict[str, int] = {}
    for number, cells in rows:
        found = _read(number, cells, lists, now)
        if isinstance(found, OrderRow):
            first = seen.setdefault(found.order.external_no, number)
            if first != number:
                found = [COLUMNS.fault(number, "external_no", TableRefusal.SAME_ROW_TWICE, first=first)]
        yield found


def fault_of(row: int, refusal: Refusal) -> list[RowFault]:
    """What is wrong with a row as faults of its columns."""
    return [COLUMNS.fault(row, one.where, one.code, **_named(one.where, one.facts)) for one in refusal.faults]


def _read(number: int, cells: Mapping[str, Cell], lists: Lists, now: Moment) -> OrderRow | list[RowFault]:
    odd = COLUMNS.odd_cells(number, cells)
    if not odd and cells["external_no"].is_rounded:
        odd = [COLUMNS.fault(number, "external_no", TableRefusal.NUMBER_CELL)]
    if odd:
        return odd
    try:
        return OrderRow(number, read_order(_message(cells, lists), now))
    except Refusal as refusal:
        return fault_of(number, refusal)


def _message(cells: Mapping[str, Cell], lists: Lists) -> dict[str, Any]:
    """The row as the message; what cannot be understood stays as it was written, and is refused by its field."""
    texts = {name: cell.text.strip() if name in _LONG else tidy(cell.text) for name, cell in cells.items()}
    found: dict[str, Any] = {name: text for name, text in texts.items() if text}
    found["kind"] = KINDS.get(texts.get("kind", ""), texts.get("kind"))
    for name, known in (("category", lists.categories), ("problem", lists.problems)):
        found |= {name: known.get(found[name], found[name])} if name in found else {}
    for name in ("may_publish", "anonymous"):
        found |= {name: ANSWERS.get(found[name].lower(), found[name])} if name in found else {}
    for name in ("bought_on", "happened_on"):
        found |= {name: iso_day(found[name])} if name in found else {}
    if "received_at" in found:
        found["received_at"] = _with_zone(found["received_at"])
    if "amount_fen" in found:
        found["amount_fen"] = _fen(found["amount_fen"])
    if "wishes" in found:
        asked = [one.strip() for one in _MANY.split(found["wishes"]) if one.strip()]
        found["wishes"] = [WISHES.get(one, one) for one in asked]
    return found


def _with_zone(text: str) -> str:
    """A time of day without a zone is one of the clock in China."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return text
    try:
        moment = datetime.fromisoformat(f"{iso_day(match[1])}T{match[2].zfill(5)}")
    except ValueError:
        return text
    return moment.replace(tzinfo=CHINA).isoformat()


def _fen(yuan: str) -> int | str:
    try:
        return fen_of(yuan, "amount_fen")
    except Refusal:
        return yuan


def _named(where: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "field": COLUMNS.title(where)} if "field" in facts else dict(facts)
