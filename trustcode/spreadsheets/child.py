"""The child process that reads one table from a stranger: it binds itself first, then reads and answers.

Run as a script with its orders as JSON; the file comes on standard input, which can be wound back. Standard output gets
lines of JSON: first `{"passed": [names of sheets not read]}`, then `[number, [cells]]` for each row that is not blank
(a cell is its text, or `[text, sign]`), and last `{"end": true}` or `{"no": reason, …}`. It imports nothing of the house.

JSON lines (one object a line, in UTF-8; RFC 8259, RFC 7464 without its separators) are told as a table too: first all
names of their members as row 0, then each object by the number of its line.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import IO, Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

# All at once and at the start: later nothing can be opened any more.
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

try:
    import resource
except ImportError:  # not on every system; the wall clock of the parent holds everywhere
    CAN_BIND = False
else:
    CAN_BIND = True

Row = tuple[int, list[Any]]
Place = tuple[int, int]

CHUNK = 1 << 20
ENCODINGS = [codecs.lookup(name).name for name in ("utf-8-sig", "gb18030")]
OVERLAP = 64
NUMBER, FORMULA, MERGED, NESTED = "n", "f", "m", "o"
"""Signs of a cell: kept as a number; a formula that nobody has computed; covered by a merged cell; a list or an object."""

FAR_CELL = re.compile(
    rb"""\br\s*=\s*["'](?:(?:[A-Z]{3,}|[D-Z][A-Z]|C[W-Z])[0-9]|[A-Z]{1,2}(?:[0-9]{7}|[2-9][0-9]{5}))""", re.IGNORECASE
)
"""A cell beyond column 100 or row 199,999: the reader would make room for all cells up to there."""
A_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
A_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
FRAME = {"[Content_Types].xml", "xl/workbook.xml"}
RELS = "xl/_rels/workbook.xml.rels"
FOREIGN = (
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
)
"""How files begin that are no table, whatever they are called; the second is an old or an encrypted workbook."""
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|svg|table|script)", re.IGNORECASE)
ZIP = b"PK\x03\x04"
OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
"""How a file of JSON lines begins, and no heading of a CSV file does."""
MARK = b"\xef\xbb\xbf"


class No(Exception):
    """The file is not taken: `large`, `unreadable`, or for a line `encoding`, `json`, `object` or `twice`; and facts."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def bind(orders: dict[str, Any]) -> None:
    """Take away from this process what it does not need, while it still holds no byte of the file."""
    if not CAN_BIND:
        return
    for what, most in (
        (resource.RLIMIT_AS, orders["memory"]),
        (resource.RLIMIT_CPU, orders["cpu"]),
        (resource.RLIMIT_FSIZE, 0),
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


def rows_of(file: IO[bytes], orders: dict[str, Any], told: Callable[[dict[str, Any]], None]) -> Iterator[Row]:
    """All rows of a workbook or CSV file, by what it is and not by what it is called. Raises No."""
    head = file.read(CHUNK)
    file.seek(0)
    if head.startswith(ZIP):
        return workbook_rows(file, orders, told)
    if orders["is_workbook"] or head.startswith(FOREIGN) or MARKUP.match(head):
        raise No("unreadable")
    no_more_files()
    told({"passed": []})
    return object_rows(file, orders) if orders["is_lines"] or OBJECT.match(head) else csv_rows(file, orders)


def csv_rows(file: IO[bytes], orders: dict[str, Any]) -> Iterator[Row]:
    """Rows of a CSV file in UTF-8 or GB 18030, one line in memory at a time."""
    reader = csv.reader(lines(file, encoding_of(file), orders["line"]), strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield number, [cell.removeprefix("'") for cell in row]
    except csv.Error:
        raise No("unreadable", line=reader.line_num) from None


def encoding_of(file: IO[bytes]) -> str:
    """The first of the two encodings in which the whole file makes sense; the file is wound back."""
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                if b"\0" in chunk:
                    raise No("unreadable")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return encoding
    raise No("unreadable")


def lines(file: IO[bytes], encoding: str, longest: int) -> Iterator[str]:
    """Lines with their ends as they stand. Raises No for one that is too long, without waiting for its end."""
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    number = 0
    while line := text.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise No("large", line=number)
        yield line


def object_rows(file: IO[bytes], orders: dict[str, Any]) -> Iterator[Row]:
    """JSON lines as rows, one line in memory at a time; read twice, since a member may first come in the last line."""
    names: dict[str, None] = {}
    for _, found in objects(file, orders["line"]):
        names.update(dict.fromkeys(found))
        if len(names) > orders["columns"]:
            raise No("large")
    if not names:
        return
    yield 0, list(names)
    for number, found in objects(file, orders["line"]):
        yield number, [found.get(name, "") for name in names]


def objects(file: IO[bytes], longest: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The members of every object with the number of its line, as cells; blank lines are left out. Raises No."""
    file.seek(0)
    number = 0
    while line := file.readline(4 * longest + 8):
        number += 1
        try:
            text = (line.removeprefix(MARK) if number == 1 else line).decode()
        except UnicodeDecodeError:
            # one that is cut off in the middle of a character is too long and nothing else
            raise No("large" if len(line) > 4 * longest else "encoding", line=number, row=number) from None
        if len(text) > longest:
            raise No("large", line=number, row=number)
        if text.strip(" \t\r\n"):
            yield number, members(text, number)


def members(text: str, number: int) -> dict[str, Any]:
    """One object as cells by name. Raises No."""

    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise No("twice", line=number, row=number)
        return found

    try:
        found = json.loads(
            text, object_pairs_hook=paired, parse_int=Digits, parse_float=Digits, parse_constant=no_number
        )
    except (ValueError, RecursionError):
        raise No("json", line=number, row=number) from None
    if not isinstance(found, dict):
        raise No("object", line=number, row=number)
    cells = {name: value_of(value) for name, value in found.items()}
    for one in (*cells, *(cell for cell in cells.values() if isinstance(cell, str))):
        if "\0" in one or any("\ud800" <= character <= "\udfff" for character in one):
            raise No("encoding", line=number, row=number)
    return cells


class Digits(str):
    """A number as it was written, to the last digit."""

    __slots__ = ()


def no_number(_: str) -> Any:
    """NaN and Infinity, which JSON does not have."""
    raise ValueError


def value_of(value: Any) -> Any:
    """A member as a cell: text, a number as it was written, true and false as words, null as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return ["", NESTED]
    return "" if value is None else str(value)


def workbook_rows(file: IO[bytes], orders: dict[str, Any], told: Callable[[dict[str, Any]], None]) -> Iterator[Row]:
    """Rows of the first visible sheet. Raises No."""
    formulas = inspected(file, orders)
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            no_more_files()
            name = first_visible(book)
            told({"passed": [str(one.name) for one in book.sheets_metadata if one.name != name]})
            sheet = book.get_sheet_by_name(name)
            yield from sheet_rows(sheet, formulas(name))
    except (CalamineError, OSError, ValueError, KeyError):
        raise No("unreadable") from None


def first_visible(book: CalamineWorkbook) -> str:
    """The name of the sheet that somebody who opens the file sees first."""
    for sheet in book.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            return str(sheet.name)
    raise No("empty")


def sheet_rows(sheet: Any, formulas: set[Place]) -> Iterator[Row]:
    """Blank rows above the first count; blank columns before the first are left out, here as in the heading."""
    covered = covered_places(sheet)
    left = (sheet.start or (0, 0))[1]
    marked: dict[int, dict[int, str]] = {}
    for places, sign in ((covered, MERGED), (formulas, FORMULA)):
        for row, column in places:
            marked.setdefault(row, {})[column - left] = sign
    number = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [cell_of(value) for value in row]
        yield number, with_signs(cells, marked.pop(number - 1, {})) if marked else cells
    for below in sorted(row for row in marked if row >= number):
        yield below + 1, with_signs([], marked[below])


def with_signs(cells: list[Any], signs: dict[int, str]) -> list[Any]:
    """The cells of a row, some of which are no value of their own."""
    for at, sign in sorted(signs.items()):
        if at >= 0:
            cells.extend("" for _ in range(at + 1 - len(cells)))
            cells[at] = ["", sign]
    return cells


def covered_places(sheet: Any) -> set[Place]:
    """Cells under a merged one, but for its own; from 0. Raises No for more than a table can have."""
    found: set[Place] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if (bottom - top + 1) * (right - left + 1) + len(found) > 1_000_000:
            raise No("large")
        found.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left))
    return found


def cell_of(value: Any) -> Any:
    """One value as text, with the sign of a number where it was kept as one."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e18)
        return [str(int(value)) if whole else repr(value), NUMBER]
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def inspected(file: IO[bytes], orders: dict[str, Any]) -> Callable[[str], set[Place]]:
    """Unpack the whole archive once, keeping nothing, and stop when it grows beyond what a list can be.

    Returns a function from the name of a sheet to the places of its formulas that nobody has computed.
    """
    try:
        archive = zipfile.ZipFile(file)
        names = archive.namelist()
        if not set(names) >= FRAME or len(names) != len(set(names)):
            raise No("unreadable")
        if len(names) > orders["entries"]:
            raise No("large", entries=len(names))
        limit = min(orders["unpacked"], orders["ratio"] * orders["size"])
        with_formulas = set()
        for entry in archive.infolist():
            limit, has_formulas = weighed(archive, entry, limit)
            if has_formulas:
                with_formulas.add(entry.filename)
        found = {part: places for part in sorted(with_formulas) if (places := uncomputed(archive, part))}
        parts = parts_by_sheet(archive) if found else {}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        SyntaxError,
        expat.ExpatError,
    ):
        raise No("unreadable") from None  # a ParseError of ElementTree is a SyntaxError
    return lambda sheet: found.get(parts.get(sheet, ""), set())


def weighed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> tuple[int, bool]:
    """What is left of the limit in bytes after one entry, and whether it holds a formula. Raises No."""
    tail, has_formulas, is_first = b"", False, True
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    is_sheet = is_xml and "sheet" in entry.filename.lower()
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            limit -= len(chunk)
            if limit < 0:
                raise No("large")
            if is_first and is_xml and in_wide_letters(chunk[:4]):
                raise No("unreadable")  # in another encoding nothing below would be found
            seen = tail + chunk
            if FAR_CELL.search(seen):
                raise No("large")
            if is_xml and A_DOCTYPE.search(seen):
                raise No("unreadable")
            has_formulas = has_formulas or (is_sheet and bool(A_FORMULA.search(seen)))
            tail, is_first = chunk[-OVERLAP:], False
    return limit, has_formulas


def in_wide_letters(start: bytes) -> bool:
    """Whether XML begins in an encoding of two or four bytes a letter."""
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0" in start and b"<" in start)


def uncomputed(archive: zipfile.ZipFile, part: str) -> set[Place]:
    """Places (from 0) of formulas without a value, or with 0: what programs write that do not compute."""
    found: set[Place] = set()
    place, has_formula, value, inside = "", False, "", False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal place, has_formula, value, inside
        tag = name.rpartition(":")[2]
        if tag == "c":
            place, has_formula, value = attributes.get("r", ""), False, ""
        elif tag == "f":
            has_formula = True
        inside = tag in {"v", "t"}

    def text(data: str) -> None:
        nonlocal value
        if inside:
            value += data

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        if name.rpartition(":")[2] == "c" and has_formula and value.strip() in {"", "0"}:
            found.add(place_of(place))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    with archive.open(part) as source:
        parser.ParseFile(source)
    return found


def place_of(reference: str) -> Place:
    """B7 as (6, 1)."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference.upper())
    if match is None:
        raise No("unreadable")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def parts_by_sheet(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file inside the archive that each sheet stands in, by the name of the sheet."""
    book, links = (ET.fromstring(archive.read(name)) for name in ("xl/workbook.xml", RELS))  # noqa: S314 - no DOCTYPE is left
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    found = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            number = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            target = targets.get(number, "")
            found[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def is_blank(cells: list[Any]) -> bool:
    """Whether a row says nothing."""
    return not any(
        cell.strip() if isinstance(cell, str) else cell[0].strip() or cell[1] in {FORMULA, NESTED} for cell in cells
    )


def answer(orders: dict[str, Any], file: IO[bytes], out: IO[bytes]) -> None:
    """Write every row, then how it ended."""
    encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

    def told(facts: Any) -> None:
        out.write(encode(facts).encode() + b"\n")

    try:
        for number, cells in rows_of(file, orders, told):
            if number > orders["rows"] or len(cells) > orders["columns"]:
                raise No("large")
            if not is_blank(cells):
                told([number, cells])
    except No as no:
        told({"no": no.reason, **no.facts})
    except MemoryError:
        told({"no": "large"})
    except BrokenPipeError:
        return
    except Exception:  # noqa: BLE001 a reader may fail in any way; the parent needs one word
        told({"no": "unreadable"})
    else:
        told({"end": True})
    out.flush()


def main() -> None:
    """Bind, read, answer."""
    orders = json.loads(sys.argv[1])
    bind(orders)
    answer(orders, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
