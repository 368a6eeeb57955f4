"""A line of the public moderation log in words: why, and by which ranks; on pages, for programs and in files."""

from __future__ import annotations

from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, say, say_word, word
from trustcode.kernel.actors import Role
from trustcode.publication.rules.course import Act, HideGround, Withhold
from trustcode.publication.rules.showing import ModerationLine

_RANKS = {
    Role.INSPECTOR.value: word("rank", "inspector"),
    Role.SUPERVISOR.value: word("rank", "supervisor of the city"),
    Role.PROVINCE.value: word("rank", "the province"),
}
_CORRECTED = {
    "category": word("corrected", "the class of goods or services"),
    "problem": word("corrected", "the kind of problem"),
    "reply": word("corrected", "the shop’s reply"),
}
_BOTH = N_("%(first)s proposed it, %(second)s confirmed it")


def why_words(language: str, one: ModerationLine) -> str:
    """Why an officer did it: the ground, or what a correction set anew; empty where none was needed."""
    if one.act is Act.CORRECT:
        joint = "、" if language == "zh" else ", "
        return joint.join(say_word(language, _CORRECTED[name]) for name in one.ground.split(",") if name in _CORRECTED)
    if one.act in {Act.HIDE, Act.SHOW_AGAIN}:
        return label(language, HideGround(one.ground)) if one.ground else ""
    return f"{one.ground} {label(language, Withhold(one.ground))}" if one.ground else ""


def rank_words(language: str, one: ModerationLine) -> str:
    """Of which ranks those were who did it."""
    rank = say_word(language, _RANKS[one.role])
    if not one.second_role:
        return rank
    return say(language, _BOTH, {"first": say_word(language, _RANKS[one.second_role]), "second": rank})
