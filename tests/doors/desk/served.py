"""The whole product as it is served, in a process of its own, at the time of the tests; and tills that send it entries.

`python -m tests.doors.desk.served PORT` serves what the environment names.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from tests.conftest import AT
from tests.doors.console.test_serving import environment, free_port, wait_for
from tests.doors.desk.owners import form_of
from trustcode.doors.lobby.gate import THREADS
from trustcode.factory import create_app
from trustcode.settings import ROOT, from_env

PATIENCE = 60.0
"""Seconds after which an answer is given up."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
"""What a server says when it wants the body that was announced (RFC 9110, 15.2.1)."""


def at_the_time_of_the_tests() -> Flask:
    """The product by the settings of the environment; its clock stands still."""
    return create_app(from_env(os.environ), lambda: AT)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Host and port of a process that serves the database of a folder."""
    port = free_port()
    command = [sys.executable, "-m", "tests.doors.desk.served", str(port)]
    environ = environment(folder, TRUSTCODE_PUBLIC_URL=f"http://127.0.0.1:{port}")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environ, **pipes) as child:  # type: ignore[call-overload]
        try:
            wait_for(f"http://127.0.0.1:{port}/", child)
            yield f"127.0.0.1:{port}"
        finally:
            child.terminate()


@dataclass(frozen=True)
class Reply:
    """What came back: status, which entry it names (empty for none), and the seconds to wait."""

    status: int
    entry: str
    retry_after: str

    @staticmethod
    def of(response: HTTPResponse) -> Reply:
        """As a page tells it, or a program."""
        body, status = response.read(), response.status
        entry = (response.headers["Location"] or "").rpartition("/")[2]
        if status in {200, 201}:
            entry = json.loads(body)["id"]
        return Reply(status, entry, response.headers["Retry-After"] or "")


@dataclass(frozen=True)
class Till:
    """A browser with a filled-in form: what it sends, and to whom."""

    host: str
    path: str
    cookies: str
    fields: Mapping[str, str]
    accept: str = "text/html"

    def send(self, **changes: str) -> Reply:
        """Send the form once."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request("POST", self.path, self._body(changes), self._headers())
            return Reply.of(connection.getresponse())
        finally:
            connection.close()

    @contextmanager
    def sending_slowly(self) -> Iterator[SlowCopy]:
        """A copy of which only the head is sent; the server has begun to wait for the body."""
        body = self._body({}).encode()
        heads = {**self._headers(), "Host": self.host, "Content-Length": str(len(body)), "Expect": "100-continue"}
        head = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
        host, _, port = self.host.partition(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
            line.sendall(f"POST {self.path} HTTP/1.1\r\n{head}\r\n".encode())
            assert line.recv(len(GO_ON), socket.MSG_WAITALL) == GO_ON
            yield SlowCopy(line, body)

    def _body(self, changes: Mapping[str, str]) -> str:
        return urlencode({**self.fields, **changes})

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookies, "Accept": self.accept}


@dataclass(frozen=True)
class SlowCopy:
    """A copy on its way."""

    line: socket.socket
    body: bytes

    def finished(self) -> Reply:
        """Send the body and hear the answer."""
        self.line.sendall(self.body)
        response = HTTPResponse(self.line, method="POST")
        response.begin()
        return Reply.of(response)


def till(host: str, merchant_id: str, cookie: str, filled: Mapping[str, str], accept: str = "text/html") -> Till:
    """Open the page of a new entry and fill it in; the key of the form is among what is filled in."""
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request("GET", f"/desk/{merchant_id}/ledger/new", headers={"Cookie": cookie})
    response = connection.getresponse()
    page = response.read().decode()
    given = [one.partition(";")[0] for one in response.headers.get_all("Set-Cookie") or []]
    connection.close()
    path, fields = form_of(page, "/ledger")
    return Till(host, path, "; ".join([cookie, *given]), {**fields, **filled}, accept)


def _serve(port: int) -> None:
    Granian(
        "tests.doors.desk.served:at_the_time_of_the_tests",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_access=False,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
