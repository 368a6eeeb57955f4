"""Makes the card of a merchant again whenever an entry about it is noted, inside the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.codes.entries import CodeIssued, CodeRevoked
from trustcode.codes.queries import CodePrint, prints
from trustcode.commitments.entries import (
    CommitmentAmended,
    CommitmentEndSet,
    PromisePaused,
    PromiseResumed,
)
from trustcode.commitments.queries.days import spans
from trustcode.commitments.queries.enterprises import sharing
from trustcode.commitments.queries.promises import promises_by_id
from trustcode.commitments.rules.text import Lists
from trustcode.complaints.entries import ComplaintFiled, ComplaintMarked, ComplaintMoved, ComplaintRated, ComplaintSaid
from trustcode.exchange.entries import RecordsTakenIn
from trustcode.exchange.queries.records import units_taken_in
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.entries import MerchantDescribed, MerchantMoved
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE, PUBLIC, Standing
from trustcode.projections.scan_card.card import Card, Print, Words, offered_days
from trustcode.projections.scan_card.complaining import complaints_of, complaints_of_all
from trustcode.projections.scan_card.keys import initials_kept, words_kept
from trustcode.projections.scan_card.models import ScanCard, ScanShortCode
from trustcode.projections.scan_card.promising import Promised, in_words, promised
from trustcode.projections.scan_card.recording import record_of, refusals_of
from trustcode.projections.scan_card.texts import from_text, retold, to_text
from trustcode.publication.entries import PublicationMoved
from trustcode.publication.queries.history import facts_of_all, units_of
from trustcode.publication.rules.course import Stage
from trustcode.record.notes import Note
from trustcode.record.reading import entries_of
from trustcode.regions.queries import office_name, path
from trustcode.regions.rules import way_en, way_zh
from trustcode.returns.entries import ReturnAnswered, ReturnCorrected, ReturnLogged, ReturnsTakenIn
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault

_NO_VAULT = Vault({}, 0, b"")
_PROMISE_NOTES = (CommitmentAmended, CommitmentEndSet, PromisePaused, PromiseResumed)
_LEDGER_NOTES = (ReturnLogged, ReturnCorrected, ReturnAnswered, ReturnsTakenIn)
_CARD_NOTES = (MerchantMoved, MerchantDescribed, CodeIssued, CodeRevoked, *_PROMISE_NOTES)
_GROUND_LISTS = (Catalogue.RECTIFY_GROUND, Catalogue.SUSPEND_GROUND, Catalogue.REMOVE_GROUND)
_OVER = frozenset({Standing.LAPSED, Standing.WITHDRAWN, Standing.REMOVED, Standing.CLOSED})
# Stages in which something of a result is, or was, seen; no other move of one changes a card.
_IN_SIGHT = frozenset(stage.value for stage in Stage) - {Stage.CANDIDATE.value, Stage.WITHHELD.value}
_AT_ONCE = 500
_SHOWN = frozenset({Standing.RECTIFYING, Standing.SUSPENDED, Standing.REMOVED})


def listen(session: Session, notes: Sequence[Note], at: Moment) -> None:
    """The listener: rebuild the cards that these notes touch, once each.

    A line of a ledger changes the record on the card and nothing else of it; so does a complaint with its own part.
    """
    touched = dict.fromkeys(n.subject for n in notes if isinstance(n, _CARD_NOTES) and _may_be_public(n))
    others = sharing(Reader(session, _NO_VAULT), touched) if touched else ()
    logged = dict.fromkeys(n.subject for n in notes if isinstance(n, _LEDGER_NOTES))
    complained = _complained_of(session, notes)
    _hold(session, {*touched, *others, *logged, *complained})
    for merchant_id in dict.fromkeys((*touched, *others)):
        _write(session, merchant_id, at)
    for merchant_id in logged:
        if merchant_id not in touched:
            renew_record(session, merchant_id, at)
    renew_complaints(session, [one for one in complained if one not in touched], at)
    for source in dict.fromkeys(n.subject for n in notes if isinstance(n, RecordsTakenIn)):
        count_records(session, source, at)


def _hold(session: Session, merchant_ids: Collection[str]) -> None:
    """Hold cards until the commit, before it is read what goes on them, always in one order.

    Whoever changes something about the same unit meanwhile (another complaint, a return) waits here, and then reads what
    this one did; without it the later of two would write down what it had read before.
    """
    ids = sorted(merchant_ids)
    for start in range(0, len(ids), _AT_ONCE):
        theirs = select(ScanCard.merchant_id).where(ScanCard.merchant_id.in_(ids[start : start + _AT_ONCE]))
        session.execute(theirs.order_by(ScanCard.merchant_id).with_for_update()).all()


def renew_record(session: Session, merchant_id: str, at: Moment) -> None:
    """Write the record of one merchant on its card anew, if it has one."""
    session.flush()
    row = session.get(ScanCard, merchant_id)
    if row is None:
        return
    reader, today = Reader(session, _NO_VAULT), civil_day(at)
    record = record_of(reader, merchant_id, today)
    refusals = refusals_of(record, catalogues(reader, today))
    row.version, row.changed_at = row.version + 1, at
    row.facts = to_text(replace(from_text(row.facts), version=row.version, record=record, refusals=refusals))
    session.flush()


def renew_complaints(session: Session, merchant_ids: Sequence[str], at: Moment) -> None:
    """Write the complaints of some merchants on their cards anew; one that counts for nothing changes nothing."""
    reader, today = Reader(session, _NO_VAULT), civil_day(at)
    lists = catalogues(reader, today) if merchant_ids else {}
    for start in range(0, len(merchant_ids), _AT_ONCE):
        some = merchant_ids[start : start + _AT_ONCE]
        told = complaints_of_all(reader, some, today, lists)
        _retell(session, {one: vars(parts) for one, parts in told.items()}, at)


def count_records(session: Session, source: str, at: Moment) -> None:
    """Write on the cards how many complaints the newest list of a source told of; results come later, one by one."""
    reader, today = Reader(session, _NO_VAULT), civil_day(at)
    units = units_taken_in(reader, source)
    _hold(session, units)
    for start in range(0, len(units), _AT_ONCE):
        facts = facts_of_all(reader, units[start : start + _AT_ONCE], today)
        _retell(session, {one: {"complaints": mine} for one, mine in facts.items()}, at)


def _retell(session: Session, told: Mapping[str, Mapping[str, Any]], at: Moment) -> None:
    """Write parts of some cards anew, where they are others than before; no card is kept in memory after it."""
    rows = session.execute(select(ScanCard).where(ScanCard.merchant_id.in_(tuple(told)))).scalars().all()
    for row in rows:
        text = retold(row.facts, row.version + 1, told[row.merchant_id])
        if text is not None:
            row.version, row.changed_at, row.facts = row.version + 1, at, text
    session.flush()
    for row in rows:
        session.expunge(row)


def rebuild(session: Session, merchant_id: str, at: Moment) -> None:
    """Write the card of one merchant, or remove it when nothing of it is public."""
    session.flush()
    _hold(session, (merchant_id,))
    _write(session, merchant_id, at)


def _write(session: Session, merchant_id: str, at: Moment) -> None:
    session.flush()
    merchant = session.get(Merchant, merchant_id)
    row = session.get(ScanCard, merchant_id)
    reader = Reader(session, _NO_VAULT)
    if merchant is None or not _is_public(merchant, prints(reader, merchant_id)):
        _forget(session, row)
        return
    card = card_of(reader, merchant, at, version=(row.version if row else 0) + 1)
    if row is None:
        row = ScanCard(merchant_id=merchant_id, number=merchant.number)
        session.add(row)
    _fill(row, merchant, card, at)
    _short_codes(session, card)
    session.flush()


def rebuild_all(session: Session, at: Moment) -> int:
    """Make every card again from the rooms; returns how many merchants were looked at."""
    ids = session.execute(select(Merchant.id).order_by(Merchant.id)).scalars().all()
    for merchant_id in ids:
        rebuild(session, merchant_id, at)
    return len(ids)


def card_of(reader: Reader, merchant: Merchant, at: Moment, version: int) -> Card:
    """The public facts of a merchant."""
    today = civil_day(at)
    lists = catalogues(reader, today)
    office = office_name(reader, merchant.region_code, today)
    shown = _shown(reader, merchant)
    promises = _promised(reader, merchant, shown, today)
    record = record_of(reader, merchant.id, today)
    return Card(
        merchant_id=merchant.id,
        number=merchant.number,
        version=version,
        standing=shown.standing.value,
        standing_on=civil_day(shown.since),
        ground=_ground(shown, lists),
        due_on=shown.due_on,
        since=merchant.first_active_on,
        valid_to=merchant.valid_to,
        shop_name=merchant.shop_name,
        branch_name=merchant.branch_name,
        licence_name=merchant.licence_name,
        credit_code=merchant.credit_code,
        unit_kind=in_words(lists[Catalogue.UNIT_KIND].get(merchant.unit_kind), merchant.unit_kind),
        industry=in_words(lists[Catalogue.INDUSTRY].get(merchant.industry), merchant.industry),
        street=merchant.street,
        region_code=merchant.region_code,
        region=_region(reader, merchant.region_code, today),
        office=Words(office.zh, office.en),
        returns_phone=merchant.returns_phone,
        thumb=merchant.thumb,
        position=_position(merchant),
        safe=promises.safe,
        returns=promises.returns,
        prints=tuple(_print(p) for p in prints(reader, merchant.id)),
        later=promises.later,
        safe_later=promises.safe_later,
        windows=promises.windows,
        record=record,
        refusals=refusals_of(record, lists),
        **vars(complaints_of(reader, merchant.id, today, lists)),
    )


@dataclass(frozen=True)
class _Shown:
    """A standing that a shopper may see. `is_past`: the unit applies anew, and its old code says how it ended."""

    standing: Standing
    since: Moment
    ground: str
    due_on: date | None
    is_past: bool = False


def _shown(reader: Reader, merchant: Merchant) -> _Shown:
    """The standing of a unit, or, while it applies anew, the one in which its former life ended."""
    now = _Shown(merchant.standing, merchant.standing_at, merchant.ground, merchant.due_on)
    if merchant.standing in PUBLIC:
        return now
    moves = (line for line in reversed(entries_of(reader, merchant.id)) if line.kind == MerchantMoved.kind)
    ended = next((line for line in moves if line.facts["now"] in _OVER), None)
    return _Shown(Standing(ended.facts["now"]), ended.at, ended.facts["ground"], None, is_past=True) if ended else now


def _complained_of(session: Session, notes: Sequence[Note]) -> dict[str, None]:
    """The units that notes about complaints and results are about, each once."""
    plain = [n.merchant for n in notes if isinstance(n, ComplaintFiled) and not n.holds]
    named = [*plain, *(n.merchant for n in notes if isinstance(n, ComplaintMarked))]
    named += [n.merchant for n in notes if isinstance(n, PublicationMoved) and {n.was, n.now} & _IN_SIGHT]
    others = dict.fromkeys(n.subject for n in notes if isinstance(n, ComplaintMoved | ComplaintRated | ComplaintSaid))
    if named or others:
        session.flush()
    found = units_of(Reader(session, _NO_VAULT), tuple(others)) if others else ()
    return dict.fromkeys(one for one in (*named, *found) if one)


def _may_be_public(note: Note) -> bool:
    if isinstance(note, MerchantMoved):
        return bool({note.was, note.now} & {s.value for s in PUBLIC})
    return not isinstance(note, MerchantDescribed)


def _is_public(merchant: Merchant, issued: Sequence[CodePrint]) -> bool:
    """A unit in a public state; or one that applies anew while its old code still hangs on a wall."""
    return merchant.standing in PUBLIC or bool(issued)


def _forget(session: Session, row: ScanCard | None) -> None:
    if row is not None:
        session.execute(delete(ScanShortCode).where(ScanShortCode.merchant_id == row.merchant_id))
        session.delete(row)
        session.flush()


def _fill(row: ScanCard, merchant: Merchant, card: Card, at: Moment) -> None:
    name = f"{merchant.shop_name} {merchant.branch_name}".strip()
    row.version, row.changed_at = card.version, at
    row.standing, row.region_code, row.unit_kind = card.standing, merchant.region_code, merchant.unit_kind
    offered = offered_days(card, civil_day(at)) if card.standing in IN_FORCE else None
    row.offers_returns = offered is not None
    row.offers_from, row.offers_until = (offered.from_on, offered.end_on) if offered else (None, None)
    row.shop_name = name
    row.search_text = words_kept(name, merchant.licence_name, merchant.street)
    row.initials = initials_kept(name)
    row.thumb = merchant.thumb
    row.facts = to_text(card)


def _short_codes(session: Session, card: Card) -> None:
    for one in card.prints:
        if session.get(ScanShortCode, one.short_code) is None:
            session.add(ScanShortCode(short_code=one.short_code, merchant_id=card.merchant_id, serial=one.serial))


def _ground(shown: _Shown, lists: Lists) -> Words | None:
    if shown.standing not in _SHOWN:
        return None
    found = next((lists[which][shown.ground] for which in _GROUND_LISTS if shown.ground in lists[which]), None)
    return Words(found.zh, found.en) if found else None


def _region(reader: Reader, code: str, today: date) -> Words:
    """County and city, as an address names them; the province is left out."""
    places = path(reader, code, today)[1:]
    return Words(way_zh(places), way_en(places))


def _position(merchant: Merchant) -> tuple[int, int] | None:
    if merchant.latitude_e6 is None or merchant.longitude_e6 is None:
        return None
    return merchant.latitude_e6, merchant.longitude_e6


def _promised(reader: Reader, merchant: Merchant, shown: _Shown, today: date) -> Promised:
    """What is promised today; of a unit out of force what was by its end, not what was signed anew on that very day."""
    course = spans(reader, merchant.id)
    is_in_force = shown.standing in IN_FORCE
    if not shown.is_past:
        return promised(reader, course, today, is_in_force=is_in_force)
    ended_on = civil_day(shown.since)
    then = next((span.safe for span in course if span.holds(ended_on)), None)
    is_anew = then is None or promises_by_id(reader, [then.id])[then.id].signed_at > shown.since
    return promised(reader, course, ended_on - timedelta(days=1) if is_anew else ended_on, is_in_force=is_in_force)


def _print(one: CodePrint) -> Print:
    return Print(one.serial, one.short_code, one.token, one.issued_on, one.revoked_on, one.revoked_why)
