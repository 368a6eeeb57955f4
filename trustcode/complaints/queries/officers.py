"""Reads: who may handle a matter."""

from __future__ import annotations

from trustcode.complaints.rules.authority import HANDLE
from trustcode.kernel.refusals import NotFound
from trustcode.people.queries.accounts import actors_of
from trustcode.people.rules.permissions import require
from trustcode.storage.reading import Reader


def may_handle(reader: Reader, officer_id: str, *, region: str, merchant_id: str) -> bool:
    """Whether somebody is an officer who may handle a matter of this region about this business."""
    for actor in actors_of(reader, officer_id) if officer_id else ():
        try:
            require(actor, HANDLE, region=region, merchant_id=merchant_id)
        except NotFound:
            continue
        return True
    return False
