"""What stands in each column of the open data, in words; a column beside it with `_zh` or `_en` says the same in words."""

from __future__ import annotations

from collections.abc import Mapping

from trustcode.doors.lobby.open_rows import COMPLAINTS, MODERATION
from trustcode.doors.wording.msgids import N_

MEANINGS: Mapping[str, str] = {
    "came_on": N_("day on which the complaint came in"),
    "respondent_name": N_("whom it is about"),
    "credit_code": N_("unified social credit code of the business"),
    "district": N_("county or district of the shop, by its code"),
    "category": N_("class of goods or services"),
    "problem": N_("kind of problem"),
    "result": N_("how it ended"),
    "office": N_("office that had it, by the code of its region"),
    "reply": N_("the reply of the shop, with what leads to a person masked"),
    "answered_in_time": N_("whether the shop answered in its time; empty where it was not for it to answer first"),
    "on": N_("day on which the officer did it"),
    "act": N_("what the officer did"),
    "ground": N_("for which reason; for a correction, what was set anew"),
    "region": N_("where, by the code of the region; only the city where no shop is named"),
    "role": N_("rank of who did it, never a person"),
    "second_role": N_("rank of who had proposed it, where it takes two"),
    "by": N_("both ranks in words"),
    "merchant_id": N_(
        "the shop whose page shows it, as in the address /m/…; empty where naming it would tell too much"
    ),
}

DAYS, FLAGS = frozenset({"came_on", "on"}), frozenset({"answered_in_time"})
"""Columns that are days, and that are true or false; all others are texts."""


def bare(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns without those that only say another one in words."""
    return tuple(dict.fromkeys(name.removesuffix("_zh").removesuffix("_en") for name in columns))


def kind_of(column: str) -> str:
    """The type of a column (Table Schema)."""
    return "date" if column in DAYS else "boolean" if column in FLAGS else "string"


__all__ = ["COMPLAINTS", "MEANINGS", "MODERATION", "bare", "kind_of"]
