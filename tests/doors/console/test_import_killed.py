"""A list whose taking in is killed in the middle has left nothing, and can be handed in again."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import AT, open_store
from tests.doors.console.test_importing import as_csv, clean_rows
from tests.merchants.builders import a_person
from trustcode.commitments.rules.importing import COLUMNS
from trustcode.kernel.actors import Role
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.settings import ROOT
from trustcode.storage.reading import reading

ROWS = 1_500
PATIENCE = 60.0
"""Seconds after which a child that has written nothing is given up."""


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a database, two officers of the county and a list of many rows."""
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    store = open_store(f"sqlite:///{tmp_path / 'trustcode.db'}", tmp_path / "files")
    for name in ("one", "two"):
        a_person(store, AT, role=Role.INSPECTOR, scope="430103", handle=f"{name}@example.com")
    store.close()
    head, row = clean_rows()[:2]
    code, street = (list(COLUMNS.headings).index(name) for name in ("credit_code", "street"))
    rows = []
    for n in range(ROWS):
        rows.append(list(row))
        rows[-1][code], rows[-1][street] = synthetic_credit_code(n, "430103"), f"人民路 {n} 号"
    as_csv(tmp_path / "list.csv", [head, *rows])
    return tmp_path


def started(house: Path) -> subprocess.Popen[bytes]:
    words = [
        "import",
        "merchants",
        str(house / "list.csv"),
        "--as",
        "one@example.com",
        "--confirmed-by",
        "two@example.com",
    ]
    command = [sys.executable, "-m", "tests.doors.console.small_house", str(house), *words, "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def written(house: Path) -> int:
    """Bytes that stand in the write-ahead log: SQLite spills there while a long transaction goes on."""
    log = house / "trustcode.db-wal"
    return log.stat().st_size if log.exists() else 0


def kill_after(child: subprocess.Popen[bytes], house: Path, most: int) -> bool:
    """Kill the child without warning once the log has grown so far; whether it was still at work."""
    until = time.monotonic() + PATIENCE
    while child.poll() is None and written(house) < most and time.monotonic() < until:
        time.sleep(0.002)  # a look at the file every few milliseconds, not a wait for an event
    child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def merchants(house: Path) -> int:
    store = open_store(f"sqlite:///{house / 'trustcode.db'}", house / "files")
    with reading(store) as reader:
        count = int(reader.scalar(select(func.count()).select_from(Merchant)))
    store.close()
    return count


@pytest.mark.slow  # starts Python several times, since a process has to die
def test_killed_in_the_middle_nothing_is_there_and_again_all_is(house: Path) -> None:
    for most in (1, 1_000_000):
        with started(house) as child:
            assert kill_after(child, house, most)
        assert merchants(house) == 0

    with started(house) as child:
        out, _ = child.communicate(timeout=PATIENCE)
    assert json.loads(out)["rows"] == ROWS == merchants(house)
