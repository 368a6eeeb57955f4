"""A ledger of 608,100 returns taken in by the command, against the database's own bulk load of the same columns.

The figure is that of all returns reported by the end of 2024. Everything here is invented.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.conditions import conditions
from benchmarks.import_merchants import Run, environment, flask, run
from tests.merchants.builders import a_person, an_active_merchant
from trustcode.doors.lobby.present import EXTENSION
from trustcode.factory import create_app
from trustcode.kernel.moments import Moment, civil_day
from trustcode.returns.rules.sheets import MANY
from trustcode.settings import from_env
from trustcode.storage.engines import Store

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "import_returns.json"
ROWS = int(os.environ.get("IMPORT_ROWS", "608100"))
UNITS = int(os.environ.get("IMPORT_UNITS", "40"))
LOADS = int(os.environ.get("IMPORT_LOADS", "2"))
BATCH = 20_000
OWNER = "owner@example.com"
CATEGORIES = ("food", "clothing", "shoes_bags", "daily_goods", "appliances", "toys", "cosmetics")
FIELDS = ("unit", "kind", "basis", "bought_on", "requested_on", "category", "goods_name", "quantity", "goods_value_fen",
          "refund_fen", "refund_method", "refunded_on", "outcome", "refusal_code", "gift", "condition", "receipt_no")  # fmt: skip


class Load(NamedTuple):
    """One bulk load: seconds by the wall and of the processor."""

    seconds: float
    cpu_seconds: float


def main() -> None:
    """Make units and a file, take it in, load the same rows plainly, print the ratios, write them with their conditions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _say(f"making a database with {UNITS} units")
        units = _prepare(folder)
        file = folder / "ledger.csv"
        _say(f"writing a file of {ROWS:,} rows")
        _write(file, units, datetime.now(UTC))
        command = ("import", "returns", str(file), "--as", OWNER, "--json")
        _say("taking it in")
        whole = run(folder, *command)
        _say("loading the same rows plainly, bare and with keys and indexes, in turns")
        plain = [(_bulk(folder, bare=True), _bulk(folder, bare=False)) for _ in range(LOADS)]
        bare, keyed = (Load(*map(statistics.median, zip(*column, strict=True))) for column in zip(*plain, strict=True))
        _report(bare, keyed, whole, file.stat().st_size, (folder / "trustcode.db").stat().st_size)


def _prepare(folder: Path) -> list[str]:
    flask(folder, "db", "upgrade")
    flask(folder, "trustcode", "facts")
    at = datetime.now(UTC)
    store = _store(folder)
    owner = a_person(store, at, handle=OWNER)
    units = [an_active_merchant(store, at - timedelta(days=420), owner=owner).id for _ in range(UNITS)]
    store.close()
    return units


def _store(folder: Path) -> Store:
    """The database that the commands work on; what is made here is sealed with the same keys."""
    return create_app(from_env({**os.environ, **environment(folder)})).extensions[EXTENSION].store


def _write(file: Path, units: list[str], at: Moment) -> None:
    today = civil_day(at)
    rng = random.Random(1)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([MANY.title(name) for name in FIELDS])
        for n in range(ROWS):
            requested = today - timedelta(days=rng.randrange(360))
            bought = requested - timedelta(days=rng.randrange(7))
            fen = rng.randrange(500, 200_000)
            refused = n % 25 == 0
            basis = rng.choice(["无理由", "无理由", "无理由", "质量问题", "自愿照顾"])
            if refused:
                bought, basis = requested - timedelta(days=40), "无理由"
            yuan = f"{fen // 100}.{fen % 100:02d}"
            writer.writerow(
                [
                    units[n % len(units)], "换货" if n % 4 == 0 else "退货", basis, bought, requested,
                    "food" if refused else rng.choice(CATEGORIES), f"商品 {n}", rng.choice([1, 1, 1, 2, 3]), yuan,
                    "" if refused else yuan, "" if refused else "原路退回", "" if refused else requested,
                    "拒退" if refused else "已退换", "过了期限" if refused else "", "没有赠品",
                    rng.choice(["完好", "完好", "已拆看"]), f"R{n:08d}",
                ]
            )  # fmt: skip


def _bulk(folder: Path, *, bare: bool) -> Load:
    """The cost of `executemany` alone for all rows of the ledger, into a table without any key or with those of ours."""
    source = sqlite3.connect(folder / "trustcode.db")
    columns = [row[1] for row in source.execute("PRAGMA table_info(return_entry)")]
    path = folder / "bulk.db"
    target = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        target.execute(f"PRAGMA {pragma}")
    for statement in _tables(source, columns, bare=bare):
        target.execute(statement)
    insert = f"INSERT INTO return_entry ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    rows = source.execute(f"SELECT {', '.join(columns)} FROM return_entry ORDER BY rowid")
    spent = [_timed(lambda: target.execute("BEGIN IMMEDIATE"))]
    batches = iter(lambda: rows.fetchmany(BATCH), [])
    spent += [_timed(lambda batch=batch: target.executemany(insert, batch)) for batch in batches]
    spent.append(_timed(lambda: target.execute("COMMIT")))
    assert target.execute("SELECT count(*) FROM return_entry").fetchone() == (ROWS,)
    target.close()
    source.close()
    for left in folder.glob("bulk.db*"):
        left.unlink()
    return Load(*map(sum, zip(*spent, strict=True)))


def _tables(source: sqlite3.Connection, columns: list[str], *, bare: bool) -> Iterator[str]:
    if bare:
        yield f"CREATE TABLE return_entry ({', '.join(columns)})"
        return
    made = "SELECT sql FROM sqlite_master WHERE tbl_name = 'return_entry' AND type IN ('table', 'index') AND sql IS NOT NULL"
    yield from (row[0] for row in source.execute(f"{made} ORDER BY type = 'index'"))


def _timed(act: Any) -> Load:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Load(time.perf_counter() - wall, time.process_time() - cpu)


def _report(bare: Load, keyed: Load, whole: Run, file: int, database: int) -> None:
    results = {
        "rows": ROWS,
        "units": UNITS,
        "loads": LOADS,
        "bulk_load_bare": {"seconds": round(bare.seconds, 2), "cpu_seconds": round(bare.cpu_seconds, 2)},
        "bulk_load_keyed": {"seconds": round(keyed.seconds, 2), "cpu_seconds": round(keyed.cpu_seconds, 2)},
        "import": _told(whole, bare, keyed),
        "rows_a_second": round(ROWS / whole.seconds),
        "file_megabytes": round(file / 1e6, 1),
        "database_megabytes": round(database / 1e6, 1),
    }
    print(
        f"  import {whole.seconds:7.1f} s   {whole.seconds / bare.seconds:5.1f} times bare, {whole.seconds / keyed.seconds:4.1f} times "
        f"keyed   {whole.cpu_seconds:6.1f} s of processor   {whole.megabytes:4.0f} MB"
    )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"conditions": _conditions(), "results": results}, indent=2) + "\n")
    print(f"\n  written to {RESULT.relative_to(ROOT)}")


def _told(run: Run, bare: Load, keyed: Load) -> dict[str, float]:
    return {
        "seconds": round(run.seconds, 1),
        "cpu_seconds": round(run.cpu_seconds, 1),
        "times_bulk_load_bare": round(run.seconds / bare.seconds, 1),
        "times_bulk_load_keyed": round(run.seconds / keyed.seconds, 1),
        "times_bulk_load_bare_by_processor": round(run.cpu_seconds / bare.cpu_seconds, 1),
        "times_bulk_load_keyed_by_processor": round(run.cpu_seconds / keyed.cpu_seconds, 1),
        "megabytes": round(run.megabytes),
    }


def _conditions() -> dict[str, Any]:
    return conditions(
        "the whole command, start of Python included, on SQLite with WAL and full sync; a bulk load is the time "
        "in executemany, begin and commit for the same rows in one transaction, the median of `loads`; by processor: seconds of "
        "the processor, which other work on the machine does not stretch; bare: a table without "
        "types, keys, checks or indexes; keyed: the same keys, checks and indexes as ours; megabytes: the larger of the "
        "command and the child that reads the file",
        "sqlalchemy",
        "python-calamine",
    )


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
