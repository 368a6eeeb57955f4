"""Puts load on an address: wrk where it is installed, else a plain client in Python (which then is the limit itself)."""

from __future__ import annotations

import random
import re
import shutil
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}
_SCRIPT = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
function init(args) math.randomseed(tonumber(args[1])) end
function request() return wrk.format("GET", paths[math.random(#paths)]) end
"""


@dataclass(frozen=True)
class Load:
    """What is asked for: random lines of a file of paths, with these headers, on one port of this machine."""

    port: int
    paths: Path
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Round:
    """What came back: answers a second, the slowest of a hundred in milliseconds (0: not measured), failures."""

    rate: float
    p99_ms: float
    failed: int


def tool() -> str:
    """What puts the load on."""
    return "wrk" if shutil.which("wrk") else "python"


def measured(load: Load, seconds: float, seed: int) -> Round:
    """One round."""
    return _by_wrk(load, seconds, seed) if tool() == "wrk" else _by_python(load, seconds, seed)


def _by_wrk(load: Load, seconds: float, seed: int) -> Round:
    script = load.paths.with_suffix(".lua")
    script.write_text(_SCRIPT.format(paths=load.paths))
    headers = [part for name, value in load.headers for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", str(script), *headers]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{load.port}/", "--", str(seed)], capture_output=True, text=True, check=True
    )
    return _read_wrk(done.stdout)


def _read_wrk(text: str) -> Round:
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    if rate is None:
        raise RuntimeError(text)
    failed = (int(wrong[1]) if wrong else 0) + (sum(map(int, errors.groups())) if errors else 0)
    return Round(float(rate[1]), float(slow[1]) * _UNITS[slow[2]] if slow else 0.0, failed)


def _by_python(load: Load, seconds: float, seed: int) -> Round:
    paths = load.paths.read_text().split()
    until = time.monotonic() + seconds
    counts: list[tuple[int, int]] = []

    def visit(number: int) -> None:
        counts.append(_visits(load, paths, until, random.Random(seed * 100 + number)))

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Round(sum(good for good, _ in counts) / seconds, 0.0, sum(bad for _, bad in counts))


def _visits(load: Load, paths: list[str], until: float, draw: random.Random) -> tuple[int, int]:
    """Keep one connection open and ask again and again; answers, failures."""
    extra = "".join(f"{name}: {value}\r\n" for name, value in load.headers)
    good = bad = 0
    with socket.create_connection(("127.0.0.1", load.port), timeout=10) as connection:
        stream = connection.makefile("rb")
        while time.monotonic() < until:
            path = draw.choice(paths)
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{extra}\r\n".encode())
            status = _answer(stream)
            good, bad = (good + 1, bad) if status in {200, 304} else (good, bad + 1)
    return good, bad


def _answer(stream: object) -> int:
    read = stream  # a buffered socket file
    status = int(read.readline().split()[1])  # type: ignore[attr-defined]
    length = 0
    while (line := read.readline().strip()) != b"":  # type: ignore[attr-defined]
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and status != 304:
            length = int(value)
    read.read(length)  # type: ignore[attr-defined]
    return status
