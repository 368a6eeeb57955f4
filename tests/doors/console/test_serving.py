"""`serve` opens the product on a port, says how to look at it, and ends cleanly."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import VAULT
from tests.doors.console.conftest import OpenTerminal
from trustcode.settings import ROOT

PATIENCE = 60.0
"""Seconds after which a server that does not answer is given up; it takes three on a machine with time."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The settings of a demonstration that lies in a folder."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TRUSTCODE_")}
    return {
        **others,
        "TRUSTCODE_DATABASE_URL": str(folder / "trustcode.db"),
        "TRUSTCODE_FILES": str(folder / "files"),
        "TRUSTCODE_SIGNING_KEYS": str(folder / "signing-keys.json"),
        "TRUSTCODE_SECRET_KEY": "for tests alone, for tests alone",
        "TRUSTCODE_VAULT_KEYS": json.dumps({"1": base64.b64encode(VAULT.keys[1]).decode()}),
        "TRUSTCODE_INDEX_KEY": base64.b64encode(VAULT.index_key).decode(),
        **more,
    }


@contextmanager
def served(folder: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    """The server of a demonstration, answering."""
    command = [sys.executable, "-m", "flask", "--app", "app", "trustcode", "serve", "--port", str(port)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder, **more), **pipes) as child:  # type: ignore[call-overload]
        try:
            wait_for(f"http://127.0.0.1:{port}/", child)
            yield child
        finally:
            if child.poll() is None:
                child.kill()


def wait_for(url: str, child: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            assert status_of(url) == 200
            return
        except OSError:
            time.sleep(0.05)  # between two knocks at a door that nobody opens yet
    raise AssertionError(f"no answer from {url}: {child.stdout.read() if child.stdout and child.poll() else ''}")


def status_of(url: str) -> int:
    """The status with which a server answers a GET."""
    return got(url)[0]


def answer_of(url: str) -> str:
    """The words with which a server answers a GET."""
    return got(url)[1]


def got(url: str) -> tuple[int, str]:
    """What a server answers to a GET: status and words."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow  # starts a server process
def test_what_is_announced_is_served_on_the_port_and_ctrl_c_ends_it_cleanly(small_demo: Path, tmp_path: Path) -> None:
    port = free_port()
    shutil.copytree(small_demo, tmp_path, dirs_exist_ok=True)
    with served(tmp_path, port) as server:
        notes = json.loads((tmp_path / "demo.json").read_text())
        sample = notes["scan"]["active"]
        assert status_of(sample) == 200
        shown = answer_of(sample)
        server.send_signal(signal.SIGINT)
        said, _ = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in sample
    assert sample in said
    assert f"127.0.0.1:{port}" in shown
    assert "127.0.0.1:8000" not in shown
    assert all(one["password"] in said for one in notes["sign_ins"])
    assert "Traceback" not in said


def test_a_port_in_use_is_said_in_a_sentence(small_demo: Path, open_terminal: OpenTerminal) -> None:
    terminal = open_terminal(f"sqlite:///{small_demo / 'trustcode.db'}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = terminal.types("serve", "--port", port)

    assert result.exit_code == 1
    assert result.stderr == (
        f"Cannot listen on 127.0.0.1, port {port}: Address already in use. Another one: `make run PORT=8080`.\n"
    )


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "70000"], ["--workers", "0"], ["--port", "http"]])
def test_a_port_or_number_that_cannot_be_is_refused(
    small_demo: Path, open_terminal: OpenTerminal, words: list[str]
) -> None:
    terminal = open_terminal(f"sqlite:///{small_demo / 'trustcode.db'}")

    assert terminal.types("serve", *words).exit_code == 2


def test_an_address_of_another_machine_is_said_in_a_sentence(small_demo: Path, open_terminal: OpenTerminal) -> None:
    terminal = open_terminal(f"sqlite:///{small_demo / 'trustcode.db'}")

    result = terminal.types("serve", "--host", "192.0.2.1")

    assert (result.exit_code, result.stderr.startswith("Cannot listen on 192.0.2.1")) == (1, True)


@pytest.mark.slow  # starts a process
def test_settings_that_do_not_fit_stop_the_start_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "app", "trustcode", "sweep"]
    environ = environment(tmp_path, TRUSTCODE_MODE="production")

    answer = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert answer.returncode == 1
    assert answer.stderr.strip() == "TRUSTCODE_PUBLIC_URL is missing: the one official address, https://HOST."
