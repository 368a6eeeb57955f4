"""However the suite is divided, every test is run once, and one line says how all of them ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.source import ROOT
from tests.parts import SECONDS, split
from tests.run import NOTHING_COLLECTED, verdict

GOOD = "def test_one(): pass\n\ndef test_two(): pass\n"
BAD = "def test_three(): assert 1 == 2\n"
files = st.dictionaries(st.text("abc/_", min_size=1), st.integers(1, 400), max_size=30)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Three files with five tests, one of which fails."""
    for name, text in {"test_a.py": GOOD, "test_b.py": BAD, "test_c.py": GOOD}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def run(suite: Path, module: str, *words: str, **environment: str) -> tuple[int, str]:
    """Exit code and output of `python -m …` over a suite of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TRUSTCODE_")}
    alone = ["-c", os.devnull, "--rootdir", str(suite), "-p", "tests.parts", "-p", "no:cacheprovider", str(suite)]
    answer = subprocess.run(
        [sys.executable, "-m", module, *alone, *words],
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        cwd=suite, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return answer.returncode, answer.stdout + answer.stderr


@given(files, st.dictionaries(st.text("abc/_", min_size=1), st.floats(0, 900)), st.integers(1, 5))
def test_every_file_is_in_one_part(tests_in: dict[str, int], seconds: dict[str, float], count: int) -> None:
    parts = split(tests_in, seconds, count)

    assert len(parts) == count
    assert sorted(file for part in parts for file in part) == sorted(tests_in)


def test_parts_weigh_about_the_same_and_are_always_divided_in_the_same_way() -> None:
    tests_in = {f"test_{n}.py": n for n in range(1, 41)}
    seconds = {"test_1.py": 100.0, "test_2.py": 60.0, "test_3.py": 50.0}

    first, second = split(tests_in, seconds, 2)

    loads = [sum(seconds.get(file, 0.06 * tests_in[file]) for file in part) for part in (first, second)]
    assert abs(loads[0] - loads[1]) < 1
    assert split(dict(reversed(tests_in.items())), seconds, 2) == [first, second]


@pytest.mark.slow  # starts pytest
@pytest.mark.parametrize("count", [1, 3])
def test_all_parts_together_are_the_suite(suite: Path, tmp_path: Path, count: int) -> None:
    ran: list[str] = []
    for number in range(1, count + 1):
        _, said = run(suite, "pytest", "-v", TRUSTCODE_TEST_PART=f"{number}/{count}")
        ran += [line.split(" ")[0] for line in said.splitlines() if " PASSED" in line or " FAILED" in line]

    assert sorted(ran) == [
        "test_a.py::test_one", "test_a.py::test_two", "test_b.py::test_three", "test_c.py::test_one", "test_c.py::test_two",
    ]  # fmt: skip


@pytest.mark.slow  # starts pytest
@pytest.mark.parametrize("servers", ["", "one two"])
def test_the_last_line_is_the_sum_and_a_failure_anywhere_is_one_of_the_whole(suite: Path, servers: str) -> None:
    given = {"TRUSTCODE_TEST_DATABASE": servers, "TRUSTCODE_TEST_REDIS": servers}

    code, said = run(suite, "tests.run", **given)
    assert (code, said.splitlines()[-1]) == (1, "4 passed, 1 failed")

    (suite / "test_b.py").unlink()
    code, said = run(suite, "tests.run", **given)
    assert (code, said.splitlines()[-1]) == (0, "4 passed, 0 failed")


@pytest.mark.slow  # starts pytest
def test_a_test_that_cannot_be_set_up_or_read_has_failed(suite: Path) -> None:
    (suite / "test_b.py").write_text("def test_it(nothing): pass\n")
    assert run(suite, "tests.run")[1].splitlines()[-1] == "4 passed, 1 failed"

    (suite / "test_b.py").write_text("import nothing_of_this_name\n")
    code, said = run(suite, "tests.run", TRUSTCODE_TEST_DATABASE="a b", TRUSTCODE_TEST_REDIS="a b")
    assert code != 0
    assert not said.splitlines()[-1].endswith(" 0 failed")


def test_servers_of_both_kinds_must_be_as_many(suite: Path) -> None:
    code, said = run(suite, "tests.run", TRUSTCODE_TEST_DATABASE="a b", TRUSTCODE_TEST_REDIS="a")

    assert code == 1
    assert "must name as many servers" in said


def told(mine: int, collected: int, failed: int = 0) -> dict[str, int]:
    return {"mine": mine, "collected": collected, "passed": mine - failed, "failed": failed}


@pytest.mark.parametrize(
    ("codes", "parts", "said"),
    [
        ([0, 0], [told(3, 5), told(2, 5)], (0, 5, 0)),
        ([0, 1], [told(3, 5), told(2, 5, failed=2)], (1, 3, 2)),
        ([1, 0], [told(3, 5, failed=1), told(2, 5)], (1, 4, 1)),
        ([0, NOTHING_COLLECTED], [told(5, 5), told(0, 5)], (0, 5, 0)),
        ([NOTHING_COLLECTED, NOTHING_COLLECTED], [told(0, 0), told(0, 0)], (NOTHING_COLLECTED, 0, 1)),
        ([0, -9], [told(3, 5), None], (9, 3, 1)),
        ([0, 0], [told(3, 5), None], (1, 3, 1)),
        ([0, 0], [told(3, 5), told(1, 5)], (1, 4, 1)),
        ([0, 0], [told(3, 5), told(3, 5)], (1, 6, 1)),
    ],
)
def test_a_part_that_is_lost_or_not_the_rest_is_a_failure(
    codes: list[int], parts: list[dict[str, int] | None], said: tuple[int, int, int]
) -> None:
    assert verdict(codes, parts) == said


def test_the_table_of_seconds_names_files_that_are_there() -> None:
    named = json.loads(SECONDS.read_text())

    assert [file for file in named if not (ROOT / file).is_file()] == []
