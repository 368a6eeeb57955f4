"""One part of the suite: `TRUSTCODE_TEST_PART=1/2` takes the first of two parts, by whole files, and leaves the other.

Each run works out all parts from all that was collected, so every test is in exactly one of them. What a run did is
told in the file that TRUSTCODE_TEST_TOLD names, for `tests/run.py` to add up.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

PART = os.environ.get("TRUSTCODE_TEST_PART", "1/1")
TOLD = os.environ.get("TRUSTCODE_TEST_TOLD", "")
SECONDS = Path(__file__).with_name("seconds.json")
"""What slow files took in a whole run (`python -m tests.run --weigh` writes it anew)."""

USUAL = 0.06
"""Seconds that one test of a file takes which is not in the table."""


def split(tests_in: Mapping[str, int], seconds: Mapping[str, float], count: int) -> list[set[str]]:
    """Files in `count` parts of about the same weight: the heaviest first, each to the part that is lightest so far."""
    weights = {file: seconds.get(file, USUAL * tests) for file, tests in tests_in.items()}
    parts: list[set[str]] = [set() for _ in range(count)]
    loads = [0.0] * count
    for file in sorted(weights, key=lambda file: (-weights[file], file)):
        lightest = loads.index(min(loads))
        parts[lightest].add(file)
        loads[lightest] += weights[file]
    return parts


def file_of(item: pytest.Item | pytest.TestReport) -> str:
    """The file of a test, from the root."""
    return item.nodeid.partition("::")[0]


class Told:
    """What this run was given, how each test of it ended, and how long each file took."""

    def __init__(self) -> None:
        self.collected = self.mine = 0
        self.passed: set[str] = set()
        self.failed: set[str] = set()
        self.seconds: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        number, count = map(int, PART.split("/"))
        files = split(Counter(map(file_of, items)), json.loads(SECONDS.read_text()), count)[number - 1]
        others = [item for item in items if file_of(item) not in files]
        self.collected, self.mine = len(items), len(items) - len(others)
        if others:
            items[:] = [item for item in items if file_of(item) in files]
            config.hook.pytest_deselected(items=others)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[file_of(report)] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        if TOLD:
            told = {
                "collected": self.collected,
                "mine": self.mine,
                "passed": len(self.passed - self.failed),
                "failed": len(self.failed),
                "seconds": self.seconds,
            }
            Path(TOLD).write_text(json.dumps(told))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Told())
