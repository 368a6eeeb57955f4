"""Makes all projections again from the rooms, in one transaction."""

from __future__ import annotations

from datetime import timedelta

from trustcode.commitments.queries.turning import turned_between
from trustcode.kernel.moments import Moment, civil_day
from trustcode.projections.promise_days import building as promise_days
from trustcode.projections.scan_card import building as scan_card
from trustcode.record.pen import copying
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

LOOKS_BACK_DAYS = 7


def turn_cards(store: Store, at: Moment) -> int:
    """The cards whose promise began, changed, paused or ended by the calendar in the last days; returns how many.

    Looks back a week, so that a sweep that was missed is made good. Safe to run twice.
    """
    today = civil_day(at)
    with reading(store) as reader:
        turned = turned_between(reader, today - timedelta(days=LOOKS_BACK_DAYS), today)
    if turned:
        with copying(store) as session:
            for merchant_id in turned:
                scan_card.rebuild(session, merchant_id, at)
    return len(turned)


def rebuild_projections(store: Store, at: Moment) -> int:
    """Every card and every course anew; returns how many merchants were looked at."""
    with copying(store) as session:
        promise_days.rebuild_all(session)
        return scan_card.rebuild_all(session, at)
