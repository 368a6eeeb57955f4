"""Door pictures for invented shops: plainly drawings, with the word for demonstration on them."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFont

from trustcode.imaging.photos import THUMB_SIZE
from trustcode.printing.coverage import FONTS

SIZE = (960, 640)
_WALLS = ("#cfc6b4", "#b9b2a2", "#d8cdb8", "#a9a79c", "#c7b9a0")
_BOARDS = ("#4a2f22", "#17463a", "#2d3c52", "#5a2420", "#3b3a36")
_GLASS = ("#bcd0cf", "#d9d3bb", "#aebfc9")
_GOODS = ("#a63d2f", "#2f6073", "#c98f3d", "#6d7f52", "#7d5a78", "#d8cbb0")


def door_picture(name: str, rng: random.Random) -> tuple[bytes, bytes]:
    """A shop front with its name on the board: the full picture and the thumbnail, both JPEG."""
    image = Image.new("RGB", SIZE, rng.choice(_WALLS))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 960, 46), fill="#8d8577")
    _board(draw, name, rng.choice(_BOARDS))
    glass = rng.choice(_GLASS)
    for left in (60, 640):
        _window(draw, left, glass, rng)
    draw.rectangle((380, 220, 580, 580), fill="#5b4a38")
    draw.rectangle((396, 236, 472, 566), fill=glass)
    draw.rectangle((488, 236, 564, 566), fill=glass)
    draw.rectangle((502, 380, 546, 440), fill="#0d5840")
    draw.rectangle((510, 390, 538, 418), fill="#ffffff")
    draw.rectangle((0, 580, 960, 640), fill="#9c9689")
    small = ImageFont.truetype(str(FONTS / "TrustCodeSans-Regular.otf"), 26)
    draw.text((944, 626), "演示图，不是照片", font=small, fill="#3c3a35", anchor="rs")
    return _jpeg(image, 80), _jpeg(image.resize(THUMB_SIZE, Image.Resampling.LANCZOS), 62)


def _board(draw: ImageDraw.ImageDraw, name: str, colour: str) -> None:
    draw.rectangle((50, 70, 910, 190), fill=colour)
    draw.rectangle((60, 80, 900, 180), outline="#d9b98a", width=3)
    size = min(84, 800 // max(len(name), 1))
    font = ImageFont.truetype(str(FONTS / "TrustCodeSong-Bold.otf"), size)
    draw.text((480, 130), name, font=font, fill="#f4ead6", anchor="mm")


def _window(draw: ImageDraw.ImageDraw, left: int, glass: str, rng: random.Random) -> None:
    draw.rectangle((left, 230, left + 260, 560), fill="#4d4438")
    draw.rectangle((left + 12, 242, left + 248, 548), fill=glass)
    for shelf in (340, 440, 540):
        draw.rectangle((left + 12, shelf, left + 248, shelf + 8), fill="#6b5b45")
        for step in range(6):
            height = rng.randint(24, 70)
            x = left + 24 + step * 37
            draw.rectangle((x, shelf - height, x + 26, shelf), fill=rng.choice(_GOODS))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
