"""What the calendar does for publication: results recalled, formed, published, taken off display and dated anew.

Some hundreds share a transaction, so that a year of records is done in minutes; what was done stays when it is cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trustcode.doors.console.output import progress
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.publication.actions import forming, publishing, redating
from trustcode.publication.actions.moving import hold
from trustcode.publication.queries import due
from trustcode.record.pen import Pen, pen
from trustcode.storage.reading import Reader, reading

AT_ONCE = 200
"""Results that share a transaction."""


@dataclass(frozen=True)
class Publicised:
    """How many results were recalled since their complaint was opened again, formed, published, taken off display."""

    recalled: int
    formed: int
    published: int
    expired: int


def sweep_publication(office: Office, at: Moment) -> Publicised:
    """Everything of publication that is due on the civil day of a moment; running it again changes nothing."""
    today, scheme = civil_day(at), office.settings.rules

    def recall(p: Pen, one: str) -> None:
        publishing.recall(p, complaint_id=one)

    def form(p: Pen, one: str) -> None:
        forming.form(p, complaint_id=one)

    def publish(p: Pen, one: str) -> None:
        publishing.publish(p, complaint_id=one, scheme=scheme)

    def expire(p: Pen, one: str) -> None:
        publishing.expire(p, complaint_id=one)

    return Publicised(
        recalled=_each(office, at, recall, due.to_recall),
        formed=_each(office, at, form, due.to_form),
        published=_each(office, at, publish, lambda reader: due.to_publish(reader, today)),
        expired=_each(office, at, expire, lambda reader: due.to_expire(reader, today)),
    )


def redate_results(office: Office, at: Moment) -> tuple[int, int]:
    """Reckon the open last days of results and objections anew; how many were looked at, and how many changed."""
    with reading(office.store) as reader:
        ids = redating.open_results(reader)
    changed = 0
    with progress("Counting days of results anew", len(ids)) as bar:
        for one in ids:
            with pen(office.store, SYSTEM, at) as p:
                changed += redating.redate(p, complaint_id=one)
            bar.update(1)
    return len(ids), changed


def _each(office: Office, at: Moment, act: Callable[[Pen, str], None], found: Callable[[Reader], Sequence[str]]) -> int:
    """For how many it was done; what is not due yet, or was acted on since the list was read, is left."""
    with reading(office.store) as reader:
        ids = found(reader)
    done = 0
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        with pen(office.store, SYSTEM, at) as p:
            hold(p, some)
            done += p.each(some, act)
    return done
