"""Two sendings at once in two processes: the second leaves it to the first, so nothing is told twice or out of order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.complaints.builders import the_complaint
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.exchange.peer import Hotline
from tests.merchants.builders import CITY, Shop, an_officer
from trustcode.complaints.actions import handling
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.actors import Role
from trustcode.record.pen import pen
from trustcode.settings import ROOT
from trustcode.storage.engines import Store
from trustcode.storage.turns import turn

PATIENCE = 240.0
"""Seconds after which a child that has not ended is given up."""
NUMBERS = ("CS-1", "CS-2", "CS-3")


def refused_and_reopened(store: Store, line: Client, shop: Shop) -> None:
    """Three orders, each refused and opened again: six things to tell, two of each in order."""
    officer, above = an_officer(store, AT), an_officer(store, AT, role=Role.SUPERVISOR, scope=CITY)
    for place, external_no in enumerate(NUMBERS):
        number = sent(line, an_order(store, shop, external_no, phone=f"1390000567{place}")).json["complaint"]
        own = the_complaint(store, number).id
        with pen(store, officer, AT) as p:
            handling.refuse(p, complaint_id=own, ground=RefusalGround.NOT_CONSUMPTION, said="买来转卖。")
        with pen(store, above, AT) as p:
            handling.reopen(p, complaint_id=own, said="再看。")


@contextmanager
def sending(store: Store, hotline: Hotline, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    url = store.write_engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.exchange.sender", url, str(folder / "files"), hotline.url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        yield child


def answer(child: subprocess.Popen[bytes]) -> list[int] | None:
    out, _ = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0
    found: list[int] | None = json.loads(out)
    return found


@pytest.mark.slow  # starts Python anew, since two processes have to meet
def test_the_second_leaves_it_to_the_first(
    store: Store, line: Client, shop: Shop, hotline: Hotline, tmp_path: Path
) -> None:
    refused_and_reopened(store, line, shop)
    with hotline.held(), sending(store, hotline, tmp_path) as first:
        assert hotline.asked.wait(PATIENCE)
        with sending(store, hotline, tmp_path) as second:
            assert answer(second) is None
        assert hotline.requests == 1
        hotline.let_go()
        assert answer(first) == [6, 0]

    assert (hotline.requests, len(hotline.heard)) == (6, 6)
    assert [hotline.states(one) for one in NUMBERS] == [["refused", "received"]] * 3


@pytest.mark.slow  # as above
def test_many_at_once_tell_each_thing_once_and_in_order(
    store: Store, line: Client, shop: Shop, hotline: Hotline, tmp_path: Path
) -> None:
    refused_and_reopened(store, line, shop)
    children = [sending(store, hotline, tmp_path) for _ in range(3)]
    with children[0] as one, children[1] as two, children[2] as three:
        answers = [answer(child) for child in (one, two, three)]

    assert sum(found[0] for found in answers if found) == 6
    assert (hotline.requests, len(hotline.heard), hotline.overlapped) == (6, 6, 0)
    assert [hotline.states(one) for one in NUMBERS] == [["refused", "received"]] * 3


@pytest.mark.slow  # as above
def test_a_killed_sender_gives_its_turn_back(
    store: Store, line: Client, shop: Shop, hotline: Hotline, tmp_path: Path
) -> None:
    refused_and_reopened(store, line, shop)
    with hotline.held():
        with sending(store, hotline, tmp_path) as first:
            assert hotline.asked.wait(PATIENCE)
            first.kill()
        hotline.let_go()
        with sending(store, hotline, tmp_path) as second:
            assert answer(second) == [6, 0]

    assert len(hotline.heard) == 6


def test_a_turn_is_had_once_and_by_name(store: Store) -> None:
    with turn(store, "a") as mine, turn(store, "a") as again, turn(store, "b") as other:
        assert (mine, again, other) == (True, False, True)
    with turn(store, "a") as mine:
        assert mine
