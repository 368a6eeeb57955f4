"""Officers and shops for tests at the terminal, named as an operator names them."""

from __future__ import annotations

from tests.doors.console.conftest import Terminal
from tests.merchants.builders import COUNTY, a_person
from trustcode.kernel.actors import Actor, Role


def hired(terminal: Terminal, who: str, *, role: Role = Role.INSPECTOR, scope: str = COUNTY) -> str:
    """An official with an account since long ago; returns the sign-in name."""
    handle = f"{who}@example.com"
    a_person(terminal.store, terminal.at, role=role, scope=scope, name="陈公", handle=handle)
    return handle


def known_as(terminal: Terminal, who: str) -> tuple[Actor, str]:
    """Somebody who may have shops: the actor and the sign-in name."""
    handle = f"{who}@example.com"
    return a_person(terminal.store, terminal.at, handle=handle), handle
