"""Why a form of an officer was refused, said for the field it is about."""

from __future__ import annotations

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.forms import FormFault
from trustcode.doors.wording.labels import act_verb, words_of
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.merchants.rules.standing import Act

OTHER_ACT = "belongs_to"
"""The fact of a ground that was chosen for another act: the act it belongs to."""

_MISSING_CODES = {FormFault.MISSING, FormFault.NOT_CHOSEN, ComplaintRefusal.MISSING}
_MISSING = {
    "act": N_("Choose a decision."),
    "verdict": N_("Choose whether the objection is right."),
    "reason": N_("Write the reason."),
    "why": N_("Say why."),
    "ground": N_("Choose a ground."),
    "said": N_("Write the reason, or what happened."),
    "text": N_("Write the reason, or what happened."),
    "clue": N_("Write what was found."),
    "to": N_("Write which office it goes to."),
    "region": N_("Choose an office."),
    "place": N_("Write where it is held."),
    "mediator": N_("Write who mediates."),
    "day": N_("Choose a day."),
    "by_day": N_("Choose a day."),
    "kept": N_("Choose what you found."),
    "clock": N_("Choose a clock."),
    "officer": N_("Choose an officer."),
    "case_no": N_("Write the number of the case."),
}
_OTHER_ACT = N_("This ground is only for “%(act)s”. Choose one for your decision.")


def told(say: Speaker, refusal: Refusal | None) -> list[tuple[str, str]]:
    """(name of the field, sentence) for each fault; empty without a refusal."""
    return [(fault.where, _sentence(say, fault)) for fault in refusal.faults] if refusal else []


def _sentence(say: Speaker, fault: Fault) -> str:
    if fault.code in _MISSING_CODES and fault.where in _MISSING:
        return say.say(_MISSING[fault.where])
    if fault.code is FormFault.NOT_OFFERED and OTHER_ACT in fault.facts:
        return say.say(_OTHER_ACT, act=act_verb(say.language, Act(fault.facts[OTHER_ACT])))
    return words_of(say.language, fault, say.today)
