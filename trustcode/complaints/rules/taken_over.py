"""What a list of closed complaints tells of the course of one: the acts that it must have seen, each with its day.

None of them was done here, so none is a step on the record; a list has days and no hours.
"""

from __future__ import annotations

from datetime import date

from trustcode.complaints.rules.course import Act, State
from trustcode.kernel.moments import Moment, civil_day

_ENDED_BY = {
    State.SETTLED: Act.SAY_SOLVED,
    State.AGREED: Act.RECORD_AGREEMENT,
    State.ENDED: Act.END_MEDIATION,
    State.REFUSED: Act.REFUSE,
    State.WITHDRAWN: Act.WITHDRAW,
    State.REFERRED: Act.REFER,
}
"""How each way to end comes about, wherever it is done."""


def acts_there(state: State, accepted_at: Moment | None, ended_at: Moment | None) -> tuple[tuple[Act, date], ...]:
    """The acts of another system and their civil days, in order. A complaint that was opened again here has no end."""
    accepted = ((Act.ACCEPT, civil_day(accepted_at)),) if accepted_at else ()
    return (*accepted, (_ENDED_BY[state], civil_day(ended_at))) if ended_at and state in _ENDED_BY else accepted
