"""Make the fonts of printed posters, once, from Noto CJK (SIL Open Font License 1.1; Debian's fonts-noto-cjk).

Run by a maintainer (`python deploy/make_poster_fonts.py`), never by the program: the results are kept in
`trustcode/printing/fonts/`. Five files come out. Three hold what nearly every poster needs and stay small; two hold
all further Han characters, so that a shop called 𠮷 is printed as it is called. Outlines are not changed; the fonts
carry names of their own, as the licence asks of modified versions.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "trustcode" / "printing" / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2
"""Place of the face for mainland China in Noto's collections."""
KEPT_NAMES = {0, 5, 8, 9, 10, 11, 12, 13, 14}
"""Copyright, version, makers and licence stay as they are (OpenType name ids)."""
HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)]
COMMON = [
    (0x20, 0x7E),  # ASCII
    (0xA1, 0x17F),  # Latin with marks, for romanised names and pinyin
    (0x1CD, 0x1DC),
    (0x1E00, 0x1EFF),
    (0x2010, 0x203B),  # dashes, quotes, reference mark
    (0x3001, 0x30FF),  # Chinese punctuation, kana
    (0xFF01, 0xFF5E),  # full-width forms
]


@dataclass(frozen=True)
class Face:
    """One file to make: the collection it comes from, its own family and style, whether it holds the rare rest."""

    source: str
    family: str
    style: str
    rare: bool

    @property
    def postscript_name(self) -> str:
        """Also the name of the file."""
        return f"{self.family.replace(' ', '')}-{self.style}"


FACES = (
    Face("NotoSansCJK-Regular.ttc", "TrustCode Sans", "Regular", rare=False),
    Face("NotoSansCJK-Bold.ttc", "TrustCode Sans", "Bold", rare=False),
    Face("NotoSerifCJK-Bold.ttc", "TrustCode Song", "Bold", rare=False),
    Face("NotoSansCJK-Bold.ttc", "TrustCode Sans Rare", "Bold", rare=True),
    Face("NotoSerifCJK-Bold.ttc", "TrustCode Song Rare", "Bold", rare=True),
)


def main() -> None:
    """Make all files, and the list of what they can draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--noto", type=Path, default=NOTO, help="folder of the NotoSansCJK and NotoSerifCJK collections"
    )
    noto = parser.parse_args().noto
    drawn: set[int] = set()
    for face in FACES:
        font = made(face, noto)
        target = FONTS / f"{face.postscript_name}.otf"
        font.save(target)
        drawn |= set(font.getBestCmap())
        print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.1f} MB")
    lines = "".join(f"{first:x}-{last:x}\n" for first, last in ranges(drawn))
    (FONTS / "coverage.txt").write_text(lines, "ascii")


def made(face: Face, noto: Path) -> TTFont:
    """The subset under its own name; the same source gives the same bytes."""
    font = TTFont(noto / face.source, fontNumber=SIMPLIFIED, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["kern", "liga", "vert"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=rare_characters() if face.rare else common_characters())
    subsetter.subset(font)
    rename(font, face)
    return font


def common_characters() -> set[int]:
    """All of GB 2312 (6,763 Han characters and its signs), and what else stands in names and addresses."""
    return gb2312() | set(spread(COMMON))


def rare_characters() -> set[int]:
    """Every other Han character that Noto draws."""
    return set(spread(HAN)) - common_characters()


def gb2312() -> set[int]:
    """Every character of GB 2312, found by decoding each of its places."""
    places = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for place in places if len(text := place.decode("gb2312", "ignore")) == 1}


def rename(font: TTFont, face: Face) -> None:
    """Give the font its own names, in its name table and inside its outlines."""
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in KEPT_NAMES and n.langID == 0x409]
    full = f"{face.family} {face.style}"
    for name_id, text in ((1, face.family), (2, face.style), (3, f"{face.postscript_name};trustcode"), (4, full)):
        names.setName(text, name_id, 3, 1, 0x409)
    names.setName(face.postscript_name, 6, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [face.postscript_name]
    outlines[0].FamilyName, outlines[0].FullName = face.family, full


def spread(pairs: Iterable[tuple[int, int]]) -> Iterable[int]:
    """Every number of ranges whose ends are included."""
    return (point for first, last in pairs for point in range(first, last + 1))


def ranges(points: set[int]) -> Iterable[tuple[int, int]]:
    """The fewest ranges that hold these numbers, in order, ends included."""
    first = last = -1
    for point in sorted(points):
        if point != last + 1:
            if last >= 0:
                yield first, last
            first = point
        last = point
    yield first, last


if __name__ == "__main__":
    main()
