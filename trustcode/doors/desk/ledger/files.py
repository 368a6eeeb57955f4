"""A ledger from a file: sent in, looked at, then taken in whole; nothing is taken in that was not shown first."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.ledger.sheets import file_answer
from trustcode.doors.desk.ledger.unit import called, ledger_unit
from trustcode.doors.desk.own import show_form
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import (
    open_jotter,
    open_pen,
    open_reader,
    the_actor,
    the_language,
    the_moment,
    the_office,
)
from trustcode.doors.wording.filters import day, money
from trustcode.doors.wording.labels import explained, words_of
from trustcode.doors.wording.msgids import N_, say, say_word, word
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.kernel.tables import RowFault
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.returns.actions import uploads
from trustcode.returns.actions.taking_in import take_in
from trustcode.returns.queries.files import import_of, known, sheet_words, unit_facts
from trustcode.returns.rules.file_facts import ReadLine
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.importing import read_ledger
from trustcode.returns.rules.sheets import COLUMNS, SheetWords, cells_of
from trustcode.spreadsheets.reading import SMALL, Checked, read_table, read_whole
from trustcode.spreadsheets.writing import SheetForm
from trustcode.storage.reading import Reader

FIRST = 10
"""Rows that are shown before all are taken in."""
SHOWN = 50
"""Faults on the page; the file has all."""
COLUMNS_SHOWN = (
    (word("report", "Row"), "text"),
    (word("ledger file", "Kind"), "text"),
    (word("ledger file", "Goods"), "text"),
    (word("ledger file", "Asked on"), "number"),
    (word("ledger file", "Value"), "number"),
    (word("ledger file", "Given back"), "number"),
)
ROW = N_("Row %(row)s")

FAULT_HEADINGS = (word("report", "Row"), word("report", "Column"), word("report", "What to do"))

_TURNS = threading.BoundedSemaphore(2)
"""Few children read at once; others wait their turn."""


@dataclass(frozen=True)
class Told:
    """One fault in words."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What a file says, before anything is taken in: its good rows counted and summed, the first of them, all faults.

    `rows` counts all rows; `more` are faults that are not shown.
    """

    name: str
    digest: str
    rows: int
    value: str
    refund: str
    columns: tuple[tuple[str, str], ...]
    first: tuple[tuple[str, ...], ...]
    faults: tuple[Told, ...]
    more: int
    passed_over: tuple[str, ...]


@blueprint.get("/<merchant_id>/ledger/import")
@access(LOG)
def ledger_import(merchant_id: str) -> str:
    """Choose a file; says so when the one that waited has gone."""
    is_gone = request.args.get("gone") == "1"
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
    gone = [Fault(LedgerFileRefusal.GONE, "file")] if is_gone else []
    return _ask(unit, [("file", words_of(the_language(), fault)) for fault in gone])


@blueprint.post("/<merchant_id>/ledger/import")
@access(LOG)
@limited("60 per hour")
def send_ledger(merchant_id: str) -> Response:
    """Keep the file until it was looked at. A file of a kind or size that is never taken is refused at once (422)."""
    form = Form()
    sent = form.file("file")
    form.check()
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
    if sent is None or len(sent.content) > SMALL.file_bytes:
        code = LedgerFileRefusal.NO_FILE if sent is None else LedgerFileRefusal.TOO_BIG
        said = words_of(the_language(), Fault(code, "file", {"most_bytes": SMALL.file_bytes}))
        return make_response(_ask(unit, [("file", said)]), 422)
    with open_jotter() as jotter:
        digest = uploads.keep(
            jotter, actor=the_actor(), merchant_id=merchant_id, name=sent.filename, content=sent.content
        )
    return redirect(url_for("desk.ledger_preview", merchant_id=merchant_id, digest=digest), 303)


@blueprint.get("/<merchant_id>/ledger/import/<digest>")
@access(LOG)
@limited("120 per hour")
def ledger_preview(merchant_id: str, digest: str) -> Response:
    """What the file says: to be confirmed, to be mended, or taken in already."""
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        done = import_of(reader, merchant_id, digest)
        if done is not None:
            last = done.first_number + done.rows - 1
            return make_response(show_form("desk/ledger/file-taken.html", unit, called(unit), done=done, last=last))
        found = _read(reader, merchant_id, digest)
        if found is None:
            return _gone(merchant_id)
        preview = _preview(reader, *found, digest)
    return make_response(show_form("desk/ledger/file-preview.html", unit, called(unit), preview=preview))


@blueprint.get("/<merchant_id>/ledger/import/<digest>/faults.csv")
@access(LOG)
@limited("60 per hour")
def ledger_faults(merchant_id: str, digest: str) -> Response:
    """Everything that is wrong with the file, as a file."""
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        found = _read(reader, merchant_id, digest)
    if found is None:
        return _gone(merchant_id)
    language = the_language()
    rows = [[str(told.row), told.column, told.sentence] for told in _told(found[1].faults)]
    heading = [say_word(language, one) for one in FAULT_HEADINGS]
    return file_answer(SheetForm.CSV, iter([heading, *rows]), "faults", ())


@blueprint.post("/<merchant_id>/ledger/import/<digest>")
@access(LOG)
@limited("60 per hour")
def take_ledger_in(merchant_id: str, digest: str) -> Response:
    """Take the file in whole: the one with this hash that was shown, read anew. Twice is once."""
    form = Form()
    form.check()
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        done = import_of(reader, merchant_id, digest)
        found = None if done else _read(reader, merchant_id, digest)
        if done is None and found is None:
            return _gone(merchant_id)
        preview = _preview(reader, *found, digest) if found is not None else None
    if found is not None and preview is not None:
        if found[1].faults:
            return make_response(show_form("desk/ledger/file-preview.html", unit, called(unit), preview=preview), 422)
        try:
            with open_pen() as pen:
                take_in(pen, merchant_id=merchant_id, rows=found[1].good, source_hash=digest)
        except NotFound:
            raise
        except Refusal as refusal:
            said = explained(the_language(), refusal, civil_day(the_moment()))
            page = show_form("desk/ledger/file-preview.html", unit, called(unit), preview=preview, errors=said)
            return make_response(page, 422)
        with open_jotter() as jotter:
            uploads.forget(jotter, merchant_id=merchant_id)
    return redirect(url_for("desk.ledger_preview", merchant_id=merchant_id, digest=digest), 303)


def _ask(unit: MerchantSheet, errors: Sequence[tuple[str, str]]) -> str:
    return show_form(
        "desk/ledger/file.html", unit, called(unit), errors=list(errors), wrong=dict(errors), most_rows=SMALL.rows
    )


def _gone(merchant_id: str) -> Response:
    return redirect(url_for("desk.ledger_import", merchant_id=merchant_id, gone="1"), 303)


def _read(reader: Reader, merchant_id: str, digest: str) -> tuple[str, Checked[ReadLine]] | None:
    """Name and rows of the file that waits, read by a child and judged as of now; None when it waits no more."""
    kept = uploads.waiting(reader, merchant_id, digest, the_moment())
    if kept is None:
        return None
    name, content = kept
    facts = unit_facts(reader, merchant_id)
    by = known(reader, civil_day(the_moment()), the_office().settings.rules)
    with _TURNS, tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        path = Path(file.name)
        found: Checked[ReadLine] = read_whole(
            lambda: read_table(path, name=name, limits=SMALL),
            COLUMNS,
            lambda rows: read_ledger(rows, by, lambda _unit: facts),
        )
    return name, found


def _preview(reader: Reader, name: str, found: Checked[ReadLine], digest: str) -> Preview:
    language, today = the_language(), civil_day(the_moment())
    words = sheet_words(reader, today)
    told = _told(found.faults[:SHOWN])
    return Preview(
        name=name,
        digest=digest,
        rows=found.rows,
        value=money(sum(one.line.goods_value_fen for one in found.good)),
        refund=money(sum(one.line.refund_fen for one in found.good)),
        columns=tuple((say_word(language, heading), kind) for heading, kind in COLUMNS_SHOWN),
        first=tuple(_shown(one, words, language, today) for one in found.good[:FIRST]),
        faults=tuple(told),
        more=len(found.faults) - len(told),
        passed_over=tuple(found.passed_over),
    )


def _shown(read: ReadLine, words: SheetWords, language: str, today: date) -> tuple[str, ...]:
    """A row in six cells, so that it can be read on a phone too."""
    line = read.line
    said = dict(zip(COLUMNS.headings, cells_of(line, words, language), strict=False))
    kind = ("，" if the_language() == "zh" else ", ").join((said["kind"], said["basis"], said["outcome"]))
    goods = f"{said['category']} {line.goods_name} × {line.quantity}"
    days = (say(language, ROW, {"row": read.row}), kind, goods, day(language, line.requested_on, today))
    return (*days, money(line.goods_value_fen), money(line.refund_fen))


def _told(faults: Sequence[RowFault]) -> list[Told]:
    language, today = the_language(), civil_day(the_moment())
    return [
        Told(one.row, one.column, words_of(language, Fault(one.code, one.where, one.facts), today))
        for one in sorted(faults, key=lambda fault: fault.row)
    ]
