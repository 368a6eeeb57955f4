"""The photo of the door: cleaned, kept, shown to its own people; refused with a reason, and never at the price of the rest."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.doors.desk.owners import DeskApp, Person, a_photo

CANARY = b"canary-4711"


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """Somebody who has just begun an application."""
    return desk.owner().begin()


def with_canary() -> bytes:
    """A JPEG whose metadata names a place."""
    made, notes = BytesIO(), Image.Exif()
    notes[0x010E] = CANARY.decode()
    Image.new("RGB", (640, 480), "#8a7b60").save(made, "JPEG", exif=notes, comment=CANARY)
    return made.getvalue()


def a_tiny_one() -> bytes:
    """A JPEG whose shorter side is one pixel below what is asked for."""
    made = BytesIO()
    Image.new("RGB", (640, 399), "#8a7b60").save(made, "JPEG")
    return made.getvalue()


def test_a_photo_is_kept_and_shown_small(owner: Person) -> None:
    owner.step("shop", {"photo": a_photo()})
    owner.open(f"/desk/{owner.shop}/photo")

    assert owner.last.mimetype == "image/jpeg"
    assert Image.open(BytesIO(owner.last.data)).size == (360, 240)


def test_a_photo_is_served_inert_and_kept_by_nobody(owner: Person) -> None:
    owner.step("shop", {"photo": a_photo()})
    headers = owner.open(f"/desk/{owner.shop}/photo").last.headers

    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_nothing_but_the_picture_is_kept(desk: DeskApp, owner: Person) -> None:
    owner.step("shop", {"photo": a_photo(content=with_canary())})

    files = [path for path in desk.settings.files.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not any(CANARY in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"just some words", "不是 JPEG、PNG 或 WebP 照片"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64, "这是 HEIC 照片"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 400, "照片坏了"),
        (b"\xff\xd8\xff" + b"\x00" * (10 * 1024 * 1024), "照片超过 10 MB 了"),
        (a_tiny_one(), "照片太小，看不清招牌"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_reason(owner: Person, content: bytes, said: str) -> None:
    owner.step("shop", {"shop_name": "青禾布衣", "photo": a_photo(content=content)})

    assert owner.path.endswith("/shop")
    assert [one for one in owner.faults if said in one]
    assert "还差一张门头照片" not in owner.words


def test_a_refusal_of_a_photo_is_over_once_the_step_is_sent_again(owner: Person) -> None:
    owner.step("shop", {"photo": a_photo(content=a_tiny_one())})
    owner.step("shop", {"photo": a_photo()})

    assert "照片太小" not in owner.open(f"/desk/{owner.shop}/shop").words


def test_a_bad_photo_costs_nothing_of_what_was_typed(owner: Person) -> None:
    owner.step("shop", {"shop_name": "青禾布衣", "photo": a_photo(content=b"just some words")})

    assert owner.open(f"/desk/{owner.shop}/shop").value("shop_name") == "青禾布衣"


def test_a_photo_stays_when_no_new_one_is_sent(owner: Person) -> None:
    owner.step("shop", {"photo": a_photo()})
    owner.step("shop", {"shop_name": "青禾布衣"})

    assert "还差一张门头照片" not in owner.words


def test_without_a_photo_there_is_none(owner: Person) -> None:
    assert owner.open(f"/desk/{owner.shop}/photo").status == 404
