"""The clocks of the law for programs: the very table and the very reckoning of the pages, and a clear no for the rest."""

from __future__ import annotations

from datetime import date

import pytest

from tests.doors.window.conftest import Program
from trustcode.calendars.queries import calendar
from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, Unit, run
from trustcode.storage.reading import reading

STARTS = (date(2024, 2, 8), date(2026, 4, 14), date(2026, 4, 15), date(2026, 9, 28), date(2027, 12, 28))


def test_the_table_is_the_one_in_force(still: Program) -> None:
    told = still.read("/api/v1/clocks")
    with reading(still.store) as reader:
        rules = clocks(reader).rules

    assert [one["clock"] for one in told["clocks"]] == [code.value for code in ClockCode]
    rows = [(one["clock"], v["valid_from"], v["length"], v["unit"]) for one in told["clocks"] for v in one["versions"]]
    assert rows == [(r.code.value, r.valid_from.isoformat(), r.length, r.unit.value) for r in rules]
    assert still.read("/api/v1/clocks/C2") == told["clocks"][1]


def test_the_days_are_those_of_the_rules_for_every_clock(still: Program) -> None:
    with reading(still.store) as reader:
        table, known = clocks(reader), calendar(reader)

    for code in ClockCode:
        for start in STARTS:
            rule = table.rule(code, start)
            if rule.unit is Unit.NAMED:
                continue
            told = still.read(f"/api/v1/clocks/{code.value}/days?from={start}")
            ran = run(rule, start, known, today=start)
            assert told["last_day"] == ran.due_on.isoformat()
            assert told["provisional"] is ran.reckoning.provisional
            assert [day["day"] for day in told["days"]] == [step.day.isoformat() for step in ran.reckoning.steps]
            assert told["days"][-1]["number"] in {rule.length, None}


def test_national_day_and_its_worked_weekends_are_told(still: Program) -> None:
    """Seven working days from 28 September 2026: counted by hand from the notice of 2026."""
    told = still.read("/api/v1/clocks/C1/days?from=2026-09-28")

    counted = [day["day"][5:] for day in told["days"] if day["counts"]]
    assert counted == ["09-29", "09-30", "10-08", "10-09", "10-10", "10-12", "10-13"]
    why = {day["day"][5:]: day["why"]["code"] for day in told["days"]}
    assert (why["09-28"], why["10-01"], why["10-10"], why["10-11"]) == ("start", "rest", "makeup", "rest")
    assert told["days"][-1] == {
        "day": "2026-10-13", "counts": True, "number": 7, "why": {"code": "workday", "zh": "工作日", "en": "working day"},
    }  # fmt: skip


def test_the_day_on_which_it_came_in_chooses_the_law(still: Program) -> None:
    old = still.read("/api/v1/clocks/C2/days?from=2026-05-06&came_in=2024-06-28")
    new = still.read("/api/v1/clocks/C2/days?from=2026-05-06")

    assert (old["rule"]["length"], old["rule"]["unit"]) == (45, "workday")
    assert (new["rule"]["length"], new["rule"]["unit"], new["last_day"]) == (60, "day", "2026-07-06")
    assert new["days"][-1]["why"]["code"] == "rolled"


def test_a_pause_and_an_extension_are_counted_where_the_law_has_them(still: Program) -> None:
    plain = still.read("/api/v1/clocks/C5/days?from=2026-05-11")
    longer = still.read("/api/v1/clocks/C5/days?from=2026-05-11&extended=true")
    paused = still.read("/api/v1/clocks/C5/days?from=2026-05-11&pause=testing:2026-05-12/2026-05-15")

    assert sum(day["counts"] for day in plain["days"]) == 15
    assert sum(day["counts"] for day in longer["days"]) == 30
    assert [day["day"] for day in paused["days"] if day["why"]["code"] == "paused"] == [
        "2026-05-13", "2026-05-14", "2026-05-15",
    ]  # fmt: skip
    assert sum(day["counts"] for day in paused["days"]) == 15


def test_a_year_without_a_notice_is_provisional_and_named(still: Program) -> None:
    with reading(still.store) as reader:
        first = next(year for year in range(2026, 2099) if calendar(reader).is_provisional(date(year, 1, 1)))

    told = still.read(f"/api/v1/clocks/C1/days?from={first - 1}-12-30")

    assert (told["provisional"], told["provisional_years"]) == (True, [first])


def test_a_clock_that_a_notice_ends_needs_its_day(still: Program) -> None:
    missing = still.ask("/api/v1/clocks/C4/days?from=2026-11-20")
    told = still.read("/api/v1/clocks/C4/days?from=2026-11-20&named=2026-11-28")
    elsewhere = still.ask("/api/v1/clocks/C1/days?from=2026-11-20&named=2026-11-28")

    assert [fault["field"] for fault in missing.json["errors"]] == ["named"]
    assert told["last_day"] == "2026-11-28"
    assert elsewhere.json["errors"][0]["code"] == "parameter_unknown"


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", {"from": "parameter_missing"}),
        ("from=", {"from": "parameter_missing"}),
        ("from=20260420", {"from": "parameter_not_a_day"}),
        ("from=2026-02-30", {"from": "parameter_not_a_day"}),
        ("from=9999-12-31", {"from": "parameter_not_a_day"}),
        ("from=２０２６-04-20", {"from": "parameter_not_a_day"}),
        ("from=2026-04-20%00", {"from": "parameter_not_a_day"}),
        ("from=2026-04-20&from=2026-04-21", {"from": "parameter_twice"}),
        ("form=2026-04-20", {"form": "parameter_unknown", "from": "parameter_missing"}),
        ("from=2026-04-20&extended=1", {"extended": "parameter_not_yes"}),
        ("from=2026-04-20&extended=true", {"extended": "clocks_no_extension_here"}),
        ("from=2026-04-20&pause=appraisal:2026-04-21/2026-04-22", {"pause": "clocks_no_pause_here"}),
        ("from=2026-04-20&pause=appraisal", {"pause": "parameter_not_a_pause"}),
        ("from=2026-04-20&pause=holiday:2026-04-21/2026-04-22", {"pause": "parameter_not_a_pause"}),
        ("from=2026-04-20&pause=appraisal:2026-04-22/2026-04-21", {"pause": "parameter_not_a_pause"}),
        ("from=2026-04-20&pause=appraisal:2000-01-01/2099-12-31", {"pause": "parameter_not_a_pause"}),
        ("from=2026-04-20" + "&pause=appraisal:2026-04-21/2026-04-22" * 6, {"pause": "parameter_too_many_pauses"}),
    ],
)
def test_every_fault_of_a_question_is_named(still: Program, query: str, wrong: dict[str, str]) -> None:
    answer = still.ask(f"/api/v1/clocks/C1/days?{query}")

    assert answer.status_code == 400
    assert {fault["field"]: fault["code"] for fault in answer.json["errors"]} == wrong
    assert all(fault["detail"] for fault in answer.json["errors"])


@pytest.mark.parametrize("name", ["c1", "C0", "C99", "P9", "C1%00", "%EF%BC%A31"])
def test_a_clock_that_is_none_is_not_found(still: Program, name: str) -> None:
    assert still.ask(f"/api/v1/clocks/{name}").status_code == 404
