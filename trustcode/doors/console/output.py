"""How commands answer: sentences for people, JSON for programs, an exit code that tells success."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import with_appcontext

from trustcode.doors.lobby import words as _words  # noqa: F401 - registers the words of the people room's refusals
from trustcode.doors.wording.labels import words_of
from trustcode.kernel.canonical import plain
from trustcode.kernel.refusals import Refusal
from trustcode.settings import BadSettings
from trustcode.storage.outages import OUTAGES, has_no_tables

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

NO_TABLES = "The database has no tables yet, or old ones: run `flask db upgrade`."
AWAY = "The database does not answer. Nothing was changed; try again."


@dataclass(frozen=True)
class Answer:
    """What a command has to say: plain facts for `--json`, else the sentence."""

    facts: dict[str, Any]
    sentence: str


class Failed(Exception):
    """A command could not do what was asked; the sentence says why. Exit code 1."""

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence)
        self.answer = Answer({"error": sentence, **facts}, sentence)


def answers(command: F) -> F:
    """A command that returns an `Answer` (or None for nothing to say), in the context of the app, with the option `--json`."""
    return with_appcontext(answers_alone(command))


def answers_alone(command: F) -> F:
    """The same for a command that needs no app: every anticipated no ends it with a sentence and exit code 1."""

    @wraps(command)
    def told(*args: Any, in_json: bool, **options: Any) -> None:
        try:
            with _failures_named():
                _say(command(*args, **options), in_json=in_json)
        except Failed as failed:
            _say(failed.answer, in_json=in_json, err=not in_json)
            raise SystemExit(1) from None

    option = click.option("--json", "in_json", is_flag=True, help="Answer with one JSON object.")
    return option(told)  # type: ignore[return-value]  # click adds an option and keeps the rest


def text_of(path: Path) -> str:
    """The text of a UTF-8 file. Raises Failed."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Failed(f"{path} cannot be read as text in UTF-8.") from None


def progress(label: str, length: int) -> Any:
    """A progress bar on a terminal, nothing elsewhere, so that logs stay clean."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


def counting(label: str, items: Iterable[T]) -> Any:
    """The same for items of which nobody knows how many there are: `with counting(…) as items:`."""
    return click.progressbar(items, label=label, file=sys.stderr, hidden=not sys.stderr.isatty(), update_min_steps=500)


def _say(answer: Answer | None, *, in_json: bool, err: bool = False) -> None:
    if answer is None:
        return
    click.echo(json.dumps(plain(answer.facts), ensure_ascii=False) if in_json else answer.sentence, err=err)


@contextmanager
def _failures_named() -> Iterator[None]:
    """Refusals, settings and databases that are away fail with a sentence; a fault of the program keeps its trace."""
    try:
        yield
    except Refusal as refusal:
        said = [f"{words_of('en', fault)} ({fault.code.value})" for fault in refusal.faults]
        raise Failed("\n".join(said), code=refusal.code.value) from None
    except BadSettings as fault:
        raise Failed(str(fault)) from None
    except OUTAGES as error:
        raise Failed(NO_TABLES if has_no_tables(error) else AWAY) from error
    except Exception as error:
        if has_no_tables(error):
            raise Failed(NO_TABLES) from error
        raise
