"""Which data sets there are: what they are called, where their lines come from, and under which licence anybody may use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trustcode.doors.lobby import open_rows
from trustcode.doors.wording.msgids import N_

LICENCE_ID, LICENCE, LICENCE_URL = "CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
"""Decision 0014. The identifier is SPDX's."""


@dataclass(frozen=True)
class Dataset:
    """One data set: English message ids for title and description, its lines, its columns, its schema in the API."""

    name: str
    title: str
    about: str
    rows: Callable[[open_rows.Opening, date], Iterator[dict[str, Any]]]
    columns: tuple[str, ...]
    schema: str


DATASETS: Mapping[str, Dataset] = {
    one.name: one
    for one in (
        Dataset(
            "complaints",
            N_("Published results of complaints"),
            N_(
                "A line for each result that can be read today, with the ten fields that may be published. Never who complained."
            ),
            open_rows.complaints,
            open_rows.COMPLAINTS,
            "Result",
        ),
        Dataset(
            "moderation",
            N_("What officers changed"),
            N_(
                "A line for each time an officer kept back, corrected, hid or showed again a result, with the reason, by rank."
            ),
            open_rows.moderation,
            open_rows.MODERATION,
            "ModerationLine",
        ),
    )
}
