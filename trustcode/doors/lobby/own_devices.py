"""A device on which somebody of a shop is signed in is the shop's own, whatever page it is on."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from trustcode.doors.lobby.devices import device_index, network_index
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import open_jotter, open_reader, the_moment
from trustcode.kernel.actors import Actor, Role
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.queries.devices import unseen_at_desk
from trustcode.storage.outages import OUTAGES

_log = logging.getLogger("trustcode.devices")


def own_actors() -> tuple[Actor, ...]:
    """The visitor in each of their shops, as owner or staff."""
    visitor = the_visitor()
    actors = visitor.actors() if visitor else ()
    return tuple(a for a in actors if a.role in {Role.OWNER, Role.STAFF} and a.scope)


def note_own_device() -> None:
    """Keep that this device is one of every shop that the visitor works for; does nothing for strangers."""
    asked = {actor.scope: (device_index(actor.scope), network_index(actor.scope)) for actor in own_actors()}
    known = {merchant_id: indexes for merchant_id, indexes in asked.items() if indexes[0]}
    if not known:
        return
    try:
        _write(known)
    except OUTAGES:
        _log.warning("a device of a shop could not be written down")


def _write(asked: Mapping[str, tuple[bytes, bytes]]) -> None:
    with open_reader() as reader:
        fresh = unseen_at_desk(reader, asked, the_moment())
    if not fresh:
        return
    with open_jotter() as jotter:
        for merchant_id in fresh:
            device, network = asked[merchant_id]
            seen_at_desk(jotter, merchant_id=merchant_id, device_index=device, network_index=network)
