"""Facts are loaded once; the notice of a year comes in from a file, or is refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.doors.console.conftest import Terminal
from trustcode.calendars.queries import versions
from trustcode.record.models import Entry
from trustcode.storage.reading import reading

NOTICE = {
    "year": 2027,
    "official": True,
    "source": "国办发明电〔2026〕9号",
    "rest": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-11"],
    "makeup": ["2027-02-20"],
}


def notice(folder: Path, **changes: object) -> Path:
    path = folder / "notice.json"
    path.write_text(json.dumps({**NOTICE, **changes}, ensure_ascii=False), encoding="utf-8")
    return path


def entries(terminal: Terminal) -> int:
    with reading(terminal.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Entry)))


def test_what_is_loaded_already_makes_no_entry(terminal: Terminal) -> None:
    before = entries(terminal)

    assert terminal.asks("facts") == {"loaded": True, "exit": 0}
    assert entries(terminal) == before


def test_the_notice_of_a_year_takes_the_place_of_the_provisional_one(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.asks("calendar", "load", notice(tmp_path))

    with reading(terminal.store) as reader:
        latest = versions(reader, 2027)[-1]
    assert (answer["exit"], answer["year"], answer["version"]) == (0, 2027, latest.version)
    assert latest.official


def test_an_official_year_is_amended_only_on_demand(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("calendar", "load", notice(tmp_path))
    other = notice(tmp_path, makeup=["2027-02-21"])

    plain, replaced = terminal.asks("calendar", "load", other), terminal.asks("calendar", "load", other, "--replace")

    assert (plain["exit"], plain["code"]) == (1, "calendar_already_loaded")
    assert replaced["exit"] == 0


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]", b'{"year": 2027}'], ids=str)
def test_a_file_that_is_no_notice_is_refused_with_a_sentence(
    terminal: Terminal, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notice.json"
    path.write_bytes(content)

    result = terminal.types("calendar", "load", path)

    assert result.exit_code == 1
    assert result.stderr.strip().endswith((")", "."))
    assert "Traceback" not in result.output


def test_every_fault_of_a_notice_is_told(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal.types("calendar", "load", notice(tmp_path, makeup=["2027-02-22", "2026-02-21"]))

    assert len(result.stderr.splitlines()) == 2
