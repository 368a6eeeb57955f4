"""What a program asks with: every parameter of an address is known, there once, and well formed, or the answer is no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from trustcode.doors.wording.labels import N_, register
from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
"""Days that may be asked about."""
MOST_A_PAGE = 100
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class AskedRefusal(RefusalCode):
    """Why a question is not understood."""

    UNKNOWN = "parameter_unknown"
    NONE_HERE = "parameter_none_here"
    TWICE = "parameter_twice"
    MISSING = "parameter_missing"
    NOT_A_DAY = "parameter_not_a_day"
    NOT_A_NUMBER = "parameter_not_a_number"
    NOT_YES = "parameter_not_yes"
    NOT_A_PAUSE = "parameter_not_a_pause"
    TOO_MANY_PAUSES = "parameter_too_many_pauses"


register(
    {
        AskedRefusal.UNKNOWN: N_("There is no parameter %(name)s here. Known are: %(known)s."),
        AskedRefusal.NONE_HERE: N_("This address takes no parameters; %(name)s is one."),
        AskedRefusal.TWICE: N_("The parameter %(name)s may be there only once."),
        AskedRefusal.MISSING: N_("The parameter %(name)s is needed."),
        AskedRefusal.NOT_A_DAY: N_("The parameter %(name)s must be a day like 2026-04-20, from %(first)s to %(last)s."),
        AskedRefusal.NOT_A_NUMBER: N_("The parameter %(name)s must be a whole number from 1 to %(most)s."),
        AskedRefusal.NOT_YES: N_("The parameter %(name)s must be true or false."),
        AskedRefusal.NOT_A_PAUSE: N_(
            "The parameter %(name)s must be a reason and two days like appraisal:2026-05-01/2026-05-10, at most %(most)s days apart."
        ),
        AskedRefusal.TOO_MANY_PAUSES: N_("The parameter %(name)s may be there at most %(most)s times."),
    }
)


class Unfit(Exception):
    """What was given is not what it should be; the reason and its facts."""

    def __init__(self, code: RefusalCode, **facts: Any) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


@dataclass(frozen=True)
class Parameter:
    """One parameter: how it is read (raises Unfit), what it is without one, whether it is needed or may be repeated."""

    read: Callable[[str], Any]
    otherwise: Any = None
    needed: bool = False
    most: int = 1


def answers(given: MultiDict[str, str], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The value of each parameter by its name; a list where it may be repeated. Raises Refusal with every fault."""
    reading = _Reading(given, known)
    refuse_if_any([*reading.strangers(), *reading.faults])
    return reading.values


@dataclass
class _Reading:
    given: MultiDict[str, str]
    known: Mapping[str, Parameter]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, parameter in self.known.items():
            self._read(name, parameter)

    def strangers(self) -> Iterator[Fault]:
        """Parameters that this address does not know; what is not understood is not passed over in silence."""
        for name in self.given:
            if name not in self.known:
                code = AskedRefusal.UNKNOWN if self.known else AskedRefusal.NONE_HERE
                yield Fault(code, name[:40], {"name": name[:40], "known": ", ".join(self.known)})

    def _read(self, name: str, parameter: Parameter) -> None:
        texts = self.given.getlist(name)
        if len(texts) > parameter.most:
            code = AskedRefusal.TWICE if parameter.most == 1 else AskedRefusal.TOO_MANY_PAUSES
            self.faults.append(Fault(code, name, {"name": name, "most": parameter.most}))
            return
        if parameter.needed and not any(texts):
            self.faults.append(Fault(AskedRefusal.MISSING, name, {"name": name}))
            return
        try:
            found = [parameter.read(text) for text in texts]
        except Unfit as unfit:
            self.faults.append(Fault(unfit.code, name, {"name": name, **unfit.facts}))
            return
        self.values[name] = found if parameter.most > 1 else found[0] if found else parameter.otherwise


def day(text: str) -> date:
    """A civil day, 2026-04-20, within a hundred years. Raises Unfit."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Unfit(AskedRefusal.NOT_A_DAY, first=EARLIEST.isoformat(), last=LATEST.isoformat())
    return found


def yes(text: str) -> bool:
    """`true` or `false`. Raises Unfit."""
    if text not in {"true", "false"}:
        raise Unfit(AskedRefusal.NOT_YES)
    return text == "true"


def how_many(text: str) -> int:
    """How many lines to give at once, 1 to 100. Raises Unfit."""
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MOST_A_PAGE):
        raise Unfit(AskedRefusal.NOT_A_NUMBER, most=MOST_A_PAGE)
    return int(text)
