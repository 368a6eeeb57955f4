"""`docs/complaints.md` shows the tables of the code. After a change: `python -m tests.house.test_complaints_document`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

import pytest

from tests.house.source import ROOT
from trustcode.clocks.actions import shipped
from trustcode.clocks.rules import ClockRule, ClockTable, Unit, read_table
from trustcode.complaints.rules import course
from trustcode.complaints.rules.reporting import REPORT_COURSE, ReportState
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.doors.wording.labels import label
from trustcode.publication.rules import course as publishing

DOCUMENT = ROOT / "docs/complaints.md"
_BLOCK = re.compile(r"(<!-- printed: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = tuple(head)
    lines = [names, tuple("---" for _ in names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _members(what: str, members: Iterable[StrEnum]) -> str:
    """Members of an enumeration with their words, as pages have them."""
    return _table((what, "中文", "English"), ((m.value, label("zh", m), label("en", m)) for m in members))


def _clock_row(rule: ClockRule) -> tuple[str, ...]:
    length = "as the notice says" if rule.unit is Unit.NAMED else f"{rule.length} {_UNITS[rule.unit]}"
    more = f" + {rule.extension}" if rule.extension else ""
    span = f"{rule.valid_from} – {rule.until or ''}".strip()
    stops = ", ".join(label("en", why) for why in rule.pauses) or "–"
    sure = label("en", rule.certainty)
    return (
        rule.code.value,
        label("zh", rule.code),
        label("en", rule.code),
        length + more,
        label("en", rule.starts),
        stops,
        span,
        rule.source_zh,
        sure,
    )


_UNITS = {Unit.WORKDAY: "working days", Unit.DAY: "days"}


def _clocks() -> str:
    head = (
        "clock",
        "时限",
        "what for",
        "length",
        "from the day when",
        "stands still for",
        "in force",
        "依据",
        "how sure",
    )
    return _table(head, map(_clock_row, ClockTable(read_table(shipped())).rules))


BLOCKS: dict[str, Callable[[], str]] = {
    "states": lambda: _members("state", course.State),
    "course": course.table,
    "refusals": lambda: _members("ground", RefusalGround),
    "ends": lambda: _members("ground", MediationEnd),
    "report_states": lambda: _members("state", ReportState),
    "report_course": lambda: f"```mermaid\n{REPORT_COURSE.diagram()}\n```",
    "stages": lambda: _members("stage", publishing.Stage),
    "publication": publishing.table,
    "withheld": lambda: _members("reason", publishing.Withhold),
    "hidden": lambda: _members("ground", publishing.HideGround),
    "clocks": _clocks,
}


def printed(text: str) -> str:
    """The document with every block printed anew."""
    return _BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found[2]]()}\n{found[4]}", text)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_document_shows_the_table_of_the_code(name: str) -> None:
    shown = {found[2]: found[3] for found in _BLOCK.finditer(DOCUMENT.read_text(encoding="utf-8"))}

    assert shown[name] == f"{BLOCKS[name]()}\n", "run: python -m tests.house.test_complaints_document"


def test_every_file_that_it_sends_the_reader_to_is_there() -> None:
    named = re.findall(r"`(trustcode/[\w./]+)`", DOCUMENT.read_text(encoding="utf-8"))

    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


if __name__ == "__main__":
    DOCUMENT.write_text(printed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
