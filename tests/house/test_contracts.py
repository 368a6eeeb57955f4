"""The floors of the house, as written in pyproject.toml; and that each contract would notice a trespass."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, rooms

SETTINGS = ROOT / "pyproject.toml"
CONTRACTS = {
    c["id"]: c for c in tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
}

TRESPASSES = {
    "floors": [("kernel/moments.py", "from trustcode.storage import base"), ("cupboard.py", "")],
    "doors": [
        ("doors/scan/office.py", "from trustcode.doors.console import trespass"),
        ("doors/console/trespass.py", ""),
    ],
    "grammar": [("people/models.py", "from trustcode.people import entries"), ("people/odds_and_ends.py", "")],
    "pure": [("calendars/rules.py", "import sqlalchemy")],
    "no-http": [("calendars/queries.py", "import flask")],
    "one-pen": [("calendars/actions.py", "from trustcode.storage.writing import write_session")],
    "no-tables-in-doors": [("doors/console/trespass.py", "from trustcode.calendars import models")],
    "one-gate": [("doors/lobby/office.py", "from trustcode.complaints.models import Complaint")],
    "fast-path": [("doors/scan/app.py", "from trustcode.calendars import queries")],
}


def lint(folder: Path) -> str:
    """What import-linter says about the package in a folder."""
    code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))"
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", code, str(SETTINGS)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return f"{answer.stdout}\n{answer.stderr}\nexit {answer.returncode}"


def test_a_floor_uses_only_the_floors_beneath_it() -> None:
    said = lint(ROOT)

    assert said.endswith("exit 0"), said


@pytest.fixture(scope="module")
def said_of_trespasses(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said about a copy of the house with a trespass against every contract."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, folder / "trustcode", ignore=lambda _, names: [n for n in names if not _is_code(n)])
    for planted in TRESPASSES.values():
        for name, line in planted:
            path = folder / "trustcode" / name
            path.parent.mkdir(exist_ok=True)
            (path.parent / "__init__.py").touch()
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n{line}\n")
    return lint(folder)


def _is_code(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_contract_notices_a_trespass(contract: str, said_of_trespasses: str) -> None:
    assert f"{CONTRACTS[contract]['name']} BROKEN" in said_of_trespasses


def test_every_package_and_every_stranger_in_a_room_needs_a_place(said_of_trespasses: str) -> None:
    assert "trustcode.cupboard" in said_of_trespasses
    assert "trustcode.people.odds_and_ends" in said_of_trespasses


def test_every_contract_says_what_to_do_instead() -> None:
    assert [c for c in CONTRACTS.values() if not c.get("broken_contract_guidance")] == []


def test_no_contract_looks_away() -> None:
    assert [c for c in CONTRACTS.values() if c.get("ignore_imports")] == []


@pytest.mark.parametrize("room", rooms())
def test_every_room_keeps_the_grammar_and_knows_no_http(room: str) -> None:
    assert f"trustcode.{room}" in CONTRACTS["grammar"]["containers"]
    assert f"trustcode.{room}" in CONTRACTS["no-http"]["source_modules"]
