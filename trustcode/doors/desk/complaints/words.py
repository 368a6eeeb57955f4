"""A complaint in words for the shop: how it stands, what comes next and who acts; never who complains."""

from __future__ import annotations

from datetime import date

from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.course import OPEN, SOLVED, State
from trustcode.complaints.rules.words import MediationEnd, RefusalGround, Speaker
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.filters import day_weekday
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, filled, say_word, word
from trustcode.kernel.actors import Role

HEADS: dict[State, Word] = {
    State.SETTLING: word("desk complaint", "waits for your answer"),
    State.ANSWERED: word("desk complaint", "answered; the shopper has the word"),
    State.RECEIVED: word("desk complaint", "with the authority, which decides whether to take it on"),
    State.PROVING: word("desk complaint", "with the authority, which waits for papers of the shopper"),
    State.MEDIATING: word("desk complaint", "the authority mediates"),
    State.SETTLED: word("desk complaint", "ended: the shopper says it is settled"),
    State.SILENT: word("desk complaint", "ended: you answered, the shopper said nothing"),
    State.REFUSED: word("desk complaint", "ended: the authority did not take it on"),
    State.AGREED: word("desk complaint", "ended: you agreed before the authority"),
    State.ENDED: word("desk complaint", "ended: mediation without agreement"),
    State.WITHDRAWN: word("desk complaint", "ended: the shopper took it back"),
    State.REFERRED: word("desk complaint", "ended here: passed to another office"),
}
"""How it stands, as the shop reads it."""

_NEXT: dict[State, str] = {
    State.SETTLING: N_(
        "Answer until midnight of %(day)s: what you offer, or why not. Without an answer it goes to the authority, and your public page says that no answer came in time."
    ),
    State.ANSWERED: N_(
        "The shopper now says whether it is settled. If not, the authority takes it. If nothing is said until %(day)s, it ends as answered."
    ),
    State.RECEIVED: N_(
        "The authority decides until %(day)s whether it takes it on. You can still write to the shopper and settle it."
    ),
    State.PROVING: N_("The shopper is to show an identity paper until %(day)s. There is nothing for you to do."),
    State.MEDIATING: N_(
        "Mediation ends until %(day)s. Come when you are invited, and bring receipts and photos. You can still settle it with the shopper."
    ),
    State.SETTLED: N_("Nothing more is to be done. Keep what you promised."),
    State.SILENT: N_("Nothing more is to be done. Your offer stands; the shopper can still go to the authority."),
    State.REFUSED: N_("Nothing more is to be done."),
    State.AGREED: N_("Keep to what was agreed, on the day that was agreed."),
    State.ENDED: N_("The shopper can still go to court or to arbitration."),
    State.WITHDRAWN: N_(
        "Nothing is to be done now. For some days the shopper may take the withdrawal back; then the authority has it."
    ),
    State.REFERRED: N_("If that office needs something from you, it will tell you."),
}

_BY: dict[Role, str] = {
    Role.OWNER: N_("the shop"),
    Role.STAFF: N_("the shop"),
    Role.PUBLIC: N_("the shopper"),
    Role.SYSTEM: N_("by the calendar"),
}


def head(state: State) -> str:
    """How it stands, in a few words."""
    return say_word(the_language(), HEADS[state])


def next_words(state: State, due_on: date | None, today: date) -> str:
    """What comes next, who acts and by when."""
    day = day_weekday(the_language(), due_on, today) if due_on else "…"
    return filled(translate(_NEXT[state]), {"day": day})


def ground_words(one: ComplaintSheet) -> str:
    """The ground on which it was not taken on or ended; empty for none."""
    if one.state is State.REFUSED and one.ground:
        return label(the_language(), RefusalGround(one.ground))
    if one.state is State.ENDED and one.ground:
        return label(the_language(), MediationEnd(one.ground))
    return ""


def by_words(role: str) -> str:
    """Who did something: the shop, the shopper, the calendar, or the authority, which acts as one."""
    return translate(_BY.get(Role(role), N_("the authority")))


def speaker_words(speaker: Speaker) -> str:
    """Who wrote a message, in the words of the history."""
    roles = {Speaker.SHOP: Role.OWNER, Speaker.SHOPPER: Role.PUBLIC, Speaker.OFFICE: Role.INSPECTOR}
    return by_words(roles[speaker].value)


def tone(state: State) -> str:
    """Colour of how it stands: `look` while the shop is to act, `good` where it was settled, else plain."""
    if state is State.SETTLING:
        return "look"
    return "good" if state in SOLVED else "plain"


def is_open(state: State) -> bool:
    """Whether it has not ended."""
    return state in OPEN
