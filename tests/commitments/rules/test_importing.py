"""A list of units is read row by row against the lists and regions of the day; every bad row is named."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from trustcode.catalogues.actions import shipped as shipped_terms
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.queries.promises import term_choices
from trustcode.commitments.rules.importing import (
    COLUMNS,
    ImportRefusal,
    Known,
    ReadRow,
    list_faults,
    read_rows,
    require_two,
    same_shop,
)
from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.tables import Cell, RowFault, TableRefusal
from trustcode.merchants.rules.credit_code import CreditCodeRefusal, synthetic_credit_code
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.regions.actions import shipped as shipped_regions
from trustcode.regions.rules import Kind, Place

TODAY = date(2026, 11, 23)
PLACES = {place.code: place for place in shipped_regions() if place.in_force(TODAY)}
_numbers = count(100)


def lists() -> dict[Catalogue, dict[str, TermWords]]:
    found: dict[Catalogue, dict[str, TermWords]] = {which: {} for which in Catalogue}
    for t in shipped_terms():
        found[t.catalogue][t.code] = TermWords(t.code, 1, t.zh, t.en, t.short_zh, t.short_en, t.detail)
    return found


LISTS = lists()


def known(places: dict[str, Place] = PLACES) -> Known:
    return Known(LISTS, term_choices(LISTS), places, SchemeRules(), TODAY, lambda text: [c for c in text if c == "龘"])


def row(**changes: str) -> dict[str, Cell]:
    plain = {
        "credit_code": synthetic_credit_code(next(_numbers), "430103"),
        "licence_name": "长沙市天心区青禾服饰店",
        "shop_name": "青禾布衣",
        "branch_name": "坡子街店",
        "unit_kind": "实体店",
        "industry": "F523",
        "region_code": "430103",
        "street": "坡子街 128 号",
        "established_on": "2019-05-06",
        "contact_name": "周建国",
        "contact_phone": "13800001234",
        "returns_phone": "0731-55500142",
        "signed_on": "2026-10-08",
        "window_days": "7",
        "categories": "服装",
        "exclusions": "E01；E05",
    }
    return {name: Cell(text) for name, text in {**plain, **changes}.items()}


def read(*rows: dict[str, Cell], places: dict[str, Place] = PLACES) -> list[ReadRow | list[RowFault]]:
    return list(read_rows(enumerate(rows, 2), known(places)))


def good(**changes: str) -> ReadRow:
    result = read(row(**changes))[0]
    assert isinstance(result, ReadRow), result
    return result


def codes(**changes: str) -> list[tuple[str, object]]:
    result = read(row(**changes))[0]
    assert isinstance(result, list), result
    return [(fault.where, fault.code) for fault in result]


def test_a_good_row_is_a_whole_application() -> None:
    one = good()

    assert (one.row, one.profile.shop_name, one.signed_on) == (2, "青禾布衣", date(2026, 10, 8))
    assert one.returns is not None
    assert (one.returns.window_days, one.returns.categories, one.returns.exclusions) == (
        7,
        ("clothing",),
        ("E01", "E05"),
    )


def test_what_has_no_column_is_what_the_standard_form_says() -> None:
    returns = good().returns

    assert returns is not None
    assert returns.gift == next(iter(LISTS[Catalogue.GIFT]))
    assert returns.refund_days == SchemeRules().longest_refund_days


def test_without_days_there_is_no_return_promise() -> None:
    assert good(window_days="", categories="", exclusions="").returns is None


def test_a_file_without_the_optional_columns_is_read() -> None:
    cells = {name: cell for name, cell in row().items() if name not in COLUMNS.optional}

    assert isinstance(read(cells)[0], ReadRow)


@pytest.mark.parametrize(
    "name", ["430103", "天心区", "长沙市天心区", "湖南省长沙市天心区", "長沙市天心區", " ４３０１０３ "]
)
def test_a_region_is_known_by_its_code_and_its_names(name: str) -> None:
    assert good(region_code=name).profile.region_code == "430103"


def test_a_management_zone_is_a_region_too() -> None:
    zone = next(place for place in PLACES.values() if place.kind is Kind.ZONE)

    assert good(region_code=zone.name_zh).profile.region_code == zone.code


def test_a_name_of_two_regions_asks_for_the_city() -> None:
    twin = Place("430204", "天心区", "Tianxin", Kind.DISTRICT, date(2020, 1, 1))
    places = {**PLACES, "430204": twin}

    result = read(row(region_code="天心区"), row(region_code="株洲市天心区"), places=places)

    assert isinstance(result[0], list)
    assert [f.code for f in result[0]] == [ImportRefusal.REGION_AMBIGUOUS]
    assert isinstance(result[1], ReadRow)


@pytest.mark.parametrize(
    ("cell", "categories"),
    [
        ("服装", ("clothing",)),
        ("clothing；food", ("clothing", "food")),
        ("服装、食品", ("clothing", "food")),
        ("服装，鞋帽、箱包，食品", ("clothing", "shoes_bags", "food")),
        ("鞋帽、箱包", ("shoes_bags",)),
        ("服裝\n食品", ("clothing", "food")),
        ("服装 服装", ("clothing",)),
    ],
)
def test_several_goods_stand_in_one_cell_between_any_joints(cell: str, categories: tuple[str, ...]) -> None:
    returns = good(categories=cell).returns

    assert returns is not None
    assert returns.categories == categories


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"credit_code": "1"}, [("credit_code", CreditCodeRefusal.LENGTH)]),
        ({"unit_kind": "小店"}, [("unit_kind", ImportRefusal.NOT_KNOWN)]),
        ({"unit_kind": ""}, [("unit_kind", MerchantRefusal.REQUIRED)]),
        ({"industry": "卖东西"}, [("industry", ImportRefusal.NOT_KNOWN)]),
        ({"region_code": "北京市"}, [("region_code", ImportRefusal.NOT_KNOWN)]),
        ({"region_code": "430100"}, [("region_code", ImportRefusal.NOT_KNOWN)]),
        ({"signed_on": "2026-11-24"}, [("signed_on", MerchantRefusal.BAD_DAY)]),
        ({"signed_on": ""}, [("signed_on", MerchantRefusal.REQUIRED)]),
        ({"window_days": "-7"}, [("window_days", CommitmentRefusal.NOT_A_NUMBER)]),
        ({"window_days": "六"}, [("window_days", CommitmentRefusal.NOT_A_NUMBER)]),
        ({"categories": ""}, [("categories", CommitmentRefusal.CHOOSE_ONE)]),
        ({"categories": "服装、金条"}, [("categories", CommitmentRefusal.NOT_ON_THE_LIST)]),
        ({"exclusions": "特价商品"}, [("exclusions", CommitmentRefusal.NOT_ON_THE_LIST)]),
        ({"industry": "H621"}, [("window_days", ImportRefusal.SERVICES_ONLY)]),
        ({"shop_name": "龘店"}, [("shop_name", MerchantRefusal.NOT_DRAWABLE)]),
        ({"shop_name": "示例：青禾"}, [("shop_name", TableRefusal.EXAMPLE_ROW)]),
        (
            {"contact_phone": "1", "returns_phone": "2", "street": ""},
            [
                ("street", MerchantRefusal.REQUIRED),
                ("contact_phone", MerchantRefusal.BAD_PHONE),
                ("returns_phone", MerchantRefusal.BAD_PHONE),
            ],
        ),
    ],
)
def test_every_fault_of_a_row_is_named_once(changes: dict[str, str], expected: list[tuple[str, object]]) -> None:
    assert codes(**changes) == expected


def test_a_fault_says_the_heading_and_the_row() -> None:
    _, second = read(row(), row(street=""))

    assert isinstance(second, list)
    assert [(f.row, f.column) for f in second] == [(3, "详细地址")]


def test_a_credit_code_kept_as_a_number_is_the_only_thing_said_of_it() -> None:
    result = read({**row(), "credit_code": Cell("914301030000000000", is_number=True)})[0]

    assert isinstance(result, list)
    assert [f.code for f in result] == [TableRefusal.NUMBER_CELL]


def test_a_phone_kept_as_a_number_is_taken() -> None:
    result = read({**row(), "contact_phone": Cell("13800001234", is_number=True)})[0]

    assert isinstance(result, ReadRow)


def test_the_same_shop_twice_is_a_fault_and_two_shops_of_one_licence_are_not() -> None:
    first = row()
    again, other = dict(first), {**first, "street": Cell("解放路 9 号")}

    results = read(first, again, other)

    assert isinstance(results[1], list)
    assert results[1][0].facts == {"first": 2}
    assert isinstance(results[2], ReadRow)


def inspector(region: str, person: str) -> Actor:
    return Actor(person, Role.INSPECTOR, region)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (inspector("430103", "a"), inspector("430103", "b"), False),
        (inspector("430103", "a"), Actor("b", Role.SUPERVISOR, "430100"), False),
        (Actor("a", Role.PROVINCE, "430000"), inspector("430103", "b"), False),
        (inspector("430102", "a"), inspector("430103", "b"), True),
        (inspector("430103", "a"), Actor("b", Role.SUPERVISOR, "430200"), True),
        (Actor("a", Role.AUDITOR), inspector("430103", "b"), True),
        (inspector("430103", "a"), Actor("b", Role.OWNER, "shop"), True),
    ],
)
def test_both_officers_must_have_every_row_in_their_region(first: Actor, second: Actor, *, refused: bool) -> None:
    found = [fault.code for fault in list_faults([good()], first, second, ())]

    assert found == ([ImportRefusal.OUTSIDE_REGION] if refused else [])


def test_a_shop_that_is_known_already_is_named() -> None:
    one = good()

    faults = list(list_faults([one], inspector("430103", "a"), inspector("430103", "b"), {same_shop(one.profile)}))

    assert [(f.row, f.code) for f in faults] == [(2, ImportRefusal.KNOWN_ALREADY)]


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("", "b"), ("a", ""), ("", "")])
def test_one_officer_alone_is_refused(first: str, second: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_two(inspector("430103", first), inspector("430103", second))

    assert refused.value.code is ImportRefusal.SAME_OFFICER
