"""An `__init__.py` says what its folder is, and nothing else: importing one module never drags in its neighbours."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, inside, python_files, tree_of

INITS = [path for path in python_files() if path.name == "__init__.py"]


@pytest.mark.parametrize("path", INITS, ids=inside)
def test_an_init_holds_a_docstring_and_nothing_else(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))
    assert len(tree_of(path).body) == 1


@pytest.mark.parametrize("path", [p for p in python_files() if p.parent != PACKAGE], ids=inside)
def test_every_folder_of_code_is_a_package(path: Path) -> None:
    assert (path.parent / "__init__.py").exists()
