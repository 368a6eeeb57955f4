"""Everything that is published, line by line for a file, a few hundred lines in memory at a time, through the one gate.

Each part is read for itself and asks the gate anew, so that no connection is held while somebody slowly takes a file,
and what is hidden meanwhile is not in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from typing import Any

from trustcode.doors.lobby.published import line_facts, list_words, result_facts
from trustcode.publication.queries.gate import shown_anywhere
from trustcode.publication.queries.log import log_after
from trustcode.publication.rules.showing import Stretch
from trustcode.storage.reading import Reader

A_PART = 500
"""Lines that are read at once."""

Facts = dict[str, Any]
Opening = Callable[[], AbstractContextManager[Reader]]
"""Opens a reader for one part."""

COMPLAINTS = (
    "came_on", "respondent_name", "credit_code", "district", "district_zh", "district_en", "category", "category_zh",
    "category_en", "problem", "problem_zh", "problem_en", "result", "result_zh", "result_en", "office", "office_zh",
    "office_en", "reply", "answered_in_time",
)  # fmt: skip
MODERATION = (
    "on", "act", "act_zh", "act_en", "ground", "ground_zh", "ground_en", "region", "region_zh", "region_en", "role",
    "second_role", "by_zh", "by_en", "merchant_id",
)  # fmt: skip
"""The columns of a table: a thing with a code and words is three of them, what is only worded two."""


def complaints(opening: Opening, today: date) -> Iterator[Facts]:
    """Every result that can be read on a day, with exactly the ten fields that may be shown."""
    return _all(opening, today, partial(shown_anywhere, today=today), result_facts)


def moderation(opening: Opening, today: date) -> Iterator[Facts]:
    """Every line of the moderation log, the newest first."""
    return _all(opening, today, log_after, line_facts)


def _all(
    opening: Opening,
    today: date,
    stretch: Callable[..., Stretch[Any]],
    said: Callable[[Any, Any], Facts],
) -> Iterator[Facts]:
    with opening() as reader:
        words = list_words(reader, today)
    mark, goes_on = "", True
    while goes_on:
        with opening() as reader:
            part = stretch(reader, limit=A_PART, mark=mark)
        yield from (said(one, words) for one in part.lines)
        mark, goes_on = part.next, bool(part.next)


def table(rows: Iterable[Facts], columns: Sequence[str]) -> Iterator[list[str]]:
    """The same as a table of texts under its heading: days and codes as they are, `true`, `false` or nothing."""
    yield list(columns)
    for row in rows:
        flat = _flat(row)
        yield [flat[name] for name in columns]


def json_lines(rows: Iterable[Facts]) -> Iterator[bytes]:
    """One object a line, in UTF-8; in pieces of one part."""
    piece: list[str] = []
    for row in rows:
        piece.append(json.dumps(row, ensure_ascii=False))
        if len(piece) == A_PART:
            yield ("\n".join(piece) + "\n").encode()
            piece.clear()
    if piece:
        yield ("\n".join(piece) + "\n").encode()


def _flat(row: Facts) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {name if part == "code" else f"{name}_{part}": said for part, said in value.items()}
        else:
            flat[name] = json.dumps(value) if isinstance(value, bool) else value or ""
    return flat
