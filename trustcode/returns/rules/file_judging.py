"""What is due for the lines of a file, judged as those typed at the desk, the same question only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trustcode.catalogues.rules import TermWords
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.refusals import Fault
from trustcode.kernel.workdays import Calendar
from trustcode.returns.rules.file_facts import Promised, UnitFacts
from trustcode.returns.rules.judging import judge
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.refusing import in_words, judgement_faults
from trustcode.returns.rules.remembering import Memory, RememberingCalendar
from trustcode.returns.rules.verdicts import Judged, asked_of


class LineJudge:
    """Judges one line after the other by the same calendar; `reasons` are the words of the list of reasons."""

    def __init__(self, calendar: Calendar, reasons: Mapping[str, TermWords]) -> None:
        self._calendar = RememberingCalendar(calendar)
        self._reasons = reasons
        self._judged = Memory()
        self._terms: dict[ReturnTerms | None, int] = {}

    def judge(self, line: Line, promised: Promised) -> Judged:
        """What is due for a line by what was promised; the same question is judged once."""
        key = (
            self._terms.setdefault(promised.terms, len(self._terms)), promised.why_not, line.kind, line.basis, line.bought_on, line.requested_on,
            line.category, line.condition, line.has_proof, line.elsewhere,
        )  # fmt: skip
        return self._judged.asked(key, lambda: self._judge_anew(line, promised))

    def faults(self, unit: UnitFacts, line: Line, judged: Judged, promised: Promised) -> list[Fault]:
        """What a judged line may not say, with the reasons that it may name instead."""
        if not unit.is_in_force and promised.terms is None:
            return [Fault(ReturnRefusal.UNIT_NOT_IN_FORCE, "bought_on", {"bought": line.bought_on})]
        found = judgement_faults(line, judged, promised.terms, promised.why_not)
        return in_words(found, self._reasons)

    def _judge_anew(self, line: Line, promised: Promised) -> Judged:
        whole = judge(asked_of(line), promised.terms, promised.why_not, self._calendar)
        return replace(whole, reckoning=None, reasons=())
