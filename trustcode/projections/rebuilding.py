"""Makes all projections again from the rooms, in one transaction."""

from __future__ import annotations

from trustcode.kernel.moments import Moment
from trustcode.projections.scan_card.building import rebuild_all
from trustcode.record.pen import copying
from trustcode.storage.engines import Store


def rebuild_projections(store: Store, at: Moment) -> int:
    """Every card anew; returns how many merchants were looked at."""
    with copying(store) as session:
        return rebuild_all(session, at)
