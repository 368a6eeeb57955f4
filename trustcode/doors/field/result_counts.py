"""How pressing what waits of published results is, in numbers and words, for the first page."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.publication.queries.waiting import waiting_counts
from trustcode.storage.reading import Reader

IN_ALL = ("%(num)s thing to decide", "%(num)s things to decide")
OBJECTIONS = ("%(num)s objection of a shop", "%(num)s objections of shops")


@dataclass(frozen=True)
class ResultsWaiting:
    """The first page's line about results: how many, how pressing; `due` as the component wants it. Empty for none."""

    whole: str
    pressing: tuple[str, ...]
    due: str


def waiting_results(reader: Reader, actor: Actor, say: Speaker) -> ResultsWaiting:
    """What waits in the officer's region: objections, looks at replies, proposals to hide."""
    counted = waiting_counts(reader, actor, say.today)
    over = N_("%(num)s over its last day") if counted.over == 1 else N_("%(num)s over their last day")
    parts = (
        say.count(OBJECTIONS, counted.objections) if counted.objections else "",
        say.say(over, num=counted.over) if counted.over else "",
        say.say(N_("%(num)s due today"), num=counted.today) if counted.today else "",
    )
    return ResultsWaiting(
        whole=say.count(IN_ALL, counted.whole) if counted.whole else "",
        pressing=tuple(part for part in parts if part),
        due="late" if counted.over else "today" if counted.today else "",
    )
