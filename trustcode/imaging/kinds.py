"""What a file is by its first bytes; its name and declared type are never asked."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of picture file that phones and computers send. Only the first three are taken."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    GIF = "gif"
    TIFF = "tiff"
    BMP = "bmp"
    SVG = "svg"
    PDF = "pdf"
    UNKNOWN = "unknown"


ACCEPTED = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})

_STARTS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF8", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"BM", Kind.BMP),
    (b"%PDF", Kind.PDF),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_LOOK_INTO = 1024


def kind_of(raw: bytes) -> Kind:
    """The kind of file, by its first 1,024 bytes."""
    for start, kind in _STARTS:
        if raw.startswith(start):
            return kind
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return Kind.WEBP
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIF_BRANDS:
        return Kind.HEIC
    return Kind.SVG if b"<svg" in raw[:_LOOK_INTO].lower() else Kind.UNKNOWN
