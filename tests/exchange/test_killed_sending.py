"""`exchange send` is killed without warning as the other side says yes: everything is told, and there it is there once."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from tests.complaints.builders import a_shop, the_complaint
from tests.conftest import AT, open_store
from tests.doors.console.test_serving import environment
from tests.exchange.orders import an_order, sent
from tests.exchange.peer import KEY, Hotline, open_hotline
from tests.merchants.builders import an_officer
from trustcode.codes.rules.keyring import new_signing_key, ring_of
from trustcode.complaints.actions import handling
from trustcode.complaints.rules.words import RefusalGround
from trustcode.doors.exchange.app import create_exchange_app
from trustcode.doors.lobby.present import Office
from trustcode.exchange.models import Delivery
from trustcode.record.pen import pen
from trustcode.settings import ROOT, Peer, Settings, from_env
from trustcode.storage.reading import reading

ORDERS = 3
PATIENCE = 120
"""Seconds after which a child that does not end is given up."""


class Killer:
    """Takes a message for good and kills who sent it: before the yes goes out, or some milliseconds later."""

    def __init__(self, hotline: Hotline, after: float) -> None:
        self.after, self.child, self.times = after, 0, 0
        self._hotline, self._take = hotline, hotline.take

    def take(self, headers: Any, body: bytes) -> int:
        """What the hotline answers; the sender of what is new dies."""
        known = len(self._hotline.heard)
        status = self._take(headers, body)
        if len(self._hotline.heard) > known and self.child:
            self.times += 1
            self._kill() if not self.after else Timer(self.after, self._kill).start()
        return status

    def _kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)


@contextmanager
def sending(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command, as the operator's clock starts it."""
    command = [sys.executable, "-m", "flask", "--app", "app", "trustcode", "exchange", "send"]
    environ = environment(folder, TRUSTCODE_PEERS=str(folder / "peers.json"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environ, **quiet) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.kill()


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a database, into which the hotline's orders come."""
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    return tmp_path


@pytest.mark.slow  # starts Python several times, since a process has to die
@pytest.mark.parametrize("after", [0.0, 0.004], ids=["before the yes", "about our note"])
def test_killed_as_the_other_side_says_yes_all_is_told_and_there_once(house: Path, after: float) -> None:
    with open_hotline() as hotline:
        _with_orders(house, hotline)
        killer = Killer(hotline, after)
        hotline.take = killer.take  # type: ignore[method-assign]
        codes = []
        for _ in range(3 * ORDERS):
            with sending(house) as child:
                killer.child = child.pid
                codes.append(child.wait(PATIENCE))
            killer.child = 0
            if codes[-1] == 0:
                break

    assert codes[-1] == 0
    assert codes.count(-signal.SIGKILL) >= 1
    assert killer.times == ORDERS
    assert len(hotline.heard) == len(hotline.order) == ORDERS
    assert not after or hotline.unsigned == 0
    if not after:
        assert hotline.requests == 2 * ORDERS
    assert _untold(house) == 0


def _with_orders(house: Path, hotline: Hotline) -> None:
    peers = {"12345": {"url": hotline.url, "key_id": "k1", "keys": {"k1": base64.b64encode(KEY).decode()}}}
    (house / "peers.json").write_text(json.dumps(peers))
    (house / "peers.json").chmod(0o600)
    store = open_store(f"sqlite:///{house / 'trustcode.db'}", house / "files")
    settings = from_env({}, house / "var")
    office = Office(_with_peer(settings, hotline), store, ring_of(new_signing_key(1, b"t" * 32)), lambda: AT)
    line, shop = Client(create_exchange_app(office)), a_shop(store, AT, settles=False)
    officer = an_officer(store, AT)
    for n in range(ORDERS):
        order = an_order(store, shop, f"CS-{n}", phone=f"1390000000{n}", facts=f"第 {n} 件事。" * 5)
        number = sent(line, order).json["complaint"]
        with pen(store, officer, AT) as p:
            own, ground = the_complaint(store, number).id, RefusalGround.NOT_CONSUMPTION
            handling.refuse(p, complaint_id=own, ground=ground, said="买来转卖。")
    store.close()


def _with_peer(settings: Settings, hotline: Hotline) -> Settings:
    return replace(settings, peers={"12345": Peer("12345", hotline.url, "k1", {"k1": KEY})})


def _untold(house: Path) -> int:
    store = open_store(f"sqlite:///{house / 'trustcode.db'}", house / "files")
    with reading(store) as reader:
        found = reader.all(select(Delivery))
    store.close()
    assert len(found) == ORDERS
    return sum(one.delivered_at is None for one in found)
