"""Every command explains itself, and fails with a sentence and a code, never with a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.doors.console.conftest import OpenTerminal, Terminal
from trustcode.doors.console.commands import group


def commands(
    found: click.Command = group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    if path:
        yield path, found
    if isinstance(found, click.Group):
        for name, one in sorted(found.commands.items()):
            yield from commands(one, (*path, name))


ALL = dict(commands())
LEAVES = [path for path, one in ALL.items() if not isinstance(one, click.Group) or one.invoke_without_command]
IN_NEED = [("sweep",), ("record", "audit"), ("record", "rebuild"), ("officer", "list"), ("facts",)]
"""Commands without arguments that need a database."""


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_explains_itself(open_terminal: OpenTerminal, tmp_path: Path, path: tuple[str, ...]) -> None:
    terminal = open_terminal(f"sqlite:///{tmp_path / 'none.db'}")

    result = terminal.types(*path, "--help")
    assert "\\b" not in result.output

    assert result.exit_code == 0
    assert ALL[path].help
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_a_command_answers_in_json_on_demand(path: tuple[str, ...]) -> None:
    assert any("--json" in option.opts for option in ALL[path].params)


@pytest.mark.parametrize("path", IN_NEED, ids=" ".join)
def test_without_tables_a_command_says_what_to_run(
    open_terminal: OpenTerminal, tmp_path: Path, path: tuple[str, ...]
) -> None:
    empty = open_terminal(f"sqlite:///{tmp_path / 'empty.db'}")

    result = empty.types(*path)

    assert result.exit_code == 1
    assert "The database has no tables yet, or old ones: run `flask db upgrade`." in result.stderr


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/nothing", "sqlite:////nowhere/at/all.db"])
def test_a_database_that_is_away_is_said_in_a_sentence(open_terminal: OpenTerminal, url: str) -> None:
    answer = open_terminal(url).asks("sweep")

    assert (answer["exit"], answer["error"]) == (1, "The database does not answer. Nothing was changed; try again.")


def test_a_fault_of_the_program_is_not_taken_for_a_no(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trustcode.doors.console.records.audit_entries", lambda _reader: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        terminal.types("record", "audit")
