"""Ledgers whose taking in is killed, at whatever point, have left nothing, and can be handed in again."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import AT, open_store
from tests.doors.console.test_import_killed import PATIENCE, kill_after
from tests.merchants.builders import a_person
from tests.returns.builders import a_shop
from tests.returns.ledger_files import a_row, as_csv
from trustcode.record.models import Entry
from trustcode.returns.models import LedgerImport, Return
from trustcode.settings import ROOT
from trustcode.storage.reading import reading

ROWS = 6_000


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a database, somebody with a shop, and a ledger of many rows."""
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    store = open_store(f"sqlite:///{tmp_path / 'trustcode.db'}", tmp_path / "files")
    owner = a_person(store, AT, handle="one@example.com")
    shop = a_shop(store, AT, owner=owner)
    store.close()
    rows = [a_row(AT, unit=shop.id, receipt_no=f"R{n}", goods_name=f"茶叶 {n}") for n in range(ROWS)]
    (tmp_path / "list.csv").write_bytes(as_csv(rows))
    return tmp_path


def started(house: Path) -> subprocess.Popen[bytes]:
    words = ["import", "returns", str(house / "list.csv"), "--as", "one@example.com", "--json"]
    command = [sys.executable, "-m", "tests.doors.console.small_house", str(house), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def counts(house: Path) -> tuple[int, int, int]:
    """Lines, imports and their entries."""
    store = open_store(f"sqlite:///{house / 'trustcode.db'}", house / "files")
    with reading(store) as reader:
        lines, imports = (int(reader.scalar(select(func.count()).select_from(m))) for m in (Return, LedgerImport))
        entries = int(reader.scalar(select(func.count()).select_from(Entry).where(Entry.kind == "return.taken_in")))
    store.close()
    return lines, imports, entries


@pytest.mark.slow  # starts Python several times, since a process has to die
def test_killed_at_any_point_nothing_is_there_and_again_all_is(house: Path) -> None:
    for most in (1, 500_000, 1_500_000):
        with started(house) as child:
            was_at_work = kill_after(child, house, most)
        assert was_at_work
        assert counts(house) == (0, 0, 0)

    with started(house) as child:
        out, _ = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0 != signal.SIGKILL
    assert json.loads(out)["new"] == ROWS
    assert counts(house) == (ROWS, 1, 1)
