"""The steps of a filing: which are asked, which fields each has, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.complaints.actions.filing import choices
from trustcode.complaints.rules.filing import Filing, filing_faults, tidied
from trustcode.complaints.rules.identity import read_mobile
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import PaperKind, Wish
from trustcode.doors.counter.filing.draft import Draft
from trustcode.doors.lobby.bodies import Body
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.present import the_moment
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault
from trustcode.regions.queries import places
from trustcode.returns.rules.amounts import fen_of
from trustcode.storage.reading import Reader

COMPLAINT, REPORT, BOTH = "complaint", "report", "both"
KINDS = (COMPLAINT, REPORT, BOTH)
YES, NO = "yes", "no"

LONGEST_RECEIPT_NO = 60
"""Characters of the number of a receipt."""


class Step(StrEnum):
    """The steps in their order."""

    SHOP = "shop"
    KIND = "kind"
    STORY = "story"
    DETAILS = "details"
    PHOTOS = "photos"
    PERSON = "person"
    PHONE = "phone"
    CHECK = "check"


FIELDS: Mapping[Step, tuple[str, ...]] = {
    Step.SHOP: ("short_code", "respondent_name", "respondent_address", "region_code"),
    Step.KIND: ("kind",),
    Step.STORY: ("facts", "clue", "category", "problem"),
    Step.DETAILS: ("wishes", "wish_note", "bought_on", "happened_on", "amount_fen", "receipt_no"),
    Step.PHOTOS: ("evidence",),
    Step.PERSON: ("anonymous", "name", "phone", "address", "paper", "paper_number"),
    Step.PHONE: ("digits",),
    Step.CHECK: ("may_publish", "may_delegate"),
}
"""The fields of each step, in the order of its page; the same names as in the filing."""

NEVER_KEPT = {"digits"}


@dataclass(frozen=True)
class Read:
    """A draft as a filing, with every fault of it by field."""

    filing: Filing
    faults: tuple[Fault, ...]

    def of(self, step: Step) -> list[Fault]:
        """What is wrong in a step, in the order of its page."""
        fields = FIELDS[step]
        return sorted((f for f in self.faults if f.where in fields), key=lambda fault: fields.index(fault.where))


def asked(draft: Draft) -> tuple[Step, ...]:
    """The steps that this filing has: the shop is asked for where no code told it, a phone is proved where one is given."""
    left = set()
    if draft.merchant_id:
        left.add(Step.SHOP)
    if draft.first("kind") == REPORT:
        left.add(Step.DETAILS)
    if is_anonymous(draft):
        left.add(Step.PHONE)
    return tuple(step for step in Step if step not in left)


def is_anonymous(draft: Draft) -> bool:
    """Whether nobody's name goes along: only with a report that stands alone."""
    return draft.first("kind") == REPORT and draft.first("anonymous") == YES


def is_proved(draft: Draft) -> bool:
    """Whether the phone that is typed now is the one that was proved."""
    return bool(draft.proved) and read_mobile(draft.first("phone")) == draft.proved


def taken_from(step: Step, body: Body) -> dict[str, Sequence[str]]:
    """The fields of a step as they were sent, for the draft."""
    names = [name for name in FIELDS[step] if name not in NEVER_KEPT]
    return {name: list(body.texts(name))[: len(Wish) if name == "wishes" else 1] for name in names}


def read(reader: Reader, draft: Draft) -> Read:
    """The filing that a draft amounts to, and what is wrong with it today."""
    today = civil_day(the_moment())
    form = Form(Body(fields={name: tuple(values) for name, values in draft.typed.items() if values}))
    filing = tidied(_filing(form, draft))
    wrong = {fault.where for fault in form.faults}
    meant = filing_faults(filing, choices(reader, today), today, names_shop=not draft.merchant_id)
    more = [Fault(ComplaintRefusal.MISSING, name) for name in _unsaid(draft, reader, today)]
    return Read(filing, (*form.faults, *(f for f in [*meant, *more] if f.where not in wrong)))


def first_open(draft: Draft, by: Read) -> Step | None:
    """The first step that is wrong or was not sent yet; None when all is there."""
    for step in asked(draft):
        if step is Step.PHONE:
            is_open = not is_proved(draft)
        else:
            is_open = bool(by.of(step)) or (step.value not in draft.seen and step is not Step.SHOP)
        if is_open:
            return step
    return None


def _unsaid(draft: Draft, reader: Reader, today: date) -> list[str]:
    """Answers that the door wants and a filing has no word for."""
    is_placed = bool(draft.merchant_id) or draft.first("region_code") in places(reader, today)
    found = [] if is_placed else ["region_code"]
    if draft.first("kind") in {COMPLAINT, BOTH}:
        found += [name for name in ("may_publish", "may_delegate") if draft.first(name) not in {YES, NO}]
    return found


def _filing(form: Form, draft: Draft) -> Filing:
    kind = form.choice("kind", KINDS, needed=False)
    is_complaint, is_report = kind in {COMPLAINT, BOTH}, kind in {REPORT, BOTH}
    amount = form.body.text("amount_fen").strip()
    paper = form.choice("paper", list(PaperKind), needed=False)
    own = Filing(
        is_complaint=is_complaint,
        is_report=is_report,
        facts=form.body.text("facts") if is_complaint else "",
        clue=form.body.text("clue") if is_report else "",
        category=form.body.text("category"),
        problem=form.body.text("problem"),
        evidence=tuple(full for full, _ in draft.photos),
        anonymous=is_report and form.body.text("anonymous") == YES,
        respondent_name="" if draft.merchant_id else form.body.text("respondent_name"),
        respondent_address="" if draft.merchant_id else form.body.text("respondent_address"),
        name=form.body.text("name"),
        phone=form.body.text("phone"),
        address=form.body.text("address"),
        paper=PaperKind(paper) if paper else None,
        paper_number=form.body.text("paper_number"),
        may_publish=is_complaint and draft.first("may_publish") == YES,
        may_delegate=is_complaint and draft.first("may_delegate") == YES,
    )
    if is_anonymous(draft):
        own = Filing(**{**vars(own), "name": "", "phone": "", "address": "", "paper": None, "paper_number": ""})
    if not is_complaint:
        return own
    details = {
        "bought_on": form.day("bought_on", needed=False),
        "happened_on": form.day("happened_on", needed=False),
        "amount_fen": form.tried(fen_of, amount, "amount_fen") if amount else None,
        "wishes": tuple(Wish(one) for one in form.many("wishes", list(Wish))),
        "wish_note": form.body.text("wish_note"),
        "receipt_no": form.text("receipt_no", most=LONGEST_RECEIPT_NO, needed=False),
    }
    return Filing(**{**vars(own), **details})
