"""The server is killed without warning while somebody files over HTTP: no half complaint, no receipt for nothing, no lost draft.

Three rounds in the suite; `KILLS=50` for as many as one likes.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from tests.complaints.builders import a_shop
from tests.conftest import AT, open_store
from tests.doors.console.test_serving import environment, free_port, wait_for
from tests.doors.counter.filing_hands import CONSENTS, DETAILS, STORY
from trustcode.complaints.entries import ComplaintFiled
from trustcode.complaints.models import Complaint, Person, RunningClock
from trustcode.record.models import Entry
from trustcode.settings import ROOT
from trustcode.storage.reading import reading

KILLS = int(os.environ.get("KILLS", "3"))
LATEST = 0.5
"""Seconds after the last step was sent within which the kill falls."""


class Browser:
    """Keeps cookies, sends the form of the page it is on, and sees the connection break."""

    def __init__(self, url: str) -> None:
        self.url, self.page, self.path = url, "", ""
        jar = CookieJar(DefaultCookiePolicy(rfc2965=False))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def open(self, path: str) -> bool:
        """Whether an answer came whole."""
        return self._ask(urllib.request.Request(self.url + path))  # noqa: S310 - our own server

    def send(self, **typed: object) -> bool:
        """The form of the page with what is typed; whether an answer came whole."""
        hidden = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', self.page))
        body = urlencode({**hidden, **typed}, doseq=True).encode()
        return self._ask(urllib.request.Request(self.url + self.path, body))  # noqa: S310 - as above

    def _ask(self, request: urllib.request.Request) -> bool:
        try:
            with self._opener.open(request, timeout=30) as answer:
                page = answer.read().decode()
                self.page, self.path = page, answer.geturl().removeprefix(self.url)
        except urllib.error.HTTPError as error:
            raise AssertionError((error.code, request.full_url, error.read().decode()[:2000])) from error
        except (OSError, http.client.HTTPException):
            return False
        return True


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server with a process group of its own, which can be killed whole."""
    factory = ["--interface", "wsgi", "--factory", "--blocking-threads", "16", "trustcode.factory:create_app"]
    command = [sys.executable, "-m", "granian", "--port", str(port), *factory]
    environ = environment(folder, TRUSTCODE_PUBLIC_URL=f"http://127.0.0.1:{port}")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True, **quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/", child)  # type: ignore[arg-type]
        yield child
    finally:
        kill(child)
        child.wait()


def kill(child: subprocess.Popen[bytes]) -> None:
    """The server and its workers, without warning."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)


def up_to_the_check(browser: Browser, shop: str, n: int) -> None:
    """All steps of a filing up to the last page."""
    assert browser.open(f"/counter/complaint?shop={shop}&print=1")
    assert browser.send(kind="complaint")
    assert browser.send(**{**STORY, "facts": f"第 {n} 次：" + STORY["facts"]})
    assert browser.send(**DETAILS)
    assert browser.send()
    assert browser.send(name="陈小满", phone=f"139{n:08d}")
    digits = re.search(r"\b(\d{6})\b", re.sub(r"<[^>]+>", " ", browser.page.split("验证码是")[-1]))
    assert digits
    assert browser.send(digits=digits[1])
    assert browser.path.endswith("/check"), browser.path


def counts(house: Path) -> tuple[int, int, int, int]:
    """Complaints, their persons, their clocks, their entries."""
    store = open_store(f"sqlite:///{house / 'trustcode.db'}", house / "files")
    with reading(store) as reader:
        rows = [int(reader.scalar(select(func.count()).select_from(m))) for m in (Complaint, Person, RunningClock)]
        entries = int(reader.scalar(select(func.count()).select_from(Entry).where(Entry.kind == ComplaintFiled.kind)))
    store.close()
    return rows[0], rows[1], rows[2], entries


@pytest.mark.slow  # starts a server several times, since it has to die
def test_killed_while_filing_nothing_is_half_and_nothing_is_lost(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    store = open_store(f"sqlite:///{tmp_path / 'trustcode.db'}", tmp_path / "files")
    shop = a_shop(store, AT).id
    store.close()
    chance, port = random.Random(4), free_port()
    browser, receipts, filed_at_the_kill = Browser(f"http://127.0.0.1:{port}"), 0, 0
    for n in range(KILLS):
        with serving(tmp_path, port) as server:
            if n:
                receipts += comes_back(browser, n - 1)
            up_to_the_check(browser, shop, n)
            Timer(chance.random() * LATEST, kill, [server]).start()
            shown = browser.send(**CONSENTS)
            server.wait(30)
        found = counts(tmp_path)
        assert len(set(found)) == 1
        assert found[0] in {n, n + 1}
        assert found[0] == n + 1 or not (shown and "receipt" in browser.path)
        filed_at_the_kill += found[0] - n
    with serving(tmp_path, port):
        receipts += comes_back(browser, KILLS - 1)
    print(f"{KILLS} kills, {filed_at_the_kill} after it was kept, {KILLS - filed_at_the_kill} before")  # noqa: T201 - seen with -s
    assert receipts == KILLS
    assert counts(tmp_path) == (KILLS,) * 4


def comes_back(browser: Browser, n: int) -> bool:
    """After the kill the same device finds its receipt, or its draft whole, which it sends again; number and secret open it."""
    assert browser.open("/counter/complaint/receipt")
    if not browser.path.endswith("/receipt"):
        assert browser.open("/counter/complaint/check")
        assert browser.path.endswith("/check"), browser.path
        assert f"第 {n} 次" in browser.page
        assert browser.send(**CONSENTS)
        assert browser.path.endswith("/receipt"), browser.path
    found = re.search(r"/counter/complaints/\d{12}/[0-9a-z]{26}", browser.page)
    assert found
    assert browser.open(found[0])
    assert f"第 {n} 次" in browser.page
    assert browser.open("/counter/complaint/receipt")
    return browser.send()
