"""What of the demonstration's complaints is public: formed and published on its day, objected to, corrected, hidden by two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from trustcode.doors.console.demo_matter import DAY, Matter
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.publication.actions import forming, hiding, objecting, publishing
from trustcode.publication.actions.objecting import Decision
from trustcode.publication.actions.publishing import Corrected
from trustcode.publication.rules.course import HideGround
from trustcode.publication.rules.hiding import Verdict

PUBLISHED_AFTER = 11
"""Days after the end of a complaint by which five working days are over, but for the long holidays."""


def form_and_publish(matter: Matter) -> None:
    """What the calendar does with a complaint that has ended; one that is not due, or waits for a look, stays as it is."""
    ended_at, scheme = matter.sheet().ended_at, matter.told.office.settings.rules
    if ended_at is None:
        return
    days = (ended_at - matter.at) / DAY
    matter.by(SYSTEM, days + 0.5, lambda p: forming.form(p, complaint_id=matter.id))
    with suppress(NotAllowed, Refusal):
        matter.by(
            SYSTEM, days + PUBLISHED_AFTER, lambda p: publishing.publish(p, complaint_id=matter.id, scheme=scheme)
        )


def _object(matter: Matter, days: float, text: str) -> None:
    matter.by(matter.told.owner, days, lambda p: objecting.object_to(p, complaint_id=matter.id, text=text))


def _decide(matter: Matter, days: float, decision: Decision) -> None:
    matter.by(
        matter.told.officers.second,
        days,
        lambda p: objecting.decide(p, complaint_id=matter.id, decision=decision),
    )


def _objected(matter: Matter) -> None:
    ago = (matter.told.now - matter.at) / DAY
    _object(matter, ago - 2, "那天顾客买的是两双，退的是一双。公示写得像整单都有问题，请核对台账。")


def _corrected(matter: Matter) -> None:
    problem = "quality" if matter.sheet().problem != "quality" else "after_sales"
    _object(matter, 25, "问题类别写错了，请看我们的答复和台账。")
    to = Corrected(problem=problem)
    _decide(matter, 29, Decision(verdict=Verdict.CORRECTED, reason="看了双方的原话，问题类别确实写错。", corrected=to))


def _hidden(matter: Matter) -> None:
    _object(matter, 25, "小票上的店名不是我们，是隔壁那家。")
    ground = HideGround.NOT_THIS_SHOP
    _decide(matter, 29, Decision(verdict=Verdict.TO_HIDE, reason="小票是隔壁店的。", ground=ground))
    matter.by(matter.told.officers.above, 30, lambda p: hiding.confirm(p, complaint_id=matter.id))


AFTERWARDS: Mapping[str, Callable[[Matter], None]] = {
    "objected": _objected,
    "corrected": _corrected,
    "hidden": _hidden,
}
"""By tale, what becomes of a result after it was published."""
