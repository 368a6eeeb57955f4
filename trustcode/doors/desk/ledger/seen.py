"""Every page of the desk notes the device that it was opened on: what comes from there later is the shop's own answer."""

from __future__ import annotations

import logging

from flask import Response

from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import own_actors
from trustcode.doors.lobby.devices import device_index, give_device, network_index
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import open_jotter, open_reader, the_moment
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.queries.devices import unseen_at_desk
from trustcode.storage.outages import OUTAGES

_log = logging.getLogger("trustcode.desk")


@blueprint.after_request
def note_device(response: Response) -> Response:
    """Know the device from now on, as one of every shop that the visitor works for."""
    visitor = the_visitor()
    if visitor is None or visitor.owes_code or response.status_code >= 400:
        return response
    give_device(response)
    asked = {actor.scope: (device_index(actor.scope), network_index(actor.scope)) for actor in own_actors()}
    try:
        _write(asked)
    except OUTAGES:
        _log.warning("a device at the desk could not be written down")
    return response


def _write(asked: dict[str, tuple[bytes, bytes]]) -> None:
    with open_reader() as reader:
        fresh = unseen_at_desk(reader, asked, the_moment()) if asked else ()
    if not fresh:
        return
    with open_jotter() as jotter:
        for merchant_id in fresh:
            device, network = asked[merchant_id]
            seen_at_desk(jotter, merchant_id=merchant_id, device_index=device, network_index=network)
