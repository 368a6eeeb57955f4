"""Region codes as text (GB/T 2260): how they nest. 430000 is the province, 430100 a city, 430102 a county."""

from __future__ import annotations

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
