"""What a shopper files, and everything that can be wrong with it by itself.

The fields are those of Order 121, form 1 (complaint) and form 2 (report). Name and a proved phone are enough to begin
with; address and identity paper are what the office needs before it may accept, and can be given later.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trustcode.complaints.rules.identity import id_card_holds, read_mobile, read_paper_number
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import tidy_lines
from trustcode.complaints.rules.words import PaperKind, Wish
from trustcode.kernel.identifiers import has_controls, tidy
from trustcode.kernel.refusals import Fault

LONGEST_FACTS = 2_000
LONGEST_NOTE = 300
LONGEST = {"name": 40, "address": 120, "paper_number": 30, "respondent_name": 80, "respondent_address": 120}
"""Characters."""
MOST_PHOTOS = 6
MOST_FEN = 1_000_000_000_00
"""One thousand million yuan, in fen."""
OLDEST = timedelta(days=20 * 366)
"""A purchase before that is a slip of the keyboard."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Everything that is typed. Money is whole fen, days are civil days in China.

    With both kinds chosen `facts` are those of the complaint and `clue` those of the report: one message, two matters.
    `category` is a class of goods or of services, `problem` a class of problems (12315 tree). `receipt_no` is the
    number in clear and is never kept. `anonymous` concerns the report alone.
    """

    is_complaint: bool
    is_report: bool
    facts: str = ""
    clue: str = ""
    category: str = ""
    problem: str = ""
    bought_on: date | None = None
    happened_on: date | None = None
    amount_fen: int | None = None
    wishes: tuple[Wish, ...] = ()
    wish_note: str = ""
    receipt_no: str = ""
    evidence: tuple[str, ...] = ()
    name: str = ""
    phone: str = ""
    address: str = ""
    paper: PaperKind | None = None
    paper_number: str = ""
    anonymous: bool = False
    may_publish: bool = False
    may_delegate: bool = False
    respondent_name: str = ""
    respondent_address: str = ""


@dataclass(frozen=True)
class FilingChoices:
    """The codes that may be chosen on the day."""

    categories: Collection[str]
    problems: Collection[str]


def tidied(filing: Filing) -> Filing:
    """The same with its texts as a person meant them; lines of longer texts stay."""
    return replace(
        filing,
        facts=tidy_lines(filing.facts),
        clue=tidy_lines(filing.clue),
        wish_note=tidy_lines(filing.wish_note),
        name=tidy(filing.name),
        phone=read_mobile(filing.phone) or filing.phone.strip(),
        address=tidy(filing.address),
        paper_number=read_paper_number(filing.paper_number),
        respondent_name=tidy(filing.respondent_name),
        respondent_address=tidy(filing.respondent_address),
    )


def filing_faults(filing: Filing, choices: FilingChoices, today: date, *, names_shop: bool) -> list[Fault]:
    """Every fault of a tidied filing, by field. `names_shop`: the shop must be named, since no code was scanned."""
    return [
        *kind_faults(filing),
        *matter_faults(filing, choices, today),
        *shop_faults(filing, names_shop=names_shop),
        *person_faults(filing),
    ]


def kind_faults(filing: Filing) -> Iterator[Fault]:
    """Neither a complaint nor a report is nothing."""
    if not (filing.is_complaint or filing.is_report):
        yield _missing("kind")


def matter_faults(filing: Filing, choices: FilingChoices, today: date) -> Iterator[Fault]:
    """What happened, what it is about, when, for how much, and what is asked for."""
    wanted = {"facts": filing.is_complaint, "clue": filing.is_report}
    for name, is_wanted in wanted.items():
        yield from _text(filing, name, LONGEST_FACTS, needed=is_wanted)
    if filing.category not in choices.categories:
        yield _missing("category")
    if filing.problem not in choices.problems:
        yield _missing("problem")
    yield from _days(filing, today)
    if filing.amount_fen is not None and not 0 <= filing.amount_fen <= MOST_FEN:
        yield Fault(ComplaintRefusal.AMOUNT_RANGE, "amount_fen", {"most_yuan": MOST_FEN // 100})
    if filing.is_complaint and not filing.wishes:
        yield Fault(ComplaintRefusal.NO_WISH, "wishes")
    yield from _text(filing, "wish_note", LONGEST_NOTE)
    if len(filing.evidence) > MOST_PHOTOS:
        yield Fault(ComplaintRefusal.TOO_MANY_FILES, "evidence", {"most": MOST_PHOTOS})
    elif not all(_DIGEST.fullmatch(one) for one in filing.evidence):
        yield _missing("evidence")


def shop_faults(filing: Filing, *, names_shop: bool) -> Iterator[Fault]:
    """Whom it is about, when no code of ours says so."""
    yield from _text(filing, "respondent_name", LONGEST["respondent_name"], needed=names_shop)
    yield from _text(filing, "respondent_address", LONGEST["respondent_address"], needed=names_shop)


def person_faults(filing: Filing) -> Iterator[Fault]:
    """Who files: a report alone may be anonymous, a complaint needs a name and a phone."""
    if filing.anonymous and not filing.is_complaint:
        return
    yield from _text(filing, "name", LONGEST["name"], needed=True)
    if not read_mobile(filing.phone):
        yield Fault(ComplaintRefusal.NOT_A_PHONE, "phone")
    yield from identity_faults(filing, needed=False)


def identity_faults(filing: Filing, *, needed: bool) -> Iterator[Fault]:
    """Address and paper, as the office needs them before it may accept (Order 121, article 10)."""
    yield from _text(filing, "address", LONGEST["address"], needed=needed)
    yield from _text(filing, "paper_number", LONGEST["paper_number"], needed=needed or filing.paper is not None)
    if filing.paper is None and (needed or filing.paper_number):
        yield _missing("paper")
    if filing.paper is PaperKind.ID_CARD and filing.paper_number and not id_card_holds(filing.paper_number):
        yield Fault(ComplaintRefusal.NOT_AN_ID_CARD, "paper_number")


def _days(filing: Filing, today: date) -> Iterator[Fault]:
    for name in ("bought_on", "happened_on"):
        day = getattr(filing, name)
        if day is not None and day > today:
            yield Fault(ComplaintRefusal.IN_THE_FUTURE, name, {"today": today})
        elif day is not None and day < today - OLDEST:
            yield _missing(name)
    bought, happened = filing.bought_on, filing.happened_on
    if bought and happened and happened < bought <= today:
        yield Fault(ComplaintRefusal.BEFORE_PURCHASE, "happened_on", {"bought": bought})


def _text(filing: Filing, name: str, most: int, *, needed: bool = False) -> Iterator[Fault]:
    text = getattr(filing, name)
    if needed and not text:
        yield _missing(name)
    elif len(text) > most:
        yield Fault(ComplaintRefusal.TOO_LONG, name, {"most": most, "found": len(text)})
    elif has_controls(text) or any("\ud800" <= c <= "\udfff" for c in text):
        yield Fault(ComplaintRefusal.STRANGE_CHARACTERS, name)


def _missing(name: str) -> Fault:
    return Fault(ComplaintRefusal.MISSING, name)
