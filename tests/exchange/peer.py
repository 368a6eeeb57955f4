"""The other side, written apart: a small program that signs by itself, sends orders, and takes what it is told."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = hashlib.sha256(b"made up for tests").digest()


def signed(body: bytes, at: float | None = None, key: bytes = KEY) -> dict[str, str]:
    """Headers as the agreement says: the key's id, seconds, and HMAC-SHA256 of domain, seconds and body."""
    seconds = str(int(time.time() if at is None else at))
    text = b"trustcode-exchange-v1\n" + seconds.encode() + b"\n" + body
    mac = hmac.new(key, text, "sha256").hexdigest()
    return {"X-TrustCode-Key": "k1", "X-TrustCode-Time": seconds, "X-TrustCode-Signature": mac}


class Hotline:
    """Takes messages once by their id, refuses bad signatures, and is away when told to be."""

    def __init__(self) -> None:
        self.heard: dict[str, dict[str, Any]] = {}
        self.order: list[str] = []
        self.requests = 0
        self.unsigned = 0
        self.away = 0
        self.forgets_to_answer = 0
        self.url = ""
        self.asked = threading.Event()
        self.overlapped = 0
        self._free = threading.Event()
        self._free.set()
        self._busy = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer nobody until `let_go` or the end of the block; `asked` tells that somebody waits."""
        self.asked.clear()
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def let_go(self) -> None:
        """Answer from now on."""
        self._free.set()

    def take(self, headers: Any, body: bytes) -> int:
        """The status of one message; two at the same moment are counted as `overlapped`."""
        is_alone = self._busy.acquire(blocking=False)
        try:
            self.overlapped += not is_alone
            self.requests += 1
            self.asked.set()
            self._free.wait()
            return self._taken(headers, body)
        finally:
            if is_alone:
                self._busy.release()

    def _taken(self, headers: Any, body: bytes) -> int:
        if self.away:
            self.away -= 1
            return 503
        text = b"trustcode-exchange-v1\n" + headers["X-TrustCode-Time"].encode() + b"\n" + body
        if not hmac.compare_digest(hmac.new(KEY, text, "sha256").hexdigest(), headers["X-TrustCode-Signature"]):
            self.unsigned += 1
            return 401
        message = json.loads(body)
        if message["id"] not in self.heard:
            self.order.append(message["id"])
        self.heard[message["id"]] = message
        if self.forgets_to_answer:
            self.forgets_to_answer -= 1
            return 500
        return 204

    def states(self, external_no: str) -> list[str]:
        """The states of one order in the order in which they were first heard."""
        return [self.heard[one]["state"] for one in self.order if self.heard[one]["external_no"] == external_no]


@contextmanager
def open_hotline() -> Iterator[Hotline]:
    """The program on a port of its own, until the test ends."""
    hotline = Hotline()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(hotline.take(self.headers, body))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hotline.url = f"http://127.0.0.1:{server.server_port}/told"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hotline
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
