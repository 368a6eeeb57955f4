"""The calendar and complaints: silence passes on or ends, reminders come once, a holiday notice moves what crosses it."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_complaint, a_shop, accepted, the_clocks, the_complaint
from tests.doors.console.conftest import Terminal
from tests.merchants.builders import DAY, Shop
from tests.publication.builders import an_office_shop, published, the_objections
from trustcode.complaints.actions import settling
from trustcode.complaints.actions.drafts import keep_draft
from trustcode.complaints.entries import ClockMoved
from trustcode.complaints.queries.drafts import key_hash
from trustcode.complaints.rules.course import State
from trustcode.doors.console import complaining
from trustcode.kernel.moments import CHINA
from trustcode.notices.models import Notice
from trustcode.notices.rules import NoticeKind
from trustcode.publication.actions import objecting
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.reading import reading

NEW_YEAR = {
    "year": 2027,
    "official": True,
    "source": "国办发明电〔2026〕9号",
    "rest": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-11"],
    "makeup": ["2027-02-20"],
}


@pytest.fixture
def shop(terminal: Terminal) -> Shop:
    return a_shop(terminal.store, terminal.at)


def swept(terminal: Terminal) -> dict[str, int]:
    found: dict[str, int] = terminal.asks("sweep")["complaints"]
    return found


def told(terminal: Terminal, shop: Shop, kind: NoticeKind) -> list[tuple[date | None, str]]:
    mine = select(Notice).where(Notice.merchant_id == shop.id, Notice.kind == kind).order_by(Notice.made_at, Notice.id)
    with reading(terminal.store) as reader:
        return [(row.due_on, json.loads(row.facts).get("stage", "")) for row in reader.all(mine)]


def redated(terminal: Terminal, number: str) -> int:
    """How many entries say that a clock of a complaint was reckoned anew."""
    with reading(terminal.store) as reader:
        entries = entries_of(reader, the_complaint(terminal.store, number).id)
    return sum(one.kind == ClockMoved.kind and one.facts["what"] == "redated" for one in entries)


def load(terminal: Terminal, folder: Path, *words: str, **changes: object) -> dict[str, Any]:
    path = folder / "notice.json"
    path.write_text(json.dumps({**NEW_YEAR, **changes}, ensure_ascii=False), encoding="utf-8")
    return terminal.asks("calendar", "load", path, *words)


def test_a_silent_shop_is_passed_over_the_day_after_its_last_and_only_once(terminal: Terminal, shop: Shop) -> None:
    number, _ = a_complaint(terminal.store, terminal.at, shop)
    terminal.turn(days=14)
    assert swept(terminal) == {"passed_on": 0, "closed_unheard": 0, "left": 0}

    terminal.turn(days=1)
    first, second = swept(terminal), swept(terminal)

    assert (first["passed_on"], second["passed_on"]) == (1, 0)
    assert the_complaint(terminal.store, number).state is State.RECEIVED
    assert len(told(terminal, shop, NoticeKind.COMPLAINT_MOVED)) == 1


def test_a_silent_shopper_ends_it_neither_way(terminal: Terminal, shop: Shop) -> None:
    number, _ = a_complaint(terminal.store, terminal.at, shop)
    with pen(terminal.store, shop.owner, terminal.at) as p:
        settling.answer(p, complaint_id=the_complaint(terminal.store, number).id, text="可以换。")
    terminal.turn(days=15)

    assert swept(terminal)["closed_unheard"] == 1
    assert the_complaint(terminal.store, number).state is State.SILENT
    assert swept(terminal)["closed_unheard"] == 0


def test_the_last_call_comes_once_two_days_before_and_not_after_an_answer(terminal: Terminal, shop: Shop) -> None:
    answered, _ = a_complaint(terminal.store, terminal.at, shop)
    a_complaint(terminal.store, terminal.at, shop, phone="13900001111", facts="手机屏幕第二天就花了。")
    with pen(terminal.store, shop.owner, terminal.at) as p:
        settling.answer(p, complaint_id=the_complaint(terminal.store, answered).id, text="可以换。")

    calls = []
    for _ in range(15):
        terminal.asks("sweep")
        calls.append(sum(stage == "last" for _, stage in told(terminal, shop, NoticeKind.COMPLAINT_CAME)))
        terminal.turn(days=1)

    assert calls == [0] * 12 + [1] * 3


def test_a_holiday_notice_moves_a_last_day_that_crosses_new_year_and_makes_it_certain(
    terminal: Terminal, shop: Shop, tmp_path: Path
) -> None:
    terminal.at = datetime(2026, 12, 24, 10, 0, tzinfo=CHINA)
    number, _ = a_complaint(terminal.store, terminal.at, shop)
    before = the_clocks(terminal.store, number)[0]
    assert (before.due_on, before.provisional) == (date(2027, 1, 7), True)

    answer = load(terminal, tmp_path)

    after = the_clocks(terminal.store, number)[0]
    assert (after.due_on, after.provisional) == (date(2027, 1, 8), False)
    assert answer["redated"] == {"looked_at": 1, "changed": 1}
    assert redated(terminal, number) == 1
    assert told(terminal, shop, NoticeKind.COMPLAINT_REDATED) == [(date(2027, 1, 8), "")]


def test_counting_anew_again_changes_nothing(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    terminal.at = datetime(2026, 12, 24, 10, 0, tzinfo=CHINA)
    number, _ = a_complaint(terminal.store, terminal.at, shop)
    load(terminal, tmp_path)

    again = terminal.asks("calendar", "redate")

    assert again["redated"] == {"looked_at": 1, "changed": 0}
    assert redated(terminal, number) == 1
    assert len(told(terminal, shop, NoticeKind.COMPLAINT_REDATED)) == 1


def test_clocks_of_the_office_move_too_and_stopped_ones_stay(terminal: Terminal, tmp_path: Path) -> None:
    terminal.at = datetime(2026, 12, 24, 10, 0, tzinfo=CHINA)
    number, _ = accepted(terminal.store, terminal.at, a_shop(terminal.store, terminal.at, settles=False))
    stopped, mediating = the_clocks(terminal.store, number)

    load(terminal, tmp_path, rest=["2027-01-01/2027-01-03", "2027-02-18/2027-02-24"], makeup=[])

    now = the_clocks(terminal.store, number)
    assert now[0].due_on == stopped.due_on
    assert mediating.due_on == date(2027, 2, 22)
    assert (now[1].due_on, now[1].provisional) == (date(2027, 2, 25), False)


def test_an_amended_notice_moves_it_back(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    terminal.at = datetime(2026, 12, 24, 10, 0, tzinfo=CHINA)
    number, _ = a_complaint(terminal.store, terminal.at, shop)
    load(terminal, tmp_path)

    answer = load(
        terminal,
        tmp_path,
        "--replace",
        makeup=["2027-01-02", "2027-02-20"],
        rest=["2027-01-01", "2027-02-05/2027-02-11"],
    )

    assert answer["redated"]["changed"] == 1
    assert the_clocks(terminal.store, number)[0].due_on == date(2027, 1, 7)


def test_a_holiday_notice_moves_open_objections_as_well(terminal: Terminal, tmp_path: Path) -> None:
    terminal.at = datetime(2026, 12, 24, 10, 0, tzinfo=CHINA)
    shop = an_office_shop(terminal.store, terminal.at)
    one = published(terminal.store, terminal.at, shop)
    with pen(terminal.store, shop.owner, terminal.at) as p:
        objecting.object_to(p, complaint_id=one, text="那天已经换货")
    before = the_objections(terminal.store, one)[0].due_on

    answer = load(terminal, tmp_path, rest=["2027-01-01/2027-01-04"], makeup=[])

    assert (before, the_objections(terminal.store, one)[0].due_on) == (date(2027, 1, 4), date(2027, 1, 6))
    assert answer["redated"]["changed"] >= 1
    assert told(terminal, shop, NoticeKind.RESULT_REDATED) == [(date(2027, 1, 6), "")]
    assert terminal.asks("calendar", "redate")["redated"]["changed"] == 0


KEY = "0123456789abcdef0123456789abcdef"


def a_draft_with_a_photo(terminal: Terminal) -> str:
    """A filing in the making; returns the digest of its photo."""
    with jotting(terminal.store, terminal.at) as jotter:
        keep_draft(jotter, key=KEY, content={}, scheme=terminal.office.settings.rules)
    return terminal.store.blobs.asides.of(key_hash(KEY)).keep(b"photo")


def the_photo(terminal: Terminal, digest: str) -> bytes | None:
    return terminal.store.blobs.asides.of(key_hash(KEY)).read(digest)


def test_drafts_that_nobody_touches_are_forgotten_with_their_photos_and_no_other_file(terminal: Terminal) -> None:
    digest = a_draft_with_a_photo(terminal)
    terminal.store.blobs.keep(b"photo")

    terminal.at += 6 * DAY
    assert terminal.asks("sweep")["drafts_forgotten"] == 0
    assert the_photo(terminal, digest) == b"photo"
    terminal.at += DAY
    assert terminal.asks("sweep")["drafts_forgotten"] == 1

    assert the_photo(terminal, digest) is None
    assert terminal.store.blobs.read(digest) == b"photo"


@pytest.mark.parametrize("stopped_in", ["trustcode.complaints.queries.drafts.live_drafts", "shutil.rmtree"])
def test_a_sweep_that_is_killed_half_way_leaves_nothing_for_good(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, stopped_in: str
) -> None:
    """After the row is gone, before or while its photos go."""
    digest = a_draft_with_a_photo(terminal)
    terminal.at += 7 * DAY

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(complaining if "live" in stopped_in else shutil, stopped_in.rsplit(".", 1)[1], killed)
        complaining.sweep_drafts(terminal.office, terminal.at)
    assert the_photo(terminal, digest) == b"photo"

    assert complaining.sweep_drafts(terminal.office, terminal.at) == 0
    assert the_photo(terminal, digest) is None
