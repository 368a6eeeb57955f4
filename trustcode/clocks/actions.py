"""Acts: a table of clocks is loaded. Every version stays."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import resources

from trustcode.clocks.entries import ClocksLoaded
from trustcode.clocks.models import ClockSet
from trustcode.clocks.queries import latest_set
from trustcode.clocks.rules import read_table
from trustcode.kernel.canonical import canonical
from trustcode.kernel.moments import civil_day
from trustcode.record.pen import Pen


def load(pen: Pen, *, text: str) -> int:
    """Load a whole table; returns its version. The same table again changes nothing. Raises Refusal with every fault."""
    rows = len(read_table(text))
    rules_hash = sha256(canonical(json.loads(text))).hexdigest()
    latest = latest_set(pen)
    if latest is not None and latest.rules_hash == rules_hash:
        return latest.version
    version = 1 if latest is None else latest.version + 1
    pen.add(ClockSet(version=version, rules=text, rules_hash=rules_hash, loaded_on=civil_day(pen.at)))
    pen.note(ClocksLoaded(subject=str(version), version=version, rows=rows, rules_hash=rules_hash))
    return version


def load_shipped(pen: Pen) -> int:
    """Load the table that comes with the program when there is none yet; returns the version in force."""
    latest = latest_set(pen)
    return latest.version if latest is not None else load(pen, text=shipped())


def shipped() -> str:
    """The table that comes with the program, as JSON."""
    return resources.files("trustcode.clocks").joinpath("data/clocks.json").read_text(encoding="utf-8")
