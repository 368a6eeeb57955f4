"""What has just been done about a promise, said once more on the page of promises: from which day what counts.

The address says only what was done; the sentence is made of how things stand, so that an old address says nothing false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trustcode.commitments.queries.promises import SignedPromise
from trustcode.doors.desk.amending import PARTS
from trustcode.doors.desk.promise_rows import Known, PromisePart
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.filters import day_weekday
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day


@dataclass(frozen=True)
class Done:
    """What was done, and what counts from when."""

    title: str
    sentence: str


def done_words(known: Known, parts: tuple[PromisePart, ...], which: str, deed: str) -> Done | None:
    """The words for a deed about one promise; None where the deed is unknown or things stand otherwise by now."""
    part = next((one for one in parts if one.which == which), None)
    if part is None:
        return None
    return _signed(known, which) if deed == "signed" else _did(part, deed)


def _signed(known: Known, which: str) -> Done | None:
    wanted = PARTS[which]
    mine = [one for one in known.signed if (one.kind, one.reach) == (wanted.kind, wanted.reach)]
    newest = max(mine, key=lambda one: one.version, default=None)
    if newest is None or newest.ended_on is not None or civil_day(newest.signed_at) != known.today:
        return None
    if newest.effective_on <= known.today:
        return Done(
            translate(N_("Signed: it holds now")),
            translate(N_("What you have just signed counts for every purchase from today on.")),
        )
    return Done(translate(N_("Signed: the change is announced")), _later(known, newest))


def _later(known: Known, newest: SignedPromise) -> str:
    first = day_weekday(the_language(), newest.effective_on, known.today)
    said = N_("It counts for purchases from %(day)s on. What is bought before then keeps today’s promise.")
    return translate(said) % {"day": first}


def _did(part: PromisePart, deed: str) -> Done | None:
    """Where the page below already names the day, the words only say that it is done."""
    stands: Mapping[str, tuple[bool, str, str]] = {
        "take-back": (
            part.coming is None and part.state == "holds",
            N_("Done: the change is taken back"),
            N_("Today’s promise goes on as it is."),
        ),
        "leaving": (
            part.coming is not None and part.coming.is_end,
            N_("Done: the end is announced"),
            N_("Below stands from which day it no longer counts. Until then nothing changes."),
        ),
        "pause": (
            part.state == "pausing",
            N_("Done: the pause is announced"),
            N_("Below stands from which day it is paused. Until then nothing changes."),
        ),
        "resumption": (
            part.state == "holds",
            N_("Done: returns hold again"),
            N_("For every purchase from today on."),
        ),
    }
    still, title, sentence = stands.get(deed, (False, "", ""))
    return Done(translate(title), translate(sentence)) if still else None
