"""Two officers close one complaint at the same moment, each through a page and a session of their own, on PostgreSQL.

SQLite takes one writer at a time, so only a server can show a real race.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.complaints.builders import a_shop, accepted, the_complaint
from tests.conftest import ENGINES
from tests.doors.field.conftest import an_office
from tests.doors.field.officers import OfficeApp, Officer
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.sheets import steps_of
from trustcode.complaints.rules.course import State
from trustcode.kernel.moments import Moment
from trustcode.record.pen import Pen
from trustcode.storage.reading import reading

END = {"ground": "no_agreement", "said": "双方各执一词，谈了三次，没有谈成。"}
AGREE = {"said": "当场退全款。", "obtained": "329"}


@pytest.fixture(params=ENGINES)
def house(request: pytest.FixtureRequest, tmp_path: Path, at: Moment) -> Iterator[OfficeApp]:
    yield from an_office(request.param, request, tmp_path, at)


def both_at_once(house: OfficeApp, own: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, str]]:
    """Two officers, each with the form filled in, send it together; (status, page) by deed.

    Both requests are let go only when both have reached the row that they want to change.
    """
    one, two = house.officer(name="陈立"), house.officer(name="王昕")
    for officer, deed in ((one, "agree"), (two, "end")):
        officer.open(f"/field/complaints/{own}/do/{deed}")
    meet, lock = threading.Barrier(2, timeout=30), Pen.lock

    def lock_together(self: Pen, model: type, key: object) -> object:
        if model is Complaint and not meet.broken:
            # On SQLite the second waits for the first before it comes here.
            with contextlib.suppress(threading.BrokenBarrierError):
                meet.wait(timeout=2)
        return lock(self, model, key)

    monkeypatch.setattr(Pen, "lock", lock_together)
    answers: dict[str, tuple[int, str]] = {}

    def send(officer: Officer, deed: str, filled: dict[str, str]) -> None:
        response = officer.send(f"/do/{deed}", follow=False, **filled)
        answers[deed] = (response.status_code, officer.words + officer.page)

    threads = [threading.Thread(target=send, args=args) for args in ((one, "agree", AGREE), (two, "end", END))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_one_wins_and_the_other_is_told_and_keeps_the_text(
    house: OfficeApp, at: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, _ = accepted(house.store, at, a_shop(house.store, at, settles=False))
    own = the_complaint(house.store, number).id

    answers = both_at_once(house, own, monkeypatch)

    assert sorted(status for status, _ in answers.values()) == [303, 422]
    loser = next(deed for deed, (status, _) in answers.items() if status == 422)
    page = answers[loser][1]
    assert {"agree": AGREE["said"], "end": END["said"]}[loser] in page
    assert {"agree": "王昕", "end": "陈立"}[loser] in page
    assert "这件投诉刚" in page
    winner = {"agree": State.ENDED, "end": State.AGREED}[loser]
    assert the_complaint(house.store, number).state is winner
    with reading(house.store) as reader:
        assert [step.now for step in steps_of(reader, own)] == [State.MEDIATING.value, winner.value]


def test_without_the_count_of_changes_nobody_would_be_told(
    house: OfficeApp, at: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check above notices a build that does not compare what the page had seen."""
    monkeypatch.setattr("trustcode.complaints.actions.moving.require_unchanged", lambda *_: None)
    number, _ = accepted(house.store, at, a_shop(house.store, at, settles=False))

    answers = both_at_once(house, the_complaint(house.store, number).id, monkeypatch)

    assert not any("这件投诉刚" in page for _, page in answers.values())
