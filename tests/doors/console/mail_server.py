"""A small SMTP server for tests: it takes letters, or refuses, hangs up, or says nothing at all."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from trustcode.settings import Smtp


@dataclass
class MailServer:
    """What the server does, and what came. `rcpt`, `data`: its answers; `silent`: it takes the line and says nothing."""

    port: int = 0
    rcpt: str = "250 OK"
    data: str = "250 OK"
    silent: bool = False
    dies_after_data: bool = False
    letters: list[EmailMessage] = field(default_factory=list)
    lines: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> Smtp:
        return Smtp("127.0.0.1", self.port, "", "", is_tls=False, sender="no-reply@fangxin.example.com")


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        house: MailServer = self.server.house  # type: ignore[attr-defined]
        house.lines += 1
        if house.silent:
            house.over.wait(5)
            return
        self._say("220 tests")
        for raw in self.rfile:
            verb = raw.decode().strip().upper().partition(" ")[0]
            if verb == "DATA":
                if not self._take(house):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say(house.rcpt if verb == "RCPT" else "250 OK")

    def _take(self, house: MailServer) -> bool:
        self._say("354 go on")
        body = b""
        while (line := self.rfile.readline()) != b".\r\n":
            body += line
        if house.data.startswith("250"):
            house.letters.append(message_from_bytes(body, policy=default))
        if house.dies_after_data:
            return False
        self._say(house.data)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port, until the end of the block."""
    house = MailServer()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        house.port = server.server_address[1]
        server.house = house  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield house
        finally:
            house.over.set()
            server.shutdown()
            thread.join()
