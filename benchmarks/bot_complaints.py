"""5,000 complaints by bots with 50 phones between 100 honest ones, by the real act, on every engine at hand.

What must hold is counted and asserted: nothing is lost, the public figures stay those of the honest ones, each marked
one has its reasons, and the officer's list is short. What it costs is a ratio: a filing at the end of the flood against
one at its beginning. Everything here is invented.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.conditions import conditions
from tests import conftest
from tests.complaints.builders import a_shop
from tests.complaints.flood import APART, Filed, Flood, pour
from tests.merchants.builders import COUNTY, SCHEME, Shop, an_officer
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.lists import Asked, bundled
from trustcode.complaints.queries.silence import answering_of
from trustcode.kernel.moments import civil_day
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.publication.queries.history import facts_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "bot_complaints.json"
FLOOD = Flood(
    bots=int(os.environ.get("FLOOD_BOTS", "5000")),
    phones=int(os.environ.get("FLOOD_PHONES", "50")),
    honest=int(os.environ.get("FLOOD_HONEST", "100")),
)
AT = conftest.AT
EDGE = 200
"""Filings at the beginning and at the end that are compared."""


def main() -> None:
    """On each engine at hand an empty database, the flood, and what is counted afterwards."""
    results = {}
    for engine in conftest.ENGINES:
        with tempfile.TemporaryDirectory() as name, _a_store(engine, Path(name)) as store:
            results[engine] = _flooded(store, engine)
    under = conditions(
        "the last filings against the first by seconds of the processor, median of each; SQLite does not wait for the disk"
    )
    RESULT.write_text(json.dumps({"conditions": under, "results": results}, indent=2) + "\n")
    print(f"\n  written to {RESULT.relative_to(ROOT)}")


@contextmanager
def _a_store(engine: str, folder: Path) -> Iterator[Store]:
    name = f"tc_{uuid.uuid4().hex[:12]}"
    if engine == "postgresql":
        conftest.create_database(name, "template0")
    url = f"sqlite:///{folder / 'trustcode.db'}" if engine == "sqlite" else conftest.url_of(name)
    store = conftest.open_store(url, folder / "files")
    try:
        conftest.fill(store)
        yield store
    finally:
        store.close()
        if engine == "postgresql":
            conftest.drop_database(name)


def _flooded(store: Store, engine: str) -> dict[str, Any]:
    shop, other = (a_shop(store, AT, settles=False) for _ in range(2))
    costs: list[float] = []
    began = [time.process_time()]

    def heard(n: int) -> None:
        costs.append(time.process_time() - began[0])
        began[0] = time.process_time()
        if n % 500 == 499:
            print(f"  {engine}: {n + 1:,} bots", flush=True)

    made = pour(store, AT, shop, other, FLOOD, heard)
    return _judged(store, shop, made, costs)


def _judged(store: Store, shop: Shop, made: Filed, costs: list[float]) -> dict[str, Any]:
    after = civil_day(AT + FLOOD.bots * APART)
    officer = an_officer(store, AT, scope=COUNTY)
    with reading(store) as reader:
        held = {one.number: one.holds != "[]" for one in reader.all(select(Complaint))}
        unit = reader.get(Merchant, shop.id)
        counted = len(facts_of(reader, shop.id, after))
        answering = answering_of(reader, shop.id, after, SCHEME).answering.value
        began = time.process_time()
        rows = bundled(reader, officer, Asked(), limit=10**4)
        listed = time.process_time() - began
    alone = {row.number for row in rows if row.together == 1}
    assert unit is not None
    assert unit.standing is Standing.ACTIVE
    assert answering == "none"
    assert len(held) == FLOOD.bots + FLOOD.honest == sum(row.together for row in rows)
    assert all(held[number] for number in made.bots)
    assert set(made.honest) <= alone
    assert counted == sum(not held[number] for number in made.honest_about_shop)
    return {
        "bots": FLOOD.bots,
        "phones": FLOOD.phones,
        "honest": FLOOD.honest,
        "bots_marked": sum(held[number] for number in made.bots),
        "honest_marked": sum(held[number] for number in made.honest),
        "counted_in_public_about_the_shop": counted,
        "honest_about_the_shop": len(made.honest_about_shop),
        "rows_of_the_officer": len(rows),
        "last_filings_to_first": round(statistics.median(costs[-EDGE:]) / statistics.median(costs[:EDGE]), 2),
        "list_to_a_filing": round(listed / statistics.median(costs[:EDGE]), 1),
    }
