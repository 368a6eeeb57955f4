"""A unit's standing moves by its table: it is set in one place, by an arrow."""

from __future__ import annotations

import ast

from tests.house.source import inside, python_files, tree_of

THE_SETTER = "merchants/actions/moving.py"


def settings_of_standing() -> list[str]:
    """Files that assign to `….standing`."""
    found = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(t, ast.Attribute) and t.attr == "standing" for t in targets):
                found.append(inside(path))
    return found


def test_standing_is_set_in_one_place() -> None:
    assert settings_of_standing() == [THE_SETTER]
