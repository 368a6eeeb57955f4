"""The ledger as a file to take away, and an empty one to fill in. Written row by row, and no cell is a formula."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import IO

from flask import Response as FlaskResponse
from flask import request

from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.ledger.unit import ledger_unit
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.headers import attachment_headers
from trustcode.doors.wording.labels import label
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.returns.queries.files import sheet_words, written_lines
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.months import read_period
from trustcode.returns.rules.sheets import EXAMPLE, TEMPLATE, WIDTHS, SheetWords, cells_of, headings
from trustcode.returns.rules.words import Answer, Basis, MonthKind, ReturnKind
from trustcode.spreadsheets.writing import CONTENT_TYPES, SheetForm, file_bytes
from trustcode.storage.reading import reading

_PIECE = 1 << 16


@blueprint.get("/<merchant_id>/ledger/export.csv")
@access(LOG)
@limited("60 per hour")
def ledger_csv(merchant_id: str) -> FlaskResponse:
    """All lines as CSV, or those of one calendar month (`?month=2026-11`), corrected ones marked."""
    return _export(merchant_id, SheetForm.CSV)


@blueprint.get("/<merchant_id>/ledger/export.xlsx")
@access(LOG)
@limited("60 per hour")
def ledger_xlsx(merchant_id: str) -> FlaskResponse:
    """The same as a workbook."""
    return _export(merchant_id, SheetForm.XLSX)


@blueprint.get("/<merchant_id>/ledger/template.xlsx")
@access(LOG)
def ledger_template(merchant_id: str) -> FlaskResponse:
    """An empty list with its headings and one example to delete; cells are text, so that long numbers stay whole."""
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        words = sheet_words(reader, civil_day(the_moment()))
    language = the_language()
    example = cells_of(_example(words, civil_day(the_moment())), words, language)
    return file_answer(SheetForm.XLSX, iter([headings(language, TEMPLATE), example]), "ledger-template", WIDTHS)


def _export(merchant_id: str, form: SheetForm) -> FlaskResponse:
    asked = request.args.get("month", "")
    month = read_period(MonthKind.CALENDAR, asked) if asked else None
    if asked and month is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
    days = (month.from_on, month.to_on) if month is not None else (None, None)
    rows = _written(merchant_id, the_language(), civil_day(the_moment()), *days)
    return file_answer(form, rows, f"ledger{f'-{asked}' if asked else ''}", WIDTHS)


def file_answer(form: SheetForm, rows: Iterator[Sequence[str]], name: str, widths: Sequence[int]) -> FlaskResponse:
    """Rows as a file to keep: made whole on the disk first, so that a slow line holds no database and a fault no half file."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
    try:
        for piece in file_bytes(form, rows, widths=widths):
            made.write(piece)
    except BaseException:
        made.close()
        raise
    size = made.tell()
    made.seek(0)
    safe = attachment_headers(is_https=the_office().settings.is_https)
    headers = {
        **safe,
        "Content-Disposition": f'attachment; filename="trustcode-{name}.{form}"',
        "Content-Length": str(size),
    }
    answer = FlaskResponse(_pieces(made), content_type=CONTENT_TYPES[form], headers=headers)
    answer.call_on_close(made.close)
    return answer


def _pieces(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(_PIECE):
            yield piece


def _written(
    merchant_id: str, language: str, today: date, from_on: date | None, to_on: date | None
) -> Iterator[Sequence[str]]:
    """The rows of the file, from a read of their own that lasts until the last is written."""
    store = the_office().store
    with reading(store) as reader:
        words = sheet_words(reader, today)
        yield headings(language)
        for line, beside in written_lines(reader, merchant_id, from_on=from_on, to_on=to_on):
            said = label(language, Answer(beside.answer)) if beside.answer else ""
            yield cells_of(line, words, language, replace(beside, answer=said))


def _example(words: SheetWords, today: date) -> Line:
    return Line(
        kind=ReturnKind.RETURN,
        basis=Basis.NO_REASON,
        bought_on=today - timedelta(days=2),
        requested_on=today,
        category=next(iter(words.categories)),
        goods_name=f"{EXAMPLE}（这一行请删掉）",
        goods_value_fen=15_900,
        refund_fen=15_900,
        refund_method=next(iter(words.refund_methods)),
        refunded_on=today,
        receipt_no="0123456789",
    )
