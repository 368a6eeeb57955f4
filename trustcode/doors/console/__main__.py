"""`python -m trustcode.doors.console`: the commands that need no settings and no database.

A production site makes its first key ring with it, before the product can start; an inspector checks codes anywhere.
"""

from __future__ import annotations

import click

from trustcode.doors.console.keys import code, make

alone = click.Group("trustcode", help="TrustCode 放心码: what works without settings and without a database.")
keys = click.Group("keys", help="The keys that sign codes.", commands={"make": make})

alone.add_command(code)
alone.add_command(keys)

if __name__ == "__main__":
    alone(prog_name="python -m trustcode.doors.console")
