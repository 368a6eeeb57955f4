"""A shopper files: a complaint, a report, or both in one message, which then go their own ways."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.marking import Marks, Traits, mark_earlier, marks_of
from trustcode.complaints.actions.numbering import fresh_number
from trustcode.complaints.entries import ComplaintFiled, ReportFiled
from trustcode.complaints.models import Complaint, Person, Report, SettlingMember
from trustcode.complaints.rules.authority import FILE
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.filing import Filing, FilingChoices, filing_faults, tidied
from trustcode.complaints.rules.holding import sketch
from trustcode.complaints.rules.numbers import SECRET_PURPOSE, secret_of
from trustcode.complaints.rules.purposes import (
    ADDRESS,
    CLUE,
    FACTS,
    NAME,
    PAPER,
    PHONE,
    PHONE_INDEX,
    SKETCH,
    TEXT,
    WISH,
)
from trustcode.complaints.rules.reporting import ReportOrigin, ReportState
from trustcode.complaints.rules.telling import came_notice
from trustcode.complaints.rules.ticking import first_clock
from trustcode.complaints.rules.words import Source
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import is_id, new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.notices.actions import tell
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.rules.receipts import receipt_purpose, tidied_receipt
from trustcode.storage.reading import Reader


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom a filing is about and how it came: the shop by its id, or a region to go to when the shop has no code.

    `device_index` is the keyed hash of the device, `proved` whether the phone was proved by a code, `received_at` when
    another office had it first (the hotline's receipt, which decides the version of the law).
    """

    merchant_id: str = ""
    region_code: str = ""
    source: Source
    print_serial: int = 0
    return_id: str = ""
    device_index: bytes = b""
    proved: bool = False
    received_at: datetime | None = None

    def came_in_at(self, at: datetime) -> datetime:
        """When the matter first reached any office: never after now."""
        return min(self.received_at or at, at)


@dataclass(frozen=True)
class Receipt:
    """What the shopper keeps: the number and its secret, for each matter that the message became."""

    complaint: tuple[str, str] | None
    report: tuple[str, str] | None


def file(pen: Pen, *, filing: Filing, about: About, scheme: SchemeRules, key: str = "") -> Receipt:
    """Take in what a shopper filed; never refused for being one of many. The actor is the public.

    `key` is the retry key of the form: the same form sent again is the same matter. Raises one Refusal with every
    fault by field, NotFound for a shop that is not there.
    """
    require(pen.actor, FILE)
    filing = tidied(filing)
    merchant = _merchant(pen, about.merchant_id)
    today = civil_day(pen.at)
    refuse_if_any(filing_faults(filing, choices(pen, today), today, names_shop=merchant is None))
    filing_id = key if is_id(key) else new_id()
    if pen.answered(filing_id, FILE) is not None:
        return receipt_of(pen, filing_id)
    pen.answer(filing_id, FILE, answer="filed")
    maker = _Maker(pen, filing, about, merchant, filing_id, scheme)
    complaint = maker.complaint() if filing.is_complaint else None
    report = maker.report(complaint) if filing.is_report else None
    return Receipt(_kept(pen, complaint), _kept(pen, report))


def choices(reader: Reader, on: date) -> FilingChoices:
    """The classes of goods, services and problems that may be chosen on a day."""
    lists = catalogues(reader, on)
    kinds = [*lists[Catalogue.GOODS_CATEGORY], *lists[Catalogue.SERVICE_CATEGORY]]
    return FilingChoices(kinds, list(lists[Catalogue.PROBLEM_CATEGORY]))


def receipt_of(reader: Reader, filing_id: str) -> Receipt:
    """The receipt of a message that came in before; empty for none."""
    complaint = reader.one(select(Complaint.number).where(Complaint.filing_id == filing_id))
    report = reader.one(select(Report.number).where(Report.filing_id == filing_id))
    return Receipt(*(_pair(reader, number) for number in (complaint, report)))


def _pair(reader: Reader, number: str | None) -> tuple[str, str] | None:
    return (number, secret_of(reader.vault.index(SECRET_PURPOSE, number))) if number else None


def _kept(pen: Pen, row: Complaint | Report | None) -> tuple[str, str] | None:
    return _pair(pen, row.number if row else None)


def _merchant(pen: Pen, merchant_id: str) -> Merchant | None:
    if not merchant_id:
        return None
    merchant = pen.lock(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return merchant


@dataclass(frozen=True)
class _Maker:
    pen: Pen
    filing: Filing
    about: About
    merchant: Merchant | None
    filing_id: str
    scheme: SchemeRules

    def complaint(self) -> Complaint:
        pen, filing, about = self.pen, self.filing, self.about
        state = State.SETTLING if self._settles_first() else State.RECEIVED
        traits = self._traits()
        marks = marks_of(pen, traits, self.scheme)
        row = Complaint(
            id=new_id(),
            number=fresh_number(pen),
            filing_id=self.filing_id,
            **self._respondent(),
            print_serial=about.print_serial,
            return_id=about.return_id or None,
            category=filing.category,
            problem=filing.problem,
            bought_on=filing.bought_on,
            happened_on=filing.happened_on,
            amount_fen=filing.amount_fen,
            wishes=json.dumps([wish.value for wish in filing.wishes]),
            facts=pen.vault.seal(FACTS, filing.facts),
            wish_note=pen.vault.seal(WISH, filing.wish_note) if filing.wish_note else b"",
            evidence=json.dumps(filing.evidence),
            receipt_index=traits.receipt,
            sketch=traits.sketch,
            text_hash=self._hash(replace(filing, clue="")),
            may_publish=filing.may_publish,
            may_delegate=filing.may_delegate,
            holds=marks.text,
            bundle=marks.bundle,
            came_in_at=about.came_in_at(pen.at),
            competent_at=None if state is State.SETTLING else pen.at,
            state=state,
            state_at=pen.at,
        )
        pen.add(row, self._person(row.id))
        pen.note(self._filed(row, marks))
        mark_earlier(pen, traits, marks, self.scheme)
        clock = ticking.start(pen, matter_id=row.id, code=first_clock(state), came_in_on=civil_day(row.came_in_at))
        if row.merchant_id:
            due_on = clock.due_on if state is State.SETTLING else None
            tell(pen, came_notice(row.merchant_id, row.id, row.number, due_on))
        return row

    def report(self, complaint: Complaint | None) -> Report:
        pen, filing = self.pen, self.filing
        row = Report(
            id=new_id(),
            number=fresh_number(pen),
            filing_id=self.filing_id,
            complaint_id=complaint.id if complaint else None,
            origin=ReportOrigin.REPORTER,
            **self._respondent(),
            category=filing.category,
            problem=filing.problem,
            clue=pen.vault.seal(CLUE, filing.clue),
            evidence=json.dumps(filing.evidence),
            text_hash=self._hash(replace(filing, facts="")),
            anonymous=filing.anonymous,
            came_in_at=self.about.came_in_at(pen.at),
            state=ReportState.RECEIVED,
            state_at=pen.at,
        )
        pen.add(row)
        if not filing.anonymous:
            pen.add(self._person(row.id))
        pen.note(
            ReportFiled(subject=row.id, region_code=row.region_code, origin=row.origin.value, text_hash=row.text_hash)
        )
        ticking.start(pen, matter_id=row.id, code=ClockCode.VERIFY, came_in_on=civil_day(row.came_in_at))
        return row

    def _filed(self, row: Complaint, marks: Marks) -> ComplaintFiled:
        return ComplaintFiled(
            subject=row.id,
            merchant=row.merchant_id or "",
            region_code=row.region_code,
            source=row.source.value,
            state=row.state.value,
            category=row.category,
            problem=row.problem,
            may_publish=row.may_publish,
            holds=",".join(why.value for why in marks.holds),
            text_hash=row.text_hash,
        )

    def _respondent(self) -> dict[str, Any]:
        shop = self.merchant
        name = f"{shop.shop_name} {shop.branch_name}".strip() if shop else self.filing.respondent_name
        return {
            "merchant_id": shop.id if shop else None,
            "respondent_name": name[:80],
            "respondent_address": "" if shop else self.filing.respondent_address,
            "region_code": shop.region_code if shop else self.about.region_code,
            "source": self.about.source,
        }

    def _settles_first(self) -> bool:
        if self.merchant is None:
            return False
        member = self.pen.get(SettlingMember, self.merchant.id)
        return member is not None and member.left_on is None

    def _person(self, matter_id: str) -> Person:
        seal, filing = self.pen.vault.seal, self.filing
        return Person(
            matter_id=matter_id,
            name=seal(NAME, filing.name),
            phone=seal(PHONE, filing.phone),
            phone_index=self.pen.vault.index(PHONE_INDEX, filing.phone),
            proved_at=self.pen.at if self.about.proved else None,
            address=seal(ADDRESS, filing.address) if filing.address else b"",
            paper=filing.paper,
            paper_number=seal(PAPER, filing.paper_number) if filing.paper_number else b"",
            paper_index=self.pen.vault.index(PAPER, filing.paper_number) if filing.paper_number else b"",
            device_index=self.about.device_index,
            filed_at=self.pen.at,
        )

    def _traits(self) -> Traits:
        index = self.pen.vault.index
        return Traits(
            shop=self.merchant.id if self.merchant else "",
            phone=index(PHONE_INDEX, self.filing.phone),
            device=self.about.device_index,
            receipt=self._receipt_index(),
            sketch=sketch(self.filing.facts, index(SKETCH, "")),
        )

    def _receipt_index(self) -> bytes:
        bare = tidied_receipt(self.filing.receipt_no)
        purpose = receipt_purpose(self.merchant.id if self.merchant else "")
        return self.pen.vault.index(purpose, bare) if bare else b""

    def _hash(self, filing: Filing) -> str:
        kept = replace(filing, name="", phone="", address="", paper=None, paper_number="", receipt_no="")
        return self.pen.vault.index(TEXT, canonical(vars(kept)).decode()).hex()
