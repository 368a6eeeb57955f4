"""Act: lines from a file, taken in whole or not at all; the same file again is the same import."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Self

from sqlalchemy import func, select

from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions.moving import locked
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.entries import ReturnsTakenIn
from trustcode.returns.models import LedgerImport, Return
from trustcode.returns.queries.files import import_of, known_receipts, unit_facts
from trustcode.returns.rules.file_facts import ReadLine
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Basis, Condition, Gift, Origin, Outcome, ReturnKind

_MEMORY = 8_000_000
"""Bytes of lines that are held in memory; more of them wait in a file that nobody else sees."""
_TOLD_EVERY = 1_000

_DECODE = json.JSONDecoder().decode
_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Taken:
    """What came of one unit's lines: how many, the number of the first, and whether they are new with this file."""

    merchant_id: str
    rows: int
    first_number: int
    is_new: bool


class Sheaf:
    """Good lines in the order of the file, packed: their count and hash by unit are known once all are in.

    Small ones stay in memory. `close` forgets them; also as `with Sheaf() as sheaf:`.
    """

    def __init__(self, lines: Iterable[ReadLine] = ()) -> None:
        self.counts: dict[str, int] = {}
        self._hashes: dict[str, Any] = {}
        self._kept = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - `close` closes it
        for line in lines:
            self.put(line)

    def put(self, line: ReadLine) -> None:
        """One more line."""
        packed = _packed(line).encode()
        unit = line.merchant_id
        if unit not in self.counts:
            self.counts[unit], self._hashes[unit] = 0, sha256()
        self.counts[unit] += 1
        self._hashes[unit].update(packed)
        self._kept.write(unit.encode() + packed)

    def digest(self, merchant_id: str) -> str:
        """SHA-256 in hex over the lines of a unit, each in its one form, in their order."""
        return str(self._hashes[merchant_id].hexdigest())

    def __iter__(self) -> Iterator[tuple[str, list[Any]]]:
        """Unit and values of each line."""
        self._kept.seek(0)
        for kept in self._kept:
            yield kept[:16].decode(), _DECODE(kept[16:].decode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget the lines."""
        self._kept.close()


def take_in(
    pen: Pen,
    *,
    merchant_id: str,
    rows: Iterable[ReadLine],
    source_hash: str,
    told: Callable[[int], None] = lambda _count: None,
) -> Taken:
    """The lines of one unit's file. Raises NotFound, Refusal as `take_in_all` does."""
    with Sheaf(rows) as sheaf:
        actors = {merchant_id: pen.actor}
        return take_in_all(pen, sheaf=sheaf, actors=actors, source_hash=source_hash, told=told)[0]


def take_in_all(
    pen: Pen,
    *,
    sheaf: Sheaf,
    actors: Mapping[str, Actor],
    source_hash: str,
    told: Callable[[int], None] = lambda _count: None,
) -> Sequence[Taken]:
    """The lines of many units in this one transaction, in the name of the pen's person; `actors` are their posts by unit.

    A unit that took in this file before keeps what it has. `told` hears how many rows were written since it last heard.
    Raises NotFound for a unit in which the person has no post, Refusal RECEIPT_KNOWN or CHANGED_MEANWHILE when the
    ledger is no longer the one that the rows were read against.
    """
    taken = {unit: _before(pen, unit, actors, source_hash) for unit in sorted(sheaf.counts)}
    fresh = [unit for unit, earlier in taken.items() if earlier is None]
    if fresh:
        imports = [_import(pen, sheaf, unit, source_hash) for unit in fresh]
        notes = [_note(one) for one in imports]
        pen.note_rows(notes, _rows(pen, sheaf, imports, told))
    return [taken[unit] or Taken(unit, sheaf.counts[unit], _first(imports, unit), is_new=True) for unit in taken]


def _before(pen: Pen, unit: str, actors: Mapping[str, Actor], source_hash: str) -> Taken | None:
    """What the unit took from this file earlier; the unit is held from here on."""
    actor = actors.get(unit, pen.actor)
    assert actor.person_id == pen.actor.person_id
    require(actor, "add return record", merchant_id=unit)
    locked(pen, unit)
    row = import_of(pen, unit, source_hash)
    return Taken(unit, row.rows, row.first_number, is_new=False) if row is not None else None


def _import(pen: Pen, sheaf: Sheaf, unit: str, source_hash: str) -> dict[str, Any]:
    last = pen.scalar(select(func.max(Return.number)).where(Return.merchant_id == unit))
    return {
        "id": new_id(),
        "merchant_id": unit,
        "source_hash": source_hash,
        "rows": sheaf.counts[unit],
        "rows_hash": pen.vault.index("return.lines", sheaf.digest(unit)).hex(),
        "first_number": int(last or 0) + 1,
        "taken_by": pen.actor.person_id,
        "taken_at": pen.at,
    }


def _note(one: Mapping[str, Any]) -> ReturnsTakenIn:
    facts = {name: one[name] for name in ("source_hash", "rows", "rows_hash", "first_number")}
    return ReturnsTakenIn(subject=one["merchant_id"], **facts)


def _first(imports: Iterable[Mapping[str, Any]], unit: str) -> int:
    return next(int(one["first_number"]) for one in imports if one["merchant_id"] == unit)


def _rows(
    pen: Pen, sheaf: Sheaf, imports: Sequence[dict[str, Any]], told: Callable[[int], None]
) -> Iterator[tuple[int, type[object], dict[str, Any]]]:
    """The imports, then every line of their units, each with the place of its note."""
    yield from ((place, LedgerImport, one) for place, one in enumerate(imports))
    places = {one["merchant_id"]: place for place, one in enumerate(imports)}
    numbers = {one["merchant_id"]: int(one["first_number"]) for one in imports}
    checks = {unit: _Ledger(pen, unit) for unit in places}
    same = {"logged_by": pen.actor.person_id, "logged_at": pen.at, "handler": pen.actor.person_id, **_SAME}
    count = 0
    for unit, kept in sheaf:
        if unit not in places:
            continue
        values = _unpacked(kept)
        checks[unit].hold(values)
        yield places[unit], Return, {"id": new_id(), "merchant_id": unit, "number": numbers[unit], **values, **same}
        numbers[unit] += 1
        count += 1
        if count % _TOLD_EVERY == 0:
            told(_TOLD_EVERY)
    told(count % _TOLD_EVERY)


class _Ledger:
    """A unit's ledger as it is now, inside the transaction: what rows were read against may have moved on."""

    def __init__(self, pen: Pen, unit: str) -> None:
        self._receipts = known_receipts(pen, unit)
        self._facts = unit_facts(pen, unit)
        self._today = civil_day(pen.at)

    def hold(self, values: Mapping[str, Any]) -> None:
        """Raises Refusal when the line would not be read today as it was."""
        index = values["receipt_index"]
        if index and not values["receipt_again"] and index in self._receipts:
            number, day = self._receipts[index]
            raise Refusal(ReturnRefusal.RECEIPT_KNOWN, "receipt_no", number=number, on=day)
        requested, booked = values["requested_on"], values["booked_on"]
        is_locked = self._facts.is_reported(requested) and booked == requested != self._today
        promised = self._facts.promised(values["bought_on"])
        is_unpromised = promised.terms is None and not self._facts.is_in_force
        if is_locked or is_unpromised or promised.commitment_id != values["commitment_id"]:
            raise Refusal(LedgerFileRefusal.CHANGED_MEANWHILE)


_WORDS: Mapping[str, type] = {
    "kind": ReturnKind,
    "basis": Basis,
    "gift": Gift,
    "condition": Condition,
    "outcome": Outcome,
}
_DAYS = ("bought_on", "requested_on", "refunded_on", "last_on", "booked_on")
_OF_LINE = (
    "kind", "basis", "bought_on", "requested_on", "category", "goods_name", "quantity", "goods_value_fen",
    "refund_fen", "refund_method", "refunded_on", "elsewhere", "purchase_store", "gift", "condition", "has_proof",
    "outcome", "refusal_code", "refusal_note",
)  # fmt: skip
_OF_READ = ("receipt_again", "commitment_id", "last_on", "verdict", "is_late", "booked_on")
_NAMES = (*_OF_LINE, *_OF_READ, "receipt_index")
_SAME = {"evidence": "[]", "origin": Origin.IMPORTED, "corrects": None, "correction_why": ""}


def _packed(read: ReadLine) -> str:
    """A line as one line of JSON, always the same for the same values."""
    line = read.line
    values = [getattr(line, name) for name in _OF_LINE] + [getattr(read, name) for name in _OF_READ]
    plain = [value.isoformat() if type(value) is date else value for value in values]
    return f"{_ENCODE([*plain, read.receipt_index.hex()])}\n"


def _unpacked(kept: Sequence[Any]) -> dict[str, Any]:
    values = dict(zip(_NAMES, kept, strict=True))
    for name, enum in _WORDS.items():
        values[name] = enum(values[name])
    for name in _DAYS:
        if values[name] is not None:
            values[name] = date.fromisoformat(values[name])
    values["receipt_index"] = bytes.fromhex(values["receipt_index"])
    return values
