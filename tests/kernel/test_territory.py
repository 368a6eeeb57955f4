"""How regions nest, by their codes alone."""

from __future__ import annotations

import pytest

from trustcode.kernel.territory import address_zh, covers, is_region_code, parent, prefix

PROVINCE, CITY, COUNTY, SIBLING, OTHER_CITY, ZONE = "430000", "430100", "430103", "430104", "430200", "430171"


@pytest.mark.parametrize(
    ("scope", "inside", "outside"),
    [
        (PROVINCE, [PROVINCE, CITY, COUNTY, OTHER_CITY, ZONE], ["440000", "110101"]),
        (CITY, [CITY, COUNTY, SIBLING, ZONE], [PROVINCE, OTHER_CITY, "430203"]),
        (COUNTY, [COUNTY], [PROVINCE, CITY, SIBLING, ZONE]),
    ],
)
def test_a_scope_covers_what_lies_inside(scope: str, inside: list[str], outside: list[str]) -> None:
    assert all(covers(scope, region) for region in inside)
    assert not any(covers(scope, region) for region in outside)


@pytest.mark.parametrize("odd", ["", "43", "4301030", "43010a", "４３０１０３", " 430103"])
def test_what_is_no_region_code_covers_nothing_and_is_covered_by_nothing(odd: str) -> None:
    assert not is_region_code(odd)
    assert not covers(odd, COUNTY)
    assert not covers(PROVINCE, odd)


@pytest.mark.parametrize(
    ("region", "above", "digits"),
    [(COUNTY, CITY, "430103"), (ZONE, CITY, "430171"), (CITY, PROVINCE, "4301"), (PROVINCE, None, "43")],
)
def test_every_region_but_a_province_lies_in_another(region: str, above: str | None, digits: str) -> None:
    assert (parent(region), prefix(region)) == (above, digits)


@pytest.mark.parametrize(
    ("region", "street", "address"),
    [
        ("长沙市天心区", "坡子街 128 号", "长沙市天心区坡子街 128 号"),
        ("长沙市天心区", "长沙市天心区坡子街 128 号", "长沙市天心区坡子街 128 号"),
        ("长沙市雨花区", "长沙大道 5 号", "长沙市雨花区长沙大道 5 号"),
        ("湘潭市岳塘区", "湘潭东路 3 号", "湘潭市岳塘区湘潭东路 3 号"),
        ("", "坡子街 128 号", "坡子街 128 号"),
    ],
)
def test_an_address_names_its_region_once(region: str, street: str, address: str) -> None:
    assert address_zh(region, street) == address
