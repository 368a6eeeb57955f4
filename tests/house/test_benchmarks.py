"""What measures is code as well: it goes on fitting the product, though nobody runs all of it every day."""

from __future__ import annotations

import importlib

import pytest

from tests.house.source import ROOT

# `served` is loaded by a server alone, which names the app and the folder.
NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem not in {"__init__", "served"})


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_finds_all_that_it_imports(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__
