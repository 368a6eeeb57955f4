"""Which clock an act starts and which it stops; the lengths are the law's (`trustcode.clocks`)."""

from __future__ import annotations

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.rules.course import ENDED, Act, State
from trustcode.complaints.rules.reporting import ReportAct

REPORT_STARTS: dict[ReportAct, tuple[ClockCode, ...]] = {
    ReportAct.FILE_CASE: (ClockCode.TELL_REPORTER, ClockCode.PENALTY_CASE),
    ReportAct.FIND_NO_CASE: (ClockCode.TELL_REPORTER,),
    ReportAct.SEND: (ClockCode.VERIFY,),
}
"""What an act on a report starts; a reporter is told only where there is one with a name.

An office checks within so many working days of finding a clue or receiving the material, be it from another office or
from the one above (Penalty Procedure Rules, article 18); so the check starts anew with the office that receives it.
The reporter loses nothing unseen: the first office's clock is cut short, missed if it was over, and both days stand in the file.
"""

REPORT_WAITS_FOR: dict[ClockCode, frozenset[ReportAct]] = {
    ClockCode.VERIFY: frozenset({ReportAct.FILE_CASE, ReportAct.FIND_NO_CASE, ReportAct.JOIN, ReportAct.REFER}),
    ClockCode.PENALTY_CASE: frozenset({ReportAct.CLOSE_CASE}),
    ClockCode.JURISDICTION: frozenset({ReportAct.SEND}),
}
"""What a clock of a report waits for; such an act stops it, in time or not."""

REPORT_CUT_SHORT: dict[ClockCode, frozenset[ReportAct]] = {ClockCode.VERIFY: frozenset({ReportAct.SEND})}
"""What stops a clock of a report without being what it waits for."""

STARTS: dict[tuple[Act, State], ClockCode] = {
    (Act.ANSWER, State.ANSWERED): ClockCode.SHOPPER_WORD,
    (Act.PASS_ON, State.RECEIVED): ClockCode.ACCEPT,
    (Act.SAY_UNSOLVED, State.RECEIVED): ClockCode.ACCEPT,
    (Act.ASK_IDENTITY, State.PROVING): ClockCode.IDENTITY,
    (Act.ACCEPT, State.MEDIATING): ClockCode.MEDIATE,
    (Act.END_MEDIATION, State.ENDED): ClockCode.TELL_END,
    (Act.SEND, State.RECEIVED): ClockCode.ACCEPT,
    (Act.REOPEN, State.RECEIVED): ClockCode.ACCEPT,
    (Act.REOPEN, State.MEDIATING): ClockCode.MEDIATE,
}
"""(act, state it leads to) → clock; its first day is the day of the act."""

WAITS_FOR: dict[ClockCode, frozenset[Act]] = {
    ClockCode.SETTLE: frozenset({Act.ANSWER, Act.SAY_SOLVED}),
    ClockCode.SHOPPER_WORD: frozenset({Act.SAY_SOLVED, Act.SAY_UNSOLVED}),
    ClockCode.ACCEPT: frozenset({Act.ACCEPT, Act.REFUSE, Act.REFER}),
    ClockCode.IDENTITY: frozenset({Act.PROVE_IDENTITY}),
    ClockCode.MEDIATE: frozenset({Act.RECORD_AGREEMENT, Act.END_MEDIATION}),
    ClockCode.JURISDICTION: frozenset({Act.SEND}),
}
"""What a clock waits for; such an act stops it, in time or not."""

_CUT_SHORT: dict[ClockCode, frozenset[Act]] = {
    ClockCode.SETTLE: frozenset({Act.PASS_ON}),
    ClockCode.SHOPPER_WORD: frozenset({Act.CLOSE_UNHEARD}),
    ClockCode.ACCEPT: frozenset({Act.SEND}),
    ClockCode.IDENTITY: frozenset({Act.ACCEPT, Act.REFUSE, Act.REFER, Act.SEND}),
    ClockCode.TELL_END: frozenset({Act.REOPEN}),
}


def first_clock(state: State) -> ClockCode:
    """The clock of a matter that has just come in: with the shop first, or with the office."""
    return ClockCode.SETTLE if state is State.SETTLING else ClockCode.ACCEPT


def is_met_by(code: ClockCode, act: Act) -> bool:
    """Whether the act is what the clock waits for."""
    return act in WAITS_FOR.get(code, frozenset())


def is_stopped_by(code: ClockCode, act: Act, target: State) -> bool:
    """Whether the clock stops with the act: it waits for it, is cut short by it, or the matter has ended."""
    if is_met_by(code, act) or act in _CUT_SHORT.get(code, frozenset()):
        return True
    return target in ENDED and code is not ClockCode.TELL_END
