"""The modules of a QR symbol as a grid of dark and light, and its pictures: SVG and PNG (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from PIL import Image

QUIET_ZONE = 4
"""Light modules that must surround a symbol on every side (ISO/IEC 18004, 9.1)."""
Point = tuple[int, int]


@dataclass(frozen=True)
class Symbol:
    """A square of modules. `rows` holds them row by row, eight to a byte, each row padded with light ones."""

    size: int
    rows: bytes

    def __post_init__(self) -> None:
        if not 21 <= self.size <= 177 or len(self.rows) != self.size * self.row_bytes:
            raise ValueError("no such symbol")

    @property
    def row_bytes(self) -> int:
        """Bytes that one row takes."""
        return (self.size + 7) // 8

    def dark(self, x: int, y: int) -> bool:
        """Whether the module in column x of row y is dark; outside the symbol everything is light."""
        if not (0 <= x < self.size and 0 <= y < self.size):
            return False
        return bool(self.rows[y * self.row_bytes + x // 8] >> (7 - x % 8) & 1)

    def to_bytes(self) -> bytes:
        """For storage: the size in one byte, then the rows. 247 bytes for 41 modules."""
        return bytes([self.size]) + self.rows

    @classmethod
    def from_bytes(cls, stored: bytes) -> Symbol:
        """What `to_bytes` gave. Raises ValueError for anything else."""
        if not stored:
            raise ValueError("no such symbol")
        return cls(stored[0], stored[1:])

    @classmethod
    def of(cls, modules: list[list[bool]]) -> Symbol:
        """From rows of truth values, dark being true. Raises ValueError if they are no square."""
        if any(len(row) != len(modules) for row in modules):
            raise ValueError("no square")
        return cls(len(modules), b"".join(_packed(row) for row in modules))


def png(symbol: Symbol, scale: int = 8, quiet: int = QUIET_ZONE) -> bytes:
    """A black and white PNG, `scale` whole pixels to a module, with its quiet zone in modules."""
    out = BytesIO()
    picture(symbol, scale, quiet).save(out, "PNG", optimize=True)
    return out.getvalue()


def picture(symbol: Symbol, scale: int = 8, quiet: int = QUIET_ZONE) -> Image.Image:
    """The same as a Pillow image of mode 1."""
    if scale < 1 or quiet < 0:
        raise ValueError("a module has at least one pixel")
    modules = Image.frombytes("1", (symbol.size, symbol.size), bytes(255 - byte for byte in symbol.rows))
    side = symbol.size + 2 * quiet
    framed = Image.new("1", (side, side), 1)
    framed.paste(modules, (quiet, quiet))
    return framed.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def svg(symbol: Symbol, ink: str = "#000", quiet: int = QUIET_ZONE) -> str:
    """An SVG picture on white, one unit to a module, without a size of its own."""
    side = symbol.size + 2 * quiet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-quiet} {-quiet} {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M{-quiet} {-quiet}h{side}v{side}h-{side}z"/>'
        f'<path fill="{ink}" fill-rule="evenodd" d="{path(symbol)}"/></svg>'
    )


@lru_cache(maxsize=64)
def path(symbol: Symbol) -> str:
    """The dark areas as one SVG path (fill rule evenodd).

    It follows their outlines, rather than drawing each module, so that no renderer leaves hairlines between modules.
    """
    rows = _written(symbol)
    across = _joined(_numbers(rows))
    down = {(x, y): (x, end) for (y, x), (end, _) in _joined(_numbers(map("".join, zip(*rows, strict=True)))).items()}
    return "".join(_loop(corner, across, down) for corner in sorted(across) if corner in across)


def _packed(row: list[bool]) -> bytes:
    padded = [*row, *[False] * (-len(row) % 8)]
    number = int("".join("1" if dark else "0" for dark in padded), 2)
    return number.to_bytes(len(padded) // 8, "big")


def _written(symbol: Symbol) -> list[str]:
    """The rows as ones and noughts."""
    step = symbol.row_bytes
    rows = (symbol.rows[at : at + step] for at in range(0, len(symbol.rows), step))
    return [f"{int.from_bytes(row, 'big'):0{8 * step}b}"[: symbol.size] for row in rows]


def _numbers(lines: Iterable[str]) -> list[int]:
    """Each line as a number, its first module being the lowest bit."""
    return [int(line[::-1], 2) for line in lines]


def _joined(lines: list[int]) -> dict[Point, Point]:
    """Along each border between neighbouring lines, the two ends of every stretch where dark meets light."""
    ends: dict[Point, Point] = {}
    for at, (before, after) in enumerate(pairwise([0, *lines, 0])):
        for first, last in _runs(before ^ after):
            ends[first, at], ends[last, at] = (last, at), (first, at)
    return ends


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    """Where rows of set bits begin, and where they have ended."""
    turns = bits ^ (bits << 1)
    places = [at for at in range(turns.bit_length()) if turns >> at & 1]
    return zip(places[::2], places[1::2], strict=True)


def _loop(start: Point, across: dict[Point, Point], down: dict[Point, Point]) -> str:
    """One closed outline, its stretches used up: by turns across and down, since every end is a corner."""
    steps, here = [f"M{start[0]} {start[1]}"], start
    while here in across:
        turn = across.pop(here)
        del across[turn]
        end = down[turn]
        steps.append(f"h{turn[0] - here[0]}v{end[1] - turn[1]}")
        here = end
    return "".join(steps) + "z"
