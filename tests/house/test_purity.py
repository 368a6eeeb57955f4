"""Rules are pure: they can be imported where there is no web, no database and no template."""

from __future__ import annotations

import subprocess
import sys

from tests.house.source import ROOT, inside, module_of, python_files

BLOCKED = ["alembic", "flask", "flask_limiter", "flask_login", "flask_migrate", "flask_sqlalchemy", "flask_wtf",
           "jinja2", "psycopg", "pysqlite3", "redis", "sqlalchemy", "sqlite3", "werkzeug"]  # fmt: skip
SCRIPT = """
import importlib, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in set(sys.argv[1].split(",")):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
for name in sys.argv[2].split(","):
    importlib.import_module(name)
"""


def pure_modules() -> list[str]:
    """The kernel, the tree of the record, and the rules of every room."""

    def is_pure(path: str) -> bool:
        return path.startswith("kernel/") or path == "record/tree.py" or "/rules" in path

    return [module_of(path) for path in python_files() if is_pure(inside(path))]


def import_without(modules: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT, ",".join(BLOCKED), ",".join(modules)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_rules_can_be_imported_without_web_and_database() -> None:
    answer = import_without(pure_modules())

    assert answer.returncode == 0, answer.stderr


def test_what_is_not_pure_is_noticed() -> None:
    assert "blocked: sqlalchemy" in import_without(["trustcode.storage.base"]).stderr
