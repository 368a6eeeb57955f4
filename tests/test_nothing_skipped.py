"""Where nothing may be skipped, a skipped test is a failed one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

SKIPPING = "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n"
SKIPPED_WHOLE = "import pytest\n\npytest.skip('no server', allow_module_level=True)\n"
AT_HAND = {"TRUSTCODE_TEST_DATABASE": "postgresql://x/y", "TRUSTCODE_TEST_REDIS": "redis://x"}


def run(folder: Path, text: str, **environment: str) -> tuple[int, str]:
    """Exit code and output of a run of its own over one file, with Chromium seemingly installed."""
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "chromium").touch(mode=0o755)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TRUSTCODE_")}
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(folder), "-p", "tests.nothing_skipped",
         "-p", "no:cacheprovider", str(folder / "test_it.py")],
        env={**clean, "PYTHONPATH": str(ROOT), "PATH": f"{folder}:/usr/bin:/bin", **environment},
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return answer.returncode, answer.stdout + answer.stderr


@pytest.mark.parametrize("text", [SKIPPING, SKIPPED_WHOLE])
def test_what_is_skipped_fails_where_nothing_may_be(tmp_path: Path, text: str) -> None:
    code, said = run(tmp_path, text, TRUSTCODE_NOTHING_SKIPPED="1", **AT_HAND)

    assert code in {1, 2}
    assert "nothing may be" in said


def test_elsewhere_a_skip_is_a_skip_and_a_line_says_how_to_get_it(tmp_path: Path) -> None:
    code, said = run(tmp_path, SKIPPING)

    assert code == 0
    assert "Left out, PostgreSQL: set TRUSTCODE_TEST_DATABASE" in said


def test_a_missing_server_stops_the_strict_run_at_once(tmp_path: Path) -> None:
    code, said = run(tmp_path, SKIPPING, TRUSTCODE_NOTHING_SKIPPED="1")

    assert code == 4
    assert "Nothing may be skipped, and this is missing" in said
