"""Published, withheld, corrected, expired: by the calendar, or by an officer of the region."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import ENDED
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.publication.actions.forming import ground_against, known_of, prepare
from trustcode.publication.actions.moving import locked, move, require_may, tell_changed
from trustcode.publication.models import Item
from trustcode.publication.rules.course import Act, Withhold
from trustcode.publication.rules.hiding import LONGEST_REPLY, OFFICERS_GROUNDS
from trustcode.publication.rules.masking import mask
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import corrections
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What a correction sets anew; None leaves it. The codes are those of the catalogues, the reply is masked again."""

    category: str | None = None
    problem: str | None = None
    reply: str | None = None


def publish(
    pen: Pen, *, complaint_id: str, scheme: SchemeRules, reply: str | None = None, seen: int | None = None
) -> None:
    """Show a candidate: an officer after a look at the reply, or the calendar. Raises NotFound, NotAllowed, Refusal.

    The calendar publishes on the target day when nothing waits for a look. On the last day of the law it publishes
    in any case, and then leaves out a reply that nobody has looked at.
    """
    item, complaint = locked(pen, complaint_id, seen)
    require_may(pen, item, Act.PUBLISH)
    if complaint.state not in ENDED or complaint.ended_at is None or complaint.ended_at > item.formed_at:
        raise Refusal(PublicationRefusal.NOT_OVER)
    if pen.actor.role is Role.SYSTEM:
        if not is_due(pen, item, civil_day(pen.at), scheme):
            raise Refusal(PublicationRefusal.NOT_DUE)
        item.reply = "" if item.findings != "[]" else item.reply
    elif reply is not None or item.findings != "[]":
        item.reply = _read_reply(pen, item, item.reply if reply is None else reply)
    item.findings = "[]"
    show(pen, item, Act.PUBLISH, scheme)


def show(pen: Pen, item: Item, act: Act, scheme: SchemeRules) -> None:
    """Let an item be seen for its time from today on; the caller has asked who may."""
    item.first_published_at = item.first_published_at or pen.at
    item.shown_until = civil_day(pen.at) + timedelta(days=scheme.publication_shown_days)
    move(pen, item, act)


def withhold(pen: Pen, *, complaint_id: str, ground: Withhold | None, seen: int | None = None) -> None:
    """An officer keeps a candidate back: privacy, a court or a penalty case, or a duplicate. Raises Refusal."""
    item, _ = locked(pen, complaint_id, seen)
    require_may(pen, item, Act.WITHHOLD)
    if ground is None:
        raise Refusal(PublicationRefusal.GROUND_NEEDED, "ground")
    if ground not in OFFICERS_GROUNDS:
        raise Refusal(PublicationRefusal.NOT_AN_OFFICERS_GROUND, "ground")
    item.withheld_for = ground
    move(pen, item, Act.WITHHOLD, ground=ground.value)


def reconsider(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """What was withheld is a candidate again. Raises Refusal STILL_WITHHELD where the facts still forbid it."""
    item, complaint = locked(pen, complaint_id, seen)
    require_may(pen, item, Act.RECONSIDER)
    why = ground_against(pen, complaint)
    if why is not None:
        raise Refusal(PublicationRefusal.STILL_WITHHELD, "", ground=why.value)
    was = item.withheld_for
    prepare(pen, item, complaint)
    move(pen, item, Act.RECONSIDER, ground=was.value if was else "")


def correct(pen: Pen, *, complaint_id: str, to: Corrected, seen: int | None = None) -> None:
    """Set right what is shown, with a word to the shop; the entry names what. Raises NotFound, NotAllowed, Refusal."""
    item, complaint = locked(pen, complaint_id, seen)
    set_right(pen, item, complaint, to)
    tell_changed(pen, item, complaint)


def set_right(pen: Pen, item: Item, complaint: Complaint, to: Corrected) -> None:
    """Set right what is shown; the caller tells the shop. Raises NotFound, NotAllowed, Refusal."""
    require_may(pen, item, Act.CORRECT)
    kept = corrections(item.corrected)
    shown = {"category": complaint.category, "problem": complaint.problem, **kept}
    codes = {name: value for name, value in (("category", to.category), ("problem", to.problem)) if value}
    _require_listed(pen, codes, civil_day(pen.at))
    reply = item.reply if to.reply is None else _read_reply(pen, item, to.reply)
    changed = [name for name, value in codes.items() if value != shown[name]]
    if reply != item.reply:
        changed.append("reply")
    if not changed:
        raise Refusal(PublicationRefusal.NOTHING_CHANGED)
    item.reply = reply
    item.corrected = json.dumps({**kept, **{name: codes[name] for name in changed if name != "reply"}})
    move(pen, item, Act.CORRECT, ground=",".join(changed))


def expire(pen: Pen, *, complaint_id: str) -> None:
    """Its time on display is over. By the calendar. Raises NotFound, Refusal NOT_DUE."""
    item, _ = locked(pen, complaint_id)
    require_may(pen, item, Act.EXPIRE)
    if item.shown_until is None or item.shown_until >= civil_day(pen.at):
        raise Refusal(PublicationRefusal.NOT_DUE)
    move(pen, item, Act.EXPIRE)


def recall(pen: Pen, *, complaint_id: str) -> None:
    """The complaint was opened again: its item waits until that has ended. Raises NotFound, NotAllowed, Refusal.

    `reopening` does it at once; the calendar catches what was opened in another way.
    """
    item, complaint = locked(pen, complaint_id)
    require_may(pen, item, Act.RECALL)
    if complaint.ended_at is not None and complaint.ended_at <= item.formed_at:
        raise Refusal(PublicationRefusal.NOT_DUE)
    take_back(pen, item)


def take_back(pen: Pen, item: Item) -> None:
    """The item waits, empty, until its complaint has ended anew; the caller has asked who may."""
    item.withheld_for, item.shown_until = None, None
    item.reply, item.findings, item.corrected = "", "[]", ""
    move(pen, item, Act.RECALL)


def is_due(reader: Reader, item: Item, today: date, scheme: SchemeRules) -> bool:
    """Whether a candidate is published by itself today: the target when nothing waits, the last day of the law always."""
    target = calendar(reader).workdays_after(item.formed_on, scheme.publication_target_workdays).due
    return today >= (target if item.findings == "[]" else item.due_on)


def _read_reply(pen: Pen, item: Item, typed: str) -> str:
    """What an officer leaves of a reply. Raises Refusal STILL_PERSONAL where something personal is still in it."""
    text = read_text(typed, "reply", most=LONGEST_REPLY, needed=False)
    if mask(text, known_of(pen, item.complaint_id)).found:
        raise Refusal(PublicationRefusal.STILL_PERSONAL, "reply")
    return text


def _require_listed(reader: Reader, codes: dict[str, str], today: date) -> None:
    lists = catalogues(reader, today)
    kinds = {*lists[Catalogue.GOODS_CATEGORY], *lists[Catalogue.SERVICE_CATEGORY]}
    known = {"category": kinds, "problem": set(lists[Catalogue.PROBLEM_CATEGORY])}
    for name, code in codes.items():
        if code not in known[name]:
            raise Refusal(PublicationRefusal.NOT_ON_THE_LIST, name)
