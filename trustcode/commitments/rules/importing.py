"""Reading a list of units from elsewhere: each row a whole application with the pledge that was signed on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms, TermChoices, read_return_terms
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Fault, Refusal, RefusalCode
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.profile import Choices, Profile, read_past_day, read_profile

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "credit_code": ("统一社会信用代码", "信用代码", "credit code"),
    "licence_name": ("营业执照名称", "执照名称", "licence name"),
    "shop_name": ("店名", "店招名称", "shop name"),
    "branch_name": ("分店名", "branch"),
    "unit_kind": ("类型", "单位类型", "kind"),
    "industry": ("行业", "industry"),
    "region_code": ("县市区", "县区", "region"),
    "street": ("详细地址", "街道地址", "street"),
    "established_on": ("成立日期", "established"),
    "contact_name": ("联系人", "contact"),
    "contact_phone": ("联系电话", "contact phone"),
    "returns_phone": ("退货电话", "returns phone"),
    "signed_on": ("承诺签署日期", "signed on"),
    "window_days": ("无理由退货天数", "return days"),
    "categories": ("退货商品类别", "goods"),
    "exclusions": ("不适用商品", "exclusions"),
}
"""Columns by field, with the headings they are known by; the first is the one our template uses."""

OPTIONAL = frozenset({"branch_name", "window_days", "categories", "exclusions"})
_DEFAULTS = {"refund_days": "7"}
_JOINTS = re.compile(r"[;；,，、\s]+")


class ImportRefusal(RefusalCode):
    """Why a list or a row of it is not taken in."""

    NO_ROWS = "import_no_rows"
    COLUMN_MISSING = "import_column_missing"
    COLUMN_UNKNOWN = "import_column_unknown"
    COLUMN_TWICE = "import_column_twice"
    NUMBER_CELL = "import_number_cell"
    SAME_ROW_TWICE = "import_same_row_twice"
    KNOWN_ALREADY = "import_known_already"
    OUTSIDE_REGION = "import_outside_region"
    REGION_AMBIGUOUS = "import_region_ambiguous"
    NOT_READABLE = "import_not_readable"
    TOO_LARGE = "import_too_large"
    SAME_OFFICER = "import_same_officer"


@dataclass(frozen=True)
class Cell:
    """One cell as text; `is_number` when a spreadsheet kept it as a number."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class RowFault:
    """One thing wrong: row as counted in the file (the heading is row 1), column by its heading, code and facts."""

    row: int
    column: str
    code: RefusalCode
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadRow:
    """One good row."""

    row: int
    profile: Profile
    safe: SafeTerms
    returns: ReturnTerms | None
    signed_on: date


@dataclass(frozen=True)
class Known:
    """What rows are read against: lists, regions by code and by name, numbers of the scheme, today."""

    lists: Lists
    regions: Mapping[str, str]
    scheme: SchemeRules
    today: date

    def names_of_regions(self) -> dict[str, list[str]]:
        """Codes by name; a name alone may belong to several regions."""
        found: dict[str, list[str]] = {}
        for code, name in self.regions.items():
            found.setdefault(name, []).append(code)
        return found


def headings(row: Sequence[str]) -> dict[int, str]:
    """Which field each column holds. Raises one Refusal for all headings missing, unknown or there twice."""
    by_heading = {tidy(h).casefold(): name for name, known in COLUMNS.items() for h in known}
    found: dict[int, str] = {}
    faults: list[Fault] = []
    for place, heading in enumerate(row):
        name = by_heading.get(tidy(heading).casefold())
        if not tidy(heading):
            continue
        if name is None:
            faults.append(Fault(ImportRefusal.COLUMN_UNKNOWN, heading, {"heading": heading}))
        elif name in found.values():
            faults.append(Fault(ImportRefusal.COLUMN_TWICE, heading, {"heading": heading}))
        else:
            found[place] = name
    missing = [name for name in COLUMNS if name not in OPTIONAL and name not in found.values()]
    faults += [Fault(ImportRefusal.COLUMN_MISSING, COLUMNS[n][0], {"heading": COLUMNS[n][0]}) for n in missing]
    if faults:
        raise Refusal.of(faults)
    return found


def read_rows(
    rows: Iterable[tuple[int, Mapping[str, Cell]]], known: Known, choices: TermChoices
) -> Iterator[ReadRow | list[RowFault]]:
    """Each row as read, or all its faults; a row that repeats an earlier one is a fault."""
    profile_choices = Choices(known.lists[Catalogue.UNIT_KIND], known.lists[Catalogue.INDUSTRY], known.regions)
    words = _Words(known)
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        result = _read(number, cells, known, profile_choices, choices, words)
        if isinstance(result, ReadRow):
            earlier = seen.setdefault(same_shop(result.profile), number)
            if earlier != number:
                yield [RowFault(number, COLUMNS["credit_code"][0], ImportRefusal.SAME_ROW_TWICE, {"row": earlier})]
                continue
        yield result


def same_shop(profile: Profile) -> tuple[str, ...]:
    """Two applications with the same of this are one shop."""
    return (profile.credit_code.code, profile.shop_name, profile.branch_name, profile.street)


def _read(
    number: int,
    cells: Mapping[str, Cell],
    known: Known,
    profile_choices: Choices,
    choices: TermChoices,
    words: _Words,
) -> ReadRow | list[RowFault]:
    faults: list[RowFault] = []
    if cells["credit_code"].is_number:
        faults.append(RowFault(number, COLUMNS["credit_code"][0], ImportRefusal.NUMBER_CELL))
    typed = {name: cell.text.strip() for name, cell in cells.items()}
    for name, which in (("unit_kind", Catalogue.UNIT_KIND), ("industry", Catalogue.INDUSTRY)):
        typed[name] = words.code(which, typed[name])
    codes = words.regions(typed["region_code"])
    if len(codes) > 1:
        faults.append(RowFault(number, COLUMNS["region_code"][0], ImportRefusal.REGION_AMBIGUOUS))
    typed["region_code"] = codes[0] if codes else typed["region_code"]
    profile = _kept(lambda: read_profile(typed, profile_choices, known.today, photo_needed=False), number, faults)
    signed_on = _kept(lambda: read_past_day(typed["signed_on"], known.today), number, faults, "signed_on")
    returns = None
    if typed.get("window_days"):
        returns = _kept(lambda: _terms(typed, words, known, choices), number, faults)
    if faults or profile is None or signed_on is None:
        return [f for f in faults if not _said_already(f, cells)]
    return ReadRow(number, profile, SafeTerms(), returns, signed_on)


def _said_already(fault: RowFault, cells: Mapping[str, Cell]) -> bool:
    """A number cell in the credit code has one cause; its consequences need no second line."""
    is_code = fault.column == COLUMNS["credit_code"][0]
    return is_code and cells["credit_code"].is_number and fault.code is not ImportRefusal.NUMBER_CELL


def _terms(typed: Mapping[str, str], words: _Words, known: Known, choices: TermChoices) -> ReturnTerms:
    lists = known.lists
    form = {
        "window_days": [typed["window_days"]],
        "categories": words.many(Catalogue.GOODS_CATEGORY, typed.get("categories", "")) or list(choices.categories)[:0],
        "exclusions": words.many(Catalogue.EXCLUSION, typed.get("exclusions", "")),
        "conditions": [next(iter(lists[Catalogue.GOODS_CONDITION]))],
        "bring": [next(iter(lists[Catalogue.BRING_ITEM]))],
        "gift": [next(iter(lists[Catalogue.GIFT]))],
        "freight": [next(iter(lists[Catalogue.FREIGHT]))],
        "refund_method": [next(iter(lists[Catalogue.REFUND_METHOD]))],
        "refund_days": [_DEFAULTS["refund_days"]],
        "cross_store": [next(iter(lists[Catalogue.CROSS_STORE]))],
    }
    return read_return_terms(form, choices, known.scheme)


def _kept(attempt: Any, number: int, faults: list[RowFault], where: str = "") -> Any:
    try:
        return attempt()
    except Refusal as refusal:
        for fault in refusal.faults:
            name = where or fault.where
            heading = COLUMNS[name][0] if name in COLUMNS else name
            faults.append(RowFault(number, heading, fault.code, fault.facts))
        return None


class _Words:
    """From words in a cell to codes: a code itself, or the Chinese or English wording."""

    def __init__(self, known: Known) -> None:
        self._codes = {which: _by_words(terms) for which, terms in known.lists.items()}
        self._regions = known.regions
        self._names = known.names_of_regions()

    def code(self, which: Catalogue, text: str) -> str:
        return self._codes[which].get(tidy(text).casefold(), text)

    def many(self, which: Catalogue, text: str) -> list[str]:
        return [self.code(which, part) for part in _JOINTS.split(text.strip()) if part]

    def regions(self, text: str) -> list[str]:
        bare = tidy(text)
        return [bare] if bare in self._regions else self._names.get(bare, [])


def _by_words(terms: Mapping[str, TermWords]) -> dict[str, str]:
    return {
        said.casefold(): code
        for code, term in terms.items()
        for said in (term.short_en, term.short_zh, term.en, term.zh, code)
    }
