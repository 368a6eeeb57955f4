"""The card: all that a shopper may know of a merchant, as frozen plain facts. No HTML, no language chosen.

A card is right on every day, not only on the one when it was made: it holds what was announced and from when, and by
which window recent purchases are judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.complaints.rules.silence import Case
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.publication.rules.figures import ComplaintFact
from trustcode.returns.rules.figures import MonthFigures


@dataclass(frozen=True)
class Words:
    """The same words in both languages, and the code of the list that they come from, if they do."""

    zh: str
    en: str
    code: str = ""


@dataclass(frozen=True)
class Exclusion:
    """Goods that a promise leaves out: the code, the full wording and a short one."""

    code: str
    words: Words
    short: Words


@dataclass(frozen=True)
class Assurance:
    """One of the five assurances: A1 to A5, its name, and what it means in one line."""

    code: str
    words: Words
    line: Words


@dataclass(frozen=True)
class Clause:
    """One clause of the safe-consumption promise; `assurance` is A1 to A5."""

    code: str
    assurance: str
    words: Words


@dataclass(frozen=True)
class SafePromise:
    """The safe-consumption commitment in force."""

    version: int
    signed_on: date
    text_hash: str
    assurances: tuple[Assurance, ...]
    clauses: tuple[Clause, ...]
    extra: str


@dataclass(frozen=True)
class ReturnsPromise:
    """The no-reason-return commitment. `paused` while the unit or the promise is suspended. Days are calendar days.

    `paused_on`: the first day of a pause of this commitment alone, while the unit itself is in force.
    """

    version: int
    signed_on: date
    text_hash: str
    paused: bool
    window_days: int
    categories: tuple[Words, ...]
    exclusions: tuple[Exclusion, ...]
    conditions: tuple[Words, ...]
    bring: tuple[Words, ...]
    gifts: Words
    freight: Words
    refund_method: Words
    refund_days: int
    cross_store: Words
    extra: str
    paused_on: date | None = None


@dataclass(frozen=True)
class Later:
    """What is announced: from a day on, this is what is promised of returns, or nothing."""

    from_on: date
    returns: ReturnsPromise | None


@dataclass(frozen=True)
class LaterSafe:
    """What is announced of the safe-consumption promise: from a day on, this version holds."""

    from_on: date
    safe: SafePromise


@dataclass(frozen=True)
class Window:
    """Days of purchase, from the first (counted) to the end (not counted, or None), with so many days to return."""

    from_on: date
    end_on: date | None
    days: int

    def holds(self, day: date) -> bool:
        """Whether a day of purchase lies in it."""
        return self.from_on <= day and (self.end_on is None or day < self.end_on)


@dataclass(frozen=True)
class Print:
    """One paper copy of the code. A revoked one says why, as a code."""

    serial: int
    short_code: str
    token: str
    issued_on: date
    revoked_on: date | None
    revoked_why: str


@dataclass(frozen=True)
class CardResult:
    """One published result, on display until and including `until`; the reply of the shop is masked and shortened."""

    until: date
    came_on: date
    category: Words
    problem: Words
    result: str
    reply: str


@dataclass(frozen=True)
class CardStone:
    """What is left of a hidden result until and including `until`: the day on which it was hidden, and why."""

    until: date
    hidden_on: date
    ground: str


@dataclass(frozen=True)
class Card:
    """A merchant as the public sees it. Days are civil days in China; `thumb` is the hash of the door photo or empty.

    `safe` and `returns` are the promises of the day on which the card was made, `later` and `safe_later` what is
    announced, in order;
    `windows` are those of purchases in the week before and of all later ones, None where a card is too old to know.
    `record` are the months with returns, `refusals` the words of the reasons that occur in them.
    `complaints` are those that count, `results` the latest published, `stones` the hidden ones, `on_display` how many
    results and stones there are in all, `cases` what the shop had to answer first; `complaints` is None where a card is too old to know of complaints.
    """

    merchant_id: str
    number: int
    version: int
    standing: str
    standing_on: date
    ground: Words | None
    due_on: date | None
    since: date | None
    valid_to: date | None
    shop_name: str
    branch_name: str
    licence_name: str
    credit_code: str
    unit_kind: Words
    industry: Words
    street: str
    region_code: str
    region: Words
    office: Words
    returns_phone: str
    thumb: str
    position: tuple[int, int] | None
    safe: SafePromise | None
    returns: ReturnsPromise | None
    prints: tuple[Print, ...]
    later: tuple[Later, ...] = ()
    safe_later: tuple[LaterSafe, ...] = ()
    windows: tuple[Window, ...] | None = None
    record: tuple[MonthFigures, ...] = ()
    refusals: tuple[Words, ...] = ()
    complaints: tuple[ComplaintFact, ...] | None = None
    results: tuple[CardResult, ...] = ()
    stones: tuple[CardStone, ...] = ()
    on_display: int = 0
    cases: tuple[Case, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether the standing is one that everybody may see; a unit that applies anew has none."""
        return self.standing in PUBLIC

    def returns_on(self, day: date) -> ReturnsPromise | None:
        """What is promised of returns on a day, not earlier than the one on which the card was made."""
        begun = [one.returns for one in self.later if one.from_on <= day]
        return begun[-1] if begun else self.returns

    def safe_on(self, day: date) -> SafePromise | None:
        """The safe-consumption promise on a day, not earlier than the one on which the card was made."""
        begun = [one.safe for one in self.safe_later if one.from_on <= day]
        return begun[-1] if begun else self.safe

    def change_after(self, day: date) -> Later | None:
        """The next announced change after a day, or None."""
        return next((one for one in self.later if one.from_on > day), None)

    def window_on(self, day: date) -> int | None:
        """Days to return what was bought on a day, or None where nothing was promised for it."""
        if self.windows is None:
            return self.returns.window_days if self.returns else None
        return next((one.days for one in self.windows if one.holds(day)), None)

    def print_of(self, serial: int) -> Print | None:
        """The print with this serial, or None."""
        return next((p for p in self.prints if p.serial == serial), None)


def offered_days(card: Card, today: date) -> Window | None:
    """The days from today on, or from the first to come, on which a purchase may be returned; windows left aside."""
    coming = [one for one in card.windows or () if one.end_on is None or one.end_on > today]
    run = coming[:1]
    for one in coming[1:]:
        if run[-1].end_on == one.from_on:
            run.append(one)
    return Window(run[0].from_on, run[-1].end_on, run[0].days) if run else None
