"""The shelf: finished pages by their address, ahead of Flask's routing.

A code's signature is verified before anything is asked, so a forgery costs the database nothing; a page that is here
costs nothing either. One small look at the database, twice a second at most, tells which cards changed; their pages
go. A page lives for one slot of a few minutes, since it says when its facts were checked. In the next slot of the day
it is handed out with the new time if nothing has changed; at midnight in China, when the last day to return something
moves on, all are made anew.

When the database is away the last copy is handed out while its facts are young enough. After that nothing is claimed:
what the shelf cannot answer goes on to the app, with the reason in the environ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from trustcode.codes.rules.seal import TOKEN_DIGITS, open_seal
from trustcode.doors.scan.asked import Asked, House
from trustcode.doors.scan.finished import (
    Environ,
    Page,
    StartResponse,
    Times,
    Wsgi,
    encoding_for,
    finish,
    hand_out,
    html_of,
)
from trustcode.doors.scan.memory import Memory
from trustcode.doors.scan.office import ScanOffice
from trustcode.doors.scan.page import page_html
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.watch import Watch
from trustcode.doors.wording.filters import moment
from trustcode.doors.wording.headers import Headers
from trustcode.kernel.moments import civil_day, end_of, start_of
from trustcode.kernel.refusals import Refusal
from trustcode.projections.scan_card.reading import dated_card_by_number
from trustcode.storage.patience import Asker, Away

CAPACITY_BYTES = 64 * 1024 * 1024
READ_PATIENCE = 2.0
"""Seconds that a shopper waits for a database server when there is no page yet."""

VERDICT = "trustcode.scan.verdict"
"""Key in the environ: why the shelf has no page for a code."""
CHECKED_AT = "trustcode.scan.checked_at"
"""Key in the environ: when the facts of a code were last known, if they were."""

_CODE_PATH = re.compile(rf"(?:(/en))?/([0-9]{{{TOKEN_DIGITS}}})", re.ASCII)
_LENGTHS = frozenset({TOKEN_DIGITS + 1, TOKEN_DIGITS + 4})
_READING = frozenset({"GET", "HEAD"})


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
        self._pages = Memory(capacity_bytes)
        self._watch = Watch(office, asker)

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
        if kept is not None and kept.times.hold(second):
            return kept
        match = _CODE_PATH.fullmatch(path)
        if match is None:
            return None
        language = "en" if match[1] else "zh"
        if kept is not None and (again := self._confirmed(kept, language, now)):
            self._pages.replace(encoding + path, kept, again)
            return again
        made = self._make(language, match[2], encoding, now)
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
        if card is None or one is None or one.token != token or not card.is_public:
            return Verdict.UNKNOWN
        times = self._times(now, changed_at)
        reckoning = Reckoning(_moment(times.checked_at), calendar)
        html = page_html(Asked(card, one, language), reckoning, self._house)
        page = finish(html, card.number, f"{card.version}-{language}", encoding, self._security, times)
        prefix = "/en/" if language == "en" else "/"
        self._pages.put(f"{encoding}{prefix}{token}", page)
        if not self._watch.is_unchanged(card.number, looks):  # asked last, so that no change slips in between
            self._pages.drop(card.number)
        return page

    def _confirmed(self, kept: Page, language: str, now: datetime) -> Page | None:
        """The same page for a new slot of the same day, when the facts are known to be the same: only its time is new."""
        times = self._times(now, _moment(0))
        was, is_now = _moment(kept.times.checked_at), _moment(times.checked_at)
        if was >= is_now or civil_day(was) != civil_day(is_now) or not self._watch.knows(times.checked_at):
            return None
        parts = html_of(kept).split(moment(language, was))
        html = moment(language, is_now).join(parts)
        return finish(html, kept.number, kept.name, kept.encoding, self._security, times) if len(parts) > 1 else None

    def _times(self, now: datetime, changed_at: datetime) -> Times:
        """The facts count as checked when the slot began, or when they last changed within it, whichever is later.

        So the page is the same bytes on every process for the whole slot, and is never younger than it says.
        """
        slot = self._house.scheme.page_slot_seconds
        today = civil_day(now)
        began = _moment(now.timestamp() // slot * slot)
        checked_at = min(now, max(began, start_of(today), changed_at))
        oldest = checked_at + timedelta(seconds=self._house.scheme.page_max_age_seconds)
        good_until = min(began + timedelta(seconds=slot), end_of(today), oldest)
        return Times(checked_at.timestamp(), max(began, start_of(today)).timestamp(), good_until.timestamp())

    def _last_copy(self, kept: Page | None, second: float, environ: Environ) -> Page | None:
        """The copy at hand while its facts are young enough and its day has not passed."""
        if kept is None:
            return _tell(environ, Verdict.AWAY)
        then = _moment(kept.times.checked_at)
        age = second - kept.times.checked_at
        same_day = civil_day(then) == civil_day(_moment(second))
        if same_day and 0 <= age < self._house.scheme.page_max_age_seconds:
            return kept
        environ[CHECKED_AT] = then
        return _tell(environ, Verdict.AWAY)


def _moment(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def _tell(environ: Environ, verdict: Verdict) -> Page | None:
    environ[VERDICT] = verdict
    return None
