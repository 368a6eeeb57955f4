"""Which lines of the ledger count, what counts as confirmed, and a line as it was typed."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from trustcode.returns.models import MonthReport, Return, ReturnAnswer
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Answer, AnswerMark
from trustcode.storage.reading import Reader

_NOT_KEPT = {"receipt_no", "evidence"}


def effective() -> ColumnElement[bool]:
    """A condition on `Return`: no later line corrects it."""
    later = aliased(Return)
    return ~exists().where(later.corrects == Return.id)


def confirmed() -> ColumnElement[bool]:
    """A condition on `ReturnAnswer`: the shopper confirmed, from a device that is neither the unit's nor a repeated one."""
    return and_(ReturnAnswer.answer == Answer.CONFIRMED, ReturnAnswer.mark == AnswerMark.FRESH)


def is_reported(reader: Reader, merchant_id: str, day: date) -> bool:
    """Whether a month that holds this day was reported already, by either kind of month."""
    covers = select(MonthReport.id).where(
        MonthReport.merchant_id == merchant_id, MonthReport.from_on <= day, MonthReport.to_on >= day
    )
    return reader.scalar(covers.limit(1)) is not None


def line_of(row: Return) -> Line:
    """A row as it was typed; the receipt number is not known any more."""
    named = {name: getattr(row, name) for name in Line.__dataclass_fields__ if name not in _NOT_KEPT}
    return Line(**named, evidence=tuple(json.loads(row.evidence)))
