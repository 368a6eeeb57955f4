"""Names say what a thing is; a drawer for odds and ends has no name."""

from __future__ import annotations

import ast
import re

from tests.house.source import inside, python_files, tree_of

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "handler", "handlers",
           "processor", "service", "services", "info"}  # fmt: skip
ALLOWED = {"storage/base.py"}
VAGUE_VERBS = re.compile(r"^(do|process|handle|manage)(_|$)")


def test_no_file_is_a_drawer() -> None:
    drawers = [inside(p) for p in python_files() if {p.stem, *inside(p).split("/")[:-1]} & (DRAWERS | {"base"})]
    assert set(drawers) - ALLOWED == set()


def test_no_function_has_a_vague_verb() -> None:
    vague = [
        f"{inside(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and VAGUE_VERBS.match(node.name)
    ]
    # Their names are SQLAlchemy's and the interpreter's own.
    assert [name for name in vague if not name.endswith(("process_bind_param", "process_result_value"))] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    left = [inside(path) for path in python_files() if later.search(path.read_text(encoding="utf-8"))]
    assert left == []


def test_no_silence_without_a_reason() -> None:
    bare = re.compile(r"#\s*(noqa(:\s*[A-Z0-9, ]+)?|type:\s*ignore)\s*$", re.MULTILINE)
    silent = [inside(path) for path in python_files() if bare.search(path.read_text(encoding="utf-8"))]
    assert silent == []
