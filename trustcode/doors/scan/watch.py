"""Keeps an eye on the database: which cards changed since the last look, and the working days."""

from __future__ import annotations

import threading

from trustcode.doors.scan.office import ScanOffice
from trustcode.kernel.workdays import Calendar
from trustcode.projections.scan_card.changes import Changes, changed_since, mark_now
from trustcode.storage.patience import Asker, Away
from trustcode.storage.reading import Reader

LOOK_SECONDS = 0.5
"""How often the database is asked what changed, at most."""
CALENDAR_SECONDS = 2.0
"""How often the working days are read again, at most."""
LOOK_PATIENCE = 0.5
FIRST_PATIENCE = 2.0
"""Seconds to wait for a database server: a look may fail, but without the first one there are no pages."""
_MOST_STAMPS = 20_000


class Watch:
    """Knows what changed since the last look, and the working days."""

    def __init__(self, office: ScanOffice, asker: Asker) -> None:
        self._read_calendar = office.sources.calendar
        self._asker = asker
        self._lock = threading.Lock()
        self._mark: int | None = None
        self._looked_at = float("-inf")
        self._known_at = float("-inf")
        self._calendar: Calendar | None = None
        self._calendar_at = float("-inf")
        self._stamps: dict[int, tuple[int, int]] = {}
        self._anew_at = 0
        self.looks = 0

    def look(self, second: float) -> Changes | None:
        """What changed since the last look, if one is due and nobody else is looking; None when nothing is known."""
        if 0 <= second - self._looked_at < LOOK_SECONDS or not self._lock.acquire(blocking=False):
            return None
        try:
            return self._looked(second)
        except Away:
            return None
        finally:
            self._looked_at = second
            self._lock.release()

    def knows(self, second: float) -> bool:
        """Whether every change up to that second has been told."""
        return self._known_at >= second

    def calendar(self, second: float) -> Calendar:
        """The working days as last read. Raises Away when they were never read and cannot be now."""
        if self._calendar is None:
            with self._lock:
                self._looked(second)
        if self._calendar is None:
            raise Away
        return self._calendar

    def is_unchanged(self, number: int, since_look: int) -> bool:
        """Whether what was read after that look still holds: no later one told of a change."""
        told = self._stamps.get(number)
        return self._anew_at <= since_look and (told is None or told[1] <= since_look)

    def _looked(self, second: float) -> Changes:
        mark = self._mark
        fresh_calendar = not 0 <= second - self._calendar_at < CALENDAR_SECONDS

        def question(reader: Reader) -> tuple[Changes, Calendar | None]:
            changes = Changes(mark_now(reader), everything=True) if mark is None else changed_since(reader, mark)
            return changes, self._read_calendar(reader) if fresh_calendar else None

        changes, calendar = self._asker.ask(question, patience=FIRST_PATIENCE if mark is None else LOOK_PATIENCE)
        moved = self._keep(calendar, second)
        self.looks += 1
        self._mark, self._known_at = changes.mark, second
        everything = changes.everything or moved
        if everything:
            self._anew_at = self.looks
        return Changes(changes.mark, self._news(changes), everything)

    def _keep(self, calendar: Calendar | None, second: float) -> bool:
        """Remember the working days; whether they are others than before."""
        if calendar is None:
            return False
        moved = self._calendar is None or calendar.years != self._calendar.years
        self._calendar, self._calendar_at = calendar, second
        return moved

    def _news(self, changes: Changes) -> dict[int, int]:
        """Changes not told before; the same one may come twice when a writer takes long."""
        news = {n: stamp for n, stamp in changes.stamps.items() if self._stamps.get(n, (None, 0))[0] != stamp}
        if len(self._stamps) > _MOST_STAMPS:
            self._stamps = {n: told for n, told in self._stamps.items() if told[1] > self.looks - 2}
        self._stamps.update({n: (stamp, self.looks) for n, stamp in news.items()})
        return news
