"""The child process that decodes one photo: it binds itself first, then reads, draws anew and answers.

Run as a script with its orders as JSON; the photo comes on standard input. Standard output gets one line of JSON,
`{"full": bytes, "width": …, "height": …}` or `{"no": reason}`, then the full JPEG and the thumbnail. It imports
nothing of the house, so that it starts quickly and holds nothing worth stealing.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
from typing import Any

# All at once and at the start: later nothing can be opened any more.
from PIL import Image, ImageCms, ImageFilter, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.Image import Transpose

try:
    import resource
except ImportError:  # not on every system; the wall clock of the parent holds everywhere
    CAN_BIND = False
else:
    CAN_BIND = True

Image.preinit()


class No(Exception):
    """The photo is not taken; the message is the reason: `pixels`, `small`, `frames`, `memory` or `damaged`."""


def bind(orders: dict[str, Any]) -> None:
    """Take away from this process what it does not need, while it still holds no byte of the photo."""
    if not CAN_BIND:
        return
    for what, most in (
        (resource.RLIMIT_AS, orders["memory"]),
        (resource.RLIMIT_CPU, orders["cpu"]),
        (resource.RLIMIT_FSIZE, orders["output"]),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows no limit of address space
            continue


def no_more_files() -> None:
    """From now on nothing can be opened, neither file nor socket."""
    if CAN_BIND:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def opened(raw: bytes, kind: str, most_pixels: int, shortest: int) -> Any:
    """The picture with its size known and nothing decoded. The reader is chosen by kind, never by guessing."""
    Image.MAX_IMAGE_PIXELS = most_pixels // 2  # Pillow refuses at twice this number
    readers: dict[str, Any] = {
        "jpeg": JpegImagePlugin.JpegImageFile,  # of several pictures in one file (a phone's depth map) the first
        "png": PngImagePlugin.PngImageFile,
        "webp": WebPImagePlugin.WebPImageFile,
    }
    picture: Any = readers[kind](io.BytesIO(raw))
    width, height = picture.size
    if width * height > most_pixels:
        raise No("pixels")
    if min(width, height) < shortest:
        raise No("small")
    if getattr(picture, "is_animated", False):
        raise No("frames")
    return picture


def turn_of(picture: Any) -> int:
    """The orientation (1 to 8) that the camera noted; 1 when it noted none or nonsense."""
    try:
        noted = picture.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 a malformed note is no reason to refuse the picture
        return 1
    return noted if isinstance(noted, int) and 1 <= noted <= 8 else 1


def shrunk(picture: Any, longest: int) -> Any:
    """The picture with no side above `longest`, in a mode that the next steps understand."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    elif picture.mode in {"P", "PA", "LA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif picture.mode == "1":
        picture = picture.convert("L")
    share = min(1.0, longest / max(picture.size))
    size = tuple(max(1, round(side * share)) for side in picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) if size != picture.size else picture


def in_srgb(picture: Any, profile: bytes | None) -> Any:
    """Plain RGB on white, in the colours that the camera meant."""
    if picture.mode in {"RGBA", "RGBa", "RGBX"}:
        white = Image.new("RGBA", picture.size, "white")
        return in_srgb(Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB"), profile)
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except Exception:  # noqa: BLE001 a broken profile costs the exact hue, not the picture
            return picture.convert("RGB")
    return picture.convert("RGB")


def upright(picture: Any, turn: int) -> Any:
    """The picture as the photographer saw it (EXIF orientation, TIFF 6.0 tag 274)."""
    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[turn]) if turn in ways else picture


def jpeg(picture: Any, quality: int) -> bytes:
    """The pixels as a JPEG of their own, from a fresh picture that carries no note of the old one."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
    return out.getvalue()


def thumbnail(picture: Any, size: tuple[int, int], most_bytes: int) -> bytes:
    """A picture of exactly this size, cut to cover it, in no more bytes than these."""
    small = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    for quality in (72, 60, 48, 36, 24):
        drawn = jpeg(small, quality)
        if len(drawn) <= most_bytes:
            return drawn
    return jpeg(small.filter(ImageFilter.GaussianBlur(3)), 20)  # noise, which no shop front is


def draw(raw: bytes, orders: dict[str, Any]) -> tuple[dict[str, int], bytes, bytes]:
    """The answer for a photo: its facts, the full JPEG, the thumbnail. Raises No."""
    picture = opened(raw, orders["kind"], orders["pixels"], orders["shortest"])
    no_more_files()
    longest = orders["longest"]
    picture.draft(None, (longest, longest))
    turn = turn_of(picture)
    picture.load()
    profile = picture.info.get("icc_profile")
    ready = upright(in_srgb(shrunk(picture, longest), profile), turn)
    full = jpeg(ready, 82)
    thumb = thumbnail(ready, tuple(orders["thumb"]), orders["thumb_bytes"])
    return {"full": len(full), "width": ready.width, "height": ready.height}, full, thumb


def answer(raw: bytes, orders: dict[str, Any]) -> bytes:
    """All that is written to standard output."""
    try:
        facts, full, thumb = draw(raw, orders)
    except No as no:
        return json.dumps({"no": str(no)}).encode()
    except MemoryError:
        return b'{"no": "memory"}'
    except Exception as error:  # noqa: BLE001 a decoder may fail in any way; the parent needs one word
        is_bomb = type(error).__name__ == "DecompressionBombError"
        return json.dumps({"no": "pixels" if is_bomb else "damaged"}).encode()
    return json.dumps(facts).encode() + b"\n" + full + thumb


def main() -> None:
    """Bind, read, answer."""
    orders = json.loads(sys.argv[1])
    bind(orders)
    warnings.simplefilter("ignore")
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), orders))


if __name__ == "__main__":
    main()
