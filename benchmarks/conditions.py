"""Under which conditions something was measured, as every file of results says it."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any


def conditions(notes: str, *libraries: str, **more: Any) -> dict[str, Any]:
    """When, on what machine, beside how much other work (right now), with which versions of some libraries."""
    versions = {"versions": {name: version(name) for name in libraries}} if libraries else {}
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load_after": [round(x, 2) for x in os.getloadavg()],
        "python": platform.python_version(),
        **versions,
        **more,
        "notes": notes,
    }
