"""The exact text that a business signs, in both languages, and its hash.

The wording of clauses comes from the catalogues; this file only joins it. What was signed is kept whole, so a later
change of wording never changes an earlier promise.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms
from trustcode.kernel.canonical import canonical

Lists = Mapping[Catalogue, Mapping[str, TermWords]]


@dataclass(frozen=True)
class PromiseText:
    """One promise in both languages, paragraphs separated by a line break."""

    zh: str
    en: str

    @property
    def hash(self) -> str:
        """SHA-256 in hex over both languages; this is what the record keeps."""
        return sha256(self._bytes).hexdigest()

    def pack(self) -> bytes:
        """Both languages compressed; a promise is some six thousand characters and a province keeps many."""
        return zlib.compress(self._bytes, 9)

    @cached_property
    def _bytes(self) -> bytes:
        return canonical({"zh": self.zh, "en": self.en})

    @classmethod
    def unpack(cls, packed: bytes) -> PromiseText:
        """What was packed."""
        return cls(**json.loads(zlib.decompress(packed)))


@dataclass(frozen=True)
class Signer:
    """Who promises: the name on the licence, the shop's name, and its credit code."""

    licence_name: str
    shop_name: str
    credit_code: str


def safe_text(signer: Signer, terms: SafeTerms, lists: Lists) -> PromiseText:
    """The safe-consumption commitment: five assurances with their clauses, then what the shop adds."""
    return PromiseText(_safe(signer, terms, lists, "zh"), _safe(signer, terms, lists, "en"))


def returns_text(signer: Signer, terms: ReturnTerms, lists: Lists) -> PromiseText:
    """The no-reason-return commitment, term by term."""
    return PromiseText(_returns_zh(signer, terms, lists), _returns_en(signer, terms, lists))


def _safe(signer: Signer, terms: SafeTerms, lists: Lists, language: str) -> str:
    zh = language == "zh"
    lines = ["放心消费承诺书" if zh else "Safe-consumption commitment", _who(signer, language)]
    clauses: dict[str, list[str]] = {}
    for clause in lists[Catalogue.CLAUSE].values():
        clauses.setdefault(clause.code.partition(".")[0], []).append(f"{clause.code} {clause.words(language)}")
    for code, assurance in lists[Catalogue.ASSURANCE].items():
        lines += [f"{code} {assurance.words(language)}", *clauses.get(code, ())]
    if terms.extra:
        lines.append(("本店另外承诺：" if zh else "The shop also promises: ") + terms.extra)
    return "\n".join(lines)


def _who(signer: Signer, language: str) -> str:
    if language == "zh":
        return f"{signer.licence_name}（店名：{signer.shop_name}，统一社会信用代码：{signer.credit_code}）自愿作出以下承诺："
    return f"{signer.licence_name} (shop: {signer.shop_name}, credit code {signer.credit_code}) promises voluntarily:"


def _returns_zh(signer: Signer, terms: ReturnTerms, lists: Lists) -> str:
    say = _Words(lists, "zh")
    lines = [
        "线下无理由退货承诺书",
        _who(signer, "zh"),
        f"期限：买后 {terms.window_days} 天内可以无理由退货。购买第二天算第 1 天，最后一天是休息日的，顺延到下一个工作日。",
        f"适用商品：{say.many(Catalogue.GOODS_CATEGORY, terms.categories)}。",
        f"不适用：{say.many(Catalogue.EXCLUSION, terms.exclusions) or '没有'}。没有写在这里的理由，不能用来拒绝退货。",
        f"商品状态：{say.many(Catalogue.GOODS_CONDITION, terms.conditions) or '不另作要求'}。",
        f"请带上：{say.many(Catalogue.BRING_ITEM, terms.bring) or '不另作要求'}。",
        f"赠品：{say.single(Catalogue.GIFT, terms.gift)}。",
        f"运费：{say.single(Catalogue.FREIGHT, terms.freight)}。",
        f"退款：{say.single(Catalogue.REFUND_METHOD, terms.refund_method)}，{_refund_zh(terms.refund_days)}。",
        f"异地异店：{say.single(Catalogue.CROSS_STORE, terms.cross_store)}。",
        "拒绝退货时，当场说明理由。承诺自愿作出，作出即受约束；质量问题依法退换，不受本承诺限制。",
    ]
    return "\n".join(lines + ([f"本店另外承诺：{terms.extra}"] if terms.extra else []))


def _returns_en(signer: Signer, terms: ReturnTerms, lists: Lists) -> str:
    say = _Words(lists, "en")
    lines = [
        "No-reason-return commitment",
        _who(signer, "en"),
        (
            f"Window: goods may be returned without a reason within {terms.window_days} days of purchase. The day after "
            "the purchase is day 1; a last day that is a rest day moves to the next working day."
        ),
        f"Goods: {say.many(Catalogue.GOODS_CATEGORY, terms.categories)}.",
        (
            f"Left out: {say.many(Catalogue.EXCLUSION, terms.exclusions) or 'nothing'}. "
            "A reason that is not listed here cannot be used to refuse a return."
        ),
        f"Condition of goods: {say.many(Catalogue.GOODS_CONDITION, terms.conditions) or 'no further demand'}.",
        f"Please bring: {say.many(Catalogue.BRING_ITEM, terms.bring) or 'nothing further'}.",
        f"Gifts: {say.single(Catalogue.GIFT, terms.gift)}.",
        f"Freight: {say.single(Catalogue.FREIGHT, terms.freight)}.",
        f"Refund: {say.single(Catalogue.REFUND_METHOD, terms.refund_method)}, {_refund_en(terms.refund_days)}.",
        f"Other shops: {say.single(Catalogue.CROSS_STORE, terms.cross_store)}.",
        (
            "Whoever refuses a return gives the reason at once. The promise is voluntary and binds once made; faulty goods "
            "are returned by law, whatever is written here."
        ),
    ]
    return "\n".join(lines + ([f"The shop also promises: {terms.extra}"] if terms.extra else []))


def _refund_zh(days: int) -> str:
    return "当场办" if days == 0 else f"收到退货后最迟 {days} 天到账"


def _refund_en(days: int) -> str:
    if days == 0:
        return "on the spot"
    return f"at the latest {days} {'day' if days == 1 else 'days'} after the goods come back"


class _Words:
    """Words of catalogue codes in one language."""

    def __init__(self, lists: Lists, language: str) -> None:
        self._lists = lists
        self._language = language

    def single(self, which: Catalogue, code: str) -> str:
        return self._lists[which][code].words(self._language).rstrip("。.")

    def many(self, which: Catalogue, codes: Sequence[str]) -> str:
        joint = "；" if self._language == "zh" else "; "
        return joint.join(self.single(which, code) for code in codes)
