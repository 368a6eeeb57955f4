"""Makes all projections again from the rooms, in one transaction."""

from __future__ import annotations

from trustcode.kernel.moments import Moment
from trustcode.projections.promise_days import building as promise_days
from trustcode.projections.scan_card import building as scan_card
from trustcode.record.pen import copying
from trustcode.storage.engines import Store


def rebuild_projections(store: Store, at: Moment) -> int:
    """Every card and every course anew; returns how many merchants were looked at."""
    with copying(store) as session:
        promise_days.rebuild_all(session)
        return scan_card.rebuild_all(session, at)
