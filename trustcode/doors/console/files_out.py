"""`export`: what the platform holds, as files to work with; none is written over another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flask.cli import AppGroup

from trustcode.doors.console.output import Failed

export_group = AppGroup("export", help="Write out what the platform holds, as files to work with.")


def require_free(file: Path) -> None:
    """Raises Failed where a file is already."""
    if file.exists():
        raise Failed(f"There is a file at {file} already.")


def write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece. Raises Failed with the reason of the system."""
    try:
        with file.open("wb") as out:
            out.writelines(pieces)
    except OSError as error:
        raise Failed(f"{file} cannot be written: {error.strerror}.") from None
