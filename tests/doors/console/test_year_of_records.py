"""A year of records taken in and swept, held against a recount that knows nothing of the product; and against kill -9."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.conftest import AT, open_store
from tests.doors.console.conftest import Terminal
from tests.doors.scan.shops import Clock, a_door, client
from tests.exchange.recount import Recount, differences, recount
from tests.exchange.year import Unit, a_year, write_csv, write_lines
from tests.merchants.builders import DAY, an_active_merchant, an_officer
from trustcode.complaints.queries.lists import Asked, queue_counts
from trustcode.complaints.queries.reports import report_counts
from trustcode.complaints.rules.course import State
from trustcode.exchange.actions import records
from trustcode.kernel.moments import civil_day
from trustcode.merchants.models import Merchant
from trustcode.publication.actions import forming
from trustcode.publication.models import Item
from trustcode.publication.queries import history
from trustcode.publication.queries.rates import publication_rate
from trustcode.record.auditing import audit
from trustcode.settings import ROOT
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

TODAY = civil_day(AT)
COUNTIES = ("430103", "430104")
PROVINCE = "430000"
PATIENCE = 300


@dataclass(frozen=True)
class Year:
    """The shops and what the recount says of the file."""

    units: tuple[Unit, ...]
    file: Path
    counted: Recount


def a_small_year(store: Store, folder: Path, *, scale: float, shops: int = 6, lines: bool = False) -> Year:
    """Two years of records about some shops in two counties, as a file of either kind; nothing is taken in."""
    made = [an_active_merchant(store, AT - 1_100 * DAY, region_code=COUNTIES[n % 2]) for n in range(shops)]
    with reading(store) as reader:
        rows = [reader.get(Merchant, shop.id) for shop in made]
    units = tuple(Unit(row.id, row.credit_code, row.region_code) for row in rows if row is not None)
    as_table = folder / "year.csv"
    write_csv(as_table, a_year(units, TODAY, scale=scale, days=640))
    if lines:
        write_lines(folder / "year.jsonl", a_year(units, TODAY, scale=scale, days=640))
    counted = recount(as_table, frozenset(unit.credit_code for unit in units))
    return Year(units, folder / "year.jsonl" if lines else as_table, counted)


def pages_wrong(store: Store, year: Year) -> list[str]:
    """What the pages of the shops say otherwise than the recount."""
    visitor = client(a_door(store, Clock(AT)))

    def get(address: str) -> str:
        answer = visitor.get(address)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return [
        wrong for unit in year.units for wrong in differences(year.counted.shops[unit.credit_code], TODAY, unit.id, get)
    ]


def lists_wrong(store: Store, year: Year) -> list[str]:
    """Where the lists of officers and the rates differ from the recount."""
    found = []
    officers = {region: an_officer(store, AT, scope=region) for region in COUNTIES}
    with reading(store) as reader:
        for region, officer in officers.items():
            mine = {state.value: count for state, count in queue_counts(reader, officer, Asked()).items()}
            clues = {state.value: count for state, count in report_counts(reader, officer).items()}
            found += [f"{region}: {mine}"] if mine != year.counted.complaints[region] else []
            found += [f"{region}: {clues}"] if clues != year.counted.reports[region] else []
        for one in {*year.counted.published, *(number for number, _ in year.counted.withheld)}:
            rate = publication_rate(reader, PROVINCE, one)
            withheld = {why: count for (number, why), count in year.counted.withheld.items() if number == one}
            base = year.counted.published[one] + withheld.get("W1", 0) + withheld.get("W6", 0)
            said = {why.value: count for why, count in rate.withheld.items()}
            right = (rate.published, rate.publishable, rate.waiting) == (year.counted.published[one], base, 0)
            found += [] if right and said == withheld else [f"{one}: {rate}"]
    return found


@pytest.mark.parametrize("lines", [True, False], ids=["jsonl", "csv"])
def test_pages_lists_and_rates_are_those_of_the_recount(terminal: Terminal, tmp_path: Path, *, lines: bool) -> None:
    year = a_small_year(terminal.store, tmp_path, scale=0.012, lines=lines)

    answer = terminal.asks("import", "complaints", year.file)
    swept = terminal.asks("sweep")

    assert answer["enquiries"] == year.counted.enquiries > 600
    assert answer["rows"] == answer["new"] + answer["enquiries"] > 2_400
    assert swept["publication"]["published"] == sum(year.counted.published.values()) > 1_000
    assert pages_wrong(terminal.store, year) == []
    assert lists_wrong(terminal.store, year) == []
    with reading(terminal.store) as reader:
        assert audit(reader).bad_entry is None
    assert terminal.asks("import", "complaints", year.file)["new"] == 0
    again = terminal.asks("sweep")["publication"]
    assert set(again.values()) == {0}


def _consent_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = forming.withheld_for
    monkeypatch.setattr(forming, "withheld_for", lambda ended: judged(replace(ended, may_publish=True)))


def _acceptance_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = forming.withheld_for
    monkeypatch.setattr(forming, "withheld_for", lambda ended: judged(replace(ended, was_accepted=True)))


def _withdrawn_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = history.counts
    monkeypatch.setattr(
        history, "counts", lambda state, **facts: state is not State.WITHDRAWN and counts(state, **facts)
    )


def _closed_on_the_day_in(monkeypatch: pytest.MonkeyPatch) -> None:
    made = records._matter
    monkeypatch.setattr(records, "_matter", lambda one, source: made(replace(one, closed_on=one.came_on), source))


def _answers_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    made = records._complaint
    monkeypatch.setattr(records, "_complaint", lambda *given: {**made(*given), "answered_in_time": None})


def _one_in_fifty_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = records._fresh

    def fewer(*given: Any) -> bytearray:
        found = fresh(*given)
        found[::50] = bytes(len(found[::50]))
        return found

    monkeypatch.setattr(records, "_fresh", fewer)


@pytest.mark.parametrize(
    ("weaken", "where"),
    [
        (_consent_forgotten, {lists_wrong}),  # the gate asks for consent once more, so no page shows it
        (_acceptance_forgotten, {pages_wrong, lists_wrong}),
        (_withdrawn_forgotten, {pages_wrong}),
        (_closed_on_the_day_in, {pages_wrong}),
        (_answers_lost, {pages_wrong}),
        (_one_in_fifty_lost, {pages_wrong, lists_wrong}),
    ],
)
def test_the_recount_notices_a_weakened_build(
    small_terminal: Terminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    weaken: Callable[[pytest.MonkeyPatch], None],
    where: set[Callable[[Store, Year], list[str]]],
) -> None:
    year = a_small_year(small_terminal.store, tmp_path, scale=0.002, shops=2)
    weaken(monkeypatch)
    small_terminal.asks("import", "complaints", year.file)
    small_terminal.asks("sweep")

    for look in where:
        assert look(small_terminal.store, year)


@pytest.fixture
def small_terminal(open_terminal: Callable[..., Terminal], tmp_path: Path, sqlite_template: Path) -> Terminal:
    """A terminal on SQLite alone: a recount that notices something does so on any engine."""
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    return open_terminal(f"sqlite:///{tmp_path / 'trustcode.db'}")


@pytest.mark.slow  # starts Python several times, since a process has to die
def test_a_sweep_that_is_killed_goes_on_where_it_was(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    store = open_store(f"sqlite:///{tmp_path / 'trustcode.db'}", tmp_path / "files")
    with closing(store):
        year = a_small_year(store, tmp_path, scale=0.012, shops=3)
        assert _run(tmp_path, "import", "complaints", str(year.file)).wait(PATIENCE) == 0
        due, seen = sum(year.counted.published.values()), []
        for least in (1, due // 2, due + 1):
            with _run(tmp_path, "sweep") as child:
                until = time.monotonic() + PATIENCE
                while _items(store) < least and child.poll() is None and time.monotonic() < until:
                    time.sleep(0.01)
                child.kill()
            seen.append(_items(store))
        assert 0 < seen[0] < seen[2]
        assert _run(tmp_path, "sweep").wait(PATIENCE) == 0

        assert pages_wrong(store, year) == []
        assert lists_wrong(store, year) == []
        with reading(store) as reader:
            assert audit(reader).bad_entry is None


def _items(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count(Item.complaint_id))) or 0)


def _run(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.doors.console.small_house", str(folder), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
