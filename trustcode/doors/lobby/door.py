"""The lobby's blueprint; its pages are registered by being imported in `install`."""

from __future__ import annotations

from flask import Blueprint

from trustcode.doors.lobby.guards import guard_own_account

blueprint = Blueprint("lobby", __name__)
guard_own_account(blueprint)
