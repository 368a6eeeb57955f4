"""A year of 495,800 records of the platform 12315 over 56,400 units taken in and swept, against a bare bulk load of the same rows.

Then the pages of sampled shops, the lists of every county and the rates are held against a recount of the file that
knows nothing of the product. Everything here is invented. `IMPORT_SCALE=0.1` is a tenth; `IMPORT_DATABASE` an empty
PostgreSQL database instead of SQLite.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from benchmarks.conditions import conditions
from benchmarks.import_merchants import Run
from benchmarks.province import units_of_province
from tests.exchange.recount import Recount, differences, recount
from tests.exchange.year import Unit, a_year, write_csv, write_lines
from trustcode.complaints.queries.lists import Asked, queue_counts
from trustcode.complaints.queries.reports import report_counts
from trustcode.factory import create_app
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.territory import PROVINCE
from trustcode.publication.queries.rates import publication_rate
from trustcode.settings import from_env
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import Store, connect
from trustcode.storage.reading import reading
from trustcode.storage.vault import Vault

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "import_complaints.json"
SCALE = float(os.environ.get("IMPORT_SCALE", "1.0"))
UNITS = round(56_400 * SCALE)
SHOPS = int(os.environ.get("IMPORT_SHOPS", "200"))
DATABASE = os.environ.get("IMPORT_DATABASE", "")
MOST_SECONDS = 4 * 3_600
BATCH = 20_000


def main() -> None:
    """Make a province and a file, take it in, sweep, count again, load the same rows plainly, write what it came to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _say(f"making {UNITS:,} units")
        units = _prepare(folder)
        table, lines = folder / "year.csv", folder / "year.jsonl"
        _say("writing the year as a table and as JSON lines")
        today = civil_day(datetime.now(UTC))
        write_csv(table, a_year(units, today, scale=SCALE))
        write_lines(lines, a_year(units, today, scale=SCALE))
        runs = {}
        for what, words in {
            "dry_run": ("import", "complaints", str(table), "--dry-run", "--json"),
            "import": ("import", "complaints", str(lines), "--json"),
            "again": ("import", "complaints", str(table), "--json"),
            "sweep": ("sweep", "--json"),
        }.items():
            _say(what.replace("_", " "))
            runs[what] = _run(folder, "trustcode", *words)
        _say("loading the same rows plainly")
        bare = _bare_postgres() if DATABASE else _bare_sqlite(folder)
        _say(f"counting again: {SHOPS} shops, every county, all rates")
        counted = recount(table, frozenset(unit.credit_code for unit in units))
        wrong = list(_wrong(folder, units, counted))
        _report(bare, runs, wrong, counted)
    if wrong:
        raise SystemExit("\n".join(wrong[:20]))


def _environment(folder: Path) -> dict[str, str]:
    return {
        "TRUSTCODE_DATABASE_URL": DATABASE or str(folder / "trustcode.db"),
        "TRUSTCODE_FILES": str(folder / "files"),
        "TRUSTCODE_SIGNING_KEYS": str(folder / "keys.json"),
    }


def _prepare(folder: Path) -> list[Unit]:
    for words in (("db", "upgrade"), ("trustcode", "facts")):
        _run(folder, *words)
    with closing(_plain_store(folder)) as store:
        return units_of_province(store, datetime.now(UTC) - timedelta(days=1), UNITS, lambda _: None)


def _plain_store(folder: Path) -> Store:
    """The database without its projections, so that no card is made again for what is written here."""
    settings = from_env({**os.environ, **_environment(folder)})
    vault = Vault(settings.vault_keys, max(settings.vault_keys), settings.index_key)
    return connect(Flask("province"), settings.database_url, vault, Blobs(settings.files))


def _run(folder: Path, *words: str) -> Run:
    """One command in a process of its own. Asserts that it ends well."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRUSTCODE_")}
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    begun = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env={**own, **_environment(folder)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = child.stdout.read() if child.stdout else b""
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, said.decode()[-600:]
    _say(said.decode().strip()[-300:])
    return Run(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _bare_sqlite(folder: Path) -> tuple[float, float]:
    """Seconds by the wall and of the processor for `executemany` of complaints, reports and references, without any key."""
    spent = [0.0, 0.0]
    with closing(sqlite3.connect(folder / "trustcode.db")) as source:
        target = sqlite3.connect(folder / "bare.db", isolation_level=None)
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        _timed(spent, lambda: target.execute("BEGIN IMMEDIATE"))
        for table in TABLES:
            rows = source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            target.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})"
            while some := rows.fetchmany(BATCH):
                _timed(spent, lambda some=some, insert=insert: target.executemany(insert, some))
        _timed(spent, lambda: target.execute("COMMIT"))
        target.close()
    return spent[0], spent[1]


def _bare_postgres() -> tuple[float, float]:
    """Seconds by the wall for COPY of the same rows into tables without any key; the server's processor is not seen."""
    spent = [0.0, 0.0]
    with psycopg.connect(DATABASE) as connection, connection.cursor() as cursor, tempfile.TemporaryFile() as kept:
        for table in TABLES:
            kept.seek(0)
            kept.truncate()
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                kept.writelines(copy)
            cursor.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} WITH NO DATA")
            kept.seek(0)

            def load(table: str = table) -> None:
                with cursor.copy(f"COPY bare_{table} FROM STDIN") as copy:
                    while piece := kept.read(1 << 20):
                        copy.write(piece)

            _timed(spent, load)
        connection.rollback()
    return spent[0], spent[1]


TABLES = ("complaint", "illegality_report", "matter_reference")


def _timed(spent: list[float], act: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    spent[0] += time.perf_counter() - wall
    spent[1] += time.process_time() - cpu


def _wrong(folder: Path, units: list[Unit], counted: Recount) -> Iterator[str]:
    """Every difference between what the product shows and the recount."""
    app = create_app(from_env({**os.environ, **_environment(folder)}))
    visitor, today = app.test_client(), civil_day(datetime.now(UTC))
    busy = sorted(units, key=lambda unit: -len(counted.shops[unit.credit_code].spans))[: SHOPS // 10]
    for unit in {*busy, *random.Random(1).sample(units, min(SHOPS, len(units)))}:
        shop = counted.shops[unit.credit_code]
        yield from differences(shop, today, unit.id, lambda path: visitor.get(path).get_data(as_text=True))
    officer = Actor("recount", Role.PROVINCE, PROVINCE)
    with closing(_plain_store(folder)) as store, reading(store) as reader:
        for region in sorted({unit.region for unit in units}):
            mine = {s.value: n for s, n in queue_counts(reader, officer, Asked(within=region)).items()}
            clues = {s.value: n for s, n in report_counts(reader, officer, within=region).items()}
            if mine != counted.complaints[region] or clues != counted.reports[region]:
                yield f"{region}: {mine} {clues}"
        for year in {*counted.published, *(one for one, _ in counted.withheld)}:
            rate = publication_rate(reader, PROVINCE, year)
            kept = {why: n for (one, why), n in counted.withheld.items() if one == year}
            base = counted.published[year] + kept.get("W1", 0) + kept.get("W6", 0)
            said = {why.value: n for why, n in rate.withheld.items()}
            if (rate.published, rate.publishable, said) != (counted.published[year], base, kept):
                yield f"{year}: {rate}"


def _report(bare: tuple[float, float], runs: dict[str, Run], wrong: list[str], counted: Recount) -> None:
    results = {
        "scale": SCALE,
        "units": UNITS,
        "rows": sum(c.total() for c in (*counted.complaints.values(), *counted.reports.values())) + counted.enquiries,
        "published": sum(counted.published.values()),
        "shops_looked_at": SHOPS,
        "differences": len(wrong),
        "bulk_load_bare": {"seconds": round(bare[0], 2), "cpu_seconds": round(bare[1], 2)},
        **{name: _told(run, bare) for name, run in runs.items()},
    }
    for name, run in runs.items():
        print(
            f"  {name:8} {run.seconds:8.1f} s {run.seconds / bare[0]:6.1f} times bare {run.cpu_seconds:8.1f} s of processor {run.megabytes:5.0f} MB"
        )
    print(f"  {len(wrong)} differences from the recount")
    RESULT.parent.mkdir(exist_ok=True)
    path = RESULT.with_stem("import_complaints_postgresql") if DATABASE else RESULT
    path.write_text(json.dumps({"conditions": _conditions(), "results": results}, indent=2) + "\n")
    print(f"\n  written to {path.relative_to(ROOT)}")


def _told(run: Run, bare: tuple[float, float]) -> dict[str, float]:
    return {
        "seconds": round(run.seconds, 1),
        "cpu_seconds": round(run.cpu_seconds, 1),
        "times_bulk_load_bare": round(run.seconds / bare[0], 1),
        "megabytes": round(run.megabytes),
    }


def _conditions() -> dict[str, Any]:
    return conditions(
        "whole commands, start of Python included; the bulk load is executemany (SQLite) or COPY (PostgreSQL) of the same "
        "complaints, reports and references into tables without types, keys, checks or indexes; megabytes: the larger of "
        "the command and the child that reads the file",
        "sqlalchemy",
        "psycopg",
        database="PostgreSQL" if DATABASE else "SQLite with WAL and full sync",
    )


def _say(what: str) -> None:
    print(f"  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
