"""Loading tables of clocks: every version stays, and the record names it."""

from __future__ import annotations

import json

from sqlalchemy import func, select

from trustcode.clocks import actions, queries
from trustcode.clocks.entries import ClocksLoaded
from trustcode.clocks.models import ClockSet
from trustcode.clocks.rules import ClockCode
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.record.reading import entries_about
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def changed() -> str:
    """The shipped table with another length for handing over from the hotline."""
    rows = json.loads(actions.shipped())
    for row in rows:
        if row["code"] == "C10":
            row["length"] = 2
    return json.dumps(rows)


def test_the_shipped_table_is_loaded_once(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 1
        assert actions.load(p, text=actions.shipped()) == 1

    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(ClockSet)) == 1


def test_a_new_table_counts_from_now_and_the_old_one_stays(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        assert actions.load(p, text=changed()) == 2
        assert actions.load_shipped(p) == 2

    with reading(store) as reader:
        assert queries.clocks(reader).rule(ClockCode.HAND_OVER, civil_day(at)).length == 2
        noted = entries_about(reader, ["2"], [ClocksLoaded.kind])
    assert [one.facts["version"] for one in noted] == [2]
