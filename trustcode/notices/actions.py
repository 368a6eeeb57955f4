"""Acts, most with a jotter: make notices, mark them as seen, and keep account of their letters.

A letter goes out at least once: it is claimed before it is sent and noted afterwards. Where the program dies in
between, nobody knows whether it went; after an hour it is sent again under the same Message-ID, by which a mailbox may
tell the copy. A reminder that comes twice is a nuisance, one that never comes costs a shop its code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import update

from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment
from trustcode.notices.models import Notice
from trustcode.notices.queries import is_known, known_keys, sendable
from trustcode.notices.rules import Reminder
from trustcode.record.jotting import Jotter
from trustcode.record.pen import Pen

_BATCH = 500


def make(jotter: Jotter, reminders: Iterable[Reminder]) -> int:
    """Keep the reminders that are not kept yet; returns how many are new. Two at once make each of them once."""
    made = 0
    for batch in _batches(reminders):
        known = known_keys(jotter, {one.merchant_id for one in batch})
        for one in batch:
            if (one.merchant_id, one.key) not in known:
                _keep(jotter, one)
                known.add((one.merchant_id, one.key))
                made += 1
    return made


def tell(pen: Pen, one: Reminder) -> None:
    """Keep a notice together with what it tells: both or neither. The sweep finds it made, by its key.

    For the act that brings about what is told, which holds its unit, so that no other makes the notice meanwhile.
    """
    if not is_known(pen, one.merchant_id, one.key):
        pen.add(Notice(**_values(one, pen.at)))


def mark_seen(jotter: Jotter, *, merchant_id: str) -> int:
    """Somebody of the business has read all its notices; returns how many were new to them."""
    mine = Notice.merchant_id == merchant_id, Notice.seen_at.is_(None)
    return jotter.change(update(Notice).where(*mine).values(seen_at=jotter.at))


def claim_mail(jotter: Jotter, notice_id: str) -> bool:
    """Take a notice in hand for sending; False when it is sent, given up, or in somebody else's hands."""
    free = update(Notice).where(Notice.id == notice_id, sendable(jotter.at))
    return jotter.change(free.values(mail_claimed_at=jotter.at)) == 1


def note_sent(jotter: Jotter, notice_id: str) -> None:
    """The server has taken the letter."""
    jotter.change(update(Notice).where(Notice.id == notice_id).values(mailed_at=jotter.at, mail_claimed_at=None))


def note_refused(jotter: Jotter, notice_id: str) -> None:
    """The server would not take this letter; it is tried again with the next sweep, a few times."""
    mine = update(Notice).where(Notice.id == notice_id)
    jotter.change(mine.values(mail_tries=Notice.mail_tries + 1, mail_claimed_at=None))


def release_mail(jotter: Jotter, notice_id: str) -> None:
    """The server was away; that is not the letter's fault and counts for nothing."""
    jotter.change(update(Notice).where(Notice.id == notice_id).values(mail_claimed_at=None))


def _keep(jotter: Jotter, one: Reminder) -> None:
    jotter.ensure(Notice, **_values(one, jotter.at))


def _values(one: Reminder, at: Moment) -> dict[str, Any]:
    return {
        "id": new_id(),
        "merchant_id": one.merchant_id,
        "kind": one.kind,
        "key": one.key[:80],
        "facts": json.dumps(dict(one.facts), ensure_ascii=False, sort_keys=True),
        "due_on": one.due_on,
        "made_at": at,
        "mail_tries": 0,
    }


def _batches(reminders: Iterable[Reminder]) -> Iterator[list[Reminder]]:
    source = iter(reminders)
    while batch := list(islice(source, _BATCH)):
        yield batch
