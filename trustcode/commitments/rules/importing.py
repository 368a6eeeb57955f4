"""Reading a list of units from elsewhere: each row a whole application with the pledge that was signed on paper.

The paper is the province's standard form: what a row does not say (goods' condition, what to bring, gifts, freight,
refund) is what stands first on each list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms, TermChoices, read_return_terms
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import NotFound, Refusal, RefusalCode
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal, iso_day
from trustcode.kernel.territory import PROVINCE, parent
from trustcode.merchants.rules.naming import folded
from trustcode.merchants.rules.profile import Choices, Profile, read_past_day, read_profile
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.people.rules.permissions import CONFIRM, PROPOSE, require
from trustcode.regions.rules import LOCAL, Place

T = TypeVar("T")

COLUMNS = Columns(
    {
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
    },
    optional=frozenset({"branch_name", "window_days", "categories", "exclusions"}),
)

EXAMPLE = "示例"
"""A shop name that begins like this marks the example row of the template."""

TAKING_IN = "bulk import merchants"
"""Row of the permission table."""

_NAMES = ("licence_name", "shop_name", "branch_name")
_DAYS = ("established_on", "signed_on")
_WIDE_JOINTS = re.compile(r"[;；\n]+")
_JOINTS = re.compile(r"[,，、/\s]+")


class ImportRefusal(RefusalCode):
    """Why a list of units, or a row of it, is not taken in."""

    KNOWN_ALREADY = "import_known_already"
    OUTSIDE_REGION = "import_outside_region"
    REGION_AMBIGUOUS = "import_region_ambiguous"
    SAME_OFFICER = "import_same_officer"
    NOT_KNOWN = "import_not_known"
    SERVICES_ONLY = "import_services_only"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One good row."""

    row: int
    profile: Profile
    safe: SafeTerms
    returns: ReturnTerms | None
    signed_on: date


@dataclass(frozen=True)
class Known:
    """What rows are read against: lists, regions, numbers of the scheme, today, and which characters can be printed.

    `undrawable` gives the characters of a name that no font of ours has.
    """

    lists: Lists
    choices: TermChoices
    places: Mapping[str, Place]
    scheme: SchemeRules
    today: date
    undrawable: Callable[[str], Sequence[str]]


def read_rows(rows: Iterable[tuple[int, Mapping[str, Cell]]], known: Known) -> Iterator[ReadRow | list[RowFault]]:
    """Each row as read, or all its faults; a row that repeats an earlier one is a fault."""
    reader = _RowReader(known)
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        result = reader.read(number, cells)
        if isinstance(result, ReadRow):
            earlier = seen.setdefault(same_shop(result.profile), number)
            if earlier != number:
                yield [COLUMNS.fault(number, "credit_code", TableRefusal.SAME_ROW_TWICE, first=earlier)]
                continue
        yield result


def same_shop(profile: Profile) -> tuple[str, ...]:
    """Two applications with the same of this are one shop."""
    return (profile.credit_code.code, profile.shop_name, profile.branch_name, profile.street)


def require_two(first: Actor, second: Actor) -> None:
    """A list needs two officers. Raises Refusal SAME_OFFICER for one person twice, or nobody."""
    if not first.person_id or not second.person_id or first.person_id == second.person_id:
        raise Refusal(ImportRefusal.SAME_OFFICER)


def list_faults(
    rows: Iterable[ReadRow], first: Actor, second: Actor, shops: Collection[tuple[str, ...]]
) -> Iterator[RowFault]:
    """Rows outside the region of either officer, and rows of shops that apply or are in the scheme already."""
    inside: dict[str, bool] = {}
    for row in rows:
        region = row.profile.region_code
        if region not in inside:
            inside[region] = _may(first, region, PROPOSE) and _may(second, region, CONFIRM)
        if not inside[region]:
            yield COLUMNS.fault(row.row, "region_code", ImportRefusal.OUTSIDE_REGION)
        if same_shop(row.profile) in shops:
            yield COLUMNS.fault(row.row, "credit_code", ImportRefusal.KNOWN_ALREADY)


def _may(actor: Actor, region: str, stage: str) -> bool:
    try:
        require(actor, TAKING_IN, region=region, stage=stage)
    except NotFound:
        return False
    return True


class _RowReader:
    """Reads one row after the other against the same facts."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._words = _Words(known.lists)
        self._regions = _Regions(known.places)
        codes = self._regions.codes
        self._choices = Choices(known.lists[Catalogue.UNIT_KIND], known.lists[Catalogue.INDUSTRY], codes)
        first = {
            "conditions": Catalogue.GOODS_CONDITION,
            "bring": Catalogue.BRING_ITEM,
            "gift": Catalogue.GIFT,
            "freight": Catalogue.FREIGHT,
            "refund_method": Catalogue.REFUND_METHOD,
            "cross_store": Catalogue.CROSS_STORE,
        }
        self._form = {name: [next(iter(known.lists[which]))] for name, which in first.items()}
        self._form["refund_days"] = [str(known.scheme.longest_refund_days)]

    def read(self, number: int, cells: Mapping[str, Cell]) -> ReadRow | list[RowFault]:
        faults: list[RowFault] = []
        typed = {name: cell.text.strip() for name, cell in cells.items()}
        if typed["shop_name"].startswith(EXAMPLE):
            return [COLUMNS.fault(number, "shop_name", TableRefusal.EXAMPLE_ROW)]
        if cells["credit_code"].is_number:
            faults.append(COLUMNS.fault(number, "credit_code", TableRefusal.NUMBER_CELL))
        faults += self._to_codes(number, typed)
        profile = _kept(lambda: self._profile(typed), number, faults)
        signed_on = _kept(lambda: read_past_day(typed["signed_on"], self._known.today), number, faults, "signed_on")
        returns = _kept(lambda: self._returns(typed), number, faults) if typed.get("window_days") else None
        if faults or profile is None or signed_on is None:
            return _without_echoes(faults)
        faults += [
            COLUMNS.fault(number, name, MerchantRefusal.NOT_DRAWABLE, characters="".join(missing))
            for name in _NAMES
            if (missing := self._known.undrawable(getattr(profile, name)))
        ]
        return faults or ReadRow(number, profile, SafeTerms(), returns, signed_on)

    def _to_codes(self, number: int, typed: dict[str, str]) -> list[RowFault]:
        """Words of lists, regions and days in the one form that the rules of a page know."""
        for name in _DAYS:
            typed[name] = iso_day(typed[name])
        faults = []
        for name, codes in (
            ("unit_kind", self._words.find(Catalogue.UNIT_KIND, typed["unit_kind"])),
            ("industry", self._words.find(Catalogue.INDUSTRY, typed["industry"])),
            ("region_code", self._regions.find(typed["region_code"])),
        ):
            if len(codes) == 1:
                typed[name] = codes[0]
            elif typed[name]:
                code = ImportRefusal.REGION_AMBIGUOUS if codes else ImportRefusal.NOT_KNOWN
                faults.append(COLUMNS.fault(number, name, code, found=typed[name][:40]))
        return faults

    def _profile(self, typed: Mapping[str, str]) -> Profile:
        return read_profile(typed, self._choices, self._known.today, photo_needed=False)

    def _returns(self, typed: Mapping[str, str]) -> ReturnTerms:
        lists = self._known.lists
        sellable = typed["unit_kind"] in lists[Catalogue.UNIT_KIND] and typed["industry"] in lists[Catalogue.INDUSTRY]
        if sellable and not may_promise_returns(lists, typed["unit_kind"], typed["industry"]):
            raise Refusal(ImportRefusal.SERVICES_ONLY, "window_days")
        form = {
            **self._form,
            "window_days": [typed["window_days"]],
            "categories": self._words.many(Catalogue.GOODS_CATEGORY, typed.get("categories", "")),
            "exclusions": self._words.many(Catalogue.EXCLUSION, typed.get("exclusions", "")),
        }
        return read_return_terms(form, self._known.choices, self._known.scheme)


def _without_echoes(faults: Sequence[RowFault]) -> list[RowFault]:
    """One line a column where one cause has several consequences: the first says it."""
    causes = {TableRefusal.NUMBER_CELL, ImportRefusal.REGION_AMBIGUOUS, ImportRefusal.NOT_KNOWN}
    spoken_for = {f.column for f in faults if f.code in causes}
    return [f for f in faults if f.code in causes or f.column not in spoken_for]


def _kept(attempt: Callable[[], T], number: int, faults: list[RowFault], where: str = "") -> T | None:
    try:
        return attempt()
    except Refusal as refusal:
        faults += [COLUMNS.fault(number, where or f.where, f.code, **f.facts) for f in refusal.faults]
        return None


class _Words:
    """From words in a cell to codes: a code itself, or the Chinese or English wording, in any width or script."""

    def __init__(self, lists: Lists) -> None:
        self._codes = {which: _by_words(terms) for which, terms in lists.items()}

    def find(self, which: Catalogue, text: str) -> list[str]:
        code = self._codes[which].get(_bare(text))
        return [code] if code else []

    def many(self, which: Catalogue, text: str) -> list[str]:
        """Codes of the wordings in a cell, between semicolons or commas; what is no wording stays as it is."""
        return [code for part in _WIDE_JOINTS.split(text) for code in self._between_commas(which, part)]

    def _between_commas(self, which: Catalogue, part: str) -> Iterator[str]:
        """The longest wording first, since some have commas of their own."""
        pieces = [piece for piece in _JOINTS.split(part) if piece]
        while pieces:
            for size in range(len(pieces), 0, -1):
                code = self._codes[which].get(_bare("".join(pieces[:size])))
                if code or size == 1:
                    yield code or pieces[0]
                    pieces = pieces[size:]
                    break


class _Regions:
    """From a code or a name in a cell to region codes: 430103, 天心区, 长沙市天心区, 湖南省长沙市天心区."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self.codes = frozenset(code for code, place in places.items() if place.kind in LOCAL)

    def find(self, text: str) -> list[str]:
        bare = tidy(text)
        return [bare] if bare in self.codes else self._names.get(_bare(bare), [])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in sorted(self.codes):
            own = self._places[code].name_zh
            city, province = (self._name(above) for above in (parent(code) or "", PROVINCE))
            for name in {own, city + own, province + city + own, self._places[code].name_en}:
                found.setdefault(_bare(name), []).append(code)
        return found

    def _name(self, code: str) -> str:
        return self._places[code].name_zh if code in self._places else ""


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return _JOINTS.sub("", folded(tidy(text)))


def _by_words(terms: Mapping[str, TermWords]) -> dict[str, str]:
    return {
        _bare(said): code
        for code, term in terms.items()
        for said in (term.short_en, term.short_zh, term.en, term.zh, code)
        if said
    }
