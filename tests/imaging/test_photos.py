"""Photos from strangers: what comes out is a picture and nothing else, and nothing that comes in does harm."""

from __future__ import annotations

import gc
import io
import os
import resource
import threading
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.imaging.pictures import decoded, encoded, hollow_png, scene, with_chunk, with_segment
from trustcode.imaging.photos import (
    LIMITS,
    LONGEST_SIDE,
    THUMB_BYTES,
    THUMB_SIZE,
    CleanPhoto,
    Limits,
    PhotoRefusal,
    clean_photo,
)
from trustcode.kernel.refusals import Refusal

CANARY = b"CANARY-28.2282-112.9388"


def refusal_of(raw: bytes, **more: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        clean_photo(raw, **more)  # type: ignore[arg-type]
    return refused.value


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))  # type: ignore[call-overload]


def corners(photo: CleanPhoto) -> list[object]:
    """Upper left, upper right, lower right of the full picture."""
    picture = decoded(photo.full)
    w, h = picture.size
    return [picture.getpixel(at) for at in ((w // 4, h // 4), (3 * w // 4, h // 4), (3 * w // 4, 3 * h // 4))]


RED, LIME, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


# What is taken


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_each_kind_becomes_a_jpeg_and_a_thumbnail(kind: str) -> None:
    photo = clean_photo(encoded(scene(), kind))

    full, thumb = decoded(photo.full), decoded(photo.thumb)
    assert (full.format, full.size, full.mode) == ("JPEG", (photo.width, photo.height), "RGB")
    assert (thumb.format, thumb.size) == ("JPEG", THUMB_SIZE)


def test_a_large_photo_is_shrunk_and_keeps_its_shape() -> None:
    photo = clean_photo(encoded(scene(4000, 3000)))

    assert (photo.width, photo.height) == (LONGEST_SIDE, 1200)


def test_a_small_photo_is_not_blown_up() -> None:
    photo = clean_photo(encoded(scene(90, 60)))

    assert (photo.width, photo.height) == (90, 60)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
def test_a_photo_of_an_odd_shape_still_has_a_thumbnail(size: tuple[int, int]) -> None:
    photo = clean_photo(encoded(scene(*size), "PNG"))

    assert decoded(photo.thumb).size == THUMB_SIZE


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_comes_out_upright_however_the_phone_was_held(orientation: int) -> None:
    noted = Image.Exif()
    noted[0x0112] = orientation
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = scene().transpose(undone[orientation]) if orientation in undone else scene()

    photo = clean_photo(encoded(held, exif=noted, quality=95))

    assert [is_near(a, b) for a, b in zip(corners(photo), (RED, LIME, BLUE), strict=True)] == [True] * 3


def test_an_orientation_that_is_nonsense_is_passed_over() -> None:
    noted = Image.Exif()
    noted[0x0112] = 77

    photo = clean_photo(encoded(scene(), exif=noted))

    assert (photo.width, photo.height) == (400, 300)


def test_a_note_of_the_camera_that_is_broken_costs_nothing() -> None:
    photo = clean_photo(with_segment(encoded(scene()), 0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff garbage"))

    assert (photo.width, photo.height) == (400, 300)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(encoded(scene(mode="CMYK"), "JPEG", quality=95), id="cmyk"),
        pytest.param(encoded(scene(mode="P"), "PNG"), id="palette"),
        pytest.param(encoded(scene(mode="RGBA"), "PNG"), id="rgba"),
        pytest.param(encoded(scene(mode="RGBA"), "WEBP", lossless=True), id="webp-rgba"),
    ],
)
def test_colours_survive_every_mode(raw: bytes) -> None:
    photo = clean_photo(raw)

    assert [is_near(a, b) for a, b in zip(corners(photo), (RED, LIME, BLUE), strict=True)] == [True] * 3


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    photo = clean_photo(encoded(Image.new("I;16", (40, 40), 0x8000), "PNG"))

    assert is_near(decoded(photo.full).getpixel((20, 20)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_black_and_white_is_fine(mode: str) -> None:
    photo = clean_photo(encoded(Image.new("L", (40, 40), 255).convert(mode), "PNG"))

    assert is_near(decoded(photo.full).getpixel((20, 20)), (255, 255, 255))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"), id="alpha"),
        pytest.param(encoded(Image.new("P", (40, 40), 0), "PNG", transparency=0), id="palette"),
        pytest.param(encoded(Image.new("RGB", (40, 40), 0), "PNG", transparency=(0, 0, 0)), id="one-colour"),
    ],
)
def test_what_was_transparent_is_white(raw: bytes) -> None:
    assert is_near(decoded(clean_photo(raw).full).getpixel((20, 20)), (255, 255, 255))


def test_a_colour_profile_is_applied_and_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    photo = clean_photo(encoded(scene(), icc_profile=profile, quality=95))

    assert b"ICC_PROFILE" not in photo.full
    assert is_near(corners(photo)[0], RED)


def test_a_broken_colour_profile_costs_nothing() -> None:
    photo = clean_photo(encoded(scene(), icc_profile=b"\0" * 200))

    assert (photo.width, photo.height) == (400, 300)


def test_a_picture_of_pure_noise_still_has_a_small_thumbnail() -> None:
    noise = Image.frombytes("RGB", (1200, 900), os.urandom(1200 * 900 * 3))

    photo = clean_photo(encoded(noise, quality=95))

    assert len(photo.thumb) <= THUMB_BYTES


def test_a_png_by_another_name_is_fine_since_names_are_not_asked() -> None:
    assert clean_photo(encoded(scene(), "PNG")).width == 400


def test_a_phone_picture_with_a_second_picture_inside_is_its_first() -> None:
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene(100, 100)])

    photo = clean_photo(out.getvalue())

    assert (photo.width, photo.height) == (400, 300)


# What must not survive


def _with_exif() -> bytes:
    noted = Image.Exif()
    noted[0x010E] = CANARY.decode()
    noted.get_ifd(0x8825)[1] = CANARY.decode()
    return encoded(scene(), exif=noted)


def _with_exif_thumbnail() -> bytes:
    """An EXIF block whose second directory points to a small JPEG with a comment."""
    small = with_segment(encoded(scene(16, 16)), 0xFE, CANARY)
    first = b"\0\0" + (14).to_bytes(4, "big")
    entry = (0x0201).to_bytes(2, "big") + b"\0\4\0\0\0\1" + (44).to_bytes(4, "big")
    length = (0x0202).to_bytes(2, "big") + b"\0\4\0\0\0\1" + len(small).to_bytes(4, "big")
    block = b"MM\0*\0\0\0\x08" + first + b"\0\2" + entry + length + b"\0\0\0\0" + small
    return with_segment(encoded(scene()), 0xE1, b"Exif\0\0" + block)


def _with_png_text() -> bytes:
    text = PngInfo()
    text.add_text("Comment", CANARY.decode())
    text.add_text("Packed", CANARY.decode() * 3, zip=True)
    text.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    return encoded(scene(), "PNG", pnginfo=text)


MARKED = {
    "exif": _with_exif(),
    "exif-thumbnail": _with_exif_thumbnail(),
    "xmp": encoded(scene(), xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"),
    "iptc": with_segment(encoded(scene()), 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20" + CANARY),
    "comment": encoded(scene(), comment=CANARY),
    "jfif-extension": with_segment(encoded(scene()), 0xE0, b"JFXX\0\x10" + CANARY),
    "after-the-end": encoded(scene()) + b"<html><script>" + CANARY + b"</script></html>",
    "png-text": _with_png_text(),
    "png-exif": with_chunk(encoded(scene(), "PNG"), b"eXIf", b"MM\0*\0\0\0\x08\0\0\0\0\0\0" + CANARY),
    "png-unknown-chunk": with_chunk(encoded(scene(), "PNG"), b"prVt", CANARY),
    "png-after-the-end": encoded(scene(), "PNG") + CANARY,
    "webp-exif": encoded(scene(), "WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + CANARY),
    "webp-xmp": encoded(scene(), "WEBP", xmp=CANARY),
    "colour-profile": encoded(scene(), icc_profile=b"\0" * 128 + CANARY),
}


@pytest.mark.parametrize("where", MARKED)
def test_nothing_written_beside_the_picture_survives(where: str) -> None:
    raw = MARKED[where]
    assert CANARY in raw or where == "png-text"

    photo = clean_photo(raw)

    assert CANARY not in photo.full + photo.thumb
    assert b"Exif" not in photo.full + photo.thumb


def test_a_page_hidden_in_a_picture_does_not_survive() -> None:
    raw = with_segment(encoded(scene()), 0xFE, b"--><html><script>alert(1)</script>") + b"<script>alert(2)</script>"

    photo = clean_photo(raw)

    assert b"script" not in photo.full + photo.thumb


# What is refused


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (encoded(scene(), "GIF"), "gif"),
        (encoded(scene(), "TIFF"), "tiff"),
        (encoded(scene(), "BMP"), "bmp"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "svg"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"%PDF-1.7\n", "pdf"),
        (b"GIF89a/*" + encoded(scene()), "gif"),
        (b"PK\3\4", "unknown"),
        (b"", "unknown"),
    ],
)
def test_what_is_no_photo_is_refused_with_what_it_is(raw: bytes, kind: str) -> None:
    refusal = refusal_of(raw)

    assert (refusal.code, refusal.facts) == (PhotoRefusal.NOT_A_PHOTO, {"kind": kind})


def test_a_file_above_ten_megabytes_is_refused_unread() -> None:
    refusal = refusal_of(b"\xff\xd8\xff" + b"\0" * LIMITS.raw_bytes)

    assert (refusal.code, refusal.facts["most_bytes"]) == (PhotoRefusal.TOO_BIG, 10 * 1024 * 1024)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(hollow_png(9000, 9000), id="png-81-megapixels"),
        pytest.param(hollow_png(60_000, 1000, kind=6), id="png-wide"),
        pytest.param(
            b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff" + b"\0" * 32, id="webp-canvas"
        ),
    ],
)
def test_a_small_file_with_too_many_pixels_is_refused(raw: bytes) -> None:
    refusal = refusal_of(raw)

    assert (refusal.code, refusal.facts["most_pixels"]) == (PhotoRefusal.TOO_MANY_PIXELS, 50_000_000)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_film_is_not_a_photo(kind: str) -> None:
    frames = [scene(40, 40), *(Image.new("RGB", (40, 40), (n, n, n)) for n in range(20))]
    raw = encoded(frames[0], kind, save_all=True, append_images=frames[1:])

    refusal = refusal_of(raw)

    assert (refusal.code, refusal.facts) == (PhotoRefusal.NOT_A_PHOTO, {"kind": "animation"})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_photo_cut_short_is_refused(kind: str, share: float) -> None:
    noise = Image.frombytes("RGB", (200, 200), bytes(range(256)) * 468 + bytes(192))
    raw = encoded(noise, kind)

    assert refusal_of(raw[: int(len(raw) * share)]).code is PhotoRefusal.DAMAGED


def test_text_that_unpacks_to_very_much_is_refused() -> None:
    packed = zlib.compress(b"\0" * 40_000_000, 9)
    raw = with_chunk(encoded(scene(), "PNG"), b"zTXt", b"Comment\0\0" + packed)

    assert refusal_of(raw).code in {PhotoRefusal.DAMAGED, PhotoRefusal.TOO_MANY_PIXELS}


def test_too_little_memory_is_a_refusal_too() -> None:
    tight = replace(LIMITS, memory_bytes=200 * 1024 * 1024)

    refusal = refusal_of(hollow_png(6000, 6000, kind=6), limits=tight)

    assert refusal.code in {PhotoRefusal.TOO_MANY_PIXELS, PhotoRefusal.DAMAGED}


def test_the_refusal_names_the_field() -> None:
    refusal = refusal_of(b"", where="door_photo")

    assert refusal.faults[0].where == "door_photo"


# What the child may do


def child_that(tmp_path: Path, does: str) -> Path:
    path = tmp_path / "child.py"
    path.write_text(does, encoding="utf-8")
    return path


def test_a_child_that_is_too_slow_is_ended(tmp_path: Path) -> None:
    slow = child_that(tmp_path, "import time\ntime.sleep(60)\n")

    refusal = refusal_of(encoded(scene()), limits=Limits(wall_seconds=0.3), child=slow)

    assert refusal.code is PhotoRefusal.TOOK_TOO_LONG


def test_a_child_that_uses_up_its_processor_time_is_ended(tmp_path: Path) -> None:
    busy = child_that(
        tmp_path,
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass\n",
    )

    assert refusal_of(encoded(scene()), child=busy).code is PhotoRefusal.TOOK_TOO_LONG


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("import os\nos.abort()\n", id="aborts"),
        pytest.param("raise SystemExit(3)\n", id="fails"),
        pytest.param("print('no json')\n", id="babbles"),
        pytest.param("print('[]')\n", id="answers-a-list"),
        pytest.param("print('{}')\n", id="answers-nothing"),
        pytest.param('print(\'{"full": "x", "width": 1, "height": 1}\')\n', id="answers-a-word"),
        pytest.param('print(\'{"full": 6, "width": 1, "height": 1}\')\nprint(\'<html><html>\')\n', id="answers-a-page"),
        pytest.param("import sys\nwhile True: sys.stdout.write('x' * 99999)\n", id="never-stops-talking"),
    ],
)
def test_a_child_that_misbehaves_is_not_believed(tmp_path: Path, does: str) -> None:
    limits = Limits(wall_seconds=0.3, output_bytes=100_000) if "while" in does else LIMITS

    code = refusal_of(encoded(scene(20, 20)), limits=limits, child=child_that(tmp_path, does)).code

    assert code in {PhotoRefusal.DAMAGED, PhotoRefusal.TOOK_TOO_LONG}


def test_the_child_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTCODE_SECRET_KEY", "s" * 40)
    seen = tmp_path / "seen"
    nosy = child_that(tmp_path, f"import os\nopen({str(seen)!r}, 'w').write(repr(dict(os.environ)))\n")

    refusal_of(encoded(scene()), child=nosy)

    assert "TRUSTCODE" not in seen.read_text()


def test_this_process_stays_small_while_children_open_large_pictures() -> None:
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    clean_photo(hollow_png(5000, 5000))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_many_threads_each_get_their_own_photo() -> None:
    made: dict[int, tuple[int, int]] = {}

    def work(number: int) -> None:
        photo = clean_photo(encoded(scene(100 + number, 50)))
        made[number] = (photo.width, photo.height)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == {number: (100 + number, 50) for number in range(6)}
