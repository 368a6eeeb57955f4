"""Reads: which devices were seen at a desk lately, so that each page need not write it down again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from trustcode.kernel.moments import Moment
from trustcode.returns.models import DeskDevice
from trustcode.storage.reading import Reader

AT_MOST_EVERY = timedelta(hours=1)
"""A device on the same network is written down again only after that long."""


def unseen_at_desk(reader: Reader, asked: Mapping[str, tuple[bytes, bytes]], at: Moment) -> tuple[str, ...]:
    """Of some units (id → keyed hashes of device and network) those at whose desk it was not seen lately."""
    devices = [device for device, _ in asked.values()]
    rows = reader.all(select(DeskDevice).where(DeskDevice.merchant_id.in_(asked), DeskDevice.device_index.in_(devices)))
    seen = {
        row.merchant_id
        for row in rows
        if (row.device_index, row.network_index) == asked[row.merchant_id] and at - row.seen_at < AT_MOST_EVERY
    }
    return tuple(merchant_id for merchant_id in asked if merchant_id not in seen)
