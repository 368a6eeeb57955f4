"""`flask trustcode …`: the table of contents of the terminal."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from trustcode.doors.console import (
    demo,
    facts,
    files_out,
    keys,
    ledgers,
    officers,
    opening,
    orders_in,
    records,
    records_in,
    serving,
    sweeps,
    units,
)

EXPORTS = (ledgers, opening)
"""Modules that add to `export` by being imported."""

group = AppGroup("trustcode", help="TrustCode 放心码: everything an operator does.")

for command in (
    demo.demo,
    serving.serve,
    sweeps.sweep,
    records_in.import_group,
    files_out.export_group,
    officers.officer,
    units.unit,
    facts.calendar_group,
    facts.clocks_group,
    facts.load_facts,
    orders_in.exchange_group,
    keys.code,
    keys.keys_group,
    records.record,
):
    group.add_command(command)


def register(app: Flask) -> None:
    """Give the app its commands."""
    app.cli.add_command(group)
