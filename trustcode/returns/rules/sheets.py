"""The ledger as a table: which columns it has, which words stand for a code, and how a line looks in it.

Headings and words are taken in Chinese or English; what is written out can be read in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from trustcode.catalogues.rules import TermWords
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.tables import Columns
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Basis, Condition, Gift, Outcome, ReturnKind

E = TypeVar("E", bound=StrEnum)

_HEADINGS = {
    "kind": ("类型", "kind"),
    "basis": ("依据", "basis"),
    "bought_on": ("购买日期", "bought on"),
    "requested_on": ("申请日期", "requested on"),
    "category": ("商品类别", "category"),
    "goods_name": ("商品名称", "goods"),
    "quantity": ("数量", "quantity"),
    "goods_value_fen": ("商品金额（元）", "商品金额", "goods value (yuan)", "goods value"),
    "refund_fen": ("退款金额（元）", "退款金额", "refund (yuan)", "refund"),
    "refund_method": ("退款方式", "refund method"),
    "refunded_on": ("退款日期", "refunded on"),
    "outcome": ("结果", "处理结果", "outcome"),
    "refusal_code": ("拒退理由", "reason for refusal"),
    "refusal_note": ("拒退说明", "note on refusal"),
    "elsewhere": ("在别的门店买的", "异店购买", "bought elsewhere"),
    "purchase_store": ("购买门店", "shop of purchase"),
    "gift": ("赠品", "gift"),
    "condition": ("商品状况", "condition"),
    "has_proof": ("有购物凭证", "proof of purchase"),
    "receipt_no": ("小票号", "receipt number"),
    "receipt_again": ("同一小票的另一件", "another thing of the receipt"),
    "number": ("台账编号", "ledger number"),
    "state": ("更正情况", "corrections"),
    "answer": ("顾客确认", "shopper's answer"),
    "logged_on": ("登记日期", "logged on"),
}
_NEEDED = frozenset(
    {"kind", "basis", "bought_on", "requested_on", "category", "quantity", "goods_value_fen", "refund_fen", "outcome"}
)

COLUMNS = Columns(_HEADINGS, optional=frozenset(_HEADINGS) - _NEEDED)
"""One unit's ledger. The last four columns are written out and passed over when read in, but for `state`."""

MANY = Columns({"unit": ("单位", "统一社会信用代码", "unit"), **_HEADINGS}, optional=COLUMNS.optional)
"""The ledgers of many units: the first column is the id of a unit or its credit code."""

TEMPLATE = tuple(name for name in _HEADINGS if name not in {"number", "state", "answer", "logged_on"})
"""What an empty list asks for."""

EXAMPLE = "示例"
"""A name of goods that begins like this marks the example row of the template."""

WIDTHS = (8, 12, 12, 12, 16, 20, 6, 14, 14, 16, 12, 10, 18, 24, 14, 20, 14, 16, 12, 20, 16, 10, 14, 12, 12)
"""Widths of the columns in characters."""

KINDS = {ReturnKind.RETURN: ("退货", "return"), ReturnKind.EXCHANGE: ("换货", "exchange")}
BASES = {
    Basis.NO_REASON: ("无理由", "no reason"),
    Basis.QUALITY: ("质量问题", "quality"),
    Basis.ONLINE: ("网购法定", "online by law"),
    Basis.GOODWILL: ("自愿照顾", "goodwill"),
}
OUTCOMES = {
    Outcome.ACCEPTED: ("已退换", "accepted", "同意", "接受"),
    Outcome.REFUSED: ("拒退", "refused", "拒绝"),
    Outcome.WITHDRAWN: ("顾客撤回", "withdrawn", "撤回"),
}
GIFTS = {
    Gift.NONE: ("没有赠品", "no gift", "无"),
    Gift.RETURNED: ("赠品已退", "gift came back"),
    Gift.PAID: ("赠品已补价", "gift paid for"),
    Gift.KEPT: ("赠品留给顾客", "gift kept"),
}
CONDITIONS = {
    Condition.INTACT: ("完好", "intact"),
    Condition.OPENED: ("已拆看", "opened to look", "拆封"),
    Condition.DAMAGED: ("有损坏", "damaged or used", "损坏"),
}
YES = {True: ("是", "yes", "true", "y", "1"), False: ("否", "no", "false", "n", "0")}

CORRECTED = ("已被更正", "was corrected")
"""How the state of a line begins that a later one took the place of."""
CORRECTION = ("更正第 {} 笔", "corrects {}")


@dataclass(frozen=True)
class SheetWords:
    """From words in cells to codes and back: categories, ways of refunding, reasons for a refusal."""

    categories: Mapping[str, TermWords]
    refund_methods: Mapping[str, TermWords]
    reasons: Mapping[str, TermWords]


@dataclass(frozen=True)
class Beside:
    """What a table says of a line besides the line: its number, lines it corrects or is corrected by, an answer."""

    number: int
    logged_on: date
    corrects: int | None = None
    corrected_by: int | None = None
    answer: str = ""


def bare(text: str) -> str:
    """What of a word in a cell counts: no blanks, no case, no width."""
    return tidy(text).replace(" ", "").casefold()


def by_words(said: Mapping[E, Sequence[str]]) -> dict[str, E]:
    """Members by every word that stands for them, their own value among them."""
    return {bare(one): member for member, words in said.items() for one in (*words, str(member))}


def by_terms(terms: Mapping[str, TermWords]) -> dict[str, str]:
    """Codes by every wording of a list, and by the code itself."""
    return {
        bare(one): code
        for code, term in terms.items()
        for one in (term.en, term.zh, term.short_en, term.short_zh, code)
        if one
    }


def headings(language: str, names: Iterable[str] = tuple(_HEADINGS)) -> list[str]:
    """The first row of a table."""
    return [_HEADINGS[name][0 if language == "zh" else -1 if name not in _YUAN else 2] for name in names]


def cells_of(line: Line, words: SheetWords, language: str, beside: Beside | None = None) -> list[str]:
    """A line as cells of text, in the order of the columns; the receipt number stays out, since nobody keeps it."""
    at = 0 if language == "zh" else 1
    cells = [
        KINDS[line.kind][at],
        BASES[line.basis][at],
        line.bought_on.isoformat(),
        line.requested_on.isoformat(),
        _term(words.categories, line.category, language),
        line.goods_name,
        str(line.quantity),
        yuan(line.goods_value_fen),
        yuan(line.refund_fen),
        _term(words.refund_methods, line.refund_method, language),
        line.refunded_on.isoformat() if line.refunded_on else "",
        OUTCOMES[line.outcome][at],
        _term(words.reasons, line.refusal_code, language),
        line.refusal_note,
        YES[line.elsewhere][at],
        line.purchase_store,
        GIFTS[line.gift][at],
        CONDITIONS[line.condition][at],
        YES[line.has_proof][at],
        line.receipt_no,
        YES[line.receipt_again][at],
    ]
    return cells if beside is None else [*cells, *_beside(beside, at)]


@lru_cache(maxsize=4096)
def yuan(fen: int) -> str:
    """Fen as yuan with two decimals, as a cell shows them: 12.50."""
    return f"{fen // 100}.{fen % 100:02d}"


_YUAN = frozenset({"goods_value_fen", "refund_fen"})


def _beside(beside: Beside, at: int) -> list[str]:
    state = ""
    if beside.corrected_by is not None:
        state = f"{CORRECTED[at]}（{beside.corrected_by}）" if at == 0 else f"{CORRECTED[at]} ({beside.corrected_by})"
    elif beside.corrects is not None:
        state = CORRECTION[at].format(beside.corrects)
    return [str(beside.number), state, beside.answer, beside.logged_on.isoformat()]


def _term(terms: Mapping[str, TermWords], code: str, language: str) -> str:
    """The short wording, where it leads back to the code; else the code."""
    term = terms.get(code)
    return term.short(language) if term is not None else code
