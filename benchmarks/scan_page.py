"""The scan page against bare Flask returning the same bytes, on the same server, in interleaved rounds."""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.load import CONNECTIONS, Load, Round, measured, tool
from benchmarks.sample_shops import fill, open_database

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "scan_page.json"
SHOPS = 2_000
ROUNDS = 5
SECONDS = 2.0
MOST_WARM_UPS = 12
LEAST_WARM_UPS = 5
WORKERS = 2
BROTLI = ("Accept-Encoding", "br")
TARGETS = {
    "shelf, warm": ("shelf", (BROTLI,)),
    "shelf, 304": ("shelf", (BROTLI, ("If-None-Match", "*"))),
    "shelf, cold": ("cold", (BROTLI,)),
    "bare Flask": ("bare_flask", (BROTLI,)),
    "bare WSGI": ("bare_wsgi", (BROTLI,)),
}
BASE = "bare Flask"


def main() -> None:
    """Measure, print a table, write the result with its conditions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _say(f"making {SHOPS:,} shops")
        store = open_database(folder)
        fill(store, folder, SHOPS)
        store.close()
        tokens = json.loads((folder / "tokens.json").read_text())
        (folder / "paths.txt").write_text("".join(f"/{token}\n" for token in tokens))
        with _serving("shelf", folder) as port:
            _keep_sample(folder, port, tokens[0])
        with _serving_all(folder) as ports:
            rounds = _measure(folder, ports)
    _report(rounds)


def _measure(folder: Path, ports: dict[str, int]) -> dict[str, list[Round]]:
    loads = {name: Load(ports[app], folder / "paths.txt", headers) for name, (app, headers) in TARGETS.items()}
    _say("warming up, until no process has a page left to make")
    _warm_up(Load(ports["shelf"], folder / "paths.txt", (BROTLI,)))
    found: dict[str, list[Round]] = {name: [] for name in loads}
    for number in range(ROUNDS):
        for name, load in loads.items():
            found[name].append(measured(load, SECONDS, number + 2))
        _say(f"round {number + 1} of {ROUNDS}: " + ", ".join(f"{n} {r[-1].rate:,.0f}/s" for n, r in found.items()))
    return found


def _warm_up(load: Load) -> None:
    """Ask until a round is no faster than a tenth above the fastest before it."""
    fastest = 0.0
    for number in range(MOST_WARM_UPS):
        rate = measured(load, 2.0, 1_000 + number).rate
        if number >= LEAST_WARM_UPS and rate <= 1.1 * fastest:
            return
        fastest = max(rate, fastest)


def _report(rounds: dict[str, list[Round]]) -> None:
    base = [r.rate for r in rounds[BASE]]
    table: dict[str, dict[str, Any]] = {}
    for name, found in rounds.items():
        ratios = [r.rate / b for r, b in zip(found, base, strict=True)]
        table[name] = {
            "ratio_to_bare_flask": round(statistics.median(ratios), 2),
            "lowest_ratio": round(min(ratios), 2),
            "highest_ratio": round(max(ratios), 2),
            "requests_per_second": round(statistics.median(r.rate for r in found)),
            "p99_ms": round(statistics.median(r.p99_ms for r in found), 1),
            "failed": sum(r.failed for r in found),
        }
    print(f"\n  {'':14} {'to bare Flask':>14} {'low to high':>14} {'a second':>10} {'p99 ms':>7} {'failed':>7}")
    for name, row in table.items():
        spread = f"{row['lowest_ratio']:.2f} to {row['highest_ratio']:.2f}"
        print(
            f"  {name:14} {row['ratio_to_bare_flask']:>14.2f} {spread:>14} {row['requests_per_second']:>10,}"
            f" {row['p99_ms']:>7} {row['failed']:>7}"
        )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"conditions": _conditions(), "results": table}, indent=2) + "\n")
    print(f"\n  written to {RESULT.relative_to(ROOT)}")


def _conditions() -> dict[str, Any]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load_before": [round(x, 2) for x in os.getloadavg()],
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("flask", "granian", "sqlalchemy", "jinja2", "brotli")},
        "server": f"granian, {WORKERS} workers, 1 blocking thread each, no TLS, no proxy",
        "client": f"{tool()}, {CONNECTIONS if tool() == 'wrk' else 4} connections on the same machine",
        "shops": SHOPS,
        "rounds": f"{ROUNDS} interleaved rounds of {SECONDS:g} s, medians; ratios within a round",
        "notes": "random token a request; bare Flask returns the same bytes and headers for every token; "
        "cold keeps no page (verify, one row from SQLite, render, compress); page slot of an hour",
    }


def _keep_sample(folder: Path, port: int, token: str) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{token}", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        body = answer.read()
        headers = [(n, v) for n, v in answer.headers.items() if n.lower() not in {"server", "date", "connection"}]
    (folder / "sample.br").write_bytes(body)
    (folder / "sample.json").write_text(json.dumps(headers))
    _say(f"a page has {len(body):,} bytes, compressed")


@contextmanager
def _serving_all(folder: Path) -> Iterator[dict[str, int]]:
    apps = sorted({app for app, _ in TARGETS.values()})
    servers = [(app, _serving(app, folder)) for app in apps]
    opened = []
    try:
        ports = {}
        for app, server in servers:
            ports[app] = server.__enter__()
            opened.append(server)
        yield ports
    finally:
        for server in opened:
            server.__exit__(None, None, None)


@contextmanager
def _serving(app: str, folder: Path) -> Iterator[int]:
    """A server of one app, on a free port, ended by its own process id."""
    port = _free_port()
    environ = {**os.environ, "BENCH_APP": app, "BENCH_FOLDER": str(folder)}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "benchmarks.served:app"]
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "1"]
    # A worker that is told to end while it is still starting does not hear it; it is ended after this time.
    ending = ["--workers-kill-timeout", "3s"]
    process = subprocess.Popen([*command, *options, *ending, "--no-log"], cwd=ROOT, env=environ)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("the server ended at its start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _say(what: str) -> None:
    print(f"  {what}", flush=True)
