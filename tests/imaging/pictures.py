"""Pictures for the tests, honest and otherwise, made on the spot."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

JPEG_START = b"\xff\xd8"
PNG_START = b"\x89PNG\r\n\x1a\n"


def scene(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A picture whose four quarters differ: red, green, blue, white, clockwise from the upper left."""
    picture = Image.new("RGB", (width, height), "white")
    half_w, half_h = width // 2, height // 2
    picture.paste("red", (0, 0, half_w, half_h))
    picture.paste("lime", (half_w, 0, width, half_h))
    picture.paste("blue", (half_w, half_h, width, height))
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a file of this kind."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def decoded(raw: bytes) -> Image.Image:
    """The picture in a file, fully loaded."""
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment right after its start."""
    return JPEG_START + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + jpeg[2:]


def with_chunk(png: bytes, name: bytes, content: bytes) -> bytes:
    """A PNG with one more chunk right after its header."""
    header = len(PNG_START) + 25
    chunk = struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return png[:header] + chunk + png[header:]


def hollow_png(width: int, height: int, kind: int = 2) -> bytes:
    """A tiny PNG that claims to be large; its pixels are all zero and compress to nearly nothing."""
    per_pixel = {0: 1, 2: 3, 6: 4}[kind]
    head = PNG_START
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width * per_pixel)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    for name, content in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
        (b"IDAT", body),
        (b"IEND", b""),
    ):
        head += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return head
