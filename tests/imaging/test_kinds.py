"""A file is what its first bytes say."""

from __future__ import annotations

import pytest

from tests.imaging.pictures import encoded, scene
from trustcode.imaging.kinds import ACCEPTED, Kind, kind_of


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (encoded(scene(), "JPEG"), Kind.JPEG),
        (encoded(scene(), "PNG"), Kind.PNG),
        (encoded(scene(), "WEBP"), Kind.WEBP),
        (encoded(scene(), "GIF"), Kind.GIF),
        (encoded(scene(), "TIFF"), Kind.TIFF),
        (encoded(scene(), "BMP"), Kind.BMP),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", Kind.HEIC),
        (b"%PDF-1.7", Kind.PDF),
        (b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"/>', Kind.SVG),
        (b"<html>", Kind.UNKNOWN),
        (b"", Kind.UNKNOWN),
        (b"RIFF\0\0\0\0WAVE", Kind.UNKNOWN),
    ],
)
def test_the_first_bytes_tell_the_kind(raw: bytes, kind: Kind) -> None:
    assert kind_of(raw) is kind


def test_three_kinds_are_taken() -> None:
    assert {kind.value for kind in ACCEPTED} == {"jpeg", "png", "webp"}
