"""How commands answer: sentences for people, JSON for programs, an exit code that tells success."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import click

from trustcode.kernel.canonical import plain
from trustcode.kernel.refusals import Refusal

F = TypeVar("F", bound=Callable[..., Any])


def as_json(command: F) -> F:
    """The option `--json`: one JSON object on standard output instead of sentences."""
    return click.option("--json", "in_json", is_flag=True, help="Answer with one JSON object.")(command)


def tell(facts: dict[str, Any], sentence: str, *, in_json: bool) -> None:
    """Answer once, in the asked form."""
    click.echo(json.dumps(plain(facts), ensure_ascii=False) if in_json else sentence)


def fail(sentence: str, *, in_json: bool = False, **facts: Any) -> NoReturn:
    """Say why not, and leave with exit code 1."""
    if in_json:
        click.echo(json.dumps({"error": sentence, **plain(facts)}, ensure_ascii=False))
    else:
        click.echo(sentence, err=True)
    raise SystemExit(1)


@contextmanager
def refusals_told(*, in_json: bool = False) -> Iterator[None]:
    """A refusal ends the command with its code and facts, not with a trace."""
    try:
        yield
    except Refusal as refusal:
        told = [f"{f.code.value} {f.where}".strip() + _facts(f.facts) for f in refusal.faults]
        fail("Refused: " + "; ".join(told), in_json=in_json, code=refusal.code.value)


def _facts(facts: dict[str, Any]) -> str:
    return f" ({', '.join(f'{k}: {v}' for k, v in facts.items())})" if facts else ""


def progress(label: str, length: int) -> Any:
    """A progress bar on a terminal, nothing elsewhere, so that logs stay clean."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
