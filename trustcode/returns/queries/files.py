"""Reads for files of the ledger: what rows are judged by, and all lines of a unit for writing them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.queries.days import spans
from trustcode.commitments.rules.days import Span, WhyNot
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.returns.models import LedgerImport, MonthReport, Return, ReturnAnswer
from trustcode.returns.queries.lines import effective, line_of
from trustcode.returns.rules.file_facts import Known, Promised, UnitFacts, same_line
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.receipts import receipt_purpose
from trustcode.returns.rules.sheets import Beside, SheetWords
from trustcode.returns.rules.words import Answer
from trustcode.storage.reading import Reader


def sheet_words(reader: Reader, on: date) -> SheetWords:
    """The lists whose words stand in a table, as they are on a day."""
    lists = catalogues(reader, on)
    reasons = {**lists[Catalogue.RETURN_REFUSAL], **lists[Catalogue.EXCLUSION]}
    return SheetWords(lists[Catalogue.GOODS_CATEGORY], lists[Catalogue.REFUND_METHOD], reasons)


def known(reader: Reader, today: date, scheme: SchemeRules) -> Known:
    """What every row of a file is read against."""
    return Known(sheet_words(reader, today), calendar(reader), scheme, today)


def unit_facts(reader: Reader, merchant_id: str) -> UnitFacts:
    """What the lines of one unit are judged by, read once. Raises NotFound."""
    standing = reader.one(select(Merchant.standing).where(Merchant.id == merchant_id))
    if standing is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    purpose, receipts = receipt_purpose(merchant_id), known_receipts(reader, merchant_id)
    vault = reader.vault
    return UnitFacts(
        merchant_id=merchant_id,
        is_in_force=standing in IN_FORCE,
        promised=_promises(reader, merchant_id),
        is_reported=_reported(reader, merchant_id),
        receipt_index=lambda text: vault.index(purpose, text),
        known_receipt=receipts.get,
        holds=_lines(reader, merchant_id),
    )


def known_receipts(reader: Reader, merchant_id: str) -> dict[bytes, tuple[int, date]]:
    """Number and day of the latest line that counts, by the keyed hash of its receipt."""
    columns = select(Return.receipt_index, Return.number, Return.requested_on)
    mine = columns.where(Return.merchant_id == merchant_id, Return.receipt_index != b"", effective())
    return {row.receipt_index: (row.number, row.requested_on) for row in reader.stream(mine.order_by(Return.number))}


def import_of(reader: Reader, merchant_id: str, source_hash: str) -> LedgerImport | None:
    """What came of a file that was taken in before, or None."""
    same = select(LedgerImport).where(LedgerImport.merchant_id == merchant_id, LedgerImport.source_hash == source_hash)
    return reader.one(same)


def unit_ids(reader: Reader) -> dict[str, list[str]]:
    """Ids of units by what may stand for them in a file: their id, or their credit code (which several may share)."""
    found: dict[str, list[str]] = {}
    for row in reader.stream(select(Merchant.id, Merchant.credit_code)):
        found[row.id] = [row.id]
        if row.credit_code:
            found.setdefault(row.credit_code, []).append(row.id)
    return found


def written_lines(
    reader: Reader, merchant_id: str, *, from_on: date | None = None, to_on: date | None = None
) -> Iterator[tuple[Line, Beside]]:
    """All lines of a unit, the oldest first, corrected ones too; some at a time. Days are those of the request."""
    earlier, later = aliased(Return), aliased(Return)
    wanted = (
        select(Return, ReturnAnswer.answer, earlier.number.label("corrects_number"), later.number.label("later_number"))
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .outerjoin(earlier, earlier.id == Return.corrects)
        .outerjoin(later, later.corrects == Return.id)
        .where(Return.merchant_id == merchant_id)
    )
    if from_on is not None:
        wanted = wanted.where(Return.requested_on >= from_on)
    if to_on is not None:
        wanted = wanted.where(Return.requested_on <= to_on)
    for row, answer, corrects, corrected_by in reader.stream(wanted.order_by(Return.number)):
        beside = Beside(row.number, civil_day(row.logged_at), corrects, corrected_by, _said(answer))
        yield replace(line_of(row), receipt_again=row.receipt_again), beside


def _said(answer: Answer | None) -> str:
    return answer.value if answer is not None else ""


def _lines(reader: Reader, merchant_id: str) -> Callable[[int, Line], bool]:
    """Whether a number of the ledger is this line; the lines are asked for once, and only where a row has a number."""
    known: dict[int, int] = {}

    def holds(number: int, line: Line) -> bool:
        if not known:
            columns = (
                Return.number, Return.kind, Return.basis, Return.bought_on, Return.requested_on, Return.category,
                Return.quantity, Return.goods_value_fen,
            )  # fmt: skip
            rows = reader.stream(select(*columns).where(Return.merchant_id == merchant_id))
            known.update({row[0]: hash(tuple(row[1:])) for row in rows} or {0: 0})
        return known.get(number) == hash(same_line(line))

    return holds


def _promises(reader: Reader, merchant_id: str) -> Callable[[date], Promised]:
    """What had been promised on a day, from the whole course of the unit, which is asked for once."""
    course = spans(reader, merchant_id)
    nothing = Promised(None, WhyNot.NOT_IN_FORCE, "")
    found: dict[date, Promised] = {}

    def on(day: date) -> Promised:
        if day not in found:
            found[day] = next((_promised(span) for span in course if span.holds(day)), nothing)
        return found[day]

    return on


def _promised(span: Span) -> Promised:
    version = span.returns or next(iter(span.enterprise), None)
    return Promised(span.terms, span.why_not, version.id if version is not None and span.terms is not None else "")


def _reported(reader: Reader, merchant_id: str) -> Callable[[date], bool]:
    rows = reader.rows(select(MonthReport.from_on, MonthReport.to_on).where(MonthReport.merchant_id == merchant_id))
    months = [(row.from_on, row.to_on) for row in rows]
    return lambda day: any(first <= day <= last for first, last in months)
