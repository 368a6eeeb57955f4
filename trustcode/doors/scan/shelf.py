"""The shelf: finished pages by their address, ahead of Flask's routing.

A code's signature is verified before anything is asked, so a forgery costs the database nothing; a page that is here
costs nothing either. One small look at the database, twice a second at most, tells which cards changed; their pages
go. A page lives for one slot of a few minutes and never across midnight in China, since it says when its facts were
checked and names the last day to return what is bought that day.

When the database is away the last copy is handed out while its facts are young enough. After that nothing is claimed:
what the shelf cannot answer goes on to the app, with the reason in the environ.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from trustcode.codes.rules.seal import TOKEN_DIGITS, open_seal
from trustcode.doors.scan.finished import Environ, Page, StartResponse, Times, Wsgi, encoding_for, finish, hand_out
from trustcode.doors.scan.office import ScanOffice
from trustcode.doors.scan.page import Asked, House, is_public, page_html
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.wording.headers import Headers
from trustcode.kernel.moments import civil_day, end_of, start_of
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.workdays import Calendar
from trustcode.projections.scan_card.changes import Changes, changed_since, mark_now
from trustcode.projections.scan_card.reading import dated_card_by_number
from trustcode.storage.patience import Asker, Away
from trustcode.storage.reading import Reader

CAPACITY_BYTES = 64 * 1024 * 1024
LOOK_SECONDS = 0.5
"""How often the database is asked what changed, at most."""
CALENDAR_SECONDS = 2.0
"""How often the working days are read again, at most."""
LOOK_PATIENCE = 0.5
READ_PATIENCE = 2.0
"""Seconds to wait for a database server: a look may fail, a shopper without any page waits longer."""

VERDICT = "trustcode.scan.verdict"
"""Key in the environ: why the shelf has no page for a code."""
CHECKED_AT = "trustcode.scan.checked_at"
"""Key in the environ: when the facts of a code were last known, if they were."""

_CODE_PATH = re.compile(rf"(?:(/en))?/([0-9]{{{TOKEN_DIGITS}}})", re.ASCII)
_LENGTHS = frozenset({TOKEN_DIGITS + 1, TOKEN_DIGITS + 4})
_READING = frozenset({"GET", "HEAD"})
_MOST_STAMPS = 20_000


class Verdict(StrEnum):
    """Why there is no page: not ours, ours but of no shop, or nobody can tell now."""

    FORGED = "forged"
    UNKNOWN = "unknown"
    AWAY = "away"


class Shelf:
    """A WSGI layer. Safe to use from many threads; one a process."""

    def __init__(
        self,
        office: ScanOffice,
        asker: Asker,
        app: Wsgi,
        *,
        house: House,
        security: Headers,
        capacity_bytes: int = CAPACITY_BYTES,
    ) -> None:
        self._office = office
        self._asker = asker
        self._app = app
        self._house = house
        self._security = security
        self._clock = office.clock
        self._pages = _Pages(capacity_bytes)
        self._watch = _Watch(office, asker)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer for a code if it can, else let the app answer."""
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        if len(path) not in _LENGTHS or environ["REQUEST_METHOD"] not in _READING:
            return self._app(environ, start_response)
        found = self._page(path, encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")), environ)
        return self._app(environ, start_response) if found is None else hand_out(found, environ, start_response)

    def _page(self, path: str, encoding: str, environ: Environ) -> Page | None:
        now = self._clock()
        second = now.timestamp()
        self._look(second)
        kept = self._pages.get(encoding + path)
        if kept is not None and kept.made_at <= second < kept.good_until:
            return kept
        match = _CODE_PATH.fullmatch(path)
        if match is None:
            return None
        made = self._make("en" if match[1] else "zh", match[2], encoding, now)
        if isinstance(made, Page):
            return made
        return self._last_copy(kept, second, environ) if made is Verdict.AWAY else _tell(environ, made)

    def _look(self, second: float) -> None:
        """Drop the pages whose facts have changed. A database that is away is nothing new: pages say their age."""
        changed = self._watch.look(second)
        if changed is None:
            return
        if changed.everything:
            self._pages.clear()
        for number in changed.stamps:
            self._pages.drop(number)

    def _make(self, language: str, token: str, encoding: str, now: datetime) -> Page | Verdict:
        try:
            code = open_seal(token, self._office.keyring)
        except Refusal:
            return Verdict.FORGED
        looks = self._watch.looks
        try:
            calendar = self._watch.calendar(now.timestamp())
            found = self._asker.ask(lambda r: dated_card_by_number(r, code.merchant_number), patience=READ_PATIENCE)
        except Away:
            return Verdict.AWAY
        card, changed_at = found or (None, now)
        one = card.print_of(code.serial) if card else None
        if card is None or one is None or one.token != token or not is_public(card):
            return Verdict.UNKNOWN
        times, reckoning = self._times(now, changed_at, calendar)
        html = page_html(Asked(card, one, language), reckoning, self._house)
        tag = f"{card.version}-{language}-{int(times.checked_at)}"
        page = finish(html, tag, encoding, self._security, card.number, times)
        if self._watch.is_unchanged(card.number, looks):
            prefix = "/en/" if language == "en" else "/"
            self._pages.put(f"{encoding}{prefix}{token}", page)
        return page

    def _times(self, now: datetime, changed_at: datetime, calendar: Calendar) -> tuple[Times, Reckoning]:
        """The facts count as checked when the slot began, or when they last changed within it, whichever is later.

        So the page is the same bytes on every process for the whole slot, and is never younger than it says.
        """
        slot = self._house.scheme.page_slot_seconds
        today = civil_day(now)
        began = datetime.fromtimestamp(now.timestamp() // slot * slot, UTC)
        checked_at = min(now, max(began, start_of(today), changed_at))
        oldest = checked_at + timedelta(seconds=self._house.scheme.page_max_age_seconds)
        good_until = min(began + timedelta(seconds=slot), end_of(today), oldest)
        times = Times(checked_at.timestamp(), max(began, start_of(today)).timestamp(), good_until.timestamp())
        return times, Reckoning(checked_at, calendar)

    def _last_copy(self, kept: Page | None, second: float, environ: Environ) -> Page | None:
        """The copy at hand while its facts are young enough and its day has not passed."""
        if kept is None:
            return _tell(environ, Verdict.AWAY)
        then = datetime.fromtimestamp(kept.checked_at, UTC)
        age = second - kept.checked_at
        same_day = civil_day(then) == civil_day(datetime.fromtimestamp(second, UTC))
        if same_day and 0 <= age < self._house.scheme.page_max_age_seconds:
            return kept
        environ[CHECKED_AT] = then
        return _tell(environ, Verdict.AWAY)


def _tell(environ: Environ, verdict: Verdict) -> Page | None:
    environ[VERDICT] = verdict
    return None


class _Pages:
    """Pages by encoding and path, the least used going first when there is no more room."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._keys: dict[int, set[str]] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: Page) -> None:
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._keys.setdefault(page.number, set()).add(key)
            self._size += page.size
            while self._size > self._capacity:
                self._forget(next(iter(self._pages)))

    def drop(self, number: int) -> None:
        with self._lock:
            for key in tuple(self._keys.get(number, ())):
                self._forget(key)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._keys.clear()
            self._size = 0

    def _forget(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self._size -= page.size
        keys = self._keys[page.number]
        keys.discard(key)
        if not keys:
            del self._keys[page.number]


class _Watch:
    """Knows what changed since the last look, and the working days."""

    def __init__(self, office: ScanOffice, asker: Asker) -> None:
        self._read_calendar = office.sources.calendar
        self._asker = asker
        self._lock = threading.Lock()
        self._mark: int | None = None
        self._looked_at = float("-inf")
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

        changes, calendar = self._asker.ask(question, patience=LOOK_PATIENCE if mark is not None else READ_PATIENCE)
        moved = self._keep(calendar, second)
        self.looks += 1
        self._mark = changes.mark
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
