"""Which lines of the ledger count: those that no later line took the place of, and what counts as confirmed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.rules.words import Answer, AnswerMark


def effective() -> ColumnElement[bool]:
    """A condition on `Return`: no later line corrects it."""
    later = aliased(Return)
    return ~exists().where(later.corrects == Return.id)


def confirmed() -> ColumnElement[bool]:
    """A condition on `ReturnAnswer`: the shopper confirmed, from a device that is neither the unit's nor a repeated one."""
    return and_(ReturnAnswer.answer == Answer.CONFIRMED, ReturnAnswer.mark == AnswerMark.FRESH)
