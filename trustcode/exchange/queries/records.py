"""Reads: what rows of a list of closed complaints are read against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import case, func, or_, select

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.codes.queries import shop_of_short_code
from trustcode.complaints.models import Complaint, Report
from trustcode.exchange.entries import RecordsTakenIn
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.records import Known
from trustcode.kernel.moments import Moment
from trustcode.kernel.territory import prefix
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.record.models import Entry
from trustcode.regions.queries import places
from trustcode.storage.reading import Reader

SHORT_CODE = 12

_Unit = tuple[str, str, str]
"""Id, credit code, region."""


def records_known(reader: Reader, today: date, source: str) -> Known:
    """Codes, places, shops and earlier numbers, as they are now."""
    categories, problems = codes_by_word(reader, today)
    named = _named(reader)

    def shop_of(text: str, region: str) -> tuple[str, ...]:
        digits = text.replace(" ", "")
        if len(digits) == SHORT_CODE and digits.isdigit():
            found = shop_of_short_code(reader, digits)
            return (found[0],) if found else ()
        return _shops(named.get(text.upper(), ()), text, region)

    return Known(
        today,
        categories,
        problems,
        frozenset(places(reader, today)),
        shop_of,
        lambda numbers: earlier(reader, source, numbers),
    )


def codes_by_word(reader: Reader, today: date) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The codes of all classes of goods and services, and of all problems, by every word for them."""
    lists = catalogues(reader, today)
    goods = {**lists[Catalogue.GOODS_CATEGORY], **lists[Catalogue.SERVICE_CATEGORY]}
    return _words(goods), _words(lists[Catalogue.PROBLEM_CATEGORY])


def earlier(reader: Reader, source: str, numbers: Sequence[str]) -> dict[str, str]:
    """Those of some numbers of a source (at most a thousand) that came in before, with the digest of their row.

    The digest is empty for what came as an order: it is a matter of ours, and a list changes nothing of it.
    """
    if not numbers:
        return {}
    is_order = or_(Complaint.text_hash != "", Report.text_hash != "")
    wanted = (
        select(Reference.external_no, case((is_order, ""), else_=Reference.body_hash))
        .outerjoin(Complaint, Complaint.id == Reference.complaint_id)
        .outerjoin(Report, Report.id == Reference.report_id)
        .where(Reference.source == source, Reference.external_no.in_(numbers))
    )
    return {row[0]: row[1] for row in reader.rows(wanted)}


def listed_as(reader: Reader, complaint_id: str) -> tuple[str, Moment] | None:
    """The number under which a complaint came in by order or list, and when it was handed over; None for one of our own."""
    mine = select(Reference.external_no, Reference.handed_at).where(Reference.complaint_id == complaint_id)
    rows = reader.rows(mine.order_by(Reference.handed_at, Reference.id).limit(1))
    return (rows[0][0], rows[0][1]) if rows else None


def units_taken_in(reader: Reader, source: str) -> Sequence[str]:
    """The units that the newest list of a source tells something new about, each once."""
    newest = select(func.max(Entry.id)).where(Entry.kind == RecordsTakenIn.kind, Entry.subject == source)
    mine = Complaint.entry_id == newest.scalar_subquery(), Complaint.merchant_id.is_not(None)
    units = select(Complaint.merchant_id).where(*mine).distinct().order_by(Complaint.merchant_id)
    return [one for one in reader.all(units) if one]


def _named(reader: Reader) -> dict[str, list[_Unit]]:
    """Every unit in public by credit code, licence name and shop name; read once, since a file names many."""
    found: dict[str, list[_Unit]] = {}
    columns = Merchant.id, Merchant.credit_code, Merchant.region_code, Merchant.licence_name, Merchant.shop_name
    for own, code, region, *names in reader.rows(
        select(*columns).where(Merchant.standing.in_(PUBLIC)).order_by(columns[0])
    ):
        for name in {code, *(one.upper() for one in names)} - {""}:
            found.setdefault(name, []).append((own, code, region))
    return found


def _shops(units: Sequence[_Unit], text: str, region: str) -> tuple[str, ...]:
    """Units of a name in the region, and no other where it has one; a credit code counts everywhere."""
    near = [unit for unit in units if unit[2].startswith(prefix(region))]
    return tuple(own for own, code, _ in near or units if near or code == text.upper())


def _words(terms: Mapping[str, TermWords]) -> dict[str, str]:
    def names(code: str, term: TermWords) -> Iterable[str]:
        return code, term.zh, term.en, term.short_zh, term.short_en

    return {name: code for code, term in terms.items() for name in names(code, term)}
