"""A list of 60,000 units taken in by the command, against merely reading the same file with calamine."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.conditions import conditions
from trustcode.commitments.rules.importing import COLUMNS
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.regions.actions import shipped
from trustcode.regions.rules import LOCAL

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "import_merchants.json"
ROWS = int(os.environ.get("IMPORT_ROWS", "60000"))
READS = 5
MOST_SECONDS = 1800
OFFICERS = ("first@example.com", "second@example.com")


@dataclass(frozen=True)
class Run:
    """One command: seconds by the wall and of the processor, and the most memory it held, in megabytes."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def main() -> None:
    """Make the file, read it, take it in, print the ratios, write the result with its conditions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "list.xlsx"
        _say(f"writing a workbook of {ROWS:,} rows")
        _write(file)
        _say("making a database")
        _prepare(folder)
        before = [_read(file) for _ in range(READS)]
        command = ("import", "merchants", str(file), "--as", OFFICERS[0], "--confirmed-by", OFFICERS[1], "--json")
        _say("checking it (dry run)")
        dry = run(folder, *command, "--dry-run")
        _say("taking it in")
        whole = run(folder, *command)
        reading = statistics.median(before + [_read(file) for _ in range(READS)])
        _report(reading, dry, whole, (folder / "trustcode.db").stat().st_size, file.stat().st_size)


def _write(file: Path) -> None:
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(_rows()):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text)
    book.close()


def _rows() -> Iterator[list[str]]:
    """A third of the shops promise returns; all over the province."""
    rng = random.Random(1)
    counties = [place for place in shipped() if place.kind in LOCAL and place.valid_to is None]
    yield [known[0] for known in COLUMNS.headings.values()]
    for n in range(ROWS):
        county = counties[n % len(counties)]
        name = "".join(rng.choices("青湘云明德和春福瑞金玉兴华新万丰禾味泽达源盛康宁美佳顺安", k=3))
        offers = n % 3 == 0
        row = {
            "credit_code": synthetic_credit_code(n, county.code),
            "licence_name": f"{county.name_zh}{name}服饰店（个体工商户）",
            "shop_name": f"{name}布衣",
            "branch_name": rng.choice(["", "总店", "步行街店", "南门店"]),
            "unit_kind": "实体店",
            "industry": "F523",
            "region_code": county.code,
            "street": f"人民路 {n} 号",
            "established_on": f"20{rng.randint(10, 24)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}",
            "contact_name": rng.choice(["周建国", "李晓兰", "刘志强", "欧阳明"]),
            "contact_phone": f"138{n:08d}",
            "returns_phone": f"0731-5{n:07d}",
            "signed_on": "2025-03-05",
            "window_days": str(rng.choice([7, 7, 15, 30])) if offers else "",
            "categories": "服装；鞋帽、箱包" if offers else "",
            "exclusions": "E01；E05" if offers else "",
        }
        yield [row[field] for field in COLUMNS.headings]


def _prepare(folder: Path) -> None:
    flask(folder, "db", "upgrade")
    flask(folder, "trustcode", "facts")
    for handle in OFFICERS:
        province = ("--role", "province", "--region", "430000")
        flask(folder, "trustcode", "officer", "add", "--name", "何岳", "--sign-in", handle, *province)


def _read(file: Path) -> float:
    begun = time.perf_counter()
    with CalamineWorkbook.from_path(str(file)) as book:
        rows = sum(1 for _ in book.get_sheet_by_index(0).iter_rows())
    assert rows == ROWS + 1
    return time.perf_counter() - begun


def run(folder: Path, *words: str) -> Run:
    """One command of ours in a process of its own. Asserts that it ends well."""
    begun = time.perf_counter()
    child = _started(folder, "trustcode", *words)
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        if time.perf_counter() - begun > MOST_SECONDS:
            child.kill()
        time.sleep(0.05)
    assert status == 0, (child.stderr.read() if child.stderr else b"").decode()[-400:]
    seconds = time.perf_counter() - begun
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def flask(folder: Path, *words: str) -> None:
    """One command of flask. Asserts that it ends well."""
    child = _started(folder, *words)
    _, said = child.communicate(timeout=MOST_SECONDS)
    assert child.returncode == 0, said.decode()[-400:]


def environment(folder: Path) -> dict[str, str]:
    """Settings of a house that lies in a folder."""
    return {
        "TRUSTCODE_DATABASE_URL": str(folder / "trustcode.db"),
        "TRUSTCODE_FILES": str(folder / "files"),
        "TRUSTCODE_SIGNING_KEYS": str(folder / "keys.json"),
    }


def _started(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRUSTCODE_")}
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env={**own, **environment(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def _report(reading: float, dry: Run, whole: Run, database: int, file: int) -> None:
    results = {
        "rows": ROWS,
        "reading_seconds": round(reading, 2),
        "dry_run": _told(dry, reading),
        "import": _told(whole, reading),
        "rows_a_second": round(ROWS / whole.seconds),
        "file_megabytes": round(file / 1e6, 1),
        "database_megabytes": round(database / 1e6, 1),
    }
    for name, run in (("dry run", dry), ("import", whole)):
        print(
            f"  {name:8} {run.seconds:7.1f} s   {run.seconds / reading:6.1f} times reading   "
            f"{run.cpu_seconds:6.1f} s of processor   {run.megabytes:5.0f} MB"
        )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"conditions": _conditions(), "results": results}, indent=2) + "\n")
    print(f"\n  written to {RESULT.relative_to(ROOT)}")


def _told(run: Run, reading: float) -> dict[str, float]:
    return {
        "seconds": round(run.seconds, 1),
        "cpu_seconds": round(run.cpu_seconds, 1),
        "times_reading": round(run.seconds / reading, 1),
        "megabytes": round(run.megabytes),
    }


def _conditions() -> dict[str, Any]:
    return conditions(
        "the whole command, start of Python included, on SQLite with WAL and full sync; reading is calamine's "
        "iter_rows of the same sheet, median of ten, five before and five after",
        "sqlalchemy",
        "python-calamine",
        "xlsxwriter",
    )


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
