"""Whether a request may be refused for a reason, and what to say when it may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from trustcode.catalogues.rules import TermWords
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.refusals import Fault
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.verdicts import Judged, Verdict
from trustcode.returns.rules.words import Outcome

_EXCLUSION = re.compile(r"E[0-9]{2}")

_UNPROMISED = {
    WhyNot.NOT_PROMISED: ReturnRefusal.NOT_PROMISED,
    WhyNot.NOT_IN_FORCE: ReturnRefusal.NOT_PROMISED_THEN,
    WhyNot.PAUSED: ReturnRefusal.PAUSED_THEN,
}


def judgement_faults(line: Line, judged: Judged, terms: ReturnTerms | None, why_not: WhyNot | None) -> list[Fault]:
    """Faults of a line in the light of its judgement: no promise to lean on, or a reason that may not be used."""
    if judged.verdict is Verdict.NOT_PROMISED:
        return [Fault(_UNPROMISED[why_not or WhyNot.NOT_PROMISED], "basis", {"bought": line.bought_on})]
    if line.outcome is not Outcome.REFUSED or not line.refusal_code or line.refusal_code in judged.may_refuse:
        return []
    facts = {"may": list(judged.may_refuse)}
    if not judged.may_refuse:
        return [Fault(ReturnRefusal.MUST_BE_TAKEN_BACK, "refusal_code", {"last": judged.last_on})]
    displayed = terms.exclusions if terms else ()
    if _EXCLUSION.fullmatch(line.refusal_code) and line.refusal_code not in displayed:
        return [Fault(ReturnRefusal.REFUSAL_NOT_DISPLAYED, "refusal_code", facts)]
    return [Fault(ReturnRefusal.REFUSAL_NOT_APPLICABLE, "refusal_code", facts)]


def in_words(faults: Iterable[Fault], reasons: Mapping[str, TermWords]) -> list[Fault]:
    """The same faults with the reasons that may be used in the words of the lists, since a sentence names them."""
    return [_in_words(fault, reasons) if "may" in fault.facts else fault for fault in faults]


def _in_words(fault: Fault, reasons: Mapping[str, TermWords]) -> Fault:
    known = [reasons[code] for code in fault.facts["may"] if code in reasons]
    said = {"may_zh": "、".join(one.short_zh for one in known), "may_en": ", ".join(one.short_en for one in known)}
    return replace(fault, facts={**fault.facts, **said})
