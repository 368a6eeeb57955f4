"""Which devices were at the desk of a unit; an answer from one of them is the unit's own."""

from __future__ import annotations

from trustcode.record.jotting import Jotter
from trustcode.returns.models import DeskDevice
from trustcode.returns.queries.devices import AT_MOST_EVERY


def seen_at_desk(jotter: Jotter, *, merchant_id: str, device_index: bytes, network_index: bytes) -> None:
    """Keep that a device was at the desk of a unit, and on which network; both are keyed hashes."""
    key = {"merchant_id": merchant_id, "device_index": device_index}
    known = jotter.get(DeskDevice, (merchant_id, device_index))
    if known is None:
        jotter.ensure(DeskDevice, **key, network_index=network_index, seen_at=jotter.at)
        return
    if known.network_index == network_index and jotter.at - known.seen_at < AT_MOST_EVERY:
        return
    row = jotter.lock(DeskDevice, (merchant_id, device_index))
    if row is not None:
        row.network_index, row.seen_at = network_index, jotter.at
