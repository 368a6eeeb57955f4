"""When a matter is marked as one of many. A mark hides nothing: the officer sees the matter with its reason, its clock
runs, and only public figures leave it out until it was accepted.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq

from trustcode.complaints.rules.words import Hold
from trustcode.kernel.scheme import SchemeRules

SKETCH_SIZE = 32
"""Numbers in the sketch of a text."""
_SHINGLE = 4
_NUMBERS = struct.Struct(f"{SKETCH_SIZE}I")


@dataclass(frozen=True)
class Seen:
    """What is known of earlier filings when one comes in; counts leave the new one out.

    `about_shop_this_hour` leaves out those that are marked already: what bots send does not mark an honest one.
    `likest` is how alike (0 to 1) the likest other text about the same shop in the window is.
    """

    by_phone_today: int = 0
    by_phone_lately: int = 0
    by_device_today: int = 0
    about_shop_this_hour: int = 0
    likest: float = 0.0
    receipt_again: bool = False


def holds(seen: Seen, scheme: SchemeRules) -> tuple[Hold, ...]:
    """Every reason to mark a matter, in the order of the list; none for most."""
    found = {
        Hold.PHONE_CAP: seen.by_phone_today >= scheme.filings_by_phone_a_day,
        Hold.DEVICE_CAP: seen.by_device_today >= scheme.filings_by_device_a_day,
        Hold.SHOP_BURST: seen.about_shop_this_hour >= scheme.filings_about_shop_an_hour,
        Hold.NEAR_COPY: seen.likest * 100 >= scheme.near_copy_percent,
        Hold.SAME_RECEIPT: seen.receipt_again,
        Hold.REPEAT_CLAIMANT: seen.by_phone_lately >= scheme.filings_by_phone_lately,
    }
    return tuple(why for why, is_so in found.items() if is_so)


def sketch(text: str, key: bytes) -> bytes:
    """A sketch of a text by which near copies are found (MinHash over runs of four characters, keyed).

    128 bytes that give back nothing of the text without the key, and little with it. Empty for an empty text.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
    runs = {plain[i : i + _SHINGLE] for i in range(max(len(plain) - _SHINGLE + 1, min(len(plain), 1)))}
    if not runs:
        return b""
    hashed = [hashlib.blake2b(run.encode(), key=key[:64], digest_size=4 * 16).digest() for run in runs]
    more = [hashlib.blake2b(run.encode(), key=key[:64], digest_size=4 * 16, salt=b"2").digest() for run in runs]
    parts = [one + two for one, two in zip(hashed, more, strict=True)]
    return b"".join(min(part[i : i + 4] for part in parts) for i in range(0, 4 * SKETCH_SIZE, 4))


def likeness(one: bytes, other: bytes) -> float:
    """How alike two sketched texts are, from 0 to 1: the share of equal numbers (an estimate of Jaccard's)."""
    if not one or not other:
        return 0.0
    same: int = sum(map(eq, _NUMBERS.unpack(one), _NUMBERS.unpack(other)))
    return same / SKETCH_SIZE


def likest(one: bytes, others: Sequence[bytes]) -> tuple[float, int]:
    """How alike the likest of several is, and its place among them; (0, -1) where none has anything in common."""
    best, place = 0.0, -1
    for n, other in enumerate(others):
        like = likeness(one, other)
        if like > best:
            best, place = like, n
    return best, place


_SPREADING = (Hold.PHONE_CAP, Hold.DEVICE_CAP, Hold.REPEAT_CLAIMANT)


def spreading(found: Sequence[Hold]) -> tuple[Hold, ...]:
    """The reasons that hold for what the same sender filed about the same shop before, too."""
    return tuple(why for why in found if why in _SPREADING)
