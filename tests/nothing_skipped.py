"""Says in one line what was left out and how to get it; and with TRUSTCODE_NOTHING_SKIPPED=1 lets nothing be left out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from typing import Any

import pytest

STRICT = os.environ.get("TRUSTCODE_NOTHING_SKIPPED") == "1"


def missing() -> list[str]:
    """What some tests need and this machine does not offer, each with the way to get it."""
    found = []
    if not os.environ.get("TRUSTCODE_TEST_DATABASE"):
        found.append("PostgreSQL: set TRUSTCODE_TEST_DATABASE=postgresql://… to a server that may create databases")
    if not os.environ.get("TRUSTCODE_TEST_REDIS"):
        found.append("Redis: set TRUSTCODE_TEST_REDIS=redis://…")
    if not shutil.which("chromium"):
        found.append("browser: install Chromium (Debian: apt-get install chromium fonts-noto-cjk)")
    return found


def pytest_configure() -> None:
    if STRICT and missing():
        raise pytest.UsageError("Nothing may be skipped, and this is missing. " + " · ".join(missing()))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in missing():
        terminalreporter.write_line(f"Left out, {line}; or run .ci/run.")


def _not_allowed(report: pytest.TestReport | pytest.CollectReport) -> None:
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _not_allowed(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _not_allowed(report)
    return report
