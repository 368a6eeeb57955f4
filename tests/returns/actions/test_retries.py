"""One submission, however often it is sent and whatever dies in between: one line, one entry, one answer to all."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.merchants.builders import Shop
from tests.returns.builders import a_line, a_shop
from tests.returns.one_submission import submitted
from trustcode.kernel.moments import Moment
from trustcode.record.pen import KeyReused, Pen
from trustcode.record.reading import entries_about
from trustcode.returns.entries import ReturnLogged
from trustcode.returns.models import Return
from trustcode.settings import ROOT
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

COPIES = 200
KEY = "one-key"
PATIENCE = 60


def copies_at_once(store: Store, at: Moment, shop: Shop, copies: int) -> list[Any]:
    """What each of many copies of one submission was answered, or the error that it met."""

    def send(_: int) -> Any:
        try:
            return submitted(store, at, shop.owner, KEY, a_line(at, receipt_no="A-1", receipt_again=True))
        except Exception as error:  # noqa: BLE001  handed to the test
            return error

    with ThreadPoolExecutor(max_workers=copies) as pool:
        return list(pool.map(send, range(copies)))


def lines(store: Store, shop: Shop) -> list[str]:
    with reading(store) as reader:
        return list(reader.all(select(Return.id).where(Return.merchant_id == shop.id)))


def assert_one(store: Store, shop: Shop, answers: list[Any]) -> None:
    """One line, one entry about it, and its id as the answer to all."""
    kept = lines(store, shop)
    with reading(store) as reader:
        noted = entries_about(reader, [shop.id], [ReturnLogged.kind])
    assert len(kept) == 1
    assert [entry.facts["entry"] for entry in noted] == kept
    assert set(map(str, answers)) == set(kept)


@pytest.mark.slow  # two hundred transactions, one after another
def test_two_hundred_copies_at_once_are_one_line_and_one_answer_to_all(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    answers = copies_at_once(store, at, shop, COPIES)

    assert len(answers) == COPIES
    assert_one(store, shop, answers)


@pytest.mark.parametrize("forgets", [("answered",), ("answered", "answer")], ids="+".join)
def test_a_build_that_forgets_its_answers_is_noticed(
    store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch, forgets: tuple[str, ...]
) -> None:
    shop = a_shop(store, at)
    for name in forgets:
        monkeypatch.setattr(Pen, name, lambda *_: None)

    answers = copies_at_once(store, at, shop, 12)

    with pytest.raises(AssertionError):
        assert_one(store, shop, answers)


def test_the_same_key_with_another_line_is_refused(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    submitted(store, at, shop.owner, KEY, a_line(at))

    with pytest.raises(KeyReused):
        submitted(store, at, shop.owner, KEY, a_line(at, refund_fen=1))

    assert len(lines(store, shop)) == 1


def died(store: Store, folder: Path, shop: Shop, where: str) -> None:
    """A process sends the submission and is killed without warning at a place."""
    url = store.write_engine.url.render_as_string(hide_password=False)
    words = [url, str(folder), shop.id, shop.owner.person_id, KEY, where]
    command = [sys.executable, "-m", "tests.returns.one_submission", *words]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert child.stdout == b""


@pytest.mark.slow  # starts Python, since a process has to die
@pytest.mark.parametrize(("where", "there"), [("before_commit", 0), ("before_reply", 1)])
def test_killed_before_the_reply_the_same_again_has_the_same_answer(
    store: Store, at: Moment, tmp_path: Path, where: str, there: int
) -> None:
    shop = a_shop(store, at)

    died(store, tmp_path, shop, where)
    before = lines(store, shop)
    answer = submitted(store, at, shop.owner, KEY, a_line(at))

    assert len(before) == there
    assert_one(store, shop, [answer, *before])


@pytest.mark.slow  # as above
def test_a_build_that_keeps_no_answer_with_the_line_is_noticed(store: Store, at: Moment, tmp_path: Path) -> None:
    shop = a_shop(store, at)

    died(store, tmp_path, shop, "before_reply_forgetful")
    answer = submitted(store, at, shop.owner, KEY, a_line(at))

    with pytest.raises(AssertionError):
        assert_one(store, shop, [answer])
