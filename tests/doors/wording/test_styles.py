"""The two style sheets: one in layers for the office, one small and plain for inside the scan page."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib

import pytest

from trustcode.doors.wording import styles
from trustcode.doors.wording.styles import office_sheet, scan_sheet

SCAN_BYTES = 4_500
"""What the inlined sheet may weigh compressed, of the 14 kB that the whole scan page may have."""


def colours(scheme: str) -> dict[str, str]:
    text = (styles.STATIC / "css/tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink2", "lake", "bamboo-i", "clay-i", "slate-i") for ground in ("paper", "sheet")),
    ("bamboo-i", "bamboo-t"), ("ochre-i", "ochre-t"), ("ochre-i", "sheet"), ("clay-i", "clay-t"), ("ink", "lake-t"),
    ("ink", "bamboo-t"), ("ink", "ochre-t"), ("ink", "clay-t"), ("paper", "ink"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_pair_reaches_seven_to_one(text: str, ground: str, scheme: str) -> None:
    found = colours(scheme)
    assert contrast(found[text], found[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fill", ["bamboo", "slate", "clay"])
def test_white_on_a_solid_plate_reaches_seven_to_one(fill: str, scheme: str) -> None:
    assert contrast("#ffffff", colours(scheme)[fill]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_text_on_ochre_reaches_seven_to_one(scheme: str) -> None:
    assert contrast("#17201b", colours(scheme)["ochre"]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_the_edge_of_a_control_reaches_three_to_one(ground: str, scheme: str) -> None:
    assert contrast(colours(scheme)["edge"], colours(scheme)[ground]) >= 3


@pytest.mark.parametrize(
    "modern",
    [
        r"@layer",
        r":has\(",
        r"display: ?grid",
        r"color-mix",
        r"[^-\w]gap:",
        r"inset:",
        r"&",
        r"@container",
        r":is\(",
        r":where\(",
    ],
)
def test_the_scan_sheet_keeps_to_what_old_phone_kernels_know(modern: str) -> None:
    assert not re.search(modern, scan_sheet().text)


def test_the_scan_sheet_is_light() -> None:
    assert len(zlib.compress(scan_sheet().text.encode(), 9)) < SCAN_BYTES


def test_the_office_sheet_is_in_layers_in_order() -> None:
    assert office_sheet().text.startswith("@layer tokens,base,components,pages;")


def test_a_sheet_fetches_nothing() -> None:
    assert not re.search(r"url\(|@import", office_sheet().text + scan_sheet().text)


def test_nothing_in_a_sheet_can_end_the_element_it_stands_in() -> None:
    assert "<" not in scan_sheet().text


def test_braces_survive_the_slimming() -> None:
    for text in (office_sheet().text, scan_sheet().text):
        assert text.count("{") == text.count("}")
        assert "/*" not in text


def test_the_policy_names_exactly_the_text_of_the_sheet() -> None:
    digest = base64.b64encode(hashlib.sha256(scan_sheet().text.encode()).digest()).decode()

    assert scan_sheet().csp_source == f"'sha256-{digest}'"


def test_the_version_is_that_of_the_text() -> None:
    assert office_sheet().version == hashlib.sha256(office_sheet().text.encode()).hexdigest()[:8]
