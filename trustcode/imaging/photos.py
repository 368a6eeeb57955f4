"""A photo as it was sent in, a clean photo out; or a refusal. This process never decodes a picture itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from trustcode.imaging.kinds import ACCEPTED, kind_of
from trustcode.kernel.refusals import Refusal, RefusalCode

CHILD = Path(__file__).with_name("child.py")
LONGEST_SIDE = 1600
"""Pixels of the longer side of a full picture, at most."""
THUMB_SIZE = (360, 240)
"""Width and height in pixels of every thumbnail."""
THUMB_BYTES = 12_000
"""No thumbnail is larger: it is part of the page that a shopper waits for."""


class PhotoRefusal(RefusalCode):
    """Why a photo is not taken."""

    TOO_BIG = "photo_too_big"
    NOT_A_PHOTO = "not_a_photo"
    TOO_MANY_PIXELS = "photo_too_many_pixels"
    DAMAGED = "photo_damaged"
    TOO_SMALL = "photo_too_small"
    TOOK_TOO_LONG = "photo_took_too_long"


@dataclass(frozen=True)
class Limits:
    """What one photo may cost: bytes sent, pixels, seconds waited, seconds of processor, bytes of memory.

    `shortest_side` is the least number of pixels of its shorter side.
    """

    raw_bytes: int = 10 * 1024 * 1024
    pixels: int = 50_000_000
    wall_seconds: float = 15
    cpu_seconds: int = 8
    memory_bytes: int = 1200 * 1024 * 1024
    output_bytes: int = 8 * 1024 * 1024
    shortest_side: int = 1


LIMITS = Limits()
DOOR = Limits(shortest_side=400)
"""For the photo of a door: below this nobody reads the sign on it."""


@dataclass(frozen=True)
class CleanPhoto:
    """A JPEG drawn anew, upright, in sRGB, without metadata; its size in pixels; and a thumbnail of `THUMB_SIZE`."""

    full: bytes
    thumb: bytes
    width: int
    height: int


# A child may take a gigabyte, so that few may run at once; the others wait their turn.
_TURNS = threading.BoundedSemaphore(2)


def clean_photo(raw: bytes, *, where: str = "photo", limits: Limits = LIMITS, child: Path = CHILD) -> CleanPhoto:
    """Decode a JPEG, PNG or WebP under limits and draw it anew. Raises Refusal with a PhotoRefusal.

    `where` names the form field in the refusal. Facts: `kind` (what the file is instead), `most_bytes`, `most_pixels`,
    `least` (pixels of the shorter side).
    """
    if len(raw) > limits.raw_bytes:
        raise Refusal(PhotoRefusal.TOO_BIG, where, most_bytes=limits.raw_bytes)
    kind = kind_of(raw)
    if kind not in ACCEPTED:
        raise Refusal(PhotoRefusal.NOT_A_PHOTO, where, kind=kind.value)
    with _turn(where, limits), tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as drawn:
        sent.write(raw)
        sent.seek(0)
        code = _run(child, limits, kind.value, sent, drawn, where)
        drawn.seek(0)
        return _read(drawn.read(limits.output_bytes + 1), code, where, limits)


@contextmanager
def _turn(where: str, limits: Limits) -> Iterator[None]:
    if not _TURNS.acquire(timeout=limits.wall_seconds):
        raise Refusal(PhotoRefusal.TOOK_TOO_LONG, where)
    try:
        yield
    finally:
        _TURNS.release()


def _run(child: Path, limits: Limits, kind: str, sent: IO[bytes], drawn: IO[bytes], where: str) -> int:
    """Run the child between two files; its exit code. It gets no environment, so that it knows no secret."""
    orders = {
        "kind": kind,
        "pixels": limits.pixels,
        "shortest": limits.shortest_side,
        "cpu": limits.cpu_seconds,
        "memory": limits.memory_bytes,
        "output": limits.output_bytes,
        "longest": LONGEST_SIDE,
        "thumb": THUMB_SIZE,
        "thumb_bytes": THUMB_BYTES,
    }
    command = [sys.executable, "-I", str(child), json.dumps(orders)]
    try:
        return subprocess.run(
            command,
            stdin=sent,
            stdout=drawn,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=limits.wall_seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        raise Refusal(PhotoRefusal.TOOK_TOO_LONG, where) from None


_CODES = {"pixels": PhotoRefusal.TOO_MANY_PIXELS, "memory": PhotoRefusal.TOO_MANY_PIXELS}
_SIGXCPU, _SIGKILL = -24, -9


def _read(answer: bytes, code: int, where: str, limits: Limits) -> CleanPhoto:
    """The child's answer, believed only as far as it can be checked."""
    if code in (_SIGXCPU, _SIGKILL):
        raise Refusal(PhotoRefusal.TOOK_TOO_LONG, where)
    head, _, body = answer.partition(b"\n")
    facts = _head(head)
    if "no" in facts:
        reason = _CODES.get(str(facts["no"]), PhotoRefusal.DAMAGED)
        more = {"most_pixels": limits.pixels} if reason is PhotoRefusal.TOO_MANY_PIXELS else {}
        if facts["no"] == "small":
            raise Refusal(PhotoRefusal.TOO_SMALL, where, least=limits.shortest_side)
        if facts["no"] == "frames":
            raise Refusal(PhotoRefusal.NOT_A_PHOTO, where, kind="animation")
        raise Refusal(reason, where, **more)
    try:
        cut, width, height = int(facts["full"]), int(facts["width"]), int(facts["height"])
    except (KeyError, TypeError, ValueError):
        raise Refusal(PhotoRefusal.DAMAGED, where) from None
    photo = CleanPhoto(body[:cut], body[cut:], width, height)
    if code != 0 or not _is_sound(photo):
        raise Refusal(PhotoRefusal.DAMAGED, where)
    return photo


def _head(line: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(line)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _is_sound(photo: CleanPhoto) -> bool:
    jpegs = photo.full.startswith(b"\xff\xd8\xff") and photo.thumb.startswith(b"\xff\xd8\xff")
    sides = 0 < photo.width <= LONGEST_SIDE and 0 < photo.height <= LONGEST_SIDE
    return jpegs and sides and len(photo.thumb) <= THUMB_BYTES
