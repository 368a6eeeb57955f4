"""Every page of the desk notes the device that it was opened on: what comes from there later is the shop's own answer."""

from __future__ import annotations

from flask import Response

from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.lobby.devices import give_device
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.own_devices import note_own_device


@blueprint.after_request
def note_device(response: Response) -> Response:
    """Know the device from now on, as one of every shop that the visitor works for."""
    visitor = the_visitor()
    if visitor is None or visitor.owes_code or response.status_code >= 400:
        return response
    give_device(response)
    note_own_device()
    return response
