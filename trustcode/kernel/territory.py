"""Region codes as text (GB/T 2260): how they nest. 430000 is the province, 430100 a city, 430102 a county."""

from __future__ import annotations

import re

PROVINCE = "430000"


def is_region_code(text: str) -> bool:
    """Six ASCII digits."""
    return len(text) == 6 and text.isascii() and text.isdigit()


def prefix(region_code: str) -> str:
    """The digits that all regions inside share: 43, 4301, or the whole six for a county or zone."""
    if region_code.endswith("0000"):
        return region_code[:2]
    if region_code.endswith("00"):
        return region_code[:4]
    return region_code


def covers(scope: str, region_code: str) -> bool:
    """Whether a scope contains a region, or is it. Nothing covers a text that is no region code."""
    if not (is_region_code(scope) and is_region_code(region_code)):
        return False
    return region_code.startswith(prefix(scope))


def parent(region_code: str) -> str | None:
    """The region directly above, or None for a province."""
    if region_code.endswith("0000"):
        return None
    if region_code.endswith("00"):
        return region_code[:2] + "0000"
    return region_code[:4] + "00"


def city_of(region_code: str) -> str:
    """The city that a county or zone lies in; a city and the province are themselves."""
    return region_code if region_code.endswith("00") else region_code[:4] + "00"


def address_zh(region: str, street: str) -> str:
    """Where a shop is in Chinese, from the city down; the region is left out where the street begins with it.

    A street that is only called after the city, such as 长沙大道, does not name the place.
    """
    names_it = re.match(f"{re.escape(region[:2])}(?![东西南北中]?(?:大道|大街|路|街|巷))", street)
    return street if region and names_it else region + street
